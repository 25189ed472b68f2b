internal import CSocketShim

// Local and peer addresses, and connections.
extension Socket {
    /// Binds to a local address. Port 0 lets the kernel choose a port.
    ///
    /// Throws `EADDRINUSE`, `EADDRNOTAVAIL`, `EINVAL` (already bound), `EACCES` (a port below 1024 without
    /// CAP_NET_BIND_SERVICE).
    ///
    /// The corresponding C function is `csock_bind`: bind(2).
    public func bind(to address: SocketAddress) throws(SocketError) {
        let result = attempt { descriptor in unsafe address.withPointer { unsafe Int(csock_bind(descriptor, $0)) } }
        try SocketError.check(.bind, address, result)
    }

    /// Listens for connections. The kernel limits the backlog to net.core.somaxconn, which is the default. A negative
    /// backlog counts as 0, which still admits one connection.
    ///
    /// Throws `EADDRINUSE`, `EOPNOTSUPP`.
    ///
    /// The corresponding C function is `csock_listen`: listen(2).
    public func listen(backlog: Int = .max) throws(SocketError) {
        try SocketError.check(.listen, attempt { Int(csock_listen($0, Int32(clamping: backlog))) })
    }

    /// Accepts a connection. The new socket has the default timeout, not the listener's.
    ///
    /// Throws `EINVAL` (not listening), `EMFILE`, `ECONNABORTED`, `EAGAIN` (timeout zero), ``ResultCode/timedOut``.
    ///
    /// The corresponding C function is `csock_accept`: accept4(2).
    public func accept() throws(SocketError) -> (connection: Socket, address: SocketAddress) {
        var peer = csock_address()
        let newTimeout = Socket.defaultTimeoutNanoseconds
        let mode = csock_flags(newTimeout < 0 ? 0 : CSOCK_SOCK_NONBLOCK)
        let result = attemptWaiting { descriptor, flags, timeout in
            unsafe Int(csock_accept(descriptor, &peer, flags | mode, timeout))
        }
        try SocketError.check(.accept, result)
        let connection = Socket(owning: Int32(result), family, type, `protocol`, timeoutNanoseconds: newTimeout)
        return (connection, SocketAddress(peer))
    }

    /// Connects. If a signal interrupts the call or its timeout expires, the kernel goes on connecting in the
    /// background.
    ///
    /// Throws `ECONNREFUSED`, `ETIMEDOUT` (the peer does not answer), `ENETUNREACH`, `EHOSTUNREACH`, `EISCONN`,
    /// `EALREADY`, `ENOENT`, `EINPROGRESS` (timeout zero), ``ResultCode/timedOut``.
    ///
    /// The corresponding C function is `csock_connect`: connect(2).
    public func connect(to address: SocketAddress) throws(SocketError) {
        try SocketError.check(.connect, address, connectResult(address))
    }

    /// Connects, and returns the result instead of throwing: Python's `connect_ex`.
    ///
    /// Returns ``ResultCode/success``, ``ResultCode/connectionRefused``, ``ResultCode/inProgress`` (timeout zero),
    /// ``ResultCode/alreadyInProgress``, ``ResultCode/alreadyConnected`` or any other code that ``connect(to:)``
    /// throws. If the timeout expires the result is ``ResultCode/timedOut``. (Python returns `EAGAIN`, which also means
    /// that a Unix listener's backlog is full.)
    ///
    /// The corresponding C function is `csock_connect`: connect(2).
    public func connectEx(to address: SocketAddress) -> ResultCode {
        ResultCode(result: connectResult(address))
    }

    private func connectResult(_ address: SocketAddress) -> Int {
        attemptWaiting { descriptor, flags, timeout in
            unsafe address.withPointer { unsafe Int(csock_connect(descriptor, $0, flags, timeout)) }
        }
    }

    /// One or both directions of a connection: shutdown(2).
    public enum Direction: Sendable {
        /// Receiving: `SHUT_RD`
        case receiving
        /// Sending: `SHUT_WR`. The peer reads the end of the stream.
        case sending
        /// Receiving and sending: `SHUT_RDWR`
        case both

        fileprivate var number: Int {
            switch self {
            case .receiving: CSOCK_SHUT_RD
            case .sending: CSOCK_SHUT_WR
            case .both: CSOCK_SHUT_RDWR
            }
        }
    }

    /// Shuts down one or both directions of the connection, for all who share it, and wakes calls that wait in them.
    ///
    /// Throws `ENOTCONN`.
    ///
    /// The corresponding C function is `csock_shutdown`: shutdown(2).
    public func shutdown(_ direction: Direction) throws(SocketError) {
        try SocketError.check(.shutdown, attempt { Int(csock_shutdown($0, Int32(direction.number))) })
    }

    /// The local address. Before ``bind(to:)`` it is unnamed, or the wildcard address with port 0.
    ///
    /// Throws `EBADF`.
    ///
    /// The corresponding C function is `csock_local_address`: getsockname(2).
    public func localAddress() throws(SocketError) -> SocketAddress {
        var address = csock_address()
        let result = attempt { unsafe Int(csock_local_address($0, &address)) }
        try SocketError.check(.localAddress, result)
        return SocketAddress(address)
    }

    /// The peer's address.
    ///
    /// Throws `ENOTCONN`, `EBADF`.
    ///
    /// The corresponding C function is `csock_peer_address`: getpeername(2).
    public func peerAddress() throws(SocketError) -> SocketAddress {
        var address = csock_address()
        let result = attempt { unsafe Int(csock_peer_address($0, &address)) }
        try SocketError.check(.peerAddress, result)
        return SocketAddress(address)
    }
}
