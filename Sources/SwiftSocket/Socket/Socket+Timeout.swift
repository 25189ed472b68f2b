internal import CSocketShim
internal import Synchronization

// Timeouts and blocking modes, as in Python: with timeout nil the descriptor blocks, with any other it is O_NONBLOCK.
extension Socket {
    /// How long each operation may wait: `nil` for ever, `.zero` not at all. ``setTimeout(_:)`` changes it.
    public var timeout: Duration? {
        get { Duration(timeoutNanoseconds: timeoutNanoseconds.load(ordering: .relaxed)) }
        @available(*, unavailable, message: "use 'try setTimeout(_:)', which can fail")
        set {}
    }

    /// Sets how long each operation may wait in total, including retries after signals: `nil` for ever, `.zero` not at
    /// all (operations throw `EAGAIN`, connecting throws `EINPROGRESS`). Operations whose timeout expires throw
    /// ``ResultCode/timedOut``. The unit is nanoseconds; a fraction of one is rounded up.
    ///
    /// The timeout applies to operations that begin later; an operation that waits now is not ended. There is no system
    /// call unless the blocking mode of the descriptor has to change.
    ///
    /// Throws `EINVAL` for a negative time, `EOVERFLOW` for more than 292 years, `EBADF`.
    ///
    /// The corresponding C function is `csock_set_blocking`: ioctl(2), FIONBIO.
    public func setTimeout(_ timeout: Duration?) throws(SocketError) {
        let new = try Duration.timeoutNanoseconds(timeout, .setTimeout)
        let old = timeoutNanoseconds.exchange(new, ordering: .sequentiallyConsistent)
        let result = attempt { descriptor in
            if (old < 0) == (new < 0) { return 0 }
            // The thread that sets the mode last reads the last timeout, so that both agree in the end.
            var blocking = new < 0
            while true {
                let result = csock_set_blocking(descriptor, blocking)
                let wanted = timeoutNanoseconds.load(ordering: .sequentiallyConsistent) < 0
                if result < 0 || wanted == blocking { return Int(result) }
                blocking = wanted
            }
        }
        try SocketError.check(.setTimeout, result)
    }

    /// Whether operations may wait, with or without a limit.
    public var isBlocking: Bool { timeoutNanoseconds.load(ordering: .relaxed) != 0 }

    /// `true` is `setTimeout(nil)`, `false` is `setTimeout(.zero)`.
    ///
    /// Throws `EBADF`.
    public func setBlocking(_ blocking: Bool) throws(SocketError) {
        try setTimeout(blocking ? nil : .zero)
    }

    /// Whether an operation that a signal interrupts continues until its timeout expires (PEP 475), which is the
    /// default. Otherwise it throws `EINTR`.
    public var retriesOnInterrupt: Bool {
        get { !endsOnInterrupt.load(ordering: .relaxed) }
        set { endsOnInterrupt.store(!newValue, ordering: .relaxed) }
    }

    /// The timeout of sockets that are opened, paired, accepted or adopted from now on, in the whole process. It is
    /// `nil` at first.
    public static var defaultTimeout: Duration? {
        Duration(timeoutNanoseconds: defaultTimeoutNanoseconds)
    }

    /// Sets ``defaultTimeout``.
    ///
    /// Throws `EINVAL` for a negative time, `EOVERFLOW` for more than 292 years.
    public static func setDefaultTimeout(_ timeout: Duration?) throws(SocketError) {
        defaultNanoseconds.store(try Duration.timeoutNanoseconds(timeout, .setTimeout), ordering: .relaxed)
    }

    static var defaultTimeoutNanoseconds: Int64 { defaultNanoseconds.load(ordering: .relaxed) }

    private static let defaultNanoseconds = Atomic<Int64>(-1)
}

extension Duration {
    init?(timeoutNanoseconds: Int64) {
        if timeoutNanoseconds < 0 { return nil }
        self = .nanoseconds(timeoutNanoseconds)
    }

    /// A timeout as C takes it: nanoseconds, rounded up; -1 for none.
    static func timeoutNanoseconds(
        _ timeout: Duration?, _ operation: SocketError.Operation, subject: String? = nil
    ) throws(SocketError) -> Int64 {
        guard let timeout else { return -1 }
        if timeout < .zero { throw SocketError(operation, .invalidArgument, subject: subject) }
        if timeout > .nanoseconds(Int64.max) { throw SocketError(operation, .valueTooLarge, subject: subject) }
        let (seconds, attoseconds) = timeout.components
        return seconds * 1_000_000_000 + (attoseconds + 999_999_999) / 1_000_000_000
    }
}
