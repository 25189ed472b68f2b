internal import CSocketShim

// Connecting to a host by name: Python's create_connection.
extension Socket {
    /// Connects a TCP socket to a host, by name or numeric address.
    ///
    ///     let socket = try Socket.connect(host: "localhost", port: 8080, timeout: .seconds(5))
    ///
    /// Tries all addresses of the host in the order of RFC 8305: IPv6 and IPv4 addresses alternate, and the next
    /// attempt begins when one has failed or 250 ms after it began. The first attempt that succeeds is used; the others
    /// are closed.
    ///
    /// The timeout is for all attempts together, and the new socket keeps it. It does not include the resolver:
    /// getaddrinfo(3) takes as long as resolv.conf(5) allows.
    ///
    /// Throws ``ResultCode/nameNotFound`` and other codes of the resolver, ``ResultCode/timedOut``, or the error of the
    /// last attempt. ``SocketError/attempts`` has the address and error of every attempt.
    ///
    /// The corresponding C functions are `csock_resolve` and `csock_connect_any`: getaddrinfo(3), connect(2).
    public static func connect(
        host: String, port: UInt16, timeout: Duration? = Socket.defaultTimeout
    ) throws(SocketError) -> Socket {
        let limit = try Duration.timeoutNanoseconds(timeout, .connect)
        var addresses = try resolve(host, port)
        unsafe addresses.withUnsafeMutableBufferPointer {
            unsafe csock_interleave_families($0.baseAddress, $0.count)
        }
        var results = [Int32](repeating: 0, count: addresses.count)
        let mode = csock_flags(limit < 0 ? 0 : CSOCK_SOCK_NONBLOCK)
        let descriptor = unsafe csock_connect_any(
            addresses, addresses.count, SocketType.stream.rawValue, SocketProtocol.tcp.rawValue, mode, limit, &results)
        if descriptor < 0 {
            let attempts = zip(addresses, results)
                .map { SocketError.Attempt(address: SocketAddress($0), code: ResultCode(result: Int($1))) }
                .filter { $0.code != .canceled }  // not begun when the timeout expired
            let shown = host.contains(":") ? "[\(host)]" : host
            throw SocketError(
                .connect, ResultCode(result: Int(descriptor)), subject: "\(shown):\(port)", attempts: attempts)
        }
        let winner = zip(addresses, results).first { $1 == 0 }.map { SocketAddress($0.0).family }
        return Socket(
            owning: descriptor, winner ?? .unspecified, .stream, .tcp, timeoutNanoseconds: limit)
    }

    /// The addresses of a host in the resolver's order.
    private static func resolve(_ host: String, _ port: UInt16) throws(SocketError) -> [csock_address] {
        var addresses: [csock_address] = []
        var found = 16
        repeat {
            addresses = Array(repeating: csock_address(), count: found)
            found = unsafe withText(of: host) { text, length in
                unsafe csock_resolve(
                    text, length, port, Int32(CSOCK_AF_UNSPEC), SocketType.stream.rawValue, &addresses, addresses.count)
            }
            if found < 0 { throw SocketError(.resolve, ResultCode(result: found), subject: host) }
        } while found > addresses.count
        addresses.removeLast(addresses.count - found)
        return addresses
    }
}
