import ArgumentParser
import Foundation
import SwiftSocket
import Synchronization
import Termination

@main
struct EchoServer: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo-server",
        abstract: "Sends back whatever it receives, over TCP, UDP or a Unix socket.",
        discussion: "Ctrl-C ends it: open connections are closed and the Unix path is removed.")

    @Option(help: "The numeric address to listen on; :: takes IPv4 too.")
    var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 lets the kernel choose one.")
    var port: UInt16 = 0
    @Flag(help: "Echo UDP datagrams instead of TCP connections.")
    var udp = false
    @Option(help: "Listen on a Unix socket at this path instead.")
    var unix: String?
    @Option(help: "End after so many connections, or datagrams.")
    var count: Int?
    @Flag(help: "The same as --count 1.")
    var once = false

    private var limit: Int { once ? 1 : count ?? .max }

    func validate() throws {
        if udp && unix != nil { throw ValidationError("--udp and --unix exclude each other.") }
        if limit < 1 { throw ValidationError("--count must be at least 1.") }
    }

    func run() throws {
        let address = try listeningAddress()
        let server = try Socket(address.family, udp ? .datagram : .stream)
        let connections = Connections()
        onTermination {
            // Whatever waits in these sockets ends: it throws EBADF.
            server.close()
            connections.close()
        }
        do {
            try serve(server, address, connections)
        } catch let error where error.code == .badFileDescriptor {
            // As it is meant to end.
        }
    }

    private func serve(
        _ server: Socket, _ address: SocketAddress, _ connections: Connections
    ) throws(SocketError) {
        if !udp {
            // Connections of the last run that are in TIME_WAIT do not keep the port then.
            try server.setOption(.reuseAddress, true)
        }
        if address.family == .inet6 {
            // :: takes IPv4 too, whatever net.ipv6.bindv6only says.
            try server.setOption(.ipv6Only, false)
        }
        try server.bind(to: address)
        defer { if let unix { unsafe unlink(unix) } }
        if !udp { try server.listen() }
        print("listening on \(try server.localAddress())")
        fflush(nil)
        if udp {
            try echoDatagrams(server)
        } else {
            try echoConnections(server, connections)
        }
    }

    private func listeningAddress() throws(SocketError) -> SocketAddress {
        if let unix { try .unix(path: unix) } else { try SocketAddress(host: host, port: port) }
    }

    private func echoDatagrams(_ server: Socket) throws(SocketError) {
        var buffer = [UInt8](repeating: 0, count: 65535)
        for _ in 0..<limit {
            let (count, sender) = try server.recvFrom(into: &buffer)
            guard let sender else { continue }
            do {
                try server.sendTo(buffer[..<count], address: sender)
            } catch {
                report("\(sender): \(error)")
            }
        }
    }

    private func echoConnections(_ server: Socket, _ connections: Connections) throws(SocketError) {
        for _ in 0..<limit {
            let (connection, peer) = try server.accept()
            connections.start(connection) {
                do throws(SocketError) {
                    try echo(connection)
                } catch let error where error.code == .badFileDescriptor {
                    // Connections.close() closed the socket.
                } catch {
                    report("\(peer): \(error)")
                }
            }
        }
        server.close()
        connections.wait()
    }
}

/// Echoes until the peer has sent everything.
func echo(_ connection: Socket) throws(SocketError) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = try connection.recv(into: &buffer)
        if count == 0 { return }
        try connection.sendAll(buffer[..<count])
    }
}

/// The open connections, each with its thread.
final class Connections: Sendable {
    /// `nil` when no more are wanted.
    private let open = Mutex<[ObjectIdentifier: Socket]?>([:])
    private let running = DispatchGroup()

    /// Runs `body` in a thread of its own, then closes the connection.
    func start(_ connection: Socket, _ body: @escaping @Sendable () -> Void) {
        let key = ObjectIdentifier(connection)
        let isWanted = open.withLock { connections in
            connections?[key] = connection
            return connections != nil
        }
        if !isWanted { connection.close() }
        running.enter()
        Thread.detachNewThread { [self] in
            body()
            connection.close()
            open.withLock { _ = $0?.removeValue(forKey: key) }
            running.leave()
        }
    }

    func close() {
        open.withLock { connections in
            connections?.values.forEach { $0.close() }
            connections = nil
        }
    }

    func wait() {
        running.wait()
    }
}

func report(_ problem: String) {
    FileHandle.standardError.write(Data("echo-server: \(problem)\n".utf8))
}
