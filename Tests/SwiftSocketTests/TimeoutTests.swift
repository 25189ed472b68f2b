import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct TimeoutTests {
        @Test func timeoutSetsTheBlockingMode() throws {
            let (socket, _) = try Socket.pair()
            let modes: [(timeout: Duration?, blocking: Bool)] = [
                (nil, true), (.zero, false), (.seconds(1), true), (.nanoseconds(1), true), (nil, true),
            ]
            for mode in modes {
                try socket.setTimeout(mode.timeout)
                #expect(socket.timeout == mode.timeout)
                #expect(socket.isBlocking == mode.blocking)
                // The kernel waits only without a timeout; with one, the library waits.
                #expect(isBlockingInKernel(socket) == (mode.timeout == nil))
            }
            try socket.setBlocking(false)
            #expect(socket.timeout == .zero && !socket.isBlocking && !isBlockingInKernel(socket))
            try socket.setBlocking(true)
            #expect(socket.timeout == nil && socket.isBlocking && isBlockingInKernel(socket))
            socket.close()
            #expect(
                failure { try socket.setTimeout(.seconds(7)) }?.description == "setTimeout: Bad file descriptor (EBADF)"
            )
            #expect(code { try socket.setTimeout(nil) } == .badFileDescriptor)
            #expect(code { try socket.setTimeout(.seconds(7)) } == .badFileDescriptor)
            #expect(socket.timeout == .seconds(7))
        }

        /// The socket object keeps the timeout, and does not notice changes of the descriptor's blocking mode.
        @Test func timeoutIsKeptWhenAnotherChangesTheBlockingMode() throws {
            let (socket, other) = try Socket.pair()
            setBlockingInKernel(socket, false)
            #expect(code { try socket.recv(1) } == .wouldBlock)
            #expect(socket.timeout == nil)
            try socket.setTimeout(.milliseconds(20))
            setBlockingInKernel(socket, true)
            #expect(code { try socket.recv(1) } == .timedOut)
            #expect(try fill(socket) > 0)
            #expect(code { try socket.send("x") } == .timedOut)
            other.close()
        }

        /// Runs in a child, because the default timeout is for the whole process.
        @Test func defaultTimeoutIsUsedByNewSockets() async {
            await #expect(processExitsWith: .success) {
                #expect(Socket.defaultTimeout == nil)
                let (listener, address) = try SocketSuite.listener()
                let client = try Socket(.inet, .stream)
                try client.connect(to: address)
                try Socket.setDefaultTimeout(.milliseconds(30))
                #expect(Socket.defaultTimeout == .milliseconds(30))
                #expect(listener.timeout == nil)
                let (left, right) = try Socket.pair()
                let adopted = try Socket(adopting: left.duplicate().detach())
                let sockets = [
                    left, right, adopted, try Socket(.inet, .datagram), try listener.accept().connection,
                    try Socket.connect(host: "127.0.0.1", port: address.port ?? 0),
                ]
                for socket in sockets {
                    #expect(socket.timeout == .milliseconds(30) && !SocketSuite.isBlockingInKernel(socket))
                }
                for socket in sockets.prefix(5) where socket.type == .stream {
                    #expect(SocketSuite.code { try socket.recv(1) } == .timedOut)
                }
                // SOCK_NONBLOCK has priority; an adopted descriptor becomes non-blocking.
                let nonBlocking = try Socket(.inet, SocketType(rawValue: SocketType.stream.rawValue | 0x800))
                #expect(nonBlocking.timeout == .zero)
                let blocking = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                let switched = try Socket(adopting: blocking)
                #expect(switched.timeout == .milliseconds(30) && !SocketSuite.isBlockingInKernel(switched))
                #expect(SocketSuite.code { try Socket.setDefaultTimeout(.seconds(-1)) } == .invalidArgument)
                #expect(SocketSuite.code { try Socket.setDefaultTimeout(.seconds(Int64.max)) } == .valueTooLarge)
                #expect(Socket.defaultTimeout == .milliseconds(30))
                try Socket.setDefaultTimeout(nil)
                #expect(try Socket(.inet, .stream).timeout == nil)
            }
        }

        @Test func everyCallTimesOut() throws {
            let (left, right) = try Socket.pair()
            let (listener, _) = try listener()
            let (datagrams, _) = try bound(.ipv4, .datagram)
            for socket in [left, listener, datagrams] { try socket.setTimeout(.milliseconds(20)) }
            var buffer = [UInt8](repeating: 0, count: 3)
            func timesOut(line: Int = #line, _ call: () throws -> Void) {
                var thrown: SocketError?
                let time = elapsed { thrown = failure(call) }
                #expect(thrown?.code == .timedOut && thrown?.isTimeout == true, "line \(line)")
                #expect(time >= .milliseconds(20) && time < .seconds(10), "line \(line)")
            }
            timesOut { _ = try left.recv(1) }
            timesOut { _ = try left.recv(into: &buffer) }
            timesOut { _ = try datagrams.recvFrom(1) }
            timesOut { _ = try datagrams.recvMessage(1) }
            timesOut { _ = try listener.accept() }
            timesOut { _ = try left.wait(for: .readable, timeout: .milliseconds(20)) }
            timesOut { try left.sendAll(pattern(5_000_000)) }
            timesOut { _ = try left.send("x") }
            right.close()
        }

        @Test func timeoutsCountNanosecondsRoundedUp() throws {
            let (socket, other) = try Socket.pair()
            try socket.setTimeout(.nanoseconds(1))
            #expect(socket.isBlocking && code { try socket.recv(1) } == .timedOut)
            let atom = Duration(secondsComponent: 0, attosecondsComponent: 1)
            try socket.setTimeout(atom)
            #expect(socket.timeout == .nanoseconds(1) && code { try socket.recv(1) } == .timedOut)
            try socket.setTimeout(.nanoseconds(7) + atom)
            #expect(socket.timeout == .nanoseconds(8))

            for huge in [Duration.nanoseconds(Int64.max), .seconds(9_223_372_036), .milliseconds(Int64(Int32.max) + 1)]
            {
                try socket.setTimeout(huge)
                #expect(socket.timeout == huge)
                let worker = Worker { try? socket.recv(1) }.asleep()
                try other.sendAll("x")
                #expect(try worker.result() == [0x78])
            }
            #expect(failure { try socket.setTimeout(.nanoseconds(Int64.max) + atom) }?.code == .valueTooLarge)
            #expect(code { try socket.setTimeout(.seconds(9_223_372_037)) } == .valueTooLarge)
            #expect(code { try socket.setTimeout(.seconds(Int64.max)) } == .valueTooLarge)
            #expect(code { try socket.setTimeout(.seconds(-1)) } == .invalidArgument)
            #expect(code { try socket.setTimeout(.zero - atom) } == .invalidArgument)
            #expect(code { try socket.setTimeout(.seconds(Int64.min)) } == .invalidArgument)
            #expect(socket.timeout == .milliseconds(Int64(Int32.max) + 1))
            #expect(code { try socket.wait(for: .readable, timeout: .seconds(-1)) } == .invalidArgument)
            #expect(code { try socket.wait(for: .readable, timeout: .seconds(Int64.max)) } == .valueTooLarge)
        }

        @Test func waitingForEvents() throws {
            let (left, right) = try Socket.pair()
            #expect(try left.wait(for: .writable) == .writable)
            #expect(try left.wait(for: [.readable, .writable], timeout: .zero) == .writable)
            let time = elapsed { #expect(code { try left.wait(for: .readable, timeout: .zero) } == .timedOut) }
            #expect(time < .seconds(5))
            // The socket's own timeout is not used.
            try left.setTimeout(.zero)
            let worker = Worker { try? left.wait(for: .readable) }.asleep()
            try right.sendAll("x")
            #expect(try worker.result() == .readable)
            try right.shutdown(.sending)
            #expect(try left.wait(for: .readable) == .readable)
            right.close()
            #expect(try left.wait(for: []).contains(.hungUp))
            #expect(try fails(left))
            left.close()
            #expect(failure { try left.wait(for: .readable) }?.description == "wait: Bad file descriptor (EBADF)")
        }

        private func fails(_ socket: Socket) throws -> Bool {
            try socket.wait(for: [.readable, .writable, .urgent], timeout: .zero).isSuperset(of: [.readable, .hungUp])
        }
    }
}

// MARK: One deadline for each call

extension SocketSuite.TimeoutTests {
    typealias Suite = SocketSuite

    /// Two threads see one datagram as readable: the thread that gets none waits for the rest of its timeout.
    @Test func receiveWaitsForTheRestOfItsTimeAfterFalseReadiness() throws {
        let (socket, address) = try Suite.bound(.ipv4, .datagram)
        let limit = Duration.milliseconds(700)
        try socket.setTimeout(limit)
        let workers = (0..<2).map { _ in
            Worker { () -> (ResultCode, Duration) in
                let start = ContinuousClock.now
                return (Suite.code { try socket.recv(10) }, ContinuousClock.now - start)
            }.asleep()
        }
        try Socket(.inet, .datagram).sendTo("one", address: address)
        let results = try workers.map { try $0.result() }
        #expect(Set(results.map(\.0)) == [.success, .timedOut])
        for (code, time) in results where code == .timedOut { #expect(time >= limit && time < .seconds(20)) }

        // Without waiting, and with O_NONBLOCK set by another: EAGAIN.
        try socket.setTimeout(.zero)
        #expect(Suite.code { try socket.recv(10) } == .wouldBlock)
    }

    /// poll(2) always reports a Unix datagram socket as writable, even if the receive queue of its peer is full.
    @Test func sendHonoursItsDeadlineWhilePollReportsWritable() throws {
        let (receiver, address) = try Suite.bound(.unix, .datagram)
        let sender = try Socket(.unix, .datagram)
        while Suite.code({ try sender.sendTo("x", address: address, flags: .dontWait) }) == .success {}
        try sender.setTimeout(.milliseconds(100))
        let time = Suite.elapsed {
            #expect(Suite.code { try sender.sendTo("x", address: address) } == .timedOut)
        }
        #expect(time >= .milliseconds(100) && time < .seconds(10))
        try sender.setTimeout(.seconds(20))
        let worker = Worker { Suite.code { try sender.sendTo("x", address: address) } }.asleep()
        #expect(try receiver.recv(1) == [0x78])
        #expect(try worker.result() == .success)
    }

    private enum Call: CaseIterable {
        case recv, recvFrom, recvMessage, accept, send, sendAll, wait, readFile
    }

    /// The result of a call that cannot succeed, with signals all the time, and how long it took.
    private func interrupted(
        _ call: Call, timeout: Duration?, retries: Bool
    ) throws -> (code: ResultCode, time: Duration, signals: Int) {
        let (left, right) = try Socket.pair()
        let (listener, _) = try Suite.listener()
        let socket = call == .accept ? listener : left
        if call == .send || call == .sendAll { _ = try Suite.fill(left) }
        try socket.setTimeout(timeout)
        socket.retriesOnInterrupt = retries
        let before = Suite.signals.load(ordering: .relaxed)
        let worker = Worker(signalEvery: .milliseconds(3)) { () -> (ResultCode, Duration) in
            let start = ContinuousClock.now
            let code = Suite.code {
                switch call {
                case .recv: _ = try socket.recv(1)
                case .recvFrom: _ = try socket.recvFrom(1)
                case .recvMessage: _ = try socket.recvMessage(1)
                case .accept: _ = try socket.accept()
                case .send: _ = try socket.send("x")
                case .sendAll: try socket.sendAll("xyz")
                case .wait: _ = try socket.wait(for: .readable, timeout: timeout)
                case .readFile: _ = try socket.makeFile(.read).read(1)
                }
            }
            return (code, ContinuousClock.now - start)
        }
        let (code, time) = try worker.result()
        right.close()
        return (code, time, Suite.signals.load(ordering: .relaxed) - before)
    }

    @Test func signalsDoNotExtendTheTimeout() throws {
        for call in Call.allCases {
            let (code, time, signals) = try interrupted(call, timeout: .milliseconds(100), retries: true)
            #expect(code == .timedOut, "\(call)")
            #expect(time >= .milliseconds(100) && time < .seconds(10), "\(call)")
            #expect(signals > 5, "\(call)")
        }
    }

    @Test func callsThrowEINTRWhenTheyDoNotRetry() throws {
        for call in Call.allCases {
            #expect(try interrupted(call, timeout: nil, retries: false).code == .interrupted, "\(call)")
            #expect(try interrupted(call, timeout: .seconds(20), retries: false).code == .interrupted, "\(call)")
        }
    }

    /// A call without a timeout continues after any number of signals, until it succeeds.
    @Test func callsWithoutTimeoutContinueAfterSignals() throws {
        let (left, right) = try Socket.pair()
        let before = Suite.signals.load(ordering: .relaxed)
        let worker = Worker(signalEvery: .milliseconds(1)) { try? left.recv(10) }
        let deadline = ContinuousClock.now + .seconds(20)
        while Suite.signals.load(ordering: .relaxed) < before + 20, ContinuousClock.now < deadline { usleep(500) }
        #expect(!worker.isFinished)
        try right.sendAll("at last")
        #expect(try worker.result() == Array("at last".utf8))
    }
}

extension SocketSuite {
    /// Changes the blocking mode as another process would, without the library.
    static func setBlockingInKernel(_ socket: Socket, _ blocking: Bool) {
        let flags = fcntl(socket.fileDescriptor, F_GETFL)
        _ = fcntl(socket.fileDescriptor, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK)
    }
}
