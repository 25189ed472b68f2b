internal import CSocketShim

/// The data of a segment routing header: RFC 8754. Last Entry follows from the segments.
///
/// The corresponding C type is `csock_ipv6_segment_route`.
public struct IPv6SegmentRoute: Hashable, Sendable {
    /// None is defined.
    public var flags: UInt8
    /// Marks packets of a group.
    public var tag: UInt16
    /// The segments, 1 to 127, the last one of the route first.
    public var segments: [IPv6Address]
    /// Optional type length values, a multiple of 8 bytes.
    public var tlvs: [UInt8]

    /// A route with the given fields.
    public init(segments: [IPv6Address], tag: UInt16 = 0, flags: UInt8 = 0, tlvs: [UInt8] = []) {
        self.flags = flags
        self.tag = tag
        self.segments = segments
        self.tlvs = tlvs
    }
}

extension IPv6RoutingHeader {
    /// A segment routing header.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for no segment or too many, and TLVs of a number that is no
    /// multiple of 8. The corresponding C function is `csock_ipv6_segment_route_encode`.
    public init(
        _ route: IPv6SegmentRoute, segmentsLeft: UInt8, nextHeader: SocketProtocol = .noNextHeader
    ) throws(PacketError) {
        let data = try unsafe route.segments.flatMap(\.bytes).withCBytes { segments throws(PacketError) in
            try unsafe route.tlvs.withCBytes { tlvs throws(PacketError) in
                var c = unsafe csock_ipv6_segment_route(
                    flags: UInt32(route.flags), tag: UInt32(route.tag), segments: segments, tlvs: tlvs)
                return try unsafe array(CSOCK_IPV6_ROUTING_DATA_MAX) { memory throws(PacketError) in
                    let length = try unsafe PacketError.check {
                        unsafe csock_ipv6_segment_route_encode(&c, memory.baseAddress, memory.count, $0)
                    }
                    return Int(length)
                }
            }
        }
        self.init(type: .segment, segmentsLeft: segmentsLeft, data: data, nextHeader: nextHeader)
    }

    /// A header of type 2, which sends a packet on to a mobile node's home address: RFC 6275. The corresponding C
    /// function is `csock_ipv6_home_route_encode`.
    public init(homeAddress: IPv6Address, nextHeader: SocketProtocol = .noNextHeader) throws(PacketError) {
        var route = csock_ipv6_home_route(reserved: 0, home_address: homeAddress.octets)
        let data = try unsafe array(CSOCK_IPV6_ROUTING_DATA_MAX) { memory throws(PacketError) in
            let length = try unsafe PacketError.check {
                unsafe csock_ipv6_home_route_encode(&route, memory.baseAddress, memory.count, $0)
            }
            return Int(length)
        }
        self.init(type: .type2, segmentsLeft: 1, data: data, nextHeader: nextHeader)
    }

    /// The data of a segment routing header. Throws ``ResultCode/packetFieldNotValid`` for another type, and for a
    /// Last Entry that is not there. The corresponding C function is `csock_ipv6_segment_route_decode`.
    public func segmentRoute() throws(PacketError) -> IPv6SegmentRoute {
        try unsafe withC { header throws(PacketError) in
            var header = unsafe header
            var route = unsafe csock_ipv6_segment_route()
            try unsafe PacketError.check { unsafe csock_ipv6_segment_route_decode(&route, &header, $0) }
            return unsafe IPv6SegmentRoute(
                segments: [IPv6Address](octets: route.segments.array), tag: UInt16(truncatingIfNeeded: route.tag),
                flags: UInt8(truncatingIfNeeded: route.flags), tlvs: route.tlvs.array)
        }
    }

    /// The home address in a header of type 2. Throws ``ResultCode/packetFieldNotValid`` for another type or
    /// length. The corresponding C function is `csock_ipv6_home_route_decode`.
    public func homeAddress() throws(PacketError) -> IPv6Address {
        try unsafe withC { header throws(PacketError) in
            var header = unsafe header
            var route = csock_ipv6_home_route()
            try unsafe PacketError.check { unsafe csock_ipv6_home_route_decode(&route, &header, $0) }
            return IPv6Address(route.home_address)
        }
    }
}
