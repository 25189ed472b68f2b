internal import CSocketShim

/// The type of a multicast address record. Open to any number; the numbers are those of IGMPv3.
public struct MLDRecordType: RawRepresentable, Hashable, Sendable {
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
    public static let modeIsInclude = MLDRecordType(CSOCK_MLD_MODE_IS_INCLUDE)
    /// The source filter excludes these sources.
    public static let modeIsExclude = MLDRecordType(CSOCK_MLD_MODE_IS_EXCLUDE)
    /// The source filter has changed to include these sources.
    public static let changeToInclude = MLDRecordType(CSOCK_MLD_CHANGE_TO_INCLUDE)
    /// The source filter has changed to exclude these sources.
    public static let changeToExclude = MLDRecordType(CSOCK_MLD_CHANGE_TO_EXCLUDE)
    /// These sources are added.
    public static let allowNewSources = MLDRecordType(CSOCK_MLD_ALLOW_NEW_SOURCES)
    /// These sources are removed.
    public static let blockOldSources = MLDRecordType(CSOCK_MLD_BLOCK_OLD_SOURCES)
}

/// A multicast address record of a multicast listener report, version 2: RFC 9777 section 5.2.
///
///     let records = [MLDRecord(.changeToExclude, address: IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 0xfb))]
///     let join = Packet(
///         IPv6Header(source: .any, destination: IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 0x16), hopLimit: 1),
///         ICMPv6Message(.multicastListenerReportV2(count: 1)), payload: try records.encoded())
///
/// The corresponding C type is `csock_mld_record`.
public struct MLDRecord: Hashable, Sendable {
    /// The record type.
    public var type: MLDRecordType
    /// The multicast address.
    public var address: IPv6Address
    /// The sources, 65535 at most.
    public var sources: [IPv6Address]
    /// Auxiliary data, 1020 bytes at most and a multiple of 4. MLDv2 defines none.
    public var auxiliary: [UInt8]

    /// A record with the given fields.
    public init(
        _ type: MLDRecordType, address: IPv6Address, sources: [IPv6Address] = [], auxiliary: [UInt8] = []
    ) {
        self.type = type
        self.address = address
        self.sources = sources
        self.auxiliary = auxiliary
    }
}

extension MLDRecord: PacketCodable {
    /// Reads a record by way of `csock_mld_record_next`.
    public static func read(_ reader: inout HeaderReader) -> MLDRecord? {
        unsafe reader.next(
            csock_mld_record(),
            { record in
                unsafe MLDRecord(
                    MLDRecordType(rawValue: UInt8(truncatingIfNeeded: record.type)),
                    address: IPv6Address(record.multicast_address),
                    sources: [IPv6Address](octets: record.sources.array), auxiliary: record.auxiliary.array)
            }, by: csock_mld_record_next)
    }

    /// Writes the record by way of `csock_mld_record_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe withC { unsafe writer.write($0, by: csock_mld_record_encode) }
    }

    private func withC<Result>(_ body: (csock_mld_record) -> Result) -> Result {
        unsafe sources.octets.withCBytes { sources in
            unsafe auxiliary.withCBytes { auxiliary in
                unsafe body(
                    csock_mld_record(
                        type: UInt32(type.rawValue), multicast_address: address.octets, sources: sources,
                        auxiliary: auxiliary))
            }
        }
    }

    /// In the form of tcpdump: `[gaddr ff02::fb block { 2001:db8::1 }]`. The corresponding C function is
    /// `csock_mld_record_format`.
    public var description: String { unsafe withC { unsafe text(of: $0, by: csock_mld_record_format) } }
}
