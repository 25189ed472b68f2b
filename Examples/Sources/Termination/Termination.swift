import Foundation

/// Calls `stop` on Ctrl-C or kill(1). To be called before other threads start: they inherit the mask.
///
/// A thread waits for the signal. Unlike a signal handler, it may call any function.
public func onTermination(_ stop: @escaping @Sendable () -> Void) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    Thread.detachNewThread { [signals] in
        var signals = signals
        var signal: Int32 = 0
        unsafe sigwait(&signals, &signal)
        stop()
    }
}
