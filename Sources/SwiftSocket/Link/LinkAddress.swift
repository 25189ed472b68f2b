internal import CSocketShim

/// The address of a frame on a network interface: `struct sockaddr_ll`, packet(7).
public struct LinkAddress: Hashable, Sendable {
    /// Whom a frame was for: packet(7). Any number is possible.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The kernel's `PACKET_` number.
        public let rawValue: UInt8

        /// Any kind, with or without a name here.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// For this machine: `PACKET_HOST`
        public static let host = Kind(rawValue: UInt8(CSOCK_PACKET_HOST))
        /// For all: `PACKET_BROADCAST`
        public static let broadcast = Kind(rawValue: UInt8(CSOCK_PACKET_BROADCAST))
        /// For a group: `PACKET_MULTICAST`
        public static let multicast = Kind(rawValue: UInt8(CSOCK_PACKET_MULTICAST))
        /// For another machine, received in promiscuous mode: `PACKET_OTHERHOST`
        public static let otherHost = Kind(rawValue: UInt8(CSOCK_PACKET_OTHERHOST))
        /// Sent by this machine: `PACKET_OUTGOING`
        public static let outgoing = Kind(rawValue: UInt8(CSOCK_PACKET_OUTGOING))
    }

    /// The index of the interface; 0 for any, when binding.
    public var interfaceIndex: UInt32
    /// The EtherType of the frame.
    public var etherType: EtherType
    /// The sender of a received frame, the destination of a sent one: 6 bytes on Ethernet, at most 32.
    public var hardwareAddress: [UInt8]
    /// Receive only: the kind of hardware.
    public var hardwareType: HardwareType
    /// Receive only: whom the frame was for.
    public var kind: Kind

    /// An address to bind or send to. Sending with ``SocketType/raw`` uses only the interface; sending with
    /// ``SocketType/datagram`` uses all three.
    public init(interfaceIndex: UInt32, etherType: EtherType, hardwareAddress: [UInt8] = []) {
        self.interfaceIndex = interfaceIndex
        self.etherType = etherType
        self.hardwareAddress = hardwareAddress
        hardwareType = HardwareType(rawValue: 0)
        kind = .host
    }

    init(_ link: csock_link_address) {
        interfaceIndex = link.interface_index
        etherType = EtherType(rawValue: link.protocol)
        hardwareType = HardwareType(rawValue: link.hardware_type)
        kind = Kind(rawValue: link.packet_type)
        hardwareAddress = unsafe withUnsafeBytes(of: link.hardware) {
            unsafe Array($0.prefix(Int(link.hardware_length)))
        }
    }

    /// The address as C takes it. C refuses a hardware address that is too long.
    fileprivate var c: csock_link_address {
        var link = csock_link_address()
        link.interface_index = interfaceIndex
        link.protocol = etherType.rawValue
        link.hardware_type = hardwareType.rawValue
        link.packet_type = kind.rawValue
        link.hardware_length = UInt8(clamping: hardwareAddress.count)
        unsafe withUnsafeMutableBytes(of: &link.hardware) { room in
            unsafe room.copyBytes(from: hardwareAddress.prefix(room.count))
        }
        return link
    }
}

extension LinkAddress.Kind: CustomStringConvertible {
    /// The name, or the number of a kind without a name here: `otherHost`.
    public var description: String {
        describe([
            .host: "host", .broadcast: "broadcast", .multicast: "multicast", .otherHost: "otherHost",
            .outgoing: "outgoing",
        ])
    }
}

extension SocketAddress {
    /// A link address: packet(7).
    ///
    /// Throws `EINVAL` for a hardware address of more than 32 bytes or an interface index over 2147483647.
    ///
    /// The corresponding C function is `csock_address_set_link`.
    public static func link(_ address: LinkAddress) throws(SocketError) -> SocketAddress {
        var link = address.c
        return unsafe try SocketAddress(subject: "interface \(address.interfaceIndex)") {
            unsafe csock_address_set_link($0, &link)
        }
    }

    /// The parts of a link address; `nil` for another family.
    ///
    /// The corresponding C function is `csock_address_get_link`.
    public var linkAddress: LinkAddress? {
        var link = csock_link_address()
        let result = unsafe withPointer { unsafe csock_address_get_link($0, &link) }
        return result < 0 ? nil : LinkAddress(link)
    }
}
