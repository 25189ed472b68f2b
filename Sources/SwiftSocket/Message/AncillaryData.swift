internal import CSocketShim

/// What comes and goes beside a datagram's bytes: ip(7), ipv6(7), packet(7). The kernel tells what an option
/// asks for; the rest is `nil`. Python's `ancdata`, typed.
public struct AncillaryData: Hashable, Sendable {
    /// What the kernel tells about a whole frame: `PACKET_AUXDATA`, packet(7).
    public struct Frame: Hashable, Sendable {
        /// How long the frame was, however much was received.
        public let length: Int
        /// The kernel's `TP_STATUS_` bits.
        public let status: UInt32

        /// Whether its transport checksum is not finished, since it was sent by this machine.
        public var isChecksumUnfinished: Bool { status & UInt32(CSOCK_TP_STATUS_CSUMNOTREADY) != 0 }
        /// Whether its transport checksum is known to be good.
        public var isChecksumValid: Bool { status & UInt32(CSOCK_TP_STATUS_CSUM_VALID) != 0 }
    }

    /// A VLAN tag that was taken out of a frame: IEEE 802.1Q.
    public struct VLAN: Hashable, Sendable {
        /// Priority, drop eligibility and VLAN, in 16 bits.
        public let tag: UInt16
        /// The tag's own EtherType.
        public let etherType: EtherType
    }

    /// TTL or hop limit: `ipReceiveTTL`, `ipv6ReceiveHopLimit`. To send with it, too.
    public var hopLimit: UInt8?
    /// Type of service or traffic class, DSCP and ECN: `ipReceiveTOS`, `ipv6ReceiveTrafficClass`. To send with
    /// it, too.
    public var trafficClass: UInt8?
    /// The interface by which it came, or is to go: `ipPacketInfo`, `ipv6ReceivePacketInfo`.
    public var interfaceIndex: UInt32?
    /// This machine's address, with port 0: the one to answer from: `ipPacketInfo`, `ipv6ReceivePacketInfo`.
    public var localAddress: SocketAddress?
    /// The destination in the packet's header, with port 0: `ipPacketInfo`, `ipv6ReceivePacketInfo`. Only told.
    public var destination: SocketAddress?
    /// The time of arrival since 1970: `timestampNanoseconds`. Only told.
    public var timestamp: Duration?
    /// How many datagrams were lost so far, the receive buffer being full: `receiveQueueOverflow`. Only told.
    public var drops: UInt32?
    /// What of the frame is known: `linkAuxiliaryData`. Only told.
    public var frame: Frame?
    /// The VLAN tag that was taken out of the frame: `linkAuxiliaryData`. Only told.
    public var vlan: VLAN?

    /// What to ask for when sending.
    public init(
        hopLimit: UInt8? = nil, trafficClass: UInt8? = nil, interfaceIndex: UInt32? = nil,
        localAddress: SocketAddress? = nil
    ) {
        self.hopLimit = hopLimit
        self.trafficClass = trafficClass
        self.interfaceIndex = interfaceIndex
        self.localAddress = localAddress
    }

    init(_ told: csock_ancillary) {
        func has(_ bit: Int) -> Bool { told.present & UInt32(bit) != 0 }
        if has(CSOCK_ANCILLARY_HOP_LIMIT) { hopLimit = told.hop_limit }
        if has(CSOCK_ANCILLARY_TRAFFIC_CLASS) { trafficClass = told.traffic_class }
        if has(CSOCK_ANCILLARY_INTERFACE) { interfaceIndex = told.interface_index }
        if has(CSOCK_ANCILLARY_LOCAL) { localAddress = SocketAddress(told.local) }
        if has(CSOCK_ANCILLARY_DESTINATION) { destination = SocketAddress(told.destination) }
        if has(CSOCK_ANCILLARY_TIMESTAMP) { timestamp = .nanoseconds(told.timestamp_ns) }
        if has(CSOCK_ANCILLARY_DROPS) { drops = told.drops }
        if has(CSOCK_ANCILLARY_FRAME) { frame = Frame(length: Int(told.frame_length), status: told.frame_status) }
        if has(CSOCK_ANCILLARY_VLAN) {
            vlan = VLAN(tag: told.vlan_tag, etherType: EtherType(rawValue: told.vlan_protocol))
        }
    }

    /// What C takes to send with.
    var c: csock_ancillary {
        var asked = csock_ancillary()
        func ask(_ bit: Int) { asked.present |= UInt32(bit) }
        if let hopLimit {
            ask(CSOCK_ANCILLARY_HOP_LIMIT)
            asked.hop_limit = hopLimit
        }
        if let trafficClass {
            ask(CSOCK_ANCILLARY_TRAFFIC_CLASS)
            asked.traffic_class = trafficClass
        }
        if let interfaceIndex {
            ask(CSOCK_ANCILLARY_INTERFACE)
            asked.interface_index = interfaceIndex
        }
        if let localAddress {
            ask(CSOCK_ANCILLARY_LOCAL)
            asked.local = localAddress.storage
        }
        return asked
    }
}
