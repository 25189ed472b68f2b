internal import CSocketShim

/// The data of a segment routing header: RFC 8754. The segments determine Last Entry.
///
/// The corresponding C type is `csock_ipv6_segment_route`.
public struct IPv6SegmentRoute: Hashable, Sendable {
    /// Flags; RFC 8754 defines none.
    public var flags: UInt8
    /// A tag for a group of packets.
    public var tag: UInt16
    /// The segments, 1 to 127; the last segment of the route comes first.
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
    /// Throws ``ResultCode/packetFieldOutOfRange`` for no segment or more than 127, and for TLVs that are not a multiple
    /// of 8 bytes. The corresponding C function is `csock_ipv6_segment_route_encode`.
    public init(
        _ route: IPv6SegmentRoute, segmentsLeft: UInt8, nextHeader: SocketProtocol = .noNextHeader
    ) throws(PacketError) {
        let data = try encodedBytes(Self.layerKind) { writer in
            unsafe route.segments.octets.withCBytes { segments in
                unsafe route.tlvs.withCBytes { tlvs in
                    let c = unsafe csock_ipv6_segment_route(
                        flags: UInt32(route.flags), tag: UInt32(route.tag), segments: segments, tlvs: tlvs)
                    unsafe writer.write(c, by: csock_ipv6_segment_route_encode)
                }
            }
        }
        self.init(type: .segment, segmentsLeft: segmentsLeft, data: data, nextHeader: nextHeader)
    }

    /// A header of type 2, which forwards a packet to the home address of a mobile node: RFC 6275. The corresponding C
    /// function is `csock_ipv6_home_route_encode`.
    public init(homeAddress: IPv6Address, nextHeader: SocketProtocol = .noNextHeader) throws(PacketError) {
        let route = csock_ipv6_home_route(reserved: 0, home_address: homeAddress.octets)
        let data = try encodedBytes(Self.layerKind) { unsafe $0.write(route, by: csock_ipv6_home_route_encode) }
        self.init(type: .type2, segmentsLeft: 1, data: data, nextHeader: nextHeader)
    }

    /// The data of a segment routing header. Throws ``ResultCode/packetFieldNotValid`` for another type, and for a Last
    /// Entry beyond the segments. The corresponding C function is `csock_ipv6_segment_route_decode`.
    public func segmentRoute() throws(PacketError) -> IPv6SegmentRoute {
        try unsafe withC { header in
            unsafe PacketError.result { error in
                var header = unsafe header
                var route = unsafe csock_ipv6_segment_route()
                if unsafe csock_ipv6_segment_route_decode(&route, &header, error) < 0 { return nil }
                return unsafe IPv6SegmentRoute(
                    segments: [IPv6Address](octets: route.segments.array), tag: UInt16(truncatingIfNeeded: route.tag),
                    flags: UInt8(truncatingIfNeeded: route.flags), tlvs: route.tlvs.array)
            }
        }.get()
    }

    /// The home address in a header of type 2. Throws ``ResultCode/packetFieldNotValid`` for another type or length. The
    /// corresponding C function is `csock_ipv6_home_route_decode`.
    public func homeAddress() throws(PacketError) -> IPv6Address {
        try unsafe withC { header in
            unsafe PacketError.result { error in
                var header = unsafe header
                var route = csock_ipv6_home_route()
                if unsafe csock_ipv6_home_route_decode(&route, &header, error) < 0 { return nil }
                return IPv6Address(route.home_address)
            }
        }.get()
    }
}
