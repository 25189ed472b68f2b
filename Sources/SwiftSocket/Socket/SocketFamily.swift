internal import CSocketShim

/// An address family: socket(2). Any number is possible.
public struct SocketFamily: RawRepresentable, Hashable, Sendable {
    /// The kernel's `AF_` number.
    public let rawValue: Int32

    /// Any family, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// No family: `AF_UNSPEC`
    public static let unspecified = SocketFamily(CSOCK_AF_UNSPEC)
    /// IPv4: `AF_INET`, ip(7)
    public static let inet = SocketFamily(CSOCK_AF_INET)
    /// IPv6: `AF_INET6`, ipv6(7)
    public static let inet6 = SocketFamily(CSOCK_AF_INET6)
    /// Sockets within this machine: `AF_UNIX`, unix(7)
    public static let unix = SocketFamily(CSOCK_AF_UNIX)
    /// Messages to and from the kernel: `AF_NETLINK`, netlink(7)
    public static let netlink = SocketFamily(CSOCK_AF_NETLINK)
    /// Frames of a network interface: `AF_PACKET`, packet(7). Needs CAP_NET_RAW.
    public static let link = SocketFamily(CSOCK_AF_PACKET)
    /// Virtual machines and their host: `AF_VSOCK`, vsock(7)
    public static let vsock = SocketFamily(CSOCK_AF_VSOCK)
}

extension SocketFamily: CustomStringConvertible {
    /// The name, or the number of a family without a name here: `inet6`.
    public var description: String {
        describe([
            .unspecified: "unspecified", .inet: "inet", .inet6: "inet6", .unix: "unix", .netlink: "netlink",
            .link: "link", .vsock: "vsock",
        ])
    }
}
