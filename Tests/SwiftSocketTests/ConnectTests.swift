import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct ConnectTests {
        @Test(arguments: Link.allCases)
        func connectEx(_ link: Link) throws {
            let (listener, address) = try listener(link)
            for timeout in [nil, .seconds(20)] as [Duration?] {
                let client = try Socket(link.family, .stream)
                try client.setTimeout(timeout)
                #expect(client.connectEx(to: address) == .success)
                #expect(client.timeout == timeout)
                #expect(try client.peerAddress() == address)
                _ = try listener.accept()
            }
        }

        @Test(arguments: [Duration?.none, .zero, .seconds(20)])
        func connectingAgainIsEISCONN(_ timeout: Duration?) throws {
            let (client, _) = try connection()
            let address = try client.peerAddress()
            try client.setTimeout(timeout)
            #expect(client.connectEx(to: address) == .alreadyConnected)
            let error = failure { try client.connect(to: address) }
            #expect(error?.code == .alreadyConnected && error?.address == address)
            try client.sendAll("works on")
        }

        @Test func connectExReturnsCodes() throws {
            let (keeper, refused) = try refusing()
            #expect(try Socket(.inet, .stream).connectEx(to: refused) == .connectionRefused)
            let limited = try Socket(.inet, .stream)
            try limited.setTimeout(.seconds(20))
            #expect(limited.connectEx(to: refused) == .connectionRefused)
            keeper.close()

            let (listener, address) = try listener()
            let nonBlocking = try Socket(.inet, .stream)
            try nonBlocking.setTimeout(.zero)
            #expect(nonBlocking.connectEx(to: address) == .inProgress)
            #expect(try nonBlocking.wait(for: .writable) == .writable)
            #expect(nonBlocking.connectEx(to: address) == .success)
            #expect(nonBlocking.connectEx(to: address) == .alreadyConnected)
            _ = try listener.accept()

            // Python returns EAGAIN here, which also means a full backlog.
            let (silent, full, held) = try silentListener()
            let waiting = try Socket(.inet, .stream)
            try waiting.setTimeout(.milliseconds(30))
            #expect(waiting.connectEx(to: full) == .timedOut)
            #expect(try Socket(.inet, .stream).connectEx(to: .ipv6(.loopback, port: 1)) == .addressFamilyNotSupported)
            let closed = try Socket(.inet, .stream)
            closed.close()
            #expect(closed.connectEx(to: address) == .badFileDescriptor)
            silent.close()
            held.close()
        }

        @Test func connectingContinuesAfterATimeout() throws {
            let (silent, address, held) = try silentListener()
            let client = try Socket(.inet, .stream)
            try client.setTimeout(.milliseconds(50))
            let time = elapsed {
                let error = failure { try client.connect(to: address) }
                #expect(error?.code == .timedOut && error?.isTimeout == true && error?.address == address)
            }
            #expect(time >= .milliseconds(50) && time < .seconds(10))
            #expect(client.timeout == .milliseconds(50) && !isBlockingInKernel(client))
            #expect(client.connectEx(to: address) == .alreadyInProgress)
            #expect(code { try client.peerAddress() } == .notConnected)
            // The backlog has room now, so the SYN that is retransmitted after a second is accepted.
            _ = try silent.accept()
            #expect(try client.wait(for: .writable, timeout: .seconds(20)) == .writable)
            let server = try silent.accept().connection
            #expect(try server.peerAddress() == client.localAddress())
            held.close()
        }

        @Test func nonBlockingConnectFailureIsInTheErrorOption() throws {
            let (keeper, refused) = try refusing()
            let client = try Socket(.inet, .stream)
            try client.setBlocking(false)
            #expect(client.connectEx(to: refused) == .inProgress)
            #expect(try client.wait(for: .writable).contains(.failed))
            #expect(client.connectEx(to: refused) == .connectionRefused)
            keeper.close()
        }

        /// The timeout also applies to a Unix listener's full backlog, which poll(2) cannot wait for.
        @Test func connectWaitsForAFullUnixBacklog() throws {
            let (silent, address, held) = try silentListener(.unix)
            let client = try Socket(.unix, .stream)
            try client.setTimeout(.zero)
            #expect(client.connectEx(to: address) == .wouldBlock)
            try client.setTimeout(.milliseconds(40))
            let time = elapsed { #expect(client.connectEx(to: address) == .timedOut) }
            #expect(time >= .milliseconds(40) && time < .seconds(10))
            #expect(!isBlockingInKernel(client))
            for timeout in [nil, .seconds(20)] as [Duration?] {
                let waiting = try Socket(.unix, .stream)
                try waiting.setTimeout(timeout)
                let worker = Worker { waiting.connectEx(to: address) }.asleep()
                _ = try silent.accept()
                #expect(try worker.result() == .success)
                #expect(isBlockingInKernel(waiting) == (timeout == nil))
            }
            held.close()
        }

        @Test func udpConnectsToAnyAddressAndDisconnects() throws {
            let socket = try Socket(.inet, .datagram)
            try socket.connect(to: .ipv4(.any, port: 0))
            #expect(code { try socket.peerAddress() } == .notConnected)
            // An address of family AF_UNSPEC disconnects.
            try socket.connect(to: .ipv4(.loopback, port: 9))
            #expect(try socket.peerAddress().port == 9)
            try socket.connect(to: SocketAddress(bytes: [UInt8](repeating: 0, count: 16)))
            #expect(code { try socket.peerAddress() } == .notConnected)
            #expect(code { try socket.send("x") } == .destinationAddressRequired)
        }

        /// A connected UDP socket reports refused datagrams.
        @Test func refusedDatagramsAreReported() throws {
            let (keeper, address) = try bound(.ipv4, .datagram)
            keeper.close()
            let socket = try Socket(.inet, .datagram)
            try socket.connect(to: address)
            #expect(try socket.send("x") == 1)
            _ = try socket.wait(for: .readable)
            #expect(code { try socket.recv(1) } == .connectionRefused)
        }

        /// Signals interrupt the call as long as it waits. There is one deadline, and connect(2) is called once: a second
        /// call would return EALREADY at once.
        @Test func connectHonoursItsDeadlineUnderSignals() throws {
            let (silent, address, held) = try silentListener()
            let before = signals.load(ordering: .relaxed)
            let limited = try Socket(.inet, .stream)
            try limited.setTimeout(.milliseconds(150))
            let worker = Worker(signalEvery: .milliseconds(2)) {
                let start = ContinuousClock.now
                let code = limited.connectEx(to: address)
                return (code, ContinuousClock.now - start)
            }
            let (code, time) = try worker.result()
            #expect(code == .timedOut)
            #expect(time >= .milliseconds(150) && time < .seconds(10))
            #expect(signals.load(ordering: .relaxed) > before + 5)

            limited.close()

            // A blocking connect succeeds when the SYN is retransmitted.
            let blocking = try Socket(.inet, .stream)
            let patient = Worker(signalEvery: .milliseconds(5)) { blocking.connectEx(to: address) }.asleep()
            _ = try silent.accept()
            #expect(try patient.result() == .success)
            #expect(try silent.accept().connection.peerAddress() == blocking.localAddress())
            held.close()
        }

        @Test func connectThrowsEINTRWhenItDoesNotRetry() throws {
            let (silent, address, held) = try silentListener()
            let client = try Socket(.inet, .stream)
            client.retriesOnInterrupt = false
            let worker = Worker(signalEvery: .milliseconds(5)) { client.connectEx(to: address) }
            #expect(try worker.result() == .interrupted)
            try client.setTimeout(.zero)
            #expect(client.connectEx(to: address) == .alreadyInProgress)
            _ = try silent.accept()
            #expect(try client.wait(for: .writable, timeout: .seconds(20)) == .writable)
            held.close()
        }
    }
}
