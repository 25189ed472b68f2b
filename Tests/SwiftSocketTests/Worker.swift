import Foundation
import Synchronization
import Testing

@testable import SwiftSocket

/// Runs a call in a thread. Tests can wait until the thread sleeps in the call, and send it signals.
final class Worker<Value: Sendable>: Sendable {
    private struct State {
        var task: String?
        var value: Value?
    }

    private let state = Mutex(State())
    private let finished = DispatchSemaphore(value: 0)

    /// Starts `body`. With `signalEvery`, its thread gets a signal (without SA_RESTART) that often until it ends. Unlike
    /// setitimer(2), all signals go to this thread.
    init(signalEvery interval: Duration? = nil, _ body: @escaping @Sendable () -> Value) {
        Thread.detachNewThread { [self] in
            // "1234/task/5678"
            let task = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/thread-self")
            state.withLock { $0.task = task }
            var storm: Storm?
            if let interval { storm = Storm(on: pthread_self(), every: interval) }
            let value = body()
            storm?.stop()
            state.withLock { $0.value = value }
            finished.signal()
        }
    }

    /// Returns once the thread sleeps in a system call other than one for a lock.
    @discardableResult
    func asleep() -> Worker {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if isAsleep && isAsleep { return self }
            usleep(200)
        }
        Issue.record("the thread never slept")
        return self
    }

    private var isAsleep: Bool {
        guard let task = state.withLock({ $0.task }) else { return false }
        func read(_ name: String) -> String {
            (try? String(contentsOfFile: "/proc/\(task)/\(name)", encoding: .utf8)) ?? ""
        }
        // The state follows the name, which is in parentheses.
        guard let name = read("stat").lastIndex(of: ")") else { return false }
        let wait = read("wchan")
        return read("stat")[name...].hasPrefix(") S") && !wait.contains("futex")
    }

    var isFinished: Bool { state.withLock { $0.value != nil } }

    /// The result of the call. Fails the test if it takes more than half a minute.
    func result() throws -> Value {
        try #require(finished.wait(timeout: .now() + 30) == .success, "the call hangs")
        finished.signal()
        return try #require(state.withLock { $0.value })
    }
}

/// Signals to one thread until it is stopped.
private final class Storm: Sendable {
    private let over = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)

    /// Begins; called in the thread that gets the signals.
    init(on thread: pthread_t, every interval: Duration) {
        _ = Self.handler
        // Threads of a dispatch queue block all signals, and so do threads that they start.
        var signals = sigset_t()
        unsafe sigaddset(&signals, SIGUSR1)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        let pause = useconds_t(interval / .microseconds(1))
        let target = UInt(thread)
        Thread.detachNewThread { [self] in
            while !over.load(ordering: .acquiring) {
                pthread_kill(pthread_t(target), SIGUSR1)
                usleep(pause)
            }
            ended.signal()
        }
    }

    /// Returns when no more signals will be sent, so that the thread can end.
    func stop() {
        over.store(true, ordering: .releasing)
        ended.wait()
    }

    private static let handler: Void = {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in SocketSuite.signals.add(1, ordering: .relaxed) }
        unsafe sigaction(SIGUSR1, &action, nil)
    }()
}

extension SocketSuite {
    /// The count of signals so far.
    static let signals = Atomic(0)
}
