import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct FileWritingTests {
        @Test func buffersUntilItIsFlushed() throws {
            let (left, right) = try Socket.pair()
            let file = try left.makeFile(.write)
            try file.write("Grüße, ")
            try file.write([0x61, 0x62])
            try file.write(Data([0x63]))
            try file.write("")
            #expect(code { try right.recv(100, flags: .dontWait) } == .wouldBlock)
            try file.flush()
            #expect(try right.recv(100) == Array("Grüße, abc".utf8))
            try file.flush()
            #expect(code { try right.recv(100, flags: .dontWait) } == .wouldBlock)
        }

        @Test func aFullBufferIsSent() throws {
            let (left, right) = try Socket.pair()
            let file = try left.makeFile(.write)
            let bytes = pattern(2_000_000)
            let reader = Worker { try? SocketSuite.receiveAll(right) }
            for start in stride(from: 0, to: 1_000_000, by: 1000) { try file.write(bytes[start..<start + 1000]) }
            try file.write(bytes[1_000_000...])
            try file.close()
            left.close()
            #expect(try reader.result() == bytes)
        }

        @Test func closingAndDroppingFlush() throws {
            let (left, right) = try Socket.pair()
            let file = try left.makeFile()
            try file.write("closed")
            try file.close()
            #expect(try right.recv(100) == Array("closed".utf8))
            try left.makeFile().write("dropped")
            #expect(try right.recv(100) == Array("dropped".utf8))
        }

        @Test func asksAndAnswers() throws {
            let (client, server) = try connection()
            let answering = Worker {
                SocketSuite.code {
                    let file = try server.makeFile()
                    while let line = try file.readLine() {
                        try file.write(line.uppercased() + "\n")
                        try file.flush()
                    }
                }
            }
            let file = try client.makeFile()
            for word in ["one", "two", "three"] {
                try file.write("\(word)\n")
                try file.flush()
                #expect(try file.readLine() == word.uppercased())
            }
            try client.shutdown(.sending)
            #expect(try answering.result() == .success)
        }

        /// Bytes that a timeout left unsent are sent later, once, and in order.
        @Test func aTimeoutInFlushKeepsUnsentBytes() throws {
            let (left, right) = try Socket.pair()
            try left.setTimeout(.milliseconds(20))
            let file = try left.makeFile(.write)
            let bytes = pattern(3_000_000)
            var written = 0
            while written < bytes.count {
                let end = min(written + 100_000, bytes.count)
                let code = code { try file.write(bytes[written..<end]) }
                // The bytes count as written, even after an error.
                written = end
                if code == .timedOut { break }
                #expect(code == .success)
            }
            #expect(code { try file.flush() } == .timedOut)
            #expect(written < bytes.count)
            let reader = Worker { try? SocketSuite.receiveAll(right) }
            try left.setTimeout(.seconds(20))
            try file.write(bytes[written...])
            try file.close()
            left.close()
            #expect(try reader.result() == bytes)
        }

        @Test func failures() throws {
            let (left, right) = try Socket.pair()
            let reading = try left.makeFile(.read)
            #expect(failure { try reading.write("x") }?.description == "write: Bad file descriptor (EBADF)")
            let file = try left.makeFile(.write)
            try file.write("x")
            right.close()
            #expect(code { try file.flush() } == .brokenPipe)
            // Closing throws too, and closes.
            #expect(code { try file.close() } == .brokenPipe)
            #expect(file.isClosed && code { try file.write("x") } == .badFileDescriptor)
            #expect(code { try file.flush() } == .badFileDescriptor)
            try file.close()
        }
    }
}

// MARK: The last of the socket and its files closes the socket

extension SocketSuite.FileWritingTests {
    typealias Suite = SocketSuite

    @Test func filesKeepTheSocketOpenAfterClose() throws {
        let (left, right) = try Socket.pair()
        let first = try left.makeFile()
        let second = try left.makeFile(.read)
        let number = left.fileDescriptor
        #expect(left.close() == .success)
        // The socket still works, as in Python, but no further file can be made.
        #expect(!left.isClosed && left.fileDescriptor == number && fcntl(number, F_GETFD) >= 0)
        #expect(Suite.code { try left.makeFile() } == .badFileDescriptor)
        try left.sendAll("socket,")
        try first.write("file")
        try first.close()
        #expect(try right.recv(7) == Array("socket,".utf8))
        #expect(try right.recv(7) == Array("file".utf8))
        try right.sendAll("back\n")
        #expect(!left.isClosed)
        #expect(try second.readLine() == "back")
        try second.close()
        #expect(left.isClosed && left.fileDescriptor == -1)
        #expect(try right.recv(1) == [])
        #expect(Suite.code { try left.recv(1) } == .badFileDescriptor)
    }

    @Test func closingFilesFirstLeavesTheSocketOpen() throws {
        let (left, right) = try Socket.pair()
        let file = try left.makeFile()
        try file.write("bye")
        try file.close()
        #expect(!left.isClosed)
        #expect(try right.recv(10) == Array("bye".utf8))
        try left.sendAll("still open")
        #expect(try right.recv(10) == Array("still open".utf8))
        left.close()
        #expect(left.isClosed)
        #expect(try right.recv(1) == [])
    }

    @Test func droppedFilesReleaseTheSocket() throws {
        let (left, right) = try Socket.pair()
        do {
            let file = try left.makeFile()
            left.close()
            #expect(!left.isClosed)
            try file.write("last words")
        }
        #expect(left.isClosed)
        #expect(try Suite.receiveAll(right) == Array("last words".utf8))
        // A file keeps its socket.
        let (alone, other) = try { () throws -> (SocketFile, Socket) in
            let (left, right) = try Socket.pair()
            return (try left.makeFile(), right)
        }()
        try alone.write("alone")
        try alone.flush()
        #expect(try other.recv(10) == Array("alone".utf8))
    }
}
