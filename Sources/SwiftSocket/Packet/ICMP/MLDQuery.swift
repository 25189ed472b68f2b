internal import CSocketShim

/// The payload of a multicast listener query of version 2: RFC 9777 section 5.1.
///
/// The corresponding C type is `csock_mld_query`.
public struct MLDQuery: Hashable, Sendable {
    /// Flags, 4 bits; none is defined.
    public var flags: UInt8
    /// Whether routers suppress their normal processing of the query (S).
    public var suppressesRouterProcessing: Bool
    /// The querier's robustness variable (QRV), 0 to 7.
    public var robustness: UInt8
    /// The querier's query interval code (QQIC); see ``queryInterval``.
    public var queryIntervalCode: UInt8
    /// The sources in the query, 65535 at most.
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

    /// The interval between the querier's queries.
    public var queryInterval: Duration { .seconds(csock_group_code8_time(UInt32(queryIntervalCode))) }

    /// The time that a maximum response code stands for. The corresponding C function is `csock_group_code16_time`.
    public static func maximumResponseTime(for code: UInt16) -> Duration {
        .milliseconds(csock_group_code16_time(UInt32(code)))
    }

    /// The maximum response code for a number of milliseconds. A number without a code is rounded down to one that has a
    /// code; `nil` over 8387584. The corresponding C function is `csock_group_code16`.
    public static func maximumResponseCode(forMilliseconds time: Int) -> UInt16? {
        guard let time = UInt32(exactly: time) else { return nil }
        return UInt16(exactly: csock_group_code16(time))
    }
}

extension MLDQuery: PacketCodable {
    /// Reads the payload of a query by way of `csock_mld_query_decode`. Bytes after the sources are ignored. An empty payload
    /// is refused: that query is of version 1.
    public static func read(_ reader: inout HeaderReader) -> MLDQuery? {
        unsafe reader.decode(
            csock_mld_query(),
            { c in
                let query = unsafe c.pointee
                return unsafe MLDQuery(
                    suppressesRouterProcessing: query.suppress != 0,
                    robustness: UInt8(truncatingIfNeeded: query.robustness),
                    queryIntervalCode: UInt8(truncatingIfNeeded: query.query_interval),
                    sources: [IPv6Address](octets: query.sources.array), flags: UInt8(truncatingIfNeeded: query.flags))
            }, by: csock_mld_query_decode)
    }

    /// Writes the payload of a query by way of `csock_mld_query_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe sources.octets.withCBytes { sources in
            unsafe writer.write(
                csock_mld_query(
                    flags: UInt32(flags), suppress: suppressesRouterProcessing ? 1 : 0,
                    robustness: UInt32(robustness), query_interval: UInt32(queryIntervalCode), sources: sources),
                by: csock_mld_query_encode)
        }
    }

    /// `MLD query, robustness 2, interval 125 seconds, sources 2001:db8::1`.
    public var description: String {
        let list = sources.map { " \($0)" }.joined()
        return "MLD query, robustness \(robustness), interval \(queryInterval)"
            + (list.isEmpty ? "" : ", sources\(list)")
    }
}
