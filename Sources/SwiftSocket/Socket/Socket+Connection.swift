internal import CSocketShim
internal import Synchronization

// Names and connections.
extension Socket {
    /// Binds to a local address; port 0 lets the kernel choose one.
    ///
    /// Throws `EADDRINUSE`, `EADDRNOTAVAIL`, `EINVAL` (bound already), `EACCES` (a port below 1024
    /// without CAP_NET_BIND_SERVICE). The corresponding C function is `csock_bind`: bind(2).
    public func bind(to address: SocketAddress) throws(SocketError) {
        let result = attempt { descriptor in unsafe address.withPointer { unsafe Int(csock_bind(descriptor, $0)) } }
        try SocketError.check(.bind, address, result)
    }

    /// Listens for connections. The kernel caps the backlog at net.core.somaxconn, which is the default;
    /// a negative one counts as 0, which still admits one connection.
    ///
    /// Throws `EADDRINUSE`, `EOPNOTSUPP`. The corresponding C function is `csock_listen`: listen(2).
    public func listen(backlog: Int = .max) throws(SocketError) {
        try SocketError.check(.listen, attempt { Int(csock_listen($0, Int32(clamping: backlog))) })
    }

    /// Takes a connection. The new socket has the default timeout, never the listener's.
    ///
    /// Throws `EINVAL` (not listening), `EMFILE`, `ECONNABORTED`, `EAGAIN` (timeout zero),
    /// ``ResultCode/timedOut``. The corresponding C function is `csock_accept`: accept4(2).
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

    /// Connects. When a signal interrupts it, or time runs out, connecting goes on in the background.
    ///
    /// Throws `ECONNREFUSED`, `ETIMEDOUT` (the peer is silent), `ENETUNREACH`, `EHOSTUNREACH`, `EISCONN`,
    /// `EALREADY`, `ENOENT`, `EINPROGRESS` (timeout zero), ``ResultCode/timedOut``. The corresponding C
    /// function is `csock_connect`: connect(2).
    public func connect(to address: SocketAddress) throws(SocketError) {
        try SocketError.check(.connect, address, connectResult(address))
    }

    /// Connects, and returns what came of it instead of throwing: Python's `connect_ex`.
    ///
    /// ``ResultCode/success``, ``ResultCode/connectionRefused``, ``ResultCode/inProgress`` (timeout
    /// zero), ``ResultCode/alreadyInProgress``, ``ResultCode/alreadyConnected`` and every other code that
    /// ``connect(to:)`` throws. A timeout that ran out is ``ResultCode/timedOut`` (Python: `EAGAIN`, which
    /// cannot be told from a Unix listener's full backlog).
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
        /// Sending: `SHUT_WR`; the peer reads the end of the stream
        case sending
        /// `SHUT_RDWR`
        case both

        var number: Int {
            switch self {
            case .receiving: CSOCK_SHUT_RD
            case .sending: CSOCK_SHUT_WR
            case .both: CSOCK_SHUT_RDWR
            }
        }
    }

    /// Shuts down one or both directions, for everybody who shares the connection, and wakes calls
    /// that wait in them.
    ///
    /// Throws `ENOTCONN`. The corresponding C function is `csock_shutdown`: shutdown(2).
    public func shutdown(_ direction: Direction) throws(SocketError) {
        try SocketError.check(.shutdown, attempt { Int(csock_shutdown($0, Int32(direction.number))) })
    }

    /// The address of this end: unnamed, or the wildcard with port 0, before it is bound.
    ///
    /// Throws `EBADF`. The corresponding C function is `csock_local_address`: getsockname(2).
    public func localAddress() throws(SocketError) -> SocketAddress {
        var address = csock_address()
        let result = attempt { unsafe Int(csock_local_address($0, &address)) }
        try SocketError.check(.localAddress, result)
        return SocketAddress(address)
    }

    /// The address of the other end.
    ///
    /// Throws `ENOTCONN`. The corresponding C function is `csock_peer_address`: getpeername(2).
    public func peerAddress() throws(SocketError) -> SocketAddress {
        var address = csock_address()
        let result = attempt { unsafe Int(csock_peer_address($0, &address)) }
        try SocketError.check(.peerAddress, result)
        return SocketAddress(address)
    }
}

extension Socket {
    /// What to wait for, and what was seen: poll(2).
    public struct Events: OptionSet, Hashable, Sendable {
        /// The `CSOCK_` bits of `csock/mode.h`.
        public let rawValue: Int32

        /// Any bits.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// Data, a connection, the end of the stream, or an error: `POLLIN`
        public static let readable = Events(rawValue: Int32(CSOCK_READABLE))
        /// Room to send, or a connection made or refused: `POLLOUT`
        public static let writable = Events(rawValue: Int32(CSOCK_WRITABLE))
        /// Out-of-band data: `POLLPRI`
        public static let urgent = Events(rawValue: Int32(CSOCK_URGENT))
        /// Only seen: an error, or a message in the error queue: `POLLERR`
        public static let failed = Events(rawValue: Int32(CSOCK_FAILED))
        /// Only seen: both directions are shut down: `POLLHUP`
        public static let hungUp = Events(rawValue: Int32(CSOCK_HUNG_UP))
    }

    /// Waits until at least one of the events is there, and returns those that are. For a socket with
    /// timeout zero, to finish a connection that is ``ResultCode/inProgress`` say: when it is writable,
    /// its option `error` tells the outcome. The time is this call's own: the socket's ``timeout`` does not
    /// count here, and `nil` waits for ever.
    ///
    /// Throws ``ResultCode/timedOut``, `EBADF`. The corresponding C function is `csock_wait`: ppoll(2).
    public func wait(for events: Events, timeout: Duration? = nil) throws(SocketError) -> Events {
        let limit = try Duration.timeoutNanoseconds(timeout, .wait)
        let result = attemptWaiting(vainIf: { _ in true }) { descriptor, flags, _ in
            Int(csock_wait(descriptor, events.rawValue, flags, limit))
        }
        try SocketError.check(.wait, result)
        return Events(rawValue: Int32(result))
    }
}
