internal import CSocketShim

/// The address of a frame of a packet socket: `struct sockaddr_ll`, packet(7).
public struct LinkAddress: Hashable, Sendable {
    /// Whom a frame was for: packet(7). Open to any number.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The kernel's `PACKET_` number.
        public let rawValue: UInt8

        /// Any kind, known here or not.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// This machine: `PACKET_HOST`
        public static let host = Kind(rawValue: UInt8(CSOCK_PACKET_HOST))
        /// Everybody: `PACKET_BROADCAST`
        public static let broadcast = Kind(rawValue: UInt8(CSOCK_PACKET_BROADCAST))
        /// A group: `PACKET_MULTICAST`
        public static let multicast = Kind(rawValue: UInt8(CSOCK_PACKET_MULTICAST))
        /// Somebody else, in promiscuous mode: `PACKET_OTHERHOST`
        public static let otherHost = Kind(rawValue: UInt8(CSOCK_PACKET_OTHERHOST))
        /// Sent by this machine: `PACKET_OUTGOING`
        public static let outgoing = Kind(rawValue: UInt8(CSOCK_PACKET_OUTGOING))
    }

    /// The interface's index; 0 for any, when binding.
    public var interfaceIndex: UInt32
    /// What the frame carries.
    public var etherType: EtherType
    /// The sender of a frame received, the destination of one to be sent; 6 bytes on Ethernet, 32 at most.
    public var hardwareAddress: [UInt8]
    /// The kind of hardware; only told.
    public var hardwareType: HardwareType
    /// Whom the frame was for; only told.
    public var kind: Kind

    /// An address to bind or send to. To send with ``SocketType/raw`` only the interface counts, with
    /// ``SocketType/datagram`` all three.
    public init(interfaceIndex: UInt32, etherType: EtherType, hardwareAddress: [UInt8] = []) {
        self.interfaceIndex = interfaceIndex
        self.etherType = etherType
        self.hardwareAddress = hardwareAddress
        hardwareType = HardwareType(rawValue: 0)
        kind = .host
    }

    init(_ packet: csock_link_address) {
        interfaceIndex = packet.interface_index
        etherType = EtherType(rawValue: packet.protocol)
        hardwareType = HardwareType(rawValue: packet.hardware_type)
        kind = Kind(rawValue: packet.packet_type)
        hardwareAddress = unsafe withUnsafeBytes(of: packet.hardware) {
            unsafe Array($0.prefix(Int(packet.hardware_length)))
        }
    }

    /// What C takes; an address that is too long is refused there.
    fileprivate var c: csock_link_address {
        var packet = csock_link_address()
        packet.interface_index = interfaceIndex
        packet.protocol = etherType.rawValue
        packet.hardware_type = hardwareType.rawValue
        packet.packet_type = kind.rawValue
        packet.hardware_length = UInt8(clamping: hardwareAddress.count)
        unsafe withUnsafeMutableBytes(of: &packet.hardware) { room in
            unsafe room.copyBytes(from: hardwareAddress.prefix(room.count))
        }
        return packet
    }
}

extension SocketAddress {
    /// A packet socket's address: packet(7).
    ///
    /// Throws `EINVAL` for a hardware address of more than 32 bytes. The corresponding C function is
    /// `csock_address_set_link`.
    public static func link(_ address: LinkAddress) throws(SocketError) -> SocketAddress {
        var storage = csock_address()
        var packet = address.c
        try SocketError.check(.address, Int(unsafe csock_address_set_link(&storage, &packet)))
        return SocketAddress(storage)
    }

    /// What of a packet socket's address there is; `nil` for another family. The corresponding C function is
    /// `csock_address_get_link`.
    public var linkAddress: LinkAddress? {
        var packet = csock_link_address()
        let result = unsafe withPointer { unsafe csock_address_get_link($0, &packet) }
        return result < 0 ? nil : LinkAddress(packet)
    }
}
