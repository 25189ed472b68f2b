internal import CSocketShim

// Raw and packet sockets: opening, binding, and packets in two pieces.
extension Socket {
    /// Opens a raw socket of ``SocketFamily/inet`` or ``SocketFamily/inet6``, with the default timeout: raw(7).
    ///
    ///     let socket = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
    ///     let packet = Packet(IPv4Header(source: .any, destination: .loopback), UDPHeader(sourcePort: 9, destinationPort: 9))
    ///     try socket.sendTo(
    ///         header: packet.encodedHeaders(), payload: packet.payload, address: .ipv4(.loopback, port: 0))
    ///
    /// `protocol` is what it receives. With the header included, what is sent begins with its IP header:
    /// csock/raw.h has a table of what the kernel makes of each field.
    ///
    /// Throws `EPERM` without CAP_NET_RAW, `EPROTONOSUPPORT` for protocol 0, `EAFNOSUPPORT`, `EINVAL`. The
    /// corresponding C function is `csock_raw_socket`.
    public static func raw(
        _ family: SocketFamily, protocol: SocketProtocol, headerIncluded: Bool = false
    ) throws(SocketError) -> Socket {
        let creation = Creation(.raw)
        let flags = creation.flaggedType & ~SocketType.raw.rawValue
        let descriptor = csock_raw_socket(family.rawValue, `protocol`.rawValue, headerIncluded, flags)
        try SocketError.check(.socket, Int(descriptor))
        return Socket(
            owning: descriptor, family, .raw, `protocol`, timeoutNanoseconds: creation.timeoutNanoseconds)
    }

    /// Sends a packet of two pieces, an IP header (with whatever else stands behind it) and a payload, neither
    /// of which is copied, and returns the count of bytes. `address` decides the route; `nil` is for a connected
    /// socket.
    ///
    /// Throws `EMSGSIZE` (over the MTU: nothing is fragmented), `EINVAL` (a header of fewer than 20 bytes, or 40
    /// of IPv6; an IHL below 5 or beyond the packet), `EDESTADDRREQ`, `EACCES` (a broadcast without the option
    /// `broadcast`), `ENETUNREACH`, and what ``send(_:flags:)-(Collection<UInt8>,_)`` does. The corresponding
    /// C function is `csock_raw_send`: sendmsg(2).
    @discardableResult
    public func sendTo(
        header: some Collection<UInt8>, payload: some Collection<UInt8>, address: SocketAddress?,
        flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe withContiguousBytes(of: header) { header in
            unsafe withContiguousBytes(of: payload) { payload in
                attemptWaiting { descriptor, own, timeout in
                    unsafe withMessage(header, payload, address, flags.c | own) {
                        unsafe csock_raw_send(descriptor, $0, timeout)
                    }
                }
            }
        }
        return try checkSent(.sendTo, address, result)
    }

    func checkSent(
        _ operation: SocketError.Operation, _ address: SocketAddress?, _ result: Int
    ) throws(SocketError) -> Int {
        if let address { return try SocketError.check(operation, address, result) }
        return try SocketError.check(operation, result)
    }
}
