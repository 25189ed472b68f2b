import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    /// Who closes a descriptor when files are open and after it was detached.
    @Suite struct OwnershipTests {
        private func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }

        @Test func aFileDoesNotCloseADetachedDescriptor() throws {
            let (socket, peer) = try Socket.pair()
            let file = try socket.makeFile()
            let descriptor = try socket.detach()
            #expect(code { try file.read(1) } == .badFileDescriptor)
            try file.close()
            #expect(isOpen(descriptor))
            close(descriptor)
            #expect(try peer.recv(1) == [])
        }

        @Test func aFileDoesNotCloseADescriptorDetachedAfterClose() throws {
            let (socket, _) = try Socket.pair()
            let file = try socket.makeFile()
            socket.close()
            let descriptor = try socket.detach()
            #expect(descriptor >= 0)
            try file.close()
            #expect(isOpen(descriptor))
            close(descriptor)
        }

        /// The running call closes the old number. The file must not close it again, when it belongs to another file.
        @Test func aFileDoesNotCloseAReusedNumber() throws {
            let (socket, peer) = try Socket.pair()
            let file = try socket.makeFile()
            let old = socket.fileDescriptor
            let worker = Worker { try? socket.recv(1) }.asleep()
            let copy = try socket.detach()
            #expect(copy >= 0 && copy != old)
            try peer.sendAll("x")
            #expect(try worker.result() == [0x78])
            let stranger = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
            try file.close()
            #expect(isOpen(stranger))
            close(stranger)
            close(copy)
        }

        @Test func descriptionNamesFamilyTypeProtocolAndAddresses() throws {
            let listener = try Socket(.inet, .stream)
            try listener.bind(to: .ipv4(.loopback, port: 0))
            let address = try listener.localAddress()
            #expect(
                listener.description
                    == "Socket(fd: \(listener.fileDescriptor), inet stream tcp, local: \(address))")
            listener.close()
            #expect(listener.description == "Socket(closed, inet stream)")
        }
    }

    /// Timeouts that several threads change, and timeouts out of range.
    @Suite struct TimeoutStateTests {
        @Test func modeAndTimeoutAgreeAfterConcurrentChanges() throws {
            let (socket, _) = try Socket.pair()
            for round in 0..<2000 {
                let other = Worker { code { try socket.setTimeout(.seconds(5)) } }
                try socket.setTimeout(round % 2 == 0 ? nil : .zero)
                #expect(try other.result() == .success)
                let isNonBlocking = fcntl(socket.fileDescriptor, F_GETFL) & O_NONBLOCK != 0
                try #require(isNonBlocking == (socket.timeout != nil), "round \(round)")
                try socket.setTimeout(nil)
            }
        }

        @Test func timesOutOfRange() throws {
            let (socket, _) = try Socket.pair()
            let huge = Duration.seconds(1e20)
            #expect(code { try socket.setTimeout(huge) } == .valueTooLarge)
            #expect(code { try Socket.setDefaultTimeout(huge) } == .valueTooLarge)
            #expect(code { try socket.wait(for: .writable, timeout: huge) } == .valueTooLarge)
            #expect(code { try socket.setOption(.tcpKeepIdle, huge) } == .valueTooLarge)
            do throws(SocketError) {
                _ = try Socket.connect(host: "127.0.0.1", port: 1, timeout: .seconds(-1))
                Issue.record("a negative timeout was taken")
            } catch {
                #expect(error.operation == .connect)
                #expect(error.code == .invalidArgument)
            }
            try socket.setTimeout(.nanoseconds(Int64.max))
            #expect(socket.timeout == .nanoseconds(Int64.max))
        }

        @Test func waitThrowsWhenClosed() throws {
            let (socket, peer) = try Socket.pair()
            let worker = Worker { code { _ = try socket.wait(for: .readable) } }.asleep()
            socket.close()
            #expect(try worker.result() == .badFileDescriptor)
            #expect(try peer.recv(1) == [])
        }
    }

    @Suite struct EdgeCaseTests {
        @Test func addressesFromBytes() {
            #expect(IPv4Address(bytes: [127, 0, 0, 1]) == .loopback)
            #expect(IPv4Address(bytes: [127, 0, 0]) == nil)
            #expect(IPv6Address(bytes: [UInt8](repeating: 0, count: 15) + [1]) == .loopback)
            #expect(
                IPv6Address(bytes: IPv6Address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7).bytes)?.description == "2001:db8::7")
            #expect(IPv6Address(bytes: []) == nil)
        }

        @Test func linesWithALimit() throws {
            let (socket, peer) = try Socket.pair()
            try peer.sendAll("abcdefgh\nij")
            peer.close()
            let lines = try socket.makeFile(.read).lines(limit: 4).map { try $0.get() }
            #expect(lines == ["abcd", "efgh", "", "ij"])
        }

        /// Without a cookie the kernel connects first and then sends the data, all within the timeout.
        @Test func fastOpenWaitsForTheConnection() throws {
            let listener = try Socket(.inet, .stream)
            try listener.bind(to: .ipv4(.loopback, port: 0))
            try listener.listen()
            let client = try Socket(.inet, .stream)
            try client.setTimeout(.seconds(20))
            #expect(try client.sendTo("hello", address: listener.localAddress(), flags: .fastOpen) == 5)
            let (server, _) = try listener.accept()
            #expect(try server.recv(10) == Array("hello".utf8))
        }
    }
}
