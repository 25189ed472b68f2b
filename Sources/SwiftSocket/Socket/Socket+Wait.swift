internal import CSocketShim

extension Socket {
    /// Events to wait for, and events that occurred: poll(2).
    public struct Events: OptionSet, Hashable, Sendable {
        /// The `CSOCK_` bits of `csock/wait.h`.
        public let rawValue: Int32

        /// Any bits.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }

        /// Data, a connection, the end of the stream or an error can be received: `POLLIN`
        public static let readable = Events(rawValue: Int32(CSOCK_READABLE))
        /// Data can be sent, or connecting has ended: `POLLOUT`
        public static let writable = Events(rawValue: Int32(CSOCK_WRITABLE))
        /// Out-of-band data can be received: `POLLPRI`
        public static let urgent = Events(rawValue: Int32(CSOCK_URGENT))
        /// Result only: an error is pending, or the error queue has a message: `POLLERR`
        public static let failed = Events(rawValue: Int32(CSOCK_FAILED))
        /// Result only: both directions are shut down: `POLLHUP`
        public static let hungUp = Events(rawValue: Int32(CSOCK_HUNG_UP))
    }

    /// Waits until at least one of `events` has occurred, and returns those that have. Use it with timeout zero, for
    /// example to finish connecting after ``ResultCode/inProgress``: once the socket is writable, the option
    /// ``SocketOption/error`` has the result.
    ///
    /// `timeout` is for this call; `nil` waits for ever. The socket's own ``timeout`` is not used.
    ///
    /// Throws ``ResultCode/timedOut``, `EBADF`.
    ///
    /// The corresponding C function is `csock_wait`: ppoll(2).
    public func wait(for events: Events, timeout: Duration? = nil) throws(SocketError) -> Events {
        let limit = try Duration.timeoutNanoseconds(timeout, .wait)
        let result = attemptWaiting(vainIf: { _ in true }) { descriptor, flags, _ in
            Int(csock_wait(descriptor, events.rawValue, flags, limit))
        }
        try SocketError.check(.wait, result)
        return Events(rawValue: Int32(result))
    }
}

extension Socket.Events: CustomStringConvertible {
    /// The names of the events: `[readable, hungUp]`.
    public var description: String {
        describe([
            .readable: "readable", .writable: "writable", .urgent: "urgent", .failed: "failed", .hungUp: "hungUp",
        ])
    }
}
