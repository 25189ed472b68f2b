internal import CSocketShim

/// Control messages sent or received with a datagram: ip(7), ipv6(7), packet(7). Python's `ancdata`, with
/// types.
///
/// The kernel reports a value only after the socket option that the member names was switched on; otherwise the member
/// is `nil`. Some members can be set when sending; the others are for receiving only and are ignored when sending.
public struct AncillaryData: Hashable, Sendable {
    /// What the kernel knows of a frame: `PACKET_AUXDATA`, packet(7).
    public struct Frame: Hashable, Sendable {
        /// The length of the frame in bytes, even if fewer were received.
        public let length: Int
        /// The kernel's `TP_STATUS_` bits.
        public let status: UInt32

        /// Whether the transport checksum has not been computed yet, because this machine sent the frame.
        public var isChecksumUnfinished: Bool { status & UInt32(CSOCK_TP_STATUS_CSUMNOTREADY) != 0 }
        /// Whether the transport checksum was verified.
        public var isChecksumValid: Bool { status & UInt32(CSOCK_TP_STATUS_CSUM_VALID) != 0 }
    }

    /// A VLAN tag that the kernel removed from a frame: IEEE 802.1Q.
    public struct VLAN: Hashable, Sendable {
        /// Priority, drop eligibility and VLAN identifier in 16 bits.
        public let tag: UInt16
        /// The EtherType of the tag itself.
        public let etherType: EtherType
    }

    /// The TTL or hop limit, 1 to 255 when sending. To receive it: ``SocketOption/ipReceiveTTL``,
    /// ``SocketOption/ipv6ReceiveHopLimit``.
    public var hopLimit: UInt8?
    /// The type of service or traffic class: DSCP in the upper six bits, ECN in the lower two. To receive it:
    /// ``SocketOption/ipReceiveTOS``, ``SocketOption/ipv6ReceiveTrafficClass``.
    public var trafficClass: UInt8?
    /// The interface that received the datagram, or that sends it. To receive it: ``SocketOption/ipPacketInfo``,
    /// ``SocketOption/ipv6ReceivePacketInfo``.
    public var interfaceIndex: UInt32?
    /// This machine's address, with port 0: of a received datagram the address to answer from, of a sent one the
    /// source. To receive it: ``SocketOption/ipPacketInfo``, ``SocketOption/ipv6ReceivePacketInfo``.
    public var localAddress: SocketAddress?
    /// Receive only: the destination in the packet's header, with port 0. To receive it: ``SocketOption/ipPacketInfo``,
    /// ``SocketOption/ipv6ReceivePacketInfo``.
    public var destination: SocketAddress?
    /// Receive only: the time of arrival since 1970. To receive it: ``SocketOption/timestampNanoseconds``.
    public var timestamp: Duration?
    /// Receive only: how many datagrams were dropped so far because the receive buffer was full. To receive it:
    /// ``SocketOption/receiveQueueOverflow``.
    public var drops: UInt32?
    /// Receive only: length and checksum status of the frame. To receive it: ``SocketOption/linkAuxiliaryData``.
    public var frame: Frame?
    /// Receive only: the VLAN tag that was removed from the frame. To receive it: ``SocketOption/linkAuxiliaryData``.
    public var vlan: VLAN?

    /// Values to send with.
    public init(
        hopLimit: UInt8? = nil, trafficClass: UInt8? = nil, interfaceIndex: UInt32? = nil,
        localAddress: SocketAddress? = nil
    ) {
        self.hopLimit = hopLimit
        self.trafficClass = trafficClass
        self.interfaceIndex = interfaceIndex
        self.localAddress = localAddress
    }

    init(_ received: csock_ancillary) {
        func has(_ bit: Int) -> Bool { received.present & UInt32(bit) != 0 }
        if has(CSOCK_ANCILLARY_HOP_LIMIT) { hopLimit = received.hop_limit }
        if has(CSOCK_ANCILLARY_TRAFFIC_CLASS) { trafficClass = received.traffic_class }
        if has(CSOCK_ANCILLARY_INTERFACE) { interfaceIndex = received.interface_index }
        if has(CSOCK_ANCILLARY_LOCAL) { localAddress = SocketAddress(received.local) }
        if has(CSOCK_ANCILLARY_DESTINATION) { destination = SocketAddress(received.destination) }
        if has(CSOCK_ANCILLARY_TIMESTAMP) { timestamp = .nanoseconds(received.timestamp_ns) }
        if has(CSOCK_ANCILLARY_DROPS) { drops = received.drops }
        if has(CSOCK_ANCILLARY_FRAME) {
            frame = Frame(length: Int(received.frame_length), status: received.frame_status)
        }
        if has(CSOCK_ANCILLARY_VLAN) {
            vlan = VLAN(tag: received.vlan_tag, etherType: EtherType(rawValue: received.vlan_protocol))
        }
    }

    /// The members that can be sent, as C takes them.
    var c: csock_ancillary {
        var sent = csock_ancillary()
        func mark(_ bit: Int) { sent.present |= UInt32(bit) }
        if let hopLimit {
            mark(CSOCK_ANCILLARY_HOP_LIMIT)
            sent.hop_limit = hopLimit
        }
        if let trafficClass {
            mark(CSOCK_ANCILLARY_TRAFFIC_CLASS)
            sent.traffic_class = trafficClass
        }
        if let interfaceIndex {
            mark(CSOCK_ANCILLARY_INTERFACE)
            sent.interface_index = interfaceIndex
        }
        if let localAddress {
            mark(CSOCK_ANCILLARY_LOCAL)
            sent.local = localAddress.storage
        }
        return sent
    }
}
