internal import CSocketShim

/// A network interface of this thread's network namespace: netdevice(7). Python's `if_nameindex`, with addresses and
/// flags.
///
///     for interface in try NetworkInterface.all() {
///         print(interface, try interface.addresses().map(\.address))
///     }
public struct NetworkInterface: Hashable, Sendable {
    /// Properties of an interface: netdevice(7).
    public struct Flags: OptionSet, Hashable, Sendable {
        /// The kernel's `IFF_` bits.
        public let rawValue: UInt32

        /// Any bits, with or without a name here.
        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        private init(_ bits: Int) {
            self.init(rawValue: UInt32(bits))
        }

        /// Switched on: `IFF_UP`
        public static let up = Flags(CSOCK_IFF_UP)
        /// Has a broadcast address: `IFF_BROADCAST`
        public static let broadcast = Flags(CSOCK_IFF_BROADCAST)
        /// The loopback interface: `IFF_LOOPBACK`
        public static let loopback = Flags(CSOCK_IFF_LOOPBACK)
        /// A link to one peer: `IFF_POINTOPOINT`
        public static let pointToPoint = Flags(CSOCK_IFF_POINTOPOINT)
        /// Ready to send: `IFF_RUNNING`
        public static let running = Flags(CSOCK_IFF_RUNNING)
        /// Does not use ARP: `IFF_NOARP`
        public static let noARP = Flags(CSOCK_IFF_NOARP)
        /// Set to receive all frames, other than by a link socket: `IFF_PROMISC`
        public static let promiscuous = Flags(CSOCK_IFF_PROMISC)
        /// Set to receive all multicast frames: `IFF_ALLMULTI`
        public static let allMulticast = Flags(CSOCK_IFF_ALLMULTI)
        /// Supports multicast: `IFF_MULTICAST`
        public static let multicast = Flags(CSOCK_IFF_MULTICAST)
    }

    /// An IPv4 or IPv6 address of an interface.
    public struct Address: Hashable, Sendable {
        /// The interface's index.
        public let interfaceIndex: UInt32
        /// The address, with port 0. A link-local IPv6 address has its scope.
        public let address: SocketAddress
        /// The length of the network's prefix in bits.
        public let prefixLength: Int
        /// The network's broadcast address; `nil` if it has none.
        public let broadcast: SocketAddress?
        /// The peer of a point-to-point link; `nil` for any other.
        public let peer: SocketAddress?

        fileprivate init(_ found: csock_interface_address) {
            interfaceIndex = found.index
            address = SocketAddress(found.address)
            prefixLength = Int(found.prefix)
            broadcast = SocketAddress(received: found.broadcast)
            peer = SocketAddress(received: found.peer)
        }
    }

    /// The kernel's number of the interface, 1 or more.
    public let index: UInt32
    /// The name: `eth0`.
    public let name: String
    /// The properties.
    public let flags: Flags
    /// The longest packet without its link-layer header, in bytes.
    public let mtu: Int
    /// The kind of hardware.
    public let hardwareType: HardwareType
    /// The hardware address; empty if there is none.
    public let hardwareAddress: [UInt8]

    /// The hardware address if it has six bytes, else `nil`.
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
    /// The interface with an index.
    ///
    /// Throws `ENODEV`, `EMFILE`, `ENFILE`.
    ///
    /// The corresponding C function is `csock_interface_read`.
    public init(index: UInt32) throws(SocketError) {
        var interface = csock_interface()
        let result = unsafe csock_interface_read(index, &interface)
        if result < 0 { throw SocketError(.networkInterface, ResultCode(result: Int(result)), subject: "\(index)") }
        self.init(interface)
    }

    /// The interface with a name.
    ///
    /// Throws `ENODEV`, `EMFILE`, `ENFILE`.
    ///
    /// The corresponding C functions are `csock_interface_index` and `csock_interface_read`.
    public init(name: String) throws(SocketError) {
        try self.init(index: try NetworkInterface.index(ofName: name))
    }

    /// The index of the interface with a name. Python's `if_nametoindex`.
    ///
    /// Throws `ENODEV`, `EMFILE`, `ENFILE`.
    ///
    /// The corresponding C function is `csock_interface_index`: if_nametoindex(3).
    public static func index(ofName name: String) throws(SocketError) -> UInt32 {
        let result = unsafe withText(of: name) { unsafe csock_interface_index($0, $1) }
        if result < 0 { throw SocketError(.networkInterface, ResultCode(result: Int(result)), subject: name) }
        return UInt32(result)
    }

    /// The name of the interface with an index. Python's `if_indextoname`.
    ///
    /// Throws `ENODEV`, `EMFILE`, `ENFILE`.
    ///
    /// The corresponding C function is `csock_interface_name`: if_indextoname(3).
    public static func name(ofIndex index: UInt32) throws(SocketError) -> String {
        var result: Int32 = 0
        let name = unsafe text(capacity: CSOCK_INTERFACE_NAME_SIZE) {
            result = unsafe csock_interface_name(index, $0)
            return Int(max(result, 0))
        }
        if result < 0 { throw SocketError(.networkInterface, ResultCode(result: Int(result)), subject: "\(index)") }
        return name
    }

    /// All interfaces. Python's `if_nameindex`.
    ///
    /// Throws `EMFILE`, `ENFILE`, `ENOMEM`.
    ///
    /// The corresponding C function is `csock_interfaces`: getifaddrs(3).
    public static func all() throws(SocketError) -> [NetworkInterface] {
        unsafe try list(csock_interface()) { unsafe csock_interfaces($0, $1) }.map { NetworkInterface($0) }
    }

    /// The IPv4 and IPv6 addresses of the interface.
    ///
    /// Throws `EMFILE`, `ENFILE`, `ENOMEM`.
    ///
    /// The corresponding C function is `csock_interface_addresses`: getifaddrs(3).
    public func addresses() throws(SocketError) -> [Address] {
        unsafe try Self.list(csock_interface_address()) {
            unsafe csock_interface_addresses(index, $0, $1)
        }.map { Address($0) }
    }

    /// The elements that a C function writes. It is called again with more room if there are more elements.
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
    /// The name: `eth0`.
    public var description: String { name }
}

extension NetworkInterface.Flags: CustomStringConvertible {
    /// The names of the flags: `[up, loopback, running]`.
    public var description: String {
        describe([
            .up: "up", .broadcast: "broadcast", .loopback: "loopback", .pointToPoint: "pointToPoint",
            .running: "running", .noARP: "noARP", .promiscuous: "promiscuous", .allMulticast: "allMulticast",
            .multicast: "multicast",
        ])
    }
}
