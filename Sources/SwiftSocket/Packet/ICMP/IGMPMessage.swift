public import CSocketShim

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

    /// Which groups have members? All versions.
    public static let query = IGMPType(CSOCK_IGMP_QUERY)
    /// A member of a group reports, version 1.
    public static let reportV1 = IGMPType(CSOCK_IGMP_REPORT_V1)
    /// A member of a group reports, version 2.
    public static let reportV2 = IGMPType(CSOCK_IGMP_REPORT_V2)
    /// A member leaves its group, version 2.
    public static let leave = IGMPType(CSOCK_IGMP_LEAVE)
    /// Filters of groups, version 3.
    public static let reportV3 = IGMPType(CSOCK_IGMP_REPORT_V3)
}

/// An IGMP message: RFC 1112 (version 1), RFC 2236 (version 2), RFC 9776 (version 3). Which properties count
/// depends on its type; the others are 0 and empty, or the message is refused when it is written.
///
///     let join = IGMPMessage.report([IGMPRecord(.changeToExclude, group: IPv4Address(224, 0, 0, 251))])
///     let ask = IGMPMessage(.query, group: .any, maxResponseCode: 100)
///
/// IGMP is sent to a group with a time to live of 1 and the option ``IPv4Option/routerAlert(_:)``. `Packet`
/// fills in the checksum. The corresponding C type is `csock_igmp_header`.
public struct IGMPMessage: Hashable, Sendable {
    /// What it is.
    public var type: IGMPType
    /// Queries: the longest time before an answer; see ``maxResponseTime``. Other types: reserved.
    public var maxResponseCode: UInt8
    /// The checksum of the whole message.
    public var checksum: UInt16
    /// The group; 0.0.0.0 in a query for all groups. Not in reports of version 3.
    public var group: IPv4Address
    /// Reserved: 4 bits in a query of version 3, 16 in a report.
    public var flags: UInt16
    /// Whether a query has the four properties that follow.
    public var isVersion3: Bool
    /// Whether routers do not process the query as hosts do (S).
    public var suppressesRouterProcessing: Bool
    /// The querier's robustness variable (QRV), 0 to 7.
    public var robustness: UInt8
    /// The querier's query interval code (QQIC); see ``queryInterval``.
    public var queryIntervalCode: UInt8
    /// The sources that a query of version 3 asks for.
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

    /// A report of version 3. It is sent to 224.0.0.22.
    public static func report(_ records: [IGMPRecord]) -> IGMPMessage {
        IGMPMessage(.reportV3, records: records)
    }

    /// The longest time before an answer to a query; 10 seconds in version 1: RFC 2236 section 4.
    public var maxResponseTime: Duration {
        if isVersion3 { return .milliseconds(100) * Int(csock_group_code8_time(UInt32(maxResponseCode))) }
        return maxResponseCode == 0 ? .seconds(10) : .milliseconds(100) * Int(maxResponseCode)
    }

    /// How often the querier of version 3 asks.
    public var queryInterval: Duration { .seconds(csock_group_code8_time(UInt32(queryIntervalCode))) }

    /// The code of version 3 for a number of tenths of a second (``maxResponseCode``) or of seconds
    /// (``queryIntervalCode``), or for the next lower one that has a code; `nil` over 31744. The
    /// corresponding C function is `csock_group_code8`.
    public static func code(for number: Int) -> UInt8? {
        guard let number = UInt32(exactly: number) else { return nil }
        return UInt8(exactly: csock_group_code8(number))
    }
}

extension IGMPMessage: PacketHeader {
    /// IGMP.
    public static var layerKind: LayerKind { .igmp }

    /// Takes over what C has read. Of records that end early those that are whole.
    public init(_ layer: UnsafePointer<csock_layer>) {
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
        _ = unsafe elements(of: header.records, csock_igmp_record(), csock_igmp_record_next) {
            unsafe records.append(IGMPRecord($0))
        }
    }

    /// Lends the message to C.
    public func withUnsafeLayer(
        _ body: (csock_layer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        var encoded: [UInt8] = []
        for record in records { encoded += try record.encoded() }
        return try unsafe [sources.octets, encoded].withCBytes { pieces throws(PacketError) in
            var layer = unsafe csock_layer(Self.layerKind)
            unsafe layer.igmp = csock_igmp_header(
                type: UInt32(type.rawValue), max_response_code: UInt32(maxResponseCode),
                checksum: UInt32(checksum), group: group.octets, flags: UInt32(flags), version_3: isVersion3,
                suppress: suppressesRouterProcessing ? 1 : 0, robustness: UInt32(robustness),
                query_interval: UInt32(queryIntervalCode), sources: pieces[0],
                record_count: UInt32(clamping: records.count), records: pieces[1])
            return try unsafe body(layer)
        }
    }

    /// As tcpdump tells it: `IGMP query v2 [gaddr 224.0.0.251]`, `IGMP v3 report, 1 group record(s) [gaddr
    /// 224.0.0.251 to_ex]`, `IGMP leave 224.0.0.251`.
    public var description: String {
        switch type {
        case .query:
            let version = isVersion3 ? 3 : maxResponseCode == 0 ? 1 : 2
            let asked = sources.isEmpty ? "" : " { \(sources.map(\.description).joined(separator: " ")) }"
            return "IGMP query v\(version)" + (group.isUnspecified ? "" : " [gaddr \(group)\(asked)]")
        case .reportV1: return "IGMP v1 report \(group)"
        case .reportV2: return "IGMP v2 report \(group)"
        case .leave: return "IGMP leave \(group)"
        case .reportV3:
            let list = records.map { " \($0)" }.joined()
            return "IGMP v3 report, \(records.count) group record(s)\(list)"
        default: return "IGMP type 0x\(String(type.rawValue, radix: 16))"
        }
    }
}
