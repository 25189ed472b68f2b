internal import CSocketShim

extension SocketOption where Value == SocketAddress, Access == OptionAccess.ReadOnly {
    /// The destination of a connection before the firewall redirected it: `SO_ORIGINAL_DST`, iptables-extensions(8).
    /// `ENOENT` if it was not redirected.
    ///
    /// The corresponding C function is `csock_original_destination`.
    public static var ipOriginalDestination: Self { originalDestination(CSOCK_SOL_IP, "SO_ORIGINAL_DST") }

    /// The destination of a connection before the firewall redirected it: `IP6T_SO_ORIGINAL_DST`,
    /// ip6tables-extensions(8). `ENOENT` if it was not redirected.
    ///
    /// The corresponding C function is `csock_original_destination`.
    public static var ipv6OriginalDestination: Self {
        originalDestination(CSOCK_SOL_IPV6, "IP6T_SO_ORIGINAL_DST")
    }

    private static func originalDestination(_ level: Int, _ cName: StaticString) -> Self {
        Self(id: OptionID(level, CSOCK_SO_ORIGINAL_DST, cName)) { socket, id throws(SocketError) in
            var address = csock_address()
            try id.get(socket) { unsafe csock_original_destination($0, id.level, &address) }
            return SocketAddress(address)
        }
    }
}
