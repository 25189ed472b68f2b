// Names that newcomers try first. They do not compile, and the message names the right one.

extension Socket {
    /// Not available: use ``recv(_:flags:)``.
    @available(*, unavailable, renamed: "recv(_:)")
    public func receive(_ maxCount: Int = 0) throws(SocketError) -> [UInt8] { [] }

    /// Not available: use ``recv(into:flags:)-(inout[UInt8],_)``.
    @available(*, unavailable, renamed: "recv(into:)")
    public func receive(into bytes: inout [UInt8]) throws(SocketError) -> Int { 0 }

    /// Not available: use ``recvFrom(_:flags:)``.
    @available(*, unavailable, renamed: "recvFrom(_:)")
    public func receiveFrom(_ maxCount: Int = 0) throws(SocketError) -> (bytes: [UInt8], address: SocketAddress?) {
        ([], nil)
    }

    /// Not available: use ``recv(_:flags:)``, or ``SocketFile/read(_:)`` of ``makeFile(_:)``.
    @available(*, unavailable, message: "use 'recv(_:)', or 'makeFile()' and 'read(_:)' to read an exact count")
    public func read(_ maxCount: Int = 0) throws(SocketError) -> [UInt8] { [] }

    /// Not available: use ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
    @available(*, unavailable, message: "use 'sendAll(_:)', or 'send(_:)' to send once")
    public func write(_ bytes: some Collection) throws(SocketError) {}

    /// Not available: use ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
    @available(*, unavailable, renamed: "sendTo(_:address:)")
    public func sendTo(_ bytes: some Collection, to address: SocketAddress) throws(SocketError) {}
}

extension SocketFamily {
    /// Not available: use ``link``.
    @available(*, unavailable, renamed: "link")
    public static var packet: SocketFamily { .link }
}

extension SocketType {
    /// Not available: use ``datagram``.
    @available(*, unavailable, renamed: "datagram")
    public static var dgram: SocketType { .datagram }

    /// Not available: use ``sequencedPacket``.
    @available(*, unavailable, renamed: "sequencedPacket")
    public static var seqpacket: SocketType { .sequencedPacket }

    /// Not available: use ``stream``. TCP is the default protocol of IPv4 and IPv6 streams.
    @available(*, unavailable, message: "use 'stream'; TCP is the default protocol of '.inet' and '.inet6' streams")
    public static var tcp: SocketType { .stream }

    /// Not available: use ``datagram``. UDP is the default protocol of IPv4 and IPv6 datagrams.
    @available(*, unavailable, message: "use 'datagram'; UDP is the default protocol of '.inet' and '.inet6' datagrams")
    public static var udp: SocketType { .datagram }
}

extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Not available: use ``tcpNoDelay``.
    @available(*, unavailable, renamed: "tcpNoDelay")
    public static var noDelay: Self { tcpNoDelay }

    /// Not available: use ``reuseAddress``.
    @available(*, unavailable, renamed: "reuseAddress")
    public static var reuseAddr: Self { reuseAddress }

    /// Not available: use ``ipv6Only``.
    @available(*, unavailable, renamed: "ipv6Only")
    public static var v6Only: Self { ipv6Only }
}
