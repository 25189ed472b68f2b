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

    /// Lends an address that need not be there to C.
    static func withPointer<Result>(
        to address: SocketAddress?, _ body: (UnsafePointer<csock_address>?) -> Result
    ) -> Result {
        guard let address else { return body(nil) }
        return unsafe address.withPointer { unsafe body($0) }
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
