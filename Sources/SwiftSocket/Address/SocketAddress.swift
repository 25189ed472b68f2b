internal import CSocketShim

/// An address of any family as the kernel sees it: `struct sockaddr` with its length.
///
///     let web = SocketAddress.ipv4(.loopback, port: 80)
///     let log = try SocketAddress.unix(path: "/dev/log")
///     switch web.kind {
///     case .ipv4(let host, let port): print(host, port)
///     default: break
///     }
///
/// Two addresses are equal when their bytes are equal. `SocketAddress` is `Codable` as text.
public struct SocketAddress: Sendable {
    /// The address as C has it; C knows the layout of each family.
    var storage: csock_address

    /// The address that C wrote; `nil` if C wrote none, as for the sender of a stream's data or an unnamed Unix sender.
    init?(received storage: csock_address) {
        if storage.length == 0 { return nil }
        self.storage = storage
    }

    /// The address that a C function writes.
    private init(_ write: (UnsafeMutablePointer<csock_address>) -> Void) {
        storage = csock_address()
        unsafe withUnsafeMutablePointer(to: &storage) { unsafe write($0) }
    }

    /// The address that a C function writes, or its failure.
    init(
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

    /// Lends an optional address to C.
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
    ///
    /// The corresponding C function is `csock_address_set_ipv4`.
    public static func ipv4(_ host: IPv4Address, port: UInt16) -> SocketAddress {
        unsafe SocketAddress { address in
            unsafe host.withBytes { unsafe csock_address_set_ipv4(address, $0, port) }
        }
    }

    /// An IPv6 address: ipv6(7). `flowInfo` has the traffic class and the flow label. `scopeID` is the index of the
    /// interface, which a link-local address needs.
    ///
    /// The corresponding C function is `csock_address_set_ipv6`.
    public static func ipv6(
        _ host: IPv6Address, port: UInt16, flowInfo: UInt32 = 0, scopeID: UInt32 = 0
    ) -> SocketAddress {
        unsafe SocketAddress { address in
            unsafe host.withBytes { unsafe csock_address_set_ipv6(address, $0, port, flowInfo, scopeID) }
        }
    }

    /// An IPv4 or IPv6 address from a numeric host: `127.0.0.1`, `::1`, `fe80::1%eth0` or `fe80::1%2`. Names are not
    /// resolved; ``Socket/connect(host:port:timeout:)`` resolves them.
    ///
    /// Throws `invalidAddressText`, or `ENODEV` for a zone that is no interface of this thread's network namespace.
    ///
    /// The corresponding C function is `csock_address_set_ip_text`.
    public init(host: String, port: UInt16) throws(SocketError) {
        unsafe try self.init(subject: host) { address in
            unsafe withText(of: host) { unsafe csock_address_set_ip_text(address, $0, $1, port) }
        }
    }

    /// An address from text as ``description`` writes it: `127.0.0.1:80`, `[fe80::1%eth0]:80`, `/run/x.sock`,
    /// `@abstract`, `eth0 02:00:00:00:00:01 0x0800`. A Unix path begins with `/`, `./` or `../`.
    ///
    /// Throws `invalidAddressText`, `pathTooLong`, `EINVAL` for a path with a NUL, or `ENODEV` for an interface that
    /// does not exist in this thread's network namespace.
    ///
    /// The corresponding C function is `csock_address_parse`.
    public init(text: String) throws(SocketError) {
        unsafe try self.init(subject: text) { address in
            unsafe withText(of: text) { unsafe csock_address_parse(address, $0, $1) }
        }
    }

    /// The path of a Unix socket, 1 to 107 bytes: unix(7).
    ///
    /// Throws `pathTooLong`, or `EINVAL` for an empty path or one that has a NUL.
    ///
    /// The corresponding C function is `csock_address_set_unix_path`.
    public static func unix(path: String) throws(SocketError) -> SocketAddress {
        unsafe try SocketAddress(subject: path) { address in
            unsafe withText(of: path) { unsafe csock_address_set_unix_path(address, $0, $1) }
        }
    }

    /// The path of a Unix socket in any bytes, UTF-8 or not; see ``unix(path:)-(String)``.
    ///
    /// The corresponding C function is `csock_address_set_unix_path`.
    public static func unix(path: [UInt8]) throws(SocketError) -> SocketAddress {
        unsafe try SocketAddress(subject: String(decoding: path, as: UTF8.self)) { address in
            unsafe path.withUnsafeBytes { bytes in
                unsafe bytes.withMemoryRebound(to: CChar.self) {
                    unsafe csock_address_set_unix_path(address, $0.baseAddress, $0.count)
                }
            }
        }
    }

    /// The abstract name of a Unix socket, 0 to 107 bytes of any value, without the leading NUL: unix(7). Names of
    /// different lengths are different.
    ///
    /// Throws `pathTooLong`.
    ///
    /// The corresponding C function is `csock_address_set_unix_abstract`.
    public static func unix(abstract name: [UInt8]) throws(SocketError) -> SocketAddress {
        unsafe try SocketAddress(subject: "@" + String(decoding: name, as: UTF8.self)) { address in
            unsafe name.withUnsafeBytes {
                unsafe csock_address_set_unix_abstract(address, $0.baseAddress, $0.count)
            }
        }
    }

    /// The abstract name of a Unix socket in UTF-8; see ``unix(abstract:)-([UInt8])``.
    ///
    /// The corresponding C function is `csock_address_set_unix_abstract`.
    public static func unix(abstract name: String) throws(SocketError) -> SocketAddress {
        try unix(abstract: Array(name.utf8))
    }

    /// The unnamed Unix address. Binding to it lets the kernel choose an abstract name.
    ///
    /// The corresponding C function is `csock_address_set_unix_unnamed`.
    public static let unixUnnamed = unsafe SocketAddress { unsafe csock_address_set_unix_unnamed($0) }

    /// An address of any family from the bytes of a `sockaddr`, 2 to 128 of them, beginning with the family.
    ///
    /// Throws `EINVAL` for any other count.
    ///
    /// The corresponding C function is `csock_address_set_bytes`.
    public init(bytes: [UInt8]) throws(SocketError) {
        unsafe try self.init(subject: "\(bytes.count) bytes") { address in
            unsafe bytes.withUnsafeBytes {
                unsafe csock_address_set_bytes(address, $0.baseAddress, $0.count)
            }
        }
    }
}

extension SocketAddress: Hashable {
    /// Whether all bytes of two addresses are equal.
    ///
    /// The corresponding C function is `csock_address_equal`.
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
    /// `127.0.0.1:80`, `[fe80::1%eth0]:80`, `/run/x.sock`, `@abstract`, `unnamed`, `eth0 02:00:00:00:00:01 0x0800`,
    /// `family 16: 00ff…`. Bytes that do not print are written `\xNN`.
    ///
    /// The corresponding C function is `csock_address_format`.
    public var description: String {
        unsafe withPointer { address in
            unsafe text(capacity: CSOCK_ADDRESS_TEXT_MAX) { unsafe csock_address_format(address, $0) }
        }
    }
}
