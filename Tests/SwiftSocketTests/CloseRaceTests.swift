import Foundation
import Synchronization
import Testing

@testable import SwiftSocket

/// Threads close sockets during running calls while others open new ones, so that the kernel reuses the numbers at once. A
/// call that used a number after its socket was closed would read the tag of another socket, or send its own to one.
@Suite(.serialized)
struct CloseRaceTests {
    private static let rounds = UInt64(ProcessInfo.processInfo.environment["CLOSE_RACE_ROUNDS"] ?? "") ?? 100_000

    /// A socket that several threads use until the next one replaces it.
    private final class Stage: Sendable {
        struct Act {
            let tag: UInt64
            let socket: Socket
            let address: SocketAddress?
        }
        let act = Mutex<Act?>(nil)
        let pickedUp = Atomic<UInt64>(0)
        let done = Atomic<Bool>(false)
        let failures = Mutex<[String]>([])

        func fail(_ text: String) {
            failures.withLock { if $0.count < 10 { $0.append(text) } }
        }

        /// Calls `work` with the current act repeatedly while its socket is open, until the end.
        func work(_ work: (Act) -> Void) {
            while !done.load(ordering: .acquiring) {
                guard let act = act.withLock({ $0 }), !act.socket.isClosed else {
                    sched_yield()
                    continue
                }
                pickedUp.store(act.tag, ordering: .releasing)
                work(act)
            }
        }

        /// In every other round, waits until a thread uses the act, so that some calls have begun when the socket is closed
        /// and some have not.
        func audience(_ tag: UInt64) {
            while tag % 2 == 0 && pickedUp.load(ordering: .acquiring) != tag { sched_yield() }
        }
    }

    private static func bytes(_ tag: UInt64) -> [UInt8] {
        unsafe withUnsafeBytes(of: tag) { unsafe Array($0) }
    }

    private static func run(_ bodies: [@Sendable () -> Void]) {
        let finished = DispatchSemaphore(value: 0)
        for body in bodies {
            Thread.detachNewThread {
                body()
                finished.signal()
            }
        }
        for _ in bodies { finished.wait() }
    }

    /// Whether an error is one that a call may throw because the socket was closed.
    private static func isClosing(_ code: ResultCode) -> Bool {
        code == .badFileDescriptor
    }

    @Test func transferNeverMeetsAnotherSocket() throws {
        let stage = Stage()
        let foreign: UInt64 = 1 << 63

        Self.run([
            {  // closes
                for tag in 1...Self.rounds {
                    do throws(SocketError) {
                        let (socket, peer) = try Socket.pair()
                        try peer.sendAll(Self.bytes(tag))
                        stage.act.withLock { $0 = Stage.Act(tag: tag, socket: socket, address: nil) }
                        stage.audience(tag)
                        socket.close()
                        let sent = try peer.makeFile(.read).readToEnd()
                        let expected = (0..<sent.count / 8).flatMap { _ in Self.bytes(tag) }
                        if sent != expected { stage.fail("round \(tag): the peer got \(sent)") }
                    } catch  where error.code == .connectionReset {
                        // The socket was closed with its tag unread.
                    } catch {
                        stage.fail("round \(tag): \(error)")
                    }
                }
                stage.done.store(true, ordering: .releasing)
            },
            {  // receives
                stage.work { act in
                    do throws(SocketError) {
                        let received = try act.socket.recv(8)
                        if received != Self.bytes(act.tag) { stage.fail("round \(act.tag): received \(received)") }
                    } catch {
                        if !Self.isClosing(error.code) { stage.fail("recv: \(error)") }
                    }
                }
            },
            {  // sends
                stage.work { act in
                    do throws(SocketError) {
                        try act.socket.sendAll(Self.bytes(act.tag), flags: .dontWait)
                    } catch {
                        if !Self.isClosing(error.code) && error.code != .wouldBlock { stage.fail("send: \(error)") }
                        sched_yield()
                    }
                }
            },
            {  // opens
                var tag = foreign
                while !stage.done.load(ordering: .acquiring) {
                    tag += 1
                    do throws(SocketError) {
                        let (left, right) = try Socket.pair()
                        try left.setTimeout(.seconds(20))
                        try right.sendAll(Self.bytes(tag))
                        let received = try left.recv(64)
                        if received != Self.bytes(tag) { stage.fail("another socket received \(received)") }
                        right.close()
                        left.close()
                        sched_yield()
                    } catch {
                        stage.fail("another socket: \(error)")
                    }
                }
            },
        ])
        #expect(stage.failures.withLock { $0 } == [])
    }

    @Test func connectionsNeverMeetAnotherSocket() throws {
        let stage = Stage()

        /// A listener with a unique name. A name that the kernel chose could have just become free while another thread is
        /// about to connect to it.
        let names = "close-race-\(UInt64.random(in: .min ... .max))"
        @Sendable func listener(_ name: String) throws(SocketError) -> (Socket, SocketAddress) {
            let socket = try Socket(.unix, .stream)
            let address = try SocketAddress.unix(abstract: "\(names)-\(name)")
            try socket.bind(to: address)
            try socket.listen()
            return (socket, address)
        }

        Self.run([
            {  // closes listeners
                for tag in 1...Self.rounds {
                    do throws(SocketError) {
                        let (socket, address) = try listener("\(tag)")
                        stage.act.withLock { $0 = Stage.Act(tag: tag, socket: socket, address: address) }
                        stage.audience(tag)
                        socket.close()
                    } catch {
                        stage.fail("round \(tag): \(error)")
                    }
                }
                stage.done.store(true, ordering: .releasing)
            },
            {  // accepts
                stage.work { act in
                    do throws(SocketError) {
                        let (connection, _) = try act.socket.accept()
                        try connection.setTimeout(.seconds(20))
                        let received = try connection.recv(8)
                        // Empty if the connecting socket was closed before it sent.
                        if received != Self.bytes(act.tag) && received != [] {
                            stage.fail("round \(act.tag): accepted the connection of \(received)")
                        }
                    } catch {
                        if !Self.isClosing(error.code) && error.code != .connectionReset {
                            stage.fail("accept: \(error)")
                        }
                    }
                }
            },
            {  // connects, and has its socket closed by yet another thread
                let closing = DispatchQueue(label: "closing")
                stage.work { act in
                    guard let address = act.address, let socket = try? Socket(.unix, .stream) else {
                        return stage.fail("no socket")
                    }
                    if act.tag % 3 == 0 { closing.async { socket.close() } }
                    do throws(SocketError) {
                        try socket.connect(to: address)
                        try socket.sendAll(Self.bytes(act.tag))
                    } catch {
                        let expected: [ResultCode] = [
                            .badFileDescriptor, .connectionRefused, .connectionReset, .brokenPipe,
                        ]
                        if !expected.contains(error.code) { stage.fail("connect: \(error)") }
                    }
                }
                closing.sync {}
            },
            {  // opens
                let tag = UInt64.max
                var count = 0
                while !stage.done.load(ordering: .acquiring) {
                    count += 1
                    do throws(SocketError) {
                        let (other, address) = try listener("other-\(count)")
                        try other.setTimeout(.seconds(20))
                        let client = try Socket(.unix, .stream)
                        try client.connect(to: address)
                        try client.sendAll(Self.bytes(tag))
                        let (connection, _) = try other.accept()
                        let received = try connection.recv(64)
                        if received != Self.bytes(tag) { stage.fail("another listener accepted \(received)") }
                        for socket in [other, client, connection] { socket.close() }
                    } catch {
                        stage.fail("another listener: \(error)")
                    }
                }
            },
        ])
        #expect(stage.failures.withLock { $0 } == [])
    }
}
