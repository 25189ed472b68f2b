internal import CSocketShim

// Raw sockets: opening, and sending a header and a payload without joining them.
extension Socket {
    /// Opens a raw socket of ``SocketFamily/inet`` or ``SocketFamily/inet6`` with the default timeout: raw(7).
    ///
    ///     let socket = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
    ///     let packet = Packet(
    ///         IPv4Header(source: .loopback, destination: .loopback), UDPHeader(sourcePort: 9, destinationPort: 9))
    ///     try socket.sendTo(packet, address: .ipv4(.loopback, port: 0))
    ///
    /// The socket receives packets of `protocol`. With `headerIncluded`, every packet that is sent begins with its IP
    /// header; csock/raw.h has a table of what the kernel does with each field.
    ///
    /// Throws `EPERM` without CAP_NET_RAW, `EPROTONOSUPPORT` for protocol 0, `EAFNOSUPPORT`, `EINVAL`.
    ///
    /// The corresponding C function is `csock_raw_socket`: socket(2).
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

    /// Sends a packet in two pieces and returns the count of bytes. `header` is the IP header, with or without the
    /// headers after it; `payload` has the bytes after it. Neither is copied. The packet is routed by `address`; `nil`
    /// is for a connected socket.
    ///
    /// Throws `EMSGSIZE` (longer than the MTU: nothing is fragmented), `EINVAL` (an IPv4 header shorter than 20 bytes
    /// or an IPv6 header shorter than 40; an IHL below 5 or beyond the packet), `EDESTADDRREQ`, `EACCES` (a broadcast
    /// without the option ``SocketOption/broadcast``), `ENETUNREACH`, and what `send(_:flags:)` throws.
    ///
    /// The corresponding C function is `csock_raw_send`: sendmsg(2).
    @discardableResult
    public func sendTo(
        header: some Collection<UInt8>, payload: some Collection<UInt8>, address: SocketAddress?,
        flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe withContiguousBytes(of: header) { header in
            unsafe withContiguousBytes(of: payload) { payload in
                attemptWaiting { descriptor, own, timeout in
                    unsafe withMessage(header, payload, to: address, flags.c | own) {
                        unsafe csock_raw_send(descriptor, $0, timeout)
                    }
                }
            }
        }
        return try SocketError.check(.sendTo, address, result)
    }
}
