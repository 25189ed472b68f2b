import ArgumentParser
import Foundation
import SwiftSocket

@main
struct EchoClient: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo-client",
        abstract: "Sends a message to an echo server and prints what comes back.",
        discussion: "The exit status is 0 if that is what was sent, otherwise 1.")

    @Option(help: "The server's name or address; for UDP a numeric address.")
    var host = "127.0.0.1"
    @Option(help: "The server's port.")
    var port: UInt16?
    @Flag(help: "Send one UDP datagram instead of a TCP stream.")
    var udp = false
    @Option(help: "Connect to the Unix socket at this path instead.")
    var unix: String?
    @Option(help: "How many seconds each step may take.")
    var timeout = 5.0
    @Argument(help: "The message; standard input, up to its end, if there is none.")
    var message: [String] = []

    func validate() throws {
        if (port == nil) == (unix == nil) { throw ValidationError("Give either --port or --unix.") }
        if udp && unix != nil { throw ValidationError("--udp and --unix exclude each other.") }
        if !(0.001..<1e9).contains(timeout) { throw ValidationError("--timeout is out of range.") }
    }

    func run() throws {
        let sent =
            message.isEmpty
            ? [UInt8](FileHandle.standardInput.readDataToEndOfFile())
            : Array((message.joined(separator: " ") + "\n").utf8)

        let socket = try connect()
        let answer = try udp ? exchangeDatagram(sent, socket) : exchangeStream(sent, socket)
        try FileHandle.standardOutput.write(contentsOf: answer)
        if answer != sent {
            throw Mismatch(description: "sent \(sent.count) bytes, but the \(answer.count) that came back differ")
        }
    }

    private func connect() throws(SocketError) -> Socket {
        if let port, !udp {
            return try Socket.connect(host: host, port: port, timeout: .seconds(timeout))
        }
        let address = try serverAddress()
        let socket = try Socket(address.family, udp ? .datagram : .stream)
        try socket.setTimeout(.seconds(timeout))
        // For UDP too: the kernel then drops strangers' datagrams, and reports a closed port.
        try socket.connect(to: address)
        return socket
    }

    private func serverAddress() throws(SocketError) -> SocketAddress {
        if let unix { try .unix(path: unix) } else { try SocketAddress(host: host, port: port ?? 0) }
    }

    private func exchangeDatagram(_ message: [UInt8], _ socket: Socket) throws(SocketError) -> [UInt8] {
        _ = try socket.send(message)
        return try socket.recv(65535)
    }

    private func exchangeStream(_ message: [UInt8], _ socket: Socket) throws(SocketError) -> [UInt8] {
        // Sending everything before reading would deadlock once both buffers are full.
        Thread.detachNewThread {
            do {
                try socket.sendAll(message)
                try socket.shutdown(.sending)
            } catch {
                // The answer shows what is missing.
            }
        }
        var answer: [UInt8] = []
        while true {
            let piece = try socket.recv(65536)
            if piece.isEmpty { return answer }
            answer += piece
        }
    }
}

struct Mismatch: Error, CustomStringConvertible {
    let description: String
}
