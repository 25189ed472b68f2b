internal import CSocketShim

/// The type of the payload of an Ethernet header or VLAN tag: IEEE 802 Numbers of the IANA. Open to any number.
///
/// The corresponding C numbers are `CSOCK_ETHERTYPE_…`.
public struct EtherType: RawRepresentable, Hashable, Sendable {
    /// The number. Up to 1500 it is the length of an IEEE 802.2 payload instead.
    public let rawValue: UInt16

    /// Any number, known here or not.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt16(number))
    }

    /// IPv4: RFC 894.
    public static let ipv4 = EtherType(CSOCK_ETHERTYPE_IPV4)
    /// ARP: RFC 826.
    public static let arp = EtherType(CSOCK_ETHERTYPE_ARP)
    /// Wake-on-LAN.
    public static let wakeOnLAN = EtherType(CSOCK_ETHERTYPE_WAKE_ON_LAN)
    /// A whole Ethernet frame, in GRE: RFC 1701.
    public static let bridging = EtherType(CSOCK_ETHERTYPE_BRIDGING)
    /// Reverse ARP: RFC 903.
    public static let reverseARP = EtherType(CSOCK_ETHERTYPE_RARP)
    /// A VLAN tag of IEEE 802.1Q.
    public static let vlan = EtherType(CSOCK_ETHERTYPE_VLAN)
    /// IPv6: RFC 2464.
    public static let ipv6 = EtherType(CSOCK_ETHERTYPE_IPV6)
    /// Flow control: IEEE 802.3 annex 31B.
    public static let flowControl = EtherType(CSOCK_ETHERTYPE_FLOW_CONTROL)
    /// The slow protocols, LACP among them: IEEE 802.3 annex 57A.
    public static let slowProtocols = EtherType(CSOCK_ETHERTYPE_SLOW_PROTOCOLS)
    /// MPLS: RFC 3032.
    public static let mpls = EtherType(CSOCK_ETHERTYPE_MPLS)
    /// MPLS with upstream-assigned labels: RFC 5332.
    public static let mplsUpstream = EtherType(CSOCK_ETHERTYPE_MPLS_UPSTREAM)
    /// PPPoE, discovery: RFC 2516.
    public static let pppoeDiscovery = EtherType(CSOCK_ETHERTYPE_PPPOE_DISCOVERY)
    /// PPPoE, session: RFC 2516.
    public static let pppoeSession = EtherType(CSOCK_ETHERTYPE_PPPOE_SESSION)
    /// EAP over LAN: IEEE 802.1X.
    public static let eapol = EtherType(CSOCK_ETHERTYPE_EAPOL)
    /// A VLAN tag of IEEE 802.1ad.
    public static let serviceVLAN = EtherType(CSOCK_ETHERTYPE_SERVICE_VLAN)
    /// LLDP: IEEE 802.1AB.
    public static let lldp = EtherType(CSOCK_ETHERTYPE_LLDP)
    /// MACsec: IEEE 802.1AE.
    public static let macsec = EtherType(CSOCK_ETHERTYPE_MACSEC)
    /// Precision time: IEEE 1588.
    public static let ptp = EtherType(CSOCK_ETHERTYPE_PTP)
    /// Loopback, to test a link.
    public static let loopback = EtherType(CSOCK_ETHERTYPE_LOOPBACK)
    /// A VLAN tag from before IEEE 802.1ad.
    public static let oldServiceVLAN = EtherType(CSOCK_ETHERTYPE_OLD_SERVICE_VLAN)

    /// Whether a ``VLANTag`` follows. The corresponding C function is `csock_ethertype_is_vlan`.
    public var isVLAN: Bool { csock_ethertype_is_vlan(UInt32(rawValue)) }

    /// The kind of the layer that follows; ``LayerKind/payload`` if the library has no header for it. The corresponding C
    /// function is `csock_layer_of_ethertype`.
    public var layerKind: LayerKind { LayerKind(rawValue: csock_layer_of_ethertype(UInt32(rawValue))) }
}

extension EtherType: CustomStringConvertible {
    /// In the form of tcpdump: `ethertype IPv4 (0x0800)`, `length 38`. The corresponding C function is
    /// `csock_ethertype_format`.
    public var description: String {
        unsafe text { unsafe csock_ethertype_format(UInt32(rawValue), $0, $1) }
    }
}
