internal import CSocketShim

/// An address of any family, as the kernel sees it: `struct sockaddr` with its length.
///
///     let web = SocketAddress.ipv4(.loopback, port: 80)
///     let log = try SocketAddress.unix(path: "/dev/log")
///     switch web.kind {
///     case .ipv4(let host, let port): print(host, port)
///     default: break
///     }
///
/// The layout lives in C, in `struct csock_address`; two addresses are equal when their bytes are.
public struct SocketAddress: Sendable {
    var storage: csock_address

    init(_ storage: csock_address) {
        self.storage = storage
    }

    /// The address that C wrote, unless it says that there is none: the sender of what a connected
    /// stream receives, or an unnamed Unix socket.
    init?(received storage: csock_address) {
        if storage.length == 0 { return nil }
        self.storage = storage
    }

    /// What a C function writes.
    private init(_ write: (UnsafeMutablePointer<csock_address>) -> Void) {
        storage = csock_address()
        unsafe withUnsafeMutablePointer(to: &storage) { unsafe write($0) }
    }

    /// The same of a function that can refuse.
    private init(
        subject: @autoclosure () -> String, _ write: (UnsafeMutablePointer<csock_address>) -> Int32
    ) throws(SocketError) {
        storage = csock_address()
        let result = unsafe withUnsafeMutablePointer(to: &storage) { unsafe write($0) }
        if result < 0 {
            throw SocketError(.address, ResultCode(result: Int(result)), subject: subject())
        }
    }

    /// Lends the address to C.
    func withPointer<Result>(_ body: (UnsafePointer<csock_address>) -> Result) -> Result {
        unsafe withUnsafePointer(to: storage) { unsafe body($0) }
    }
}

// MARK: Making

extension SocketAddress {
    /// An IPv4 address: ip(7).
    public static func ipv4(_ host: IPv4Address, port: UInt16) -> SocketAddress {
        unsafe SocketAddress { address in
            unsafe host.withBytes { unsafe csock_address_set_ipv4(address, $0, port) }
        }
    }

    /// An IPv6 address: ipv6(7). `flowInfo` is traffic class and flow label, `scopeID` the interface's
    /// index that a link-local address needs.
    public static func ipv6(
        _ host: IPv6Address, port: UInt16, flowInfo: UInt32 = 0, scopeID: UInt32 = 0
    ) -> SocketAddress {
        unsafe SocketAddress { address in
            unsafe host.withBytes { unsafe csock_address_set_ipv6(address, $0, port, flowInfo, scopeID) }
        }
    }

    /// An IPv4 or IPv6 address from a numeric host, `127.0.0.1`, `::1`, `fe80::1%eth0` or `fe80::1%2`.
    /// Names are not resolved: ``Socket/connect(host:port:timeout:)`` does that.
    ///
    /// Throws `invalidAddressText`, or `noSuchDevice` for a zone that is no interface of this thread's
    /// network namespace. The corresponding C function is `csock_address_set_ip_text`.
    public init(host: String, port: UInt16) throws(SocketError) {
        unsafe try self.init(subject: host) { address in
            unsafe withText(of: host) { unsafe csock_address_set_ip_text(address, $0, $1, port) }
        }
    }

    /// A Unix socket's path, of 1 to 107 bytes: unix(7).
    ///
    /// Throws `pathTooLong`, or `invalidArgument` for an empty path or one that holds a NUL.
    public static func unix(path: String) throws(SocketError) -> SocketAddress {
        unsafe try SocketAddress(subject: path) { address in
            unsafe withText(of: path) { unsafe csock_address_set_unix_path(address, $0, $1) }
        }
    }

    /// A Unix socket's path that need not be UTF-8.
    public static func unix(path: [UInt8]) throws(SocketError) -> SocketAddress {
        unsafe try SocketAddress(subject: String(decoding: path, as: UTF8.self)) { address in
            unsafe path.withUnsafeBytes { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) {
                    unsafe csock_address_set_unix_path(address, $0.baseAddress, $0.count)
                }
            }
        }
    }

    /// An abstract Unix name of up to 107 bytes, without the NUL that leads it: unix(7). Its length is
    /// part of it, and it may hold any bytes. Throws `pathTooLong`.
    public static func unix(abstract name: [UInt8]) throws(SocketError) -> SocketAddress {
        unsafe try SocketAddress(subject: "@" + String(decoding: name, as: UTF8.self)) { address in
            unsafe name.withUnsafeBytes {
                unsafe csock_address_set_unix_abstract(address, $0.baseAddress, $0.count)
            }
        }
    }

    /// An abstract Unix name in UTF-8.
    public static func unix(abstract name: String) throws(SocketError) -> SocketAddress {
        try unix(abstract: Array(name.utf8))
    }

    /// The unnamed Unix address. Binding to it lets the kernel choose an abstract name.
    public static let unixUnnamed = unsafe SocketAddress { unsafe csock_address_set_unix_unnamed($0) }

    /// An address of any family from the bytes of its `sockaddr`, beginning with the family: 2 to 128
    /// bytes, else `invalidArgument`.
    public init(bytes: [UInt8]) throws(SocketError) {
        unsafe try self.init(subject: "\(bytes.count) bytes") { address in
            unsafe bytes.withUnsafeBytes {
                unsafe csock_address_set_bytes(address, $0.baseAddress, $0.count)
            }
        }
    }
}

// MARK: Reading

extension SocketAddress {
    /// An address taken apart, to switch over.
    public enum Kind: Hashable, Sendable {
        case ipv4(IPv4Address, port: UInt16)
        case ipv6(IPv6Address, port: UInt16, flowInfo: UInt32, scopeID: UInt32)
        /// Up to the first NUL; not always UTF-8.
        case unixPath([UInt8])
        /// Without the NUL that leads it.
        case unixAbstract([UInt8])
        case unixUnnamed
        /// Of a packet socket: packet(7).
        case packet(PacketAddress)
        /// The whole `sockaddr` of any other family.
        case other(SocketFamily, bytes: [UInt8])
    }

    /// The address, taken apart.
    public var kind: Kind {
        unsafe withPointer { address in
            var port: UInt16 = 0
            switch unsafe Int(csock_address_family(address)) {
            case CSOCK_AF_INET:
                if let host = try? unsafe IPv4Address({ unsafe csock_address_get_ipv4(address, $0, &port) }) {
                    return .ipv4(host, port: port)
                }
            case CSOCK_AF_INET6:
                var flowInfo: UInt32 = 0
                var scopeID: UInt32 = 0
                let host = try? unsafe IPv6Address {
                    unsafe csock_address_get_ipv6(address, $0, &port, &flowInfo, &scopeID)
                }
                if let host { return .ipv6(host, port: port, flowInfo: flowInfo, scopeID: scopeID) }
            case CSOCK_AF_UNIX:
                var kind: Int32 = 0
                let name = unsafe [UInt8](unsafeUninitializedCapacity: 108) { buffer, count in
                    if let start = buffer.baseAddress {
                        kind = unsafe csock_address_get_unix(address, start, &count)
                    }
                }
                switch Int(kind) {
                case CSOCK_UNIX_PATH: return .unixPath(name)
                case CSOCK_UNIX_ABSTRACT: return .unixAbstract(name)
                default: return .unixUnnamed
                }
            case CSOCK_AF_PACKET:
                if let packet = packetAddress { return .packet(packet) }
            default: break
            }
            return .other(family, bytes: bytes)
        }
    }

    /// The address family.
    public var family: SocketFamily {
        SocketFamily(rawValue: unsafe withPointer { unsafe csock_address_family($0) })
    }

    /// The port of an IPv4 or IPv6 address.
    public var port: UInt16? {
        UInt16(exactly: unsafe withPointer { unsafe csock_address_port($0) })
    }

    /// The host of an IPv4 address.
    public var ipv4Address: IPv4Address? {
        if case .ipv4(let host, _) = kind { host } else { nil }
    }

    /// The host of an IPv6 address.
    public var ipv6Address: IPv6Address? {
        if case .ipv6(let host, _, _, _) = kind { host } else { nil }
    }

    /// The path of a Unix address, if it has one that is UTF-8; ``kind`` has any path's bytes.
    public var unixPath: String? {
        if case .unixPath(let path) = kind { String(validating: path, as: UTF8.self) } else { nil }
    }

    /// The `sockaddr`'s bytes, beginning with the family, in the kernel's layout.
    public var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: storage.storage) { bytes in
            unsafe Array(bytes.prefix(Int(storage.length)))
        }
    }
}

extension SocketAddress: Hashable {
    /// Whether two addresses are the same to the last byte.
    public static func == (left: SocketAddress, right: SocketAddress) -> Bool {
        unsafe left.withPointer { left in
            unsafe right.withPointer { right in unsafe csock_address_equal(left, right) }
        }
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        unsafe withUnsafeBytes(of: storage.storage) { bytes in
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(storage.length))))
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `127.0.0.1:80`, `[fe80::1%eth0]:80`, `/run/x.sock`, `@abstract`, `unnamed`,
    /// `eth0 02:00:00:00:00:01 0x0800`, `family 16: 00ff…`.
    /// The corresponding C function is `csock_address_format`.
    public var description: String {
        unsafe withPointer { address in
            unsafe text(capacity: CSOCK_ADDRESS_TEXT_MAX) { unsafe csock_address_format(address, $0) }
        }
    }
}
