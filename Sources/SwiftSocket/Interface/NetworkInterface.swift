internal import CSocketShim

/// A network interface of this thread's network namespace: netdevice(7). Python's `if_nameindex`, and more.
///
///     for interface in try NetworkInterface.all() {
///         print(interface, try interface.addresses().map(\.address))
///     }
public struct NetworkInterface: Hashable, Sendable {
    /// What an interface is and does: netdevice(7).
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The kernel's `IFF_` bits.
        public let rawValue: UInt32

        /// Any bits, known here or not.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        private init(_ bits: Int) {
            self.init(rawValue: UInt32(bits))
        }

        /// Switched on: `IFF_UP`
        public static let up = Flags(CSOCK_IFF_UP)
        /// There are broadcasts: `IFF_BROADCAST`
        public static let broadcast = Flags(CSOCK_IFF_BROADCAST)
        /// The loopback: `IFF_LOOPBACK`
        public static let loopback = Flags(CSOCK_IFF_LOOPBACK)
        /// There is one other end: `IFF_POINTOPOINT`
        public static let pointToPoint = Flags(CSOCK_IFF_POINTOPOINT)
        /// Ready to send: `IFF_RUNNING`
        public static let running = Flags(CSOCK_IFF_RUNNING)
        /// There is no ARP: `IFF_NOARP`
        public static let noARP = Flags(CSOCK_IFF_NOARP)
        /// Receives all frames, because it was set to (not by a packet socket): `IFF_PROMISC`
        public static let promiscuous = Flags(CSOCK_IFF_PROMISC)
        /// Receives all multicast, because it was set to: `IFF_ALLMULTI`
        public static let allMulticast = Flags(CSOCK_IFF_ALLMULTI)
        /// There is multicast: `IFF_MULTICAST`
        public static let multicast = Flags(CSOCK_IFF_MULTICAST)
    }

    /// An IPv4 or IPv6 address of an interface.
    public struct Address: Hashable, Sendable {
        /// The interface's index.
        public let interfaceIndex: UInt32
        /// The address, with port 0; a link-local IPv6 one has the scope.
        public let address: SocketAddress
        /// The length of the network's prefix in bits.
        public let prefixLength: Int
        /// The network's broadcast address, if it has one.
        public let broadcast: SocketAddress?
        /// The other end of a point-to-point link.
        public let peer: SocketAddress?

        fileprivate init(_ found: csock_interface_address) {
            interfaceIndex = found.index
            address = SocketAddress(found.address)
            prefixLength = Int(found.prefix)
            broadcast = SocketAddress(received: found.broadcast)
            peer = SocketAddress(received: found.peer)
        }
    }

    /// The number by which the kernel knows it; more than 0.
    public let index: UInt32
    /// The name: `eth0`.
    public let name: String
    /// What it is and does.
    public let flags: Flags
    /// The longest packet without its link-level header, in bytes.
    public let mtu: Int
    /// The kind of hardware.
    public let hardwareType: HardwareType
    /// The hardware address; empty where there is none.
    public let hardwareAddress: [UInt8]

    /// The hardware address, if it is of six bytes.
    public var macAddress: MACAddress? { MACAddress(bytes: hardwareAddress) }

    private init(_ interface: csock_interface) {
        index = interface.index
        flags = Flags(rawValue: interface.flags)
        mtu = Int(interface.mtu)
        hardwareType = HardwareType(rawValue: interface.hardware_type)
        hardwareAddress = unsafe withUnsafeBytes(of: interface.hardware) {
            unsafe Array($0.prefix(Int(interface.hardware_length)))
        }
        name = unsafe withUnsafeBytes(of: interface.name) {
            unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}

extension NetworkInterface {
    /// The interface with an index. Throws `ENODEV`. The corresponding C function is `csock_interface_read`.
    public init(index: UInt32) throws(SocketError) {
        var interface = csock_interface()
        let result = unsafe csock_interface_read(index, &interface)
        if result < 0 { throw SocketError(.networkInterface, ResultCode(result: Int(result)), subject: "\(index)") }
        self.init(interface)
    }

    /// The interface with a name. Throws `ENODEV`.
    public init(name: String) throws(SocketError) {
        try self.init(index: try NetworkInterface.index(ofName: name))
    }

    /// The index of the interface with a name. Throws `ENODEV`. Python's `if_nametoindex`; the corresponding C
    /// function is `csock_interface_index`.
    public static func index(ofName name: String) throws(SocketError) -> UInt32 {
        let result = unsafe withText(of: name) { unsafe csock_interface_index($0, $1) }
        if result < 0 { throw SocketError(.networkInterface, ResultCode(result: Int(result)), subject: name) }
        return UInt32(result)
    }

    /// The name of the interface with an index. Throws `ENODEV`. Python's `if_indextoname`; the corresponding C
    /// function is `csock_interface_name`.
    public static func name(ofIndex index: UInt32) throws(SocketError) -> String {
        var result: Int32 = 0
        let name = unsafe text(capacity: CSOCK_INTERFACE_NAME_SIZE) {
            result = unsafe csock_interface_name(index, $0)
            return Int(max(result, 0))
        }
        if result < 0 { throw SocketError(.networkInterface, ResultCode(result: Int(result)), subject: "\(index)") }
        return name
    }

    /// Every interface. Throws `EMFILE`, `ENFILE`, `ENOMEM`. Python's `if_nameindex`; the corresponding C function
    /// is `csock_interfaces`.
    public static func all() throws(SocketError) -> [NetworkInterface] {
        unsafe try list(csock_interface()) { unsafe csock_interfaces($0, $1) }.map { NetworkInterface($0) }
    }

    /// The IPv4 and IPv6 addresses of the interface. Throws `EMFILE`, `ENFILE`, `ENOMEM`. The corresponding C
    /// function is `csock_interface_addresses`.
    public func addresses() throws(SocketError) -> [Address] {
        unsafe try Self.list(csock_interface_address()) {
            unsafe csock_interface_addresses(index, $0, $1)
        }.map { Address($0) }
    }

    /// What C lists; again, should there be more than there was room for.
    private static func list<Element>(
        _ empty: Element, _ read: (UnsafeMutablePointer<Element>?, Int) -> Int32
    ) throws(SocketError) -> [Element] {
        var elements = [Element](repeating: empty, count: 16)
        while true {
            let room = elements.count
            let count = unsafe elements.withUnsafeMutableBufferPointer { unsafe Int(read($0.baseAddress, room)) }
            try SocketError.check(.networkInterface, count)
            if count <= room { return Array(elements.prefix(count)) }
            elements = [Element](repeating: empty, count: count)
        }
    }
}

extension NetworkInterface: CustomStringConvertible {
    /// `eth0`
    public var description: String { name }
}
