internal import CSocketShim

/// The type of a group record of IGMPv3: RFC 9776 section 4.2.13. Open to any number.
public struct IGMPRecordType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt8

    /// Any type, known here or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt8(number))
    }

    /// The source filter includes these sources.
    public static let modeIsInclude = IGMPRecordType(CSOCK_IGMP_MODE_IS_INCLUDE)
    /// The source filter excludes these sources.
    public static let modeIsExclude = IGMPRecordType(CSOCK_IGMP_MODE_IS_EXCLUDE)
    /// The source filter has changed to include these sources.
    public static let changeToInclude = IGMPRecordType(CSOCK_IGMP_CHANGE_TO_INCLUDE)
    /// The source filter has changed to exclude these sources.
    public static let changeToExclude = IGMPRecordType(CSOCK_IGMP_CHANGE_TO_EXCLUDE)
    /// These sources are added.
    public static let allowNewSources = IGMPRecordType(CSOCK_IGMP_ALLOW_NEW_SOURCES)
    /// These sources are removed.
    public static let blockOldSources = IGMPRecordType(CSOCK_IGMP_BLOCK_OLD_SOURCES)
}

/// A group record of an IGMPv3 report: RFC 9776 section 4.2.4.
///
/// The corresponding C type is `csock_igmp_record`.
public struct IGMPRecord: Hashable, Sendable {
    /// The record type.
    public var type: IGMPRecordType
    /// The multicast group.
    public var group: IPv4Address
    /// The sources, 65535 at most.
    public var sources: [IPv4Address]
    /// Auxiliary data, 1020 bytes at most and a multiple of 4. IGMPv3 defines none.
    public var auxiliary: [UInt8]

    /// A record with the given fields.
    public init(
        _ type: IGMPRecordType, group: IPv4Address, sources: [IPv4Address] = [], auxiliary: [UInt8] = []
    ) {
        self.type = type
        self.group = group
        self.sources = sources
        self.auxiliary = auxiliary
    }

    init(_ record: csock_igmp_record) {
        unsafe self.init(
            IGMPRecordType(rawValue: UInt8(truncatingIfNeeded: record.type)), group: IPv4Address(record.group),
            sources: [IPv4Address](octets: record.sources.array), auxiliary: record.auxiliary.array)
    }
}

extension IGMPRecord: PacketCodable {
    /// IGMP.
    public static var errorLayer: LayerKind { .igmp }

    /// Reads a record by way of `csock_igmp_record_next`.
    public static func read(_ reader: inout HeaderReader) -> IGMPRecord? {
        unsafe reader.next(csock_igmp_record(), { unsafe IGMPRecord($0) }, by: csock_igmp_record_next)
    }

    /// Writes the record by way of `csock_igmp_record_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe withC { unsafe writer.write($0, by: csock_igmp_record_encode) }
    }

    private func withC<Result>(_ body: (csock_igmp_record) -> Result) -> Result {
        unsafe sources.octets.withCBytes { sources in
            unsafe auxiliary.withCBytes { auxiliary in
                unsafe body(
                    csock_igmp_record(
                        type: UInt32(type.rawValue), group: group.octets, sources: sources, auxiliary: auxiliary))
            }
        }
    }
}

extension IGMPRecord: CustomStringConvertible {
    /// In the form of tcpdump: `[gaddr 232.1.1.1 block { 10.0.0.1 10.0.0.2 }]`. The corresponding C function is
    /// `csock_igmp_record_format`.
    public var description: String { unsafe withC { unsafe text(of: $0, by: csock_igmp_record_format) } }
}
