internal import CSocketShim

/// A kind of layer, of which packets consist.
///
/// The corresponding C numbers are `CSOCK_LAYER_…`.
public struct LayerKind: RawRepresentable, Hashable, Sendable {
    /// The number of `CSOCK_LAYER_…`.
    public let rawValue: UInt32

    /// Any number.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt32(number))
    }

    /// Bytes that no decoder here knows.
    public static let payload = LayerKind(CSOCK_LAYER_PAYLOAD)
    /// Ethernet II.
    public static let ethernet = LayerKind(CSOCK_LAYER_ETHERNET)
    /// A tag of IEEE 802.1Q or 802.1ad.
    public static let vlan = LayerKind(CSOCK_LAYER_VLAN)
    /// ARP: RFC 826.
    public static let arp = LayerKind(CSOCK_LAYER_ARP)
    /// IPv4: RFC 791.
    public static let ipv4 = LayerKind(CSOCK_LAYER_IPV4)
    /// IPv6: RFC 8200.
    public static let ipv6 = LayerKind(CSOCK_LAYER_IPV6)
    /// Hop-by-hop options: RFC 8200 section 4.3.
    public static let hopByHopOptions = LayerKind(CSOCK_LAYER_IPV6_HOP_BY_HOP)
    /// Destination options: RFC 8200 section 4.6.
    public static let destinationOptions = LayerKind(CSOCK_LAYER_IPV6_DESTINATION)
    /// A routing header: RFC 8200 section 4.4.
    public static let routing = LayerKind(CSOCK_LAYER_IPV6_ROUTING)
    /// A fragment header: RFC 8200 section 4.5.
    public static let fragment = LayerKind(CSOCK_LAYER_IPV6_FRAGMENT)
    /// UDP: RFC 768.
    public static let udp = LayerKind(CSOCK_LAYER_UDP)
    /// UDP-Lite: RFC 3828.
    public static let udpLite = LayerKind(CSOCK_LAYER_UDPLITE)
    /// TCP: RFC 9293.
    public static let tcp = LayerKind(CSOCK_LAYER_TCP)
    /// ICMP for IPv4: RFC 792.
    public static let icmpv4 = LayerKind(CSOCK_LAYER_ICMPV4)
    /// ICMP for IPv6: RFC 4443.
    public static let icmpv6 = LayerKind(CSOCK_LAYER_ICMPV6)
    /// IGMP: RFC 9776.
    public static let igmp = LayerKind(CSOCK_LAYER_IGMP)
    /// SCTP: RFC 9260.
    public static let sctp = LayerKind(CSOCK_LAYER_SCTP)
    /// An extension of ICMP errors, in errors only: RFC 4884.
    public static let icmpExtension = LayerKind(CSOCK_LAYER_ICMP_EXTENSION)
}

extension LayerKind: CustomStringConvertible {
    /// `IPv4`, `hop-by-hop options`. The corresponding C function is `csock_layer_name`.
    public var description: String { unsafe String(cString: csock_layer_name(rawValue)) }
}
