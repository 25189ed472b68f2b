import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct ShutdownTests {
        @Test(arguments: Link.allCases)
        func sendingEndsThePeersStream(_ link: Link) throws {
            let (client, server) = try connection(link)
            try client.sendAll("last")
            try client.shutdown(.sending)
            try client.shutdown(.sending)
            #expect(try receiveAll(server) == Array("last".utf8))
            #expect(code { try client.send("x") } == .brokenPipe)
            try server.sendAll("still")
            #expect(try client.recv(10) == Array("still".utf8))
        }

        /// On Linux, data that arrives after the shutdown can still be received.
        @Test func shutdownOfReceivingLeavesLaterDataReadable() throws {
            let (client, server) = try connection()
            try client.shutdown(.receiving)
            #expect(try client.recv(10) == [])
            try server.sendAll("late")
            var late: [UInt8] = []
            let deadline = ContinuousClock.now + .seconds(20)
            while late.isEmpty && ContinuousClock.now < deadline { late = try client.recv(10) }
            #expect(late == Array("late".utf8))

            try resetOnClose(server)
            server.close()
            #expect(try client.wait(for: .readable, timeout: .seconds(20)).contains(.hungUp))
            #expect(code { try client.shutdown(.both) } == .notConnected)
        }

        @Test func receivesDataThenEndAndSendingIsBrokenPipe() throws {
            let (client, server) = try connection()
            try server.sendAll("data")
            try server.shutdown(.sending)
            try resetOnClose(server)
            server.close()
            let deadline = ContinuousClock.now + .seconds(20)
            while try !client.wait(for: .readable).contains(.hungUp), ContinuousClock.now < deadline {}
            #expect(try client.recv(100) == Array("data".utf8))
            #expect(try client.recv(100) == [])
            #expect(code { try client.send("x") } == .brokenPipe)
        }

        @Test func aResetIsReported() throws {
            let (client, server) = try connection()
            try resetOnClose(server)
            server.close()
            #expect(code { try client.recv(1) } == .connectionReset)
        }

        @Test(arguments: Link.allCases)
        func shutdownWakesCallsInOtherThreads(_ link: Link) throws {
            let (client, server) = try connection(link)
            for timeout in [nil, .seconds(30)] as [Duration?] {
                try client.setTimeout(timeout)
                let fresh = try connection(link)
                try fresh.client.setTimeout(timeout)
                let worker = Worker { try? fresh.client.recv(1) }.asleep()
                try fresh.client.shutdown(.both)
                #expect(try worker.result() == [])
                let (listener, _) = try listener(link)
                try listener.setTimeout(timeout)
                let accepting = Worker { SocketSuite.code { try listener.accept() } }.asleep()
                try listener.shutdown(.both)
                #expect(try accepting.result() == .invalidArgument)
            }
            server.close()
        }

        @Test func fails() throws {
            let error = failure { try Socket(.inet, .stream).shutdown(.both) }
            #expect(error?.code == .notConnected && error?.operation == .shutdown)
            // Unix sockets do not fail.
            #expect(code { try Socket(.unix, .stream).shutdown(.sending) } == .success)
        }
    }
}

extension SocketSuite {
    @Suite struct ClosingTests {
        @Test func closingTwiceDoesNothing() throws {
            let (left, right) = try Socket.pair()
            #expect(!left.isClosed)
            #expect(left.close() == .success)
            #expect(left.isClosed && left.fileDescriptor == -1)
            #expect(left.close() == .success)
            #expect(try right.recv(1) == [])
        }

        /// Another part of the process closed the number: closing reports that once, and the socket is closed.
        @Test func closeReportsBadDescriptorAndStillCloses() async {
            await #expect(processExitsWith: .success) {
                let socket = try Socket(.inet, .stream)
                Glibc.close(socket.fileDescriptor)
                #expect(socket.close() == .badFileDescriptor)
                #expect(socket.fileDescriptor == -1 && socket.close() == .success)
            }
        }

        @Test func everyCallOnAClosedSocketIsEBADF() throws {
            let socket = try Socket(.inet, .stream)
            socket.close()
            var buffer = [UInt8](repeating: 0, count: 4)
            let address = SocketAddress.ipv4(.loopback, port: 1)
            let codes: [ResultCode] = [
                code { try socket.bind(to: address) }, code { try socket.listen() }, code { try socket.accept() },
                code { try socket.connect(to: address) }, socket.connectEx(to: address),
                code { try socket.shutdown(.both) }, code { try socket.localAddress() },
                code { try socket.peerAddress() }, code { try socket.duplicate() }, code { try socket.makeFile() },
                code { try socket.recv(1) }, code { try socket.recv(into: &buffer) }, code { try socket.recvFrom(0) },
                code { try socket.recvFrom(1) }, code { try socket.recvMessage(1) }, code { try socket.send("x") },
                code { try socket.sendAll("x") }, code { try socket.sendAll("") },
                code { try socket.sendTo("x", address: address) }, code { try socket.wait(for: .readable) },
                code { try socket.withFileDescriptor { $0 } },
            ]
            for (place, code) in codes.enumerated() { #expect(code == .badFileDescriptor, "call \(place)") }
            #expect(failure { try socket.sendAll("x") }?.bytesSent == 0)
            #expect(failure { try socket.withFileDescriptor { $0 } }?.operation == .withFileDescriptor)
        }

        @Test func closingEndsWaitingCalls() throws {
            let (client, server) = try connection()
            let worker = Worker { SocketSuite.failure { try client.recv(1) } }.asleep()
            #expect(client.close() == .success)
            #expect(client.isClosed && client.fileDescriptor == -1)
            #expect(try worker.result()?.description == "recv: Bad file descriptor (EBADF)")
            #expect(try server.recv(1) == [])
        }

        @Test func duplicating() throws {
            let (left, right) = try Socket.pair()
            try left.setTimeout(.seconds(20))
            left.retriesOnInterrupt = false
            let copy = try left.duplicate()
            #expect(copy.fileDescriptor != left.fileDescriptor)
            #expect(copy.family == .unix && copy.type == .stream && copy.protocol == left.protocol)
            #expect(copy.timeout == .seconds(20) && !copy.retriesOnInterrupt)
            #expect(isCloseOnExec(copy.fileDescriptor))
            left.close()
            try copy.sendAll("through the copy")
            #expect(try right.recv(100) == Array("through the copy".utf8))
            copy.close()
            #expect(try right.recv(100) == [])
        }

        @Test func detaching() throws {
            let (left, right) = try Socket.pair()
            try left.setTimeout(.seconds(1))
            let number = left.fileDescriptor
            #expect(try left.detach() == number)
            #expect(left.isClosed && left.fileDescriptor == -1)
            #expect(failure { try left.detach() }?.description == "detach: Bad file descriptor (EBADF)")
            #expect(left.close() == .success)
            #expect(code { try left.recv(1) } == .badFileDescriptor)
            // The descriptor is open, and its blocking mode is unchanged.
            #expect(fcntl(number, F_GETFL) & O_NONBLOCK != 0)
            #expect(unsafe write(number, "x", 1) == 1)
            #expect(try right.recv(1) == [0x78])
            Glibc.close(number)
            #expect(try right.recv(1) == [])
        }

        @Test func detachingLeavesRunningCallsAlone() throws {
            let (left, right) = try Socket.pair()
            let number = left.fileDescriptor
            let worker = Worker { try? left.recv(10) }.asleep()
            let copy = try Socket(adopting: left.detach())
            #expect(copy.fileDescriptor != number)
            #expect(left.isClosed)
            #expect(code { try left.detach() } == .badFileDescriptor)
            #expect(!worker.isFinished)
            try right.sendAll("late")
            #expect(try worker.result() == Array("late".utf8))
            #expect(isCloseOnExec(copy.fileDescriptor))
            try copy.sendAll("and on")
            #expect(try right.recv(10) == Array("and on".utf8))
            // The last call closed the old number: now only the copy keeps the connection open.
            copy.close()
            #expect(try right.recv(10) == [])
        }

        @Test func lendingKeepsTheDescriptorOpen() throws {
            let (left, right) = try Socket.pair()
            let sent = try left.withFileDescriptor { descriptor in
                #expect(descriptor == left.fileDescriptor)
                return unsafe write(descriptor, "lent", 4)
            }
            #expect(sent == 4)
            #expect(try right.recv(10) == Array("lent".utf8))
            struct Mine: Error {}
            #expect(throws: Mine.self) { try left.withFileDescriptor { _ in throw Mine() } }
            try left.withFileDescriptor { descriptor in
                left.close()
                #expect(left.isClosed && fcntl(descriptor, F_GETFD) >= 0)
                #expect(throws: SocketError.self) { try left.withFileDescriptor { $0 } }
            }
            #expect(try right.recv(10) == [])
        }
    }
}
