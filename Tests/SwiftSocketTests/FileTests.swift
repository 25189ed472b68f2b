import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct FileReadingTests {
        /// A file to read that holds `text`, and then ends.
        private func file(_ text: String) throws -> SocketFile { try file(Array(text.utf8)) }

        private func file(_ bytes: [UInt8]) throws -> SocketFile {
            let (left, right) = try Socket.pair()
            try left.sendAll(bytes)
            left.close()
            return try right.makeFile(.read)
        }

        @Test func readsAsManyAsAskedFor() throws {
            let file = try file("abcdefg")
            #expect(try file.read(0) == [])
            #expect(try file.read(3) == Array("abc".utf8))
            #expect(try file.read(3) == Array("def".utf8))
            #expect(try file.read(3) == Array("g".utf8))
            #expect(try file.read(3) == [])
        }

        @Test func readWaitsForAllOfIt() throws {
            let (left, right) = try Socket.pair()
            let worker = Worker { try? right.makeFile().read(6) }
            for character in "pieces" {
                worker.asleep()
                #expect(!worker.isFinished)
                try left.sendAll(String(character))
            }
            #expect(try worker.result() == Array("pieces".utf8))
        }

        @Test func readsToTheEnd() throws {
            let (left, right) = try Socket.pair()
            let bytes = pattern(1_000_000)
            let worker = Worker {
                SocketSuite.code {
                    try left.sendAll(bytes)
                    try left.shutdown(.sending)
                }
            }
            let file = try right.makeFile(.read)
            #expect(try file.read(300_001) == Array(bytes[..<300_001]))
            #expect(try file.readToEnd() == Array(bytes[300_001...]))
            #expect(try file.readToEnd() == [])
            #expect(try worker.result() == .success)
            #expect(try self.file("Grüße").readText() == "Grüße")
            #expect(try self.file("").readText() == "")
            #expect(try self.file("x").read(.max) == [0x78])
        }

        @Test func readsLines() throws {
            let file = try file("one\ntwo\r\n\n\r\nthree\r four\nlast")
            #expect(try file.readLine() == "one")
            #expect(try file.readLine() == "two")
            #expect(try file.readLine() == "")
            #expect(try file.readLine() == "")
            #expect(try file.readLine() == "three\r four")
            #expect(try file.readLine() == "last")
            #expect(try file.readLine() == nil)
            #expect(try file.readLine() == nil)
            #expect(try self.file("").readLine() == nil)
            #expect(try self.file("\r").readLine() == "\r")
        }

        @Test func readsLinesAsBytes() throws {
            let file = try file([0xff, 0x0a, 0x0d, 0x0a, 0x0a, 0x00])
            #expect(try file.readLineBytes() == [0xff, 0x0a])
            #expect(try file.readLineBytes() == [0x0d, 0x0a])
            #expect(try file.readLineBytes() == [0x0a])
            #expect(try file.readLineBytes() == [0x00])
            #expect(try file.readLineBytes() == nil)
        }

        @Test func linesHaveALimit() throws {
            let file = try file("abcdef\nxyz\n")
            #expect(try file.readLine(limit: 4) == "abcd")
            #expect(try file.readLine(limit: 0) == "")
            #expect(try file.readLineBytes(limit: 0) == [])
            #expect(try file.readLine(limit: 2) == "ef")
            #expect(try file.readLine(limit: 1) == "")
            #expect(try file.readLineBytes(limit: 4) == Array("xyz\n".utf8))
            #expect(try file.readLine(limit: 1) == nil)
            // A line without end does not fill the memory.
            let long = try self.file([UInt8](repeating: 0x61, count: 100_000))
            #expect(try long.readLineBytes(limit: 50_000)?.count == 50_000)
            #expect(try long.readLineBytes()?.count == 50_000)
        }

        @Test func linesAreASequence() throws {
            let text = (0..<2000).map { "line \($0)\r\n" }.joined()
            let lines = try file(text).lines.map { try $0.get() }
            #expect(lines == (0..<2000).map { "line \($0)" })

            let (left, right) = try Socket.pair()
            try right.setTimeout(.milliseconds(10))
            try left.sendAll("whole\nhal")
            let file = try right.makeFile()
            let results = Array(file.lines)
            #expect(results == [.success("whole"), .failure(SocketError(.recv, .timedOut))])
            try left.sendAll("f\n")
            #expect(try file.readLine() == "half")
        }

        @Test func linesThatAreNotUTF8CanBeReadAsBytes() throws {
            let bytes: [UInt8] = [0x61, 0xff, 0x0a, 0x62, 0x0a]
            let lines = try file(bytes)
            let error = failure { try lines.readLine() }
            #expect(error?.code == .illegalByteSequence && error?.operation == .read)
            #expect(try lines.readLineBytes() == [0x61, 0xff, 0x0a])
            #expect(try lines.readLine() == "b")
            let text = try file(bytes)
            #expect(code { try text.readText() } == .illegalByteSequence)
            #expect(try text.readToEnd() == bytes)
            // The limit splits a character.
            let half = try file("é\n")
            #expect(code { try half.readLine(limit: 1) } == .illegalByteSequence)
            #expect(try half.readLine() == "é")
        }

        /// Python's files cannot be used after a timeout: "cannot read from timed out object".
        @Test func aTimeoutLosesNoByte() throws {
            let (left, right) = try Socket.pair()
            let file = try right.makeFile()
            for timeout in [.milliseconds(10), .zero] as [Duration] {
                let expected: ResultCode = timeout == .zero ? .wouldBlock : .timedOut
                try right.setTimeout(timeout)
                try left.sendAll("abc")
                #expect(code { try file.read(6) } == expected)
                #expect(code { try file.readLine() } == expected)
                #expect(code { try file.readToEnd() } == expected)
                try left.sendAll("def")
                #expect(try file.read(6) == Array("abcdef".utf8))
                try left.sendAll("gh")
                #expect(code { try file.readLineBytes() } == expected)
                try left.sendAll("i\nj\n")
                #expect(try file.readLineBytes() == Array("ghi\n".utf8))
                #expect(try file.readLine() == "j")
            }
        }

        @Test func failures() throws {
            let (left, right) = try Socket.pair()
            let writing = try left.makeFile(.write)
            #expect(failure { try writing.read(1) }?.description == "read: Bad file descriptor (EBADF)")
            #expect(code { try writing.readLine() } == .badFileDescriptor)
            #expect(code { try writing.readToEnd() } == .badFileDescriptor)
            let file = try right.makeFile()
            #expect(code { try file.read(-1) } == .invalidArgument)
            #expect(code { try file.readLine(limit: -1) } == .invalidArgument)
            try file.close()
            #expect(file.isClosed)
            #expect(code { try file.read(0) } == .badFileDescriptor)
            #expect(code { try file.readLineBytes() } == .badFileDescriptor)
            #expect(code { try file.readText() } == .badFileDescriptor)
            #expect(Array(file.lines) == [.failure(SocketError(.read, .badFileDescriptor))])
            try file.close()
            right.close()
            #expect(failure { try right.makeFile() }?.operation == .makeFile)
        }
    }
}
