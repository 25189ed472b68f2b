internal import CSocketShim

/// The type of a routing header: the IANA registry. Open to any number.
public struct IPv6RoutingType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt8

    /// Any number.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt8(number))
    }

    /// Type 0, source routing: deprecated by RFC 5095.
    public static let source = IPv6RoutingType(CSOCK_IPV6_ROUTING_SOURCE)
    /// Type 2, to a mobile node's home address: RFC 6275.
    public static let type2 = IPv6RoutingType(CSOCK_IPV6_ROUTING_TYPE_2)
    /// RPL source routing: RFC 6554.
    public static let rpl = IPv6RoutingType(CSOCK_IPV6_ROUTING_RPL)
    /// Segment routing: RFC 8754.
    public static let segment = IPv6RoutingType(CSOCK_IPV6_ROUTING_SEGMENT)
}

/// An IPv6 routing header: RFC 8200 section 4.4.
///
/// `Packet` fills in the next header. The corresponding C type is `csock_ipv6_routing_header`.
public struct IPv6RoutingHeader: Hashable, Sendable {
    /// The protocol of the next header.
    public var nextHeader: SocketProtocol
    /// The format of the data.
    public var type: IPv6RoutingType
    /// The number of nodes of the route that are still to be visited.
    public var segmentsLeft: UInt8
    /// The type-specific data: 4 bytes more than a multiple of 8, 2044 at most. Encoding refuses any other number.
    public var data: [UInt8]

    /// A header with the given fields.
    public init(
        type: IPv6RoutingType, segmentsLeft: UInt8, data: [UInt8], nextHeader: SocketProtocol = .noNextHeader
    ) {
        self.nextHeader = nextHeader
        self.type = type
        self.segmentsLeft = segmentsLeft
        self.data = data
    }
}

extension IPv6RoutingHeader: CHeader {
    /// A routing header.
    public static var layerKind: LayerKind { .ipv6Routing }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.ipv6_routing
        unsafe self.init(
            type: IPv6RoutingType(rawValue: UInt8(truncatingIfNeeded: header.type)),
            segmentsLeft: UInt8(truncatingIfNeeded: header.segments_left), data: header.data.array,
            nextHeader: SocketProtocol(rawValue: Int32(truncatingIfNeeded: header.next_header)))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe withC { unsafe body(csock_layer(Self.layerKind, $0)) }
    }

    func withC<Result>(_ body: (csock_ipv6_routing_header) -> Result) -> Result {
        unsafe data.withCBytes { data in
            unsafe body(
                csock_ipv6_routing_header(
                    next_header: UInt32(bitPattern: nextHeader.rawValue), type: UInt32(type.rawValue),
                    segments_left: UInt32(segmentsLeft), data: data))
        }
    }
}
