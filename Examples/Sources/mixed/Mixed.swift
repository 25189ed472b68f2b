import ArgumentParser
import MixedC
import SwiftSocket

@main
struct Mixed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mixed",
        abstract: "Measures round trips to a TCP echo server.",
        discussion: """
            Swift makes the connection and owns it; a C function, to which it lends the descriptor, measures. \
            The exit status is 0 if every message came back.
            """)

    @Option(help: "The server's name or address.")
    var host = "127.0.0.1"
    @Option(help: "The server's port.")
    var port: UInt16
    @Option(help: "How many messages to send.")
    var count = 5
    @Option(help: "How many bytes a message has, up to \(MIXED_SIZE_MAX).")
    var size = 64
    @Option(help: "How many seconds a round trip may take.")
    var timeout = 1.0

    func validate() throws {
        if count < 1 { throw ValidationError("--count must be at least 1.") }
        if !(1...Int(MIXED_SIZE_MAX)).contains(size) { throw ValidationError("--size is out of range.") }
        if !(0.001..<1e6).contains(timeout) { throw ValidationError("--timeout is out of range.") }
    }

    func run() throws {
        let socket = try Socket.connect(host: host, port: port, timeout: .seconds(timeout))
        print("connected to \(try socket.peerAddress())")
        for number in 1...count {
            let time = try roundTrip(socket)
            print("\(number): \(size) bytes there and back in \(Double(time) / 1000) µs")
        }
    }

    /// The time in nanoseconds.
    private func roundTrip(_ socket: Socket) throws -> Int64 {
        let limit = Int64(timeout * 1e9)
        // Whoever closes the socket meanwhile, the descriptor stays open until C has returned.
        let result = try socket.withFileDescriptor { mixed_round_trip($0, size, limit) }
        if result < 0 { throw RoundTripError(code: ResultCode(rawValue: Int32(-result))) }
        return result
    }
}

struct RoundTripError: Error, CustomStringConvertible {
    let code: ResultCode

    var description: String { "round trip: \(code)" }
}
