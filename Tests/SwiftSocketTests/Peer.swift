import Foundation
import Testing

@testable import SwiftSocket

/// A program that runs beside a test and exchanges lines with it, to judge from outside. It inherits every descriptor that
/// is not close-on-exec.
final class Peer {
    private let process: pid_t
    /// The peer of the program's standard input and output.
    private let channel: Socket
    private var pending: [UInt8] = []
    private var status: Int32?

    /// Runs a program. Prints a line and returns nil if it is not installed.
    init?(_ program: String, _ arguments: [String], test: String = #function) throws {
        guard let path = Self.find(program) else {
            SocketSuite.skip("\(program) is not installed", test: test)
            return nil
        }
        let (near, far) = try Socket.pair()
        channel = near
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawn_file_actions_adddup2(&actions, far.fileDescriptor, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, far.fileDescriptor, 1)
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) }
        unsafe words.append(nil)
        var process: pid_t = 0
        let spawned = unsafe posix_spawn(&process, path, &actions, nil, words, environ)
        unsafe words.forEach { unsafe free($0) }
        unsafe posix_spawn_file_actions_destroy(&actions)
        far.close()
        self.process = process
        try #require(spawned == 0, "\(path) does not start")
    }

    /// Runs a Python program.
    convenience init?(python script: String, _ arguments: [String] = [], test: String = #function) throws {
        try self.init("python3", ["-c", script] + arguments, test: test)
    }

    private static func find(_ program: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let folders = ["/usr/bin", "/bin"] + path.split(separator: ":").map(String.init)
        return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The next line of its output.
    func line() throws -> String {
        while !pending.contains(0x0a) {
            let more = try channel.recv(65536)
            try #require(!more.isEmpty, "the program ended")
            pending += more
        }
        let line = pending.prefix { $0 != 0x0a }
        pending.removeFirst(line.count + 1)
        return String(decoding: line, as: UTF8.self)
    }

    /// Writes a line to its input.
    func tell(_ line: String) throws {
        try channel.sendAll(line + "\n")
    }

    /// Writes all input and returns all lines that the program prints until it ends.
    func answer(to text: String = "") throws -> [String] {
        let writer = Worker { [channel] in
            SocketSuite.code {
                try channel.sendAll(text)
                try channel.shutdown(.sending)
            }
        }
        let output = try SocketSuite.receiveAll(channel)
        _ = try writer.result()
        _ = end()
        return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    /// Ends the input, waits for the program to end, and returns its exit status: 128 or more for a signal.
    func end() -> Int32 {
        if let status { return status }
        try? channel.shutdown(.sending)
        var raw: Int32 = 0
        while unsafe waitpid(process, &raw, 0) < 0 && errno == EINTR {}
        let new = raw & 0x7f == 0 ? raw >> 8 & 0xff : 128 + raw & 0x7f
        status = new
        return new
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            _ = end()
        }
    }
}
