import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct SendingTests {
        private static let text = "Grüße"
        private static let bytes = Array("Grüße".utf8)

        /// Sends each kind of bytes with one call: each arrives as one whole datagram.
        @Test func sendTakesEveryKindOfBytes() throws {
            let (left, right) = try Socket.pair(.unix, .datagram)
            func arrived(_ count: Int, line: Int = #line) throws {
                #expect(count == Self.bytes.count, "line \(line)")
                #expect(try right.recv(100) == Self.bytes, "line \(line)")
            }
            try arrived(left.send(Self.bytes))
            try arrived(left.send(([0] + Self.bytes + [0])[1...Self.bytes.count]))
            try arrived(left.send(Data(Self.bytes)))
            try arrived(left.send(Data([9] + Self.bytes).dropFirst()))
            try arrived(left.send(ContiguousArray(Self.bytes)))
            try arrived(left.send(Self.text))
            try arrived(left.send(Self.text.utf8))
            try arrived(left.send("(Grüße)".dropFirst().dropLast().utf8))
            try arrived(left.send(Self.bytes.reversed().reversed() as [UInt8]))
            try arrived(left.send(Self.bytes.lazy.map { $0 }))
            try arrived(left.send(AnyCollection(Self.bytes)))
            unsafe try arrived(left.send(Self.bytes.span.bytes))
            unsafe try arrived(Self.bytes.withUnsafeBytes { unsafe try left.send($0) })
        }

        @Test func sendAllTakesEveryKindOfBytes() throws {
            let (left, right) = try Socket.pair(.unix, .datagram)
            func arrived(_: Void, line: Int = #line) throws {
                #expect(try right.recv(100) == Self.bytes, "line \(line)")
            }
            try arrived(left.sendAll(Self.bytes))
            try arrived(left.sendAll(Self.bytes[...]))
            try arrived(left.sendAll(Data(Self.bytes)))
            try arrived(left.sendAll(Self.text))
            try arrived(left.sendAll("(Grüße)".dropFirst().dropLast().utf8))
            try arrived(left.sendAll(Self.bytes.lazy.map { $0 }))
            unsafe try arrived(left.sendAll(Self.bytes.span.bytes))
            unsafe try arrived(Self.bytes.withUnsafeBytes { unsafe try left.sendAll($0) })
        }

        @Test func sendToTakesEveryKindOfBytes() throws {
            let (right, address) = try bound(.ipv6, .datagram)
            let left = try Socket(.inet6, .datagram)
            func arrived(_ count: Int, line: Int = #line) throws {
                #expect(count == Self.bytes.count, "line \(line)")
                #expect(try right.recv(100) == Self.bytes, "line \(line)")
            }
            try arrived(left.sendTo(Self.bytes, address: address))
            try arrived(left.sendTo(Self.bytes[...], address: address))
            try arrived(left.sendTo(Data(Self.bytes), address: address))
            try arrived(left.sendTo(Self.text, address: address))
            try arrived(left.sendTo(Self.text.utf8, address: address))
            try arrived(left.sendTo(Self.bytes.lazy.map { $0 }, address: address))
            unsafe try arrived(left.sendTo(Self.bytes.span.bytes, address: address))
            unsafe try arrived(Self.bytes.withUnsafeBytes { unsafe try left.sendTo($0, address: address) })
        }

        /// Empty bytes of every kind are an empty datagram.
        @Test func emptyBytesAreEmptyDatagrams() throws {
            let (right, address) = try bound(.ipv4, .datagram)
            let left = try Socket(.inet, .datagram)
            try left.connect(to: address)
            #expect(try left.send([]) == 0)
            #expect(try left.send("") == 0)
            #expect(try left.send(Data()) == 0)
            #expect(try unsafe left.send([UInt8]().span.bytes) == 0)
            #expect(try unsafe left.send(UnsafeRawBufferPointer(start: nil, count: 0)) == 0)
            try left.sendAll("")
            #expect(try left.sendTo([], address: address) == 0)
            for _ in 0..<7 {
                let (bytes, sender) = try right.recvFrom(10)
                #expect(try bytes == [] && sender == left.localAddress())
            }
            #expect(code { try right.recv(1, flags: .dontWait) } == .wouldBlock)
        }

        @Test(arguments: Link.allCases)
        func sendAllSendsAll(_ link: Link) throws {
            let (client, server) = try connection(link)
            let bytes = pattern(5_000_000)
            let worker = Worker {
                SocketSuite.code {
                    try client.sendAll(bytes)
                    try client.shutdown(.sending)
                }
            }
            let received = try receiveAll(server)
            #expect(received == bytes)
            #expect(try worker.result() == .success)
        }

        @Test func largestDatagrams() throws {
            let (right, address) = try bound(.ipv4, .datagram)
            let left = try Socket(.inet, .datagram)
            let largest = pattern(65507)
            #expect(try left.sendTo(largest, address: address) == 65507)
            #expect(try right.recv(70000) == largest)
            #expect(code { try left.sendTo(largest + [0], address: address) } == .messageTooLong)
            let (one, other) = try Socket.pair(.unix, .datagram)
            #expect(try one.send(pattern(65536)) == 65536)
            #expect(try other.recv(65537) == pattern(65536))
        }

        @Test func sendAllOfNothingMakesOneCall() throws {
            let (left, right) = try Socket.pair()
            try left.sendAll([])
            right.close()
            #expect(code { try left.sendAll([]) } == .brokenPipe)
        }

        @Test func sendAllWithTimeoutZeroReportsBytesSent() throws {
            let (left, right) = try Socket.pair()
            try left.setTimeout(.zero)
            let bytes = pattern(10_000_000)
            let error = try #require(failure { try left.sendAll(bytes) })
            #expect(error.code == .wouldBlock && error.operation == .sendAll)
            let sent = try #require(error.bytesSent)
            #expect(sent > 0 && sent < bytes.count)
            left.close()
            #expect(try receiveAll(right) == Array(bytes[..<sent]))
            #expect("\(error)" == "sendAll: Resource temporarily unavailable (EAGAIN), \(sent) bytes sent")
        }

        /// Every single send makes progress within the timeout; all of them together do not.
        @Test func sendAllHasOneDeadline() throws {
            let (left, right) = try Socket.pair()
            try left.setTimeout(.milliseconds(200))
            let bytes = pattern(10_000_000)
            let reader = Worker { () -> [UInt8] in
                var received: [UInt8] = []
                while !left.isClosed {
                    received += (try? right.recv(4096)) ?? []
                    usleep(5000)
                }
                return received + ((try? SocketSuite.receiveAll(right)) ?? [])
            }
            var error: SocketError?
            let time = elapsed { error = failure { try left.sendAll(bytes) } }
            left.close()
            #expect(error?.code == .timedOut && error?.isTimeout == true)
            #expect(time >= .milliseconds(200) && time < .seconds(15))
            let sent = try #require(error?.bytesSent)
            let received = try reader.result()
            #expect(sent == received.count && received == Array(bytes[..<sent]))
        }

        @Test func failuresOfSending() throws {
            #expect(code { try Socket(.inet, .datagram).send("x") } == .destinationAddressRequired)
            #expect(code { try Socket(.unix, .stream).send("x") } == .notConnected)
            #expect(code { try Socket(.inet, .stream).send("x") } == .brokenPipe)
            let (left, right) = try Socket.pair(.unix, .datagram)
            right.close()
            #expect(code { try left.send("x") } == .connectionRefused)
            let broadcast = SocketAddress.ipv4(.broadcast, port: 9)
            let error = failure { try Socket(.inet, .datagram).sendTo("x", address: broadcast) }
            #expect(error?.operation == .sendTo && error?.address == broadcast)
            #expect(error?.code == .permissionDenied || error?.code == .networkUnreachable)
            let (client, server) = try connection(.unix)
            #expect(code { try client.sendTo("x", address: server.localAddress()) } == .alreadyConnected)
        }

        /// SIGPIPE has its default action in this child: raised once, it would end it.
        @Test func sendingNeverRaisesSIGPIPE() async {
            await #expect(processExitsWith: .success) {
                signal(SIGPIPE, SIG_DFL)
                for link in Link.allCases {
                    let (client, server) = try SocketSuite.connection(link)
                    try SocketSuite.shutBothWays(server)
                    // The first send may succeed; the answer is a reset.
                    let deadline = ContinuousClock.now + .seconds(20)
                    while SocketSuite.code({ try client.send("x") }) == .success, ContinuousClock.now < deadline {}
                    #expect(SocketSuite.code { try client.send("x") } == .brokenPipe)
                    #expect(SocketSuite.code { try client.sendAll("x") } == .brokenPipe)
                    #expect(SocketSuite.code { try client.sendAll("") } != .success)
                    let file = try client.makeFile(.write)
                    try file.write("x")
                    #expect(SocketSuite.code { try file.flush() } == .brokenPipe)
                }
                let (left, right) = try Socket.pair(.unix, .sequencedPacket)
                right.close()
                #expect(SocketSuite.code { try left.sendTo("x", address: .unixUnnamed) } != .success)
                #expect(SocketSuite.code { try left.send("x") } == .brokenPipe)
                let handler = signal(SIGPIPE, SIG_IGN)
                #expect(handler == nil, "the library changed the disposition")
            }
        }

        /// The count of bytes that were sent is not lost when a signal ends the call.
        @Test func interruptedSendAllReportsBytesSent() throws {
            let (left, right) = try Socket.pair()
            left.retriesOnInterrupt = false
            let bytes = pattern(10_000_000)
            let worker = Worker(signalEvery: .milliseconds(5)) { SocketSuite.failure { try left.sendAll(bytes) } }
            let error = try #require(try worker.result())
            #expect(error.code == .interrupted)
            left.close()
            let sent = try #require(error.bytesSent)
            #expect(try receiveAll(right) == Array(bytes[..<sent]))
        }
    }
}

extension SocketSuite {
    /// Closes a connection for its peer, with a reset over TCP.
    static func shutBothWays(_ socket: Socket) throws {
        if socket.family != .unix { try resetOnClose(socket) }
        socket.close()
    }
}
