public import CSocketShim

/// The kind of a layer of a packet. Open to headers of your own:
///
///     let gre = LayerKind(protocol: .gre)         // after IPv4 or IPv6, protocol 47
///     let mpls = LayerKind(etherType: .mpls)      // after Ethernet, EtherType 0x8847
///     let vxlan = LayerKind(own: 1)               // no number announces it
///
/// The corresponding C numbers are `CSOCK_LAYER_…`.
@frozen
public struct LayerKind: RawRepresentable, Hashable, Sendable {
    /// The number of `CSOCK_LAYER_…`.
    public let rawValue: UInt32

    /// Any number.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    @inlinable
    init(_ number: Int) {
        self.init(rawValue: UInt32(number))
    }

    /// The kind of layer that an IP protocol or next header number announces: one of the library's, or else the kind of
    /// a header of your own. ``LayerKind/payload`` for ``SocketProtocol/noNextHeader`` and for numbers over 255. The
    /// corresponding C function is `csock_layer_announced_by_protocol`.
    public init(protocol: SocketProtocol) {
        self.init(rawValue: csock_layer_announced_by_protocol(UInt32(bitPattern: `protocol`.rawValue)))
    }

    /// The kind of layer that an EtherType announces: one of the library's, or else the kind of a header of your own.
    /// ``LayerKind/payload`` for an EtherType that is a length. The corresponding C function is
    /// `csock_layer_announced_by_ethertype`.
    public init(etherType: EtherType) {
        self.init(rawValue: csock_layer_announced_by_ethertype(UInt32(etherType.rawValue)))
    }

    /// The kind of a header of your own that no number announces. The number tells such headers apart.
    public init(own number: UInt16) {
        self.init(rawValue: UInt32(CSOCK_LAYER_OWN) | UInt32(number))
    }

    /// Bytes that the library does not decode.
    @inlinable public static var payload: LayerKind { LayerKind(CSOCK_LAYER_PAYLOAD) }
    /// Ethernet II.
    @inlinable public static var ethernet: LayerKind { LayerKind(CSOCK_LAYER_ETHERNET) }
    /// A tag of IEEE 802.1Q or 802.1ad.
    @inlinable public static var vlan: LayerKind { LayerKind(CSOCK_LAYER_VLAN) }
    /// ARP: RFC 826.
    @inlinable public static var arp: LayerKind { LayerKind(CSOCK_LAYER_ARP) }
    /// IPv4: RFC 791.
    @inlinable public static var ipv4: LayerKind { LayerKind(CSOCK_LAYER_IPV4) }
    /// IPv6: RFC 8200.
    @inlinable public static var ipv6: LayerKind { LayerKind(CSOCK_LAYER_IPV6) }
    /// Hop-by-hop options: RFC 8200 section 4.3.
    @inlinable public static var ipv6HopByHopOptions: LayerKind { LayerKind(CSOCK_LAYER_IPV6_HOP_BY_HOP) }
    /// Destination options: RFC 8200 section 4.6.
    @inlinable public static var ipv6DestinationOptions: LayerKind { LayerKind(CSOCK_LAYER_IPV6_DESTINATION) }
    /// A routing header: RFC 8200 section 4.4.
    @inlinable public static var ipv6Routing: LayerKind { LayerKind(CSOCK_LAYER_IPV6_ROUTING) }
    /// A fragment header: RFC 8200 section 4.5.
    @inlinable public static var ipv6Fragment: LayerKind { LayerKind(CSOCK_LAYER_IPV6_FRAGMENT) }
    /// UDP: RFC 768.
    @inlinable public static var udp: LayerKind { LayerKind(CSOCK_LAYER_UDP) }
    /// UDP-Lite: RFC 3828.
    @inlinable public static var udpLite: LayerKind { LayerKind(CSOCK_LAYER_UDPLITE) }
    /// TCP: RFC 9293.
    @inlinable public static var tcp: LayerKind { LayerKind(CSOCK_LAYER_TCP) }
    /// ICMP for IPv4: RFC 792.
    @inlinable public static var icmpv4: LayerKind { LayerKind(CSOCK_LAYER_ICMPV4) }
    /// ICMP for IPv6: RFC 4443.
    @inlinable public static var icmpv6: LayerKind { LayerKind(CSOCK_LAYER_ICMPV6) }
    /// IGMP: RFC 9776.
    @inlinable public static var igmp: LayerKind { LayerKind(CSOCK_LAYER_IGMP) }
    /// SCTP: RFC 9260.
    @inlinable public static var sctp: LayerKind { LayerKind(CSOCK_LAYER_SCTP) }
    /// An extension of an ICMP error: RFC 4884. Only ``PacketError`` has this kind.
    @inlinable public static var icmpExtension: LayerKind { LayerKind(CSOCK_LAYER_ICMP_EXTENSION) }
}

extension LayerKind: CustomStringConvertible {
    /// `IPv4`, `hop-by-hop options`, `GRE`. The corresponding C function is `csock_layer_name`.
    public var description: String { unsafe String(cString: csock_layer_name(rawValue)) }
}
