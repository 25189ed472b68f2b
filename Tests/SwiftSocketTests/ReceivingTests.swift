import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct ReceivingTests {
        /// Every kind of memory gets the received bytes, and no others are written.
        @Test func receivesIntoEveryKindOfMemory() throws {
            let (left, right) = try Socket.pair(.unix, .datagram)
            for _ in 0..<6 { try left.sendAll([1, 2, 3]) }
            var array: [UInt8] = [9, 9, 9, 9]
            #expect(try right.recv(into: &array) == 3)
            #expect(array == [1, 2, 3, 9])
            var under: [UInt8] = [9, 9, 9, 9, 9]
            do {
                var span = under.mutableSpan
                var bytes = unsafe span.mutableBytes
                #expect(try right.recv(into: &bytes) == 3)
            }
            #expect(under == [1, 2, 3, 9, 9])
            #expect(try right.recv(2) == [1, 2])
            #expect(try right.recv(100) == [1, 2, 3])
            try Self.withOutputSpan(8) { span throws(SocketError) in
                unsafe span.append(7, as: UInt8.self)
                let count = try right.recv(into: &span)
                return count
            } check: { count, bytes in
                #expect(count == 3 && bytes == [7, 1, 2, 3])
            }
            var memory: [UInt8] = [9, 9, 9, 9]
            #expect(try unsafe memory.withUnsafeMutableBytes { unsafe try right.recv(into: $0) } == 3)
            #expect(memory == [1, 2, 3, 9])
        }

        @Test func receivesFromIntoEveryKindOfMemory() throws {
            let (right, address) = try bound(.ipv4, .datagram)
            let (left, sender) = try bound(.ipv4, .datagram)
            for _ in 0..<5 { try left.sendTo([1, 2, 3], address: address) }
            let (bytes, from) = try right.recvFrom(100)
            #expect(bytes == [1, 2, 3] && from == sender)
            var array: [UInt8] = [9, 9, 9, 9]
            let first = try right.recvFrom(into: &array)
            #expect(first.count == 3 && first.address == sender && array == [1, 2, 3, 9])
            var under: [UInt8] = [9, 9]
            do {
                var span = under.mutableSpan
                var bytes = unsafe span.mutableBytes
                let second = try right.recvFrom(into: &bytes)
                #expect(second.count == 2 && second.address == sender)
            }
            #expect(under == [1, 2])
            try Self.withOutputSpan(3) { span throws(SocketError) in
                let third = try right.recvFrom(into: &span)
                return third.address == sender ? third.count : -1
            } check: { count, bytes in
                #expect(count == 3 && bytes == [1, 2, 3])
            }
            var memory: [UInt8] = [9, 9, 9, 9]
            let fourth = try unsafe memory.withUnsafeMutableBytes { unsafe try right.recvFrom(into: $0) }
            #expect(fourth.count == 3 && fourth.address == sender && memory == [1, 2, 3, 9])
        }

        /// Makes an OutputRawSpan over new memory; `check` gets the result of `body` and the bytes that it wrote.
        private static func withOutputSpan(
            _ capacity: Int, _ body: (inout OutputRawSpan) throws(SocketError) -> Int, check: (Int, [UInt8]) -> Void
        ) throws {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 1)
            defer { unsafe memory.deallocate() }
            var span = unsafe OutputRawSpan(buffer: memory, initializedCount: 0)
            let count = try body(&span)
            let written = unsafe span.finalize(for: memory)
            check(count, unsafe Array(memory.prefix(written)))
        }

        @Test func aFailedReceiveWritesNothing() throws {
            var array: [UInt8] = [9, 9]
            let (left, waiting) = try Socket.pair()
            #expect(code { try waiting.recv(into: &array, flags: .dontWait) } == .wouldBlock)
            #expect(array == [9, 9])
            left.close()
        }

        @Test func receivingZeroBytes() throws {
            let (right, address) = try bound(.ipv4, .datagram)
            let left = try Socket(.inet, .datagram)
            try left.sendTo("first", address: address)
            try left.sendTo("second", address: address)
            var none: [UInt8] = []
            #expect(try right.recv(0) == [] && right.recv(into: &none) == 0)
            // recvFrom makes the call: it removes the datagram and returns its sender.
            let (bytes, sender) = try right.recvFrom(0)
            #expect(try bytes == [] && sender?.port == left.localAddress().port)
            #expect(try right.recv(10) == Array("second".utf8))
            #expect(code { try Socket(.inet, .stream).recvFrom(0) } == .notConnected)
            #expect(try Socket(.inet, .stream).recv(0) == [])
            right.close()
            #expect(try right.recv(0) == [] && right.recv(into: &none) == 0)
        }

        /// The datagram after an empty one can be received.
        @Test(arguments: [Link.ipv4, .ipv6])
        func emptyDatagramsDoNotEndReceiving(_ link: Link) throws {
            let (right, address) = try bound(link, .datagram)
            let (left, sender) = try bound(link, .datagram)
            for timeout in [nil, .seconds(20), .zero] as [Duration?] {
                try right.setTimeout(timeout)
                try left.sendTo("", address: address)
                try left.sendTo("next", address: address)
                let (bytes, from) = try right.recvFrom(10)
                #expect(bytes == [] && from == sender)
                let message = try right.recvMessage(10)
                #expect(message.bytes == Array("next".utf8) && message.address == sender && !message.isTruncated)
            }
        }

        @Test(arguments: Link.allCases)
        func replyingToTheSendersAddress(_ link: Link) throws {
            let (right, address) = try bound(link, .datagram)
            let (left, _) = try bound(link, .datagram)
            for size in [0, 1, 1000] {
                try left.sendTo(pattern(size), address: address)
                let (bytes, sender) = try right.recvFrom(2000)
                try right.sendTo(bytes + [1], address: try #require(sender))
                let (answer, from) = try left.recvFrom(2000)
                #expect(answer == pattern(size) + [1] && from == address)
            }
        }

        @Test func unnamedSendersHaveNoAddress() throws {
            let (client, server) = try connection()
            try client.sendAll("x")
            #expect(try server.recvFrom(1).address == nil)
            let (left, right) = try Socket.pair(.unix, .datagram)
            try left.sendAll("x")
            #expect(try right.recvFrom(1).address == nil)
            try left.sendAll("x")
            #expect(try right.recvMessage(1).address == nil)
        }

        /// The kernel is sender number 0 of netlink. The request is for the list of interfaces.
        @Test func theKernelIsNetlinkSenderZero() throws {
            let socket = try Socket(.netlink, .raw)
            let words: [UInt32] = [20, 18 | 0x301 << 16, 1, 0, 0].map { UInt32(littleEndian: $0) }
            let kernel = try SocketAddress(bytes: [16, 0] + [UInt8](repeating: 0, count: 10))
            if UInt16(littleEndian: 1) != 1 { return skip("the message is written for little-endian machines") }
            #expect(try unsafe words.withUnsafeBytes { unsafe try socket.sendTo($0, address: kernel) } == 20)
            let (bytes, sender) = try socket.recvFrom(65536)
            #expect(sender == kernel)
            #expect(bytes.count > 16 && bytes[4] == 16)  // RTM_NEWLINK
        }

        @Test func truncatedDatagramsReportTheirTrueLength() throws {
            let (left, right) = try Socket.pair(.unix, .datagram)
            for _ in 0..<6 { try left.sendAll([1, 2, 3, 4, 5]) }
            let plain = try right.recvMessage(2)
            #expect(plain.bytes == [1, 2] && plain.length == 2 && plain.isTruncated)
            let told = try right.recvMessage(2, flags: .truncate)
            #expect(told.bytes == [1, 2] && told.length == 5 && told.isTruncated)
            let whole = try right.recvMessage(5, flags: .truncate)
            #expect(whole.bytes == [1, 2, 3, 4, 5] && whole.length == 5 && !whole.isTruncated)
            // Never more bytes than the buffer has.
            #expect(try right.recv(2, flags: .truncate) == [1, 2])
            var array: [UInt8] = [9, 9, 9]
            #expect(try right.recv(into: &array, flags: .truncate) == 3)
            #expect(array == [1, 2, 3])
            let measured = try right.recvMessage(0, flags: [.truncate, .peek])
            #expect(measured.bytes == [] && measured.length == 5 && measured.isTruncated)
            #expect(try right.recv(10) == [1, 2, 3, 4, 5])
        }

        /// TCP discards data that is received with that flag, and writes none.
        @Test func truncateDiscardsDataOnTCP() throws {
            let (client, server) = try connection()
            try client.sendAll("discarded, kept")
            _ = try server.wait(for: .readable)
            #expect(try server.recv(11, flags: .truncate) == [UInt8](repeating: 0, count: 11))
            #expect(try server.recv(10) == Array("kept".utf8))
        }

        @Test(arguments: Link.allCases)
        func peeking(_ link: Link) throws {
            let (client, server) = try connection(link)
            try client.sendAll("look")
            #expect(try server.recv(2, flags: .peek) == Array("lo".utf8))
            #expect(try server.recvFrom(10, flags: .peek).bytes == Array("look".utf8))
            #expect(try server.recv(10) == Array("look".utf8))
        }

        @Test func outOfBandData() throws {
            let (client, server) = try connection()
            try client.sendAll("ab")
            #expect(try client.send("!", flags: .outOfBand) == 1)
            #expect(try server.wait(for: .urgent, timeout: .seconds(20)).contains(.urgent))
            #expect(try server.recv(10, flags: .outOfBand) == Array("!".utf8))
            #expect(try server.recv(10) == Array("ab".utf8))
            #expect(code { try server.recv(1, flags: .outOfBand) } == .invalidArgument)
            #expect(try client.send("?", flags: .outOfBand) == 1)
            #expect(try server.wait(for: .urgent, timeout: .seconds(20)).contains(.urgent))
            let message = try server.recvMessage(1, flags: .outOfBand)
            #expect(message.bytes == Array("?".utf8) && message.flags.contains(.outOfBand))
        }

        @Test func notWaitingWhateverTheTimeout() throws {
            let (left, right) = try Socket.pair()
            for timeout in [nil, .seconds(100), .zero] as [Duration?] {
                try left.setTimeout(timeout)
                let time = elapsed {
                    #expect(code { try left.recv(1, flags: .dontWait) } == .wouldBlock)
                    #expect(code { try left.recvFrom(1, flags: .dontWait) } == .wouldBlock)
                    #expect(code { try left.recvMessage(1, flags: .dontWait) } == .wouldBlock)
                }
                #expect(time < .seconds(50))
            }
            #expect(try fill(left) > 0)
            right.close()
        }

        @Test func waitAllFillsTheBuffer() throws {
            let (left, right) = try Socket.pair()
            let worker = Worker { try? left.recv(6, flags: .waitAll) }.asleep()
            try right.sendAll("abc")
            try right.sendAll("def")
            #expect(try worker.result() == Array("abcdef".utf8))
        }

        @Test func recordsEndInSequencedPackets() throws {
            let (left, right) = try Socket.pair(.unix, .sequencedPacket)
            try left.sendAll("one", flags: .endOfRecord)
            let message = try right.recvMessage(10)
            #expect(message.bytes == Array("one".utf8) && !message.isTruncated)
        }

        @Test(arguments: [-1, Int.min])
        func negativeCounts(_ count: Int) throws {
            let (left, _) = try Socket.pair()
            #expect(failure { try left.recv(count) }?.description == "recv: Invalid argument (EINVAL)")
            #expect(failure { try left.recvFrom(count) }?.operation == .recvFrom)
            #expect(code { try left.recvMessage(count) } == .invalidArgument)
        }

        @Test(arguments: [Int.max, 1 << 40])
        func hugeCounts(_ count: Int) throws {
            let (left, right) = try Socket.pair(.unix, .datagram)
            for _ in 0..<3 { try left.sendAll("huge") }
            #expect(try right.recv(count) == Array("huge".utf8))
            #expect(try right.recvFrom(count).bytes == Array("huge".utf8))
            #expect(try right.recvMessage(count).bytes == Array("huge".utf8))
        }
    }
}
