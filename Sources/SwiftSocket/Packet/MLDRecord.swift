internal import CSocketShim

/// A multicast address record of a multicast listener report, version 2: RFC 9777 section 5.2.
///
///     let records = [MLDRecord(.changeToExclude, address: IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 0xfb))]
///     let join = Packet(
///         IPv6Header(source: .any, destination: IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 0x16), hopLimit: 1),
///         ICMPv6Message(.multicastListenerReportV2(count: 1)), payload: try records.encoded())
///
/// The corresponding C type is `csock_mld_record`.
public struct MLDRecord: Hashable, Sendable {
    /// The type of a record. Open to any number; the numbers are those of IGMPv3.
    public struct RecordType: RawRepresentable, Hashable, Sendable {
        /// The number.
        public let rawValue: UInt8

        /// Any type, known here or not.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        private init(_ number: Int) {
            self.init(rawValue: UInt8(number))
        }

        /// The filter includes these sources.
        public static let modeIsInclude = RecordType(CSOCK_MLD_MODE_IS_INCLUDE)
        /// The filter excludes these sources.
        public static let modeIsExclude = RecordType(CSOCK_MLD_MODE_IS_EXCLUDE)
        /// The filter has changed, to include these sources.
        public static let changeToInclude = RecordType(CSOCK_MLD_CHANGE_TO_INCLUDE)
        /// The filter has changed, to exclude these sources.
        public static let changeToExclude = RecordType(CSOCK_MLD_CHANGE_TO_EXCLUDE)
        /// These sources, too.
        public static let allowNewSources = RecordType(CSOCK_MLD_ALLOW_NEW_SOURCES)
        /// These sources no longer.
        public static let blockOldSources = RecordType(CSOCK_MLD_BLOCK_OLD_SOURCES)
    }

    /// What it reports.
    public var type: RecordType
    /// The multicast address.
    public var address: IPv6Address
    /// The sources, 65535 at most.
    public var sources: [IPv6Address]
    /// Auxiliary data, 1020 bytes at most and a multiple of 4. MLDv2 defines none.
    public var auxiliary: [UInt8]

    /// A record with the given fields.
    public init(
        _ type: RecordType, address: IPv6Address, sources: [IPv6Address] = [], auxiliary: [UInt8] = []
    ) {
        self.type = type
        self.address = address
        self.sources = sources
        self.auxiliary = auxiliary
    }
}

extension MLDRecord: PayloadElement {
    /// Reads the records that bytes consist of. The corresponding C function is `csock_mld_record_next`.
    public static func list(in bytes: [UInt8]) throws(PacketError) -> [MLDRecord] {
        try unsafe bytes.withCBytes { bytes throws(PacketError) in
            try unsafe elements(of: bytes, csock_mld_record(), csock_mld_record_next) { record in
                unsafe MLDRecord(
                    RecordType(rawValue: UInt8(truncatingIfNeeded: record.type)),
                    address: IPv6Address(record.multicast_address),
                    sources: [IPv6Address](octets: record.sources.array), auxiliary: record.auxiliary.array)
            }.get()
        }
    }

    /// The record's bytes. The corresponding C function is `csock_mld_record_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        try unsafe [sources.flatMap(\.bytes), auxiliary].withCBytes { pieces throws(PacketError) in
            var record = unsafe csock_mld_record(
                type: UInt32(type.rawValue), multicast_address: address.octets, sources: pieces[0],
                auxiliary: pieces[1])
            return try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_mld_record_encode(&record, memory.baseAddress, memory.count, $0)
                    })
            }
        }
    }

    /// As tcpdump tells it: `[gaddr ff02::fb block { 2001:db8::1 }]`.
    public var description: String {
        let names = ["is_in", "is_ex", "to_in", "to_ex", "allow", "block"]
        let index = Int(type.rawValue) - 1
        let name = names.indices.contains(index) ? names[index] : "type \(type.rawValue)"
        let list = sources.map(\.description).joined(separator: " ")
        return "[gaddr \(address) \(name)\(sources.isEmpty ? "" : " { \(list) }")]"
    }
}

/// What makes a multicast listener query one of version 2, as its payload: RFC 9777 section 5.1.
///
/// The corresponding C type is `csock_mld_query`.
public struct MLDQuery: Hashable, Sendable {
    /// Flags, 4 bits; none is defined.
    public var flags: UInt8
    /// Whether routers do not process the query as listeners do (S).
    public var suppressesRouterProcessing: Bool
    /// The querier's robustness variable (QRV), 0 to 7.
    public var robustness: UInt8
    /// The querier's query interval code (QQIC); see ``queryInterval``.
    public var queryIntervalCode: UInt8
    /// The sources that are asked for, 65535 at most.
    public var sources: [IPv6Address]

    /// A query with the given fields.
    public init(
        suppressesRouterProcessing: Bool = false, robustness: UInt8 = 2, queryIntervalCode: UInt8 = 125,
        sources: [IPv6Address] = [], flags: UInt8 = 0
    ) {
        self.flags = flags
        self.suppressesRouterProcessing = suppressesRouterProcessing
        self.robustness = robustness
        self.queryIntervalCode = queryIntervalCode
        self.sources = sources
    }

    /// Reads the payload of a query; what follows the sources is ignored. Throws ``ResultCode/packetTooShort``,
    /// also for no bytes: the query is of version 1. The corresponding C function is `csock_mld_query_decode`.
    public init(decoding bytes: [UInt8]) throws(PacketError) {
        self = try unsafe bytes.withCBytes { bytes throws(PacketError) in
            var query = unsafe csock_mld_query()
            try unsafe PacketError.check { unsafe csock_mld_query_decode(&query, bytes.start, bytes.count, $0) }
            return unsafe MLDQuery(
                suppressesRouterProcessing: query.suppress != 0,
                robustness: UInt8(truncatingIfNeeded: query.robustness),
                queryIntervalCode: UInt8(truncatingIfNeeded: query.query_interval),
                sources: [IPv6Address](octets: query.sources.array), flags: UInt8(truncatingIfNeeded: query.flags))
        }
    }

    /// The payload's bytes. Throws ``ResultCode/packetFieldOutOfRange``. The corresponding C function is
    /// `csock_mld_query_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        try unsafe sources.flatMap(\.bytes).withCBytes { sources throws(PacketError) in
            var query = unsafe csock_mld_query(
                flags: UInt32(flags), suppress: suppressesRouterProcessing ? 1 : 0, robustness: UInt32(robustness),
                query_interval: UInt32(queryIntervalCode), sources: sources)
            return try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_mld_query_encode(&query, memory.baseAddress, memory.count, $0)
                    })
            }
        }
    }

    /// How often the querier asks.
    public var queryInterval: Duration { .seconds(csock_group_code8_time(UInt32(queryIntervalCode))) }

    /// The time that a query's maximum response code says. The corresponding C function is
    /// `csock_group_code16_time`.
    public static func maximumResponseTime(for code: UInt16) -> Duration {
        .milliseconds(csock_group_code16_time(UInt32(code)))
    }

    /// The maximum response code for a number of milliseconds, or for the next lower one that has a code; `nil`
    /// over 8387584. The corresponding C function is `csock_group_code16`.
    public static func maximumResponseCode(forMilliseconds time: Int) -> UInt16? {
        guard let time = UInt32(exactly: time) else { return nil }
        return UInt16(exactly: csock_group_code16(time))
    }
}
