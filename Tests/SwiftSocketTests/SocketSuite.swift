import Foundation
import Testing

@testable import SwiftSocket

/// The tests of results, addresses, sockets, files and host names. They run one after another, because many measure time.
/// None may leave a socket open.
@Suite(.serialized, .leaksNoSockets)
enum SocketSuite {}

/// Fails a test if a socket that it opened is still open some time after its end. Sockets of tests that run at the same time
/// are closed by then; a leaked one is not.
struct SocketLeakTrait: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let before = SocketSuite.openSockets()
        try await function()
        var left = SocketSuite.openSockets().subtracting(before)
        let deadline = ContinuousClock.now + .seconds(10)
        while !left.isEmpty && ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(1))
            left.formIntersection(SocketSuite.openSockets())
        }
        #expect(left.isEmpty, "sockets left open by \(test.name)")
    }
}

extension Trait where Self == SocketLeakTrait {
    static var leaksNoSockets: SocketLeakTrait { SocketLeakTrait() }
}

// MARK: Helpers

extension SocketSuite {
    /// The open descriptors and their files: `socket:[4711]`, `pipe:[42]`, `/dev/null`.
    static func openDescriptors() -> [Int32: String] {
        let directory = "/proc/self/fd"
        var found: [Int32: String] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
            // The descriptor of the listing itself is closed by now.
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\(name)") {
                found[Int32(name) ?? -1] = target
            }
        }
        return found
    }

    static func openSockets() -> Set<String> {
        Set(openDescriptors().values.filter { $0.hasPrefix("socket:") })
    }

    /// The error that a call throws; nil if it succeeds.
    static func failure<Value>(_ body: () throws -> Value) -> SocketError? {
        do {
            _ = try body()
            return nil
        } catch let error as SocketError {
            return error
        } catch {
            Issue.record(error)
            return nil
        }
    }

    /// The code of that error; success if there is none.
    static func code<Value>(_ body: () throws -> Value) -> ResultCode {
        failure(body)?.code ?? .success
    }

    static func elapsed(_ body: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure(body)
    }

    static func skip(_ reason: String, test: String = #function) {
        print("skipped: \(test): \(reason)")
    }

    static var isRoot: Bool { geteuid() == 0 }

    /// Bytes that differ from their neighbours, so that a lost or repeated byte is seen.
    static func pattern(_ count: Int) -> [UInt8] {
        let block = (0..<65521).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        var bytes: [UInt8] = []
        while bytes.count < count { bytes += block.prefix(count - bytes.count) }
        return bytes
    }

    /// Calls `body` with a new directory, and removes it afterwards.
    static func withTemporaryDirectory<Value>(_ body: (String) throws -> Value) throws -> Value {
        let path = "/tmp/swsock-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }
}

// MARK: Sockets to test with

/// The family of a test's sockets.
enum Link: CaseIterable, Sendable, CustomTestStringConvertible {
    case ipv4, ipv6, unix

    var family: SocketFamily {
        switch self {
        case .ipv4: .inet
        case .ipv6: .inet6
        case .unix: .unix
        }
    }

    /// An address to bind to: the kernel chooses the port, or the abstract name.
    var anyAddress: SocketAddress {
        switch self {
        case .ipv4: .ipv4(.loopback, port: 0)
        case .ipv6: .ipv6(.loopback, port: 0)
        case .unix: .unixUnnamed
        }
    }

    var testDescription: String { "\(self)" }
}

extension SocketSuite {
    /// A bound socket and its address.
    static func bound(
        _ link: Link = .ipv4, _ type: SocketType = .stream
    ) throws(SocketError) -> (socket: Socket, address: SocketAddress) {
        let socket = try Socket(link.family, type)
        try socket.bind(to: link.anyAddress)
        return (socket, try socket.localAddress())
    }

    static func listener(
        _ link: Link = .ipv4, _ type: SocketType = .stream, backlog: Int = .max
    ) throws(SocketError) -> (socket: Socket, address: SocketAddress) {
        let made = try bound(link, type)
        try made.socket.listen(backlog: backlog)
        return made
    }

    /// Two ends of a connection.
    static func connection(
        _ link: Link = .ipv4, _ type: SocketType = .stream
    ) throws(SocketError) -> (client: Socket, server: Socket) {
        let (listener, address) = try listener(link, type)
        let client = try Socket(link.family, type)
        try client.connect(to: address)
        return (client, try listener.accept().connection)
    }

    /// A listener that accepts no more connections: `held` fills its backlog of one.
    static func silentListener(
        _ link: Link = .ipv4, at address: SocketAddress? = nil
    ) throws(SocketError) -> (socket: Socket, address: SocketAddress, held: Socket) {
        let socket = try Socket(link.family, .stream)
        try socket.bind(to: address ?? link.anyAddress)
        try socket.listen(backlog: 0)
        let held = try Socket(link.family, .stream)
        try held.connect(to: try socket.localAddress())
        _ = try socket.wait(for: .readable)
        return (socket, try socket.localAddress(), held)
    }

    /// A bound socket that does not listen: connections to its address are refused.
    static func refusing(_ link: Link = .ipv4) throws(SocketError) -> (keeper: Socket, address: SocketAddress) {
        let made = try bound(link)
        return (made.socket, made.address)
    }

    /// Receives until the end of the stream.
    static func receiveAll(_ socket: Socket) throws(SocketError) -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let piece = try socket.recv(65536)
            if piece.isEmpty { return all }
            all += piece
        }
    }

    /// Sends until the kernel accepts no more, and returns the count of bytes.
    static func fill(_ socket: Socket) throws(SocketError) -> Int {
        let piece = [UInt8](repeating: 0x55, count: 65536)
        var total = 0
        while true {
            do {
                total += try socket.send(piece, flags: .dontWait)
            } catch  where error.code == .wouldBlock {
                return total
            }
        }
    }
}
