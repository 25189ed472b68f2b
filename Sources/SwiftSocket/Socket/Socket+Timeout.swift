internal import CSocketShim
internal import Synchronization

// Timeouts and blocking modes. One state, as in Python: a timeout of nil is a blocking descriptor, any
// other an O_NONBLOCK one.
extension Socket {
    /// How long each operation may wait: `nil` for ever, `.zero` not at all.
    public var timeout: Duration? {
        Duration(timeoutNanoseconds: timeoutNanoseconds.load(ordering: .relaxed))
    }

    /// Sets how long each operation may wait, in total, whatever interrupts it: `nil` for ever, `.zero`
    /// not at all (`EAGAIN`, and `EINPROGRESS` from connecting). When time is up, calls throw
    /// ``ResultCode/timedOut``. Nanoseconds count; a fraction of one is rounded up.
    ///
    /// It holds for operations that start later, so this is no way to end one that waits; it takes no system call unless the descriptor's
    /// blocking mode has to change. Throws `EINVAL` for a negative time, `EOVERFLOW` for one over 292
    /// years, `EBADF`. The corresponding C function is `csock_set_blocking`: ioctl(2), FIONBIO.
    public func setTimeout(_ timeout: Duration?) throws(SocketError) {
        let new = try Duration.timeoutNanoseconds(timeout, .setTimeout)
        let old = timeoutNanoseconds.exchange(new, ordering: .sequentiallyConsistent)
        let result = attempt { descriptor in
            if (old < 0) == (new < 0) { return 0 }
            // Whoever switches last sees the last timeout, so that the mode ends in step with it.
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

    /// Whether operations may wait: for ever or up to a timeout.
    public var isBlocking: Bool { timeoutNanoseconds.load(ordering: .relaxed) != 0 }

    /// `true` is `setTimeout(nil)`, `false` is `setTimeout(.zero)`.
    public func setBlocking(_ blocking: Bool) throws(SocketError) {
        try setTimeout(blocking ? nil : .zero)
    }

    /// Whether a call that a signal interrupts goes on for the rest of its time (PEP 475), which is the
    /// default; otherwise it throws `EINTR`.
    public var retriesOnInterrupt: Bool {
        get { !tellsInterrupts.load(ordering: .relaxed) }
        set { tellsInterrupts.store(!newValue, ordering: .relaxed) }
    }

    /// The timeout of sockets that are opened, paired, accepted or adopted from now on, in the whole
    /// process: `nil` unless set.
    public static var defaultTimeout: Duration? {
        Duration(timeoutNanoseconds: defaultTimeoutNanoseconds)
    }

    /// Sets ``defaultTimeout``. Throws `EINVAL` for a negative time, `EOVERFLOW` for one over 292 years.
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

    /// A timeout as C takes it: -1 for none.
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
