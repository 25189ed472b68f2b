internal import CSocketShim

/// The type of an IGMP message. Open to any number.
public struct IGMPType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt8

    /// Any type, known here or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt8(number))
    }

    /// A query for the members of groups; all versions.
    public static let query = IGMPType(CSOCK_IGMP_QUERY)
    /// A membership report, version 1.
    public static let reportV1 = IGMPType(CSOCK_IGMP_REPORT_V1)
    /// A membership report, version 2.
    public static let reportV2 = IGMPType(CSOCK_IGMP_REPORT_V2)
    /// A member leaves its group; version 2.
    public static let leave = IGMPType(CSOCK_IGMP_LEAVE)
    /// A report of source filters, version 3.
    public static let reportV3 = IGMPType(CSOCK_IGMP_REPORT_V3)
}

/// An IGMP message: RFC 1112 (version 1), RFC 2236 (version 2), RFC 9776 (version 3). The type decides which properties
/// are used; the others must be 0 or empty, or encoding refuses the message.
///
///     let join = IGMPMessage.report([IGMPRecord(.changeToExclude, group: IPv4Address(224, 0, 0, 251))])
///     let ask = IGMPMessage(.query, group: .any, maxResponseCode: 100)
///
/// Send IGMP to a group with a time to live of 1 and the option ``IPv4Option/routerAlert(_:)``. `Packet`
/// fills in the checksum. The corresponding C type is `csock_igmp_header`.
public struct IGMPMessage: Hashable, Sendable {
    /// The message type.
    public var type: IGMPType
    /// In queries, the longest time before a reply; see ``maxResponseTime``. Reserved in other types.
    public var maxResponseCode: UInt8
    /// The checksum of the whole message.
    public var checksum: UInt16
    /// The group; 0.0.0.0 in a query for all groups. Unused in reports of version 3.
    public var group: IPv4Address
    /// Reserved: 4 bits in a query of version 3, 16 in a report.
    public var flags: UInt16
    /// Whether a query has the next four properties.
    public var isVersion3: Bool
    /// Whether routers suppress their normal processing of the query (S).
    public var suppressesRouterProcessing: Bool
    /// The querier's robustness variable (QRV), 0 to 7.
    public var robustness: UInt8
    /// The querier's query interval code (QQIC); see ``queryInterval``.
    public var queryIntervalCode: UInt8
    /// The sources in a query of version 3.
    public var sources: [IPv4Address]
    /// The group records of a report of version 3.
    public var records: [IGMPRecord]

    /// A message of any type with the given fields.
    public init(
        _ type: IGMPType, group: IPv4Address = .any, maxResponseCode: UInt8 = 0, flags: UInt16 = 0,
        isVersion3: Bool = false, suppressesRouterProcessing: Bool = false, robustness: UInt8 = 0,
        queryIntervalCode: UInt8 = 0, sources: [IPv4Address] = [], records: [IGMPRecord] = [], checksum: UInt16 = 0
    ) {
        self.type = type
        self.maxResponseCode = maxResponseCode
        self.checksum = checksum
        self.group = group
        self.flags = flags
        self.isVersion3 = isVersion3
        self.suppressesRouterProcessing = suppressesRouterProcessing
        self.robustness = robustness
        self.queryIntervalCode = queryIntervalCode
        self.sources = sources
        self.records = records
    }

    /// A report of version 3, to be sent to 224.0.0.22.
    public static func report(_ records: [IGMPRecord]) -> IGMPMessage {
        IGMPMessage(.reportV3, records: records)
    }

    /// The longest time before a reply to a query; 10 seconds in version 1: RFC 2236 section 4.
    public var maxResponseTime: Duration {
        if isVersion3 { return .milliseconds(100) * Int(csock_group_code8_time(UInt32(maxResponseCode))) }
        return maxResponseCode == 0 ? .seconds(10) : .milliseconds(100) * Int(maxResponseCode)
    }

    /// The interval between queries of a querier of version 3.
    public var queryInterval: Duration { .seconds(csock_group_code8_time(UInt32(queryIntervalCode))) }

    /// The code of version 3 for a number of tenths of a second (``maxResponseCode``) or of seconds
    /// (``queryIntervalCode``). A number without a code is rounded down to one that has a code; `nil` over 31744. The
    /// corresponding C function is `csock_group_code8`.
    public static func code(for number: Int) -> UInt8? {
        guard let number = UInt32(exactly: number) else { return nil }
        return UInt8(exactly: csock_group_code8(number))
    }
}

extension IGMPMessage: CHeader {
    /// IGMP.
    public static var layerKind: LayerKind { .igmp }

    // Of records that end early, the complete ones are kept.
    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.igmp
        unsafe self.init(
            IGMPType(rawValue: UInt8(truncatingIfNeeded: header.type)), group: IPv4Address(header.group),
            maxResponseCode: UInt8(truncatingIfNeeded: header.max_response_code),
            flags: UInt16(truncatingIfNeeded: header.flags), isVersion3: header.version_3,
            suppressesRouterProcessing: header.suppress != 0,
            robustness: UInt8(truncatingIfNeeded: header.robustness),
            queryIntervalCode: UInt8(truncatingIfNeeded: header.query_interval),
            sources: [IPv4Address](octets: header.sources.array),
            checksum: UInt16(truncatingIfNeeded: header.checksum))
        var rest = unsafe header.records
        var record = unsafe csock_igmp_record()
        while unsafe csock_igmp_record_next(&rest, &record, nil) > 0 { records.append(unsafe IGMPRecord(record)) }
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe ((try? records.encoded()) ?? []).withCBytes { records in
            unsafe withC(records) { unsafe body(csock_layer(Self.layerKind, $0)) }
        }
    }

    private func withC<Result>(_ records: csock_bytes, _ body: (csock_igmp_header) -> Result) -> Result {
        unsafe sources.octets.withCBytes { sources in
            unsafe body(
                csock_igmp_header(
                    type: UInt32(type.rawValue), max_response_code: UInt32(maxResponseCode),
                    checksum: UInt32(checksum), group: group.octets, flags: UInt32(flags), version_3: isVersion3,
                    suppress: suppressesRouterProcessing ? 1 : 0, robustness: UInt32(robustness),
                    query_interval: UInt32(queryIntervalCode), sources: sources,
                    record_count: UInt32(clamping: self.records.count), records: records))
        }
    }

    /// Writes the message by way of `csock_igmp_header_encode`, with the errors of its records.
    public func write(to writer: inout HeaderWriter) {
        unsafe writer.write(records) { writer, records in
            unsafe withC(records) { unsafe writer.write($0, by: csock_igmp_header_encode) }
        }
    }
}
