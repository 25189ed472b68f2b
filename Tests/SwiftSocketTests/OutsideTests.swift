import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    /// Peers that are programs of others.
    @Suite struct OutsideTests {
        @Test(arguments: Link.allCases)
        func pythonEchoesStreams(_ link: Link) throws {
            let script = """
                import socket, sys
                family = {'ipv4': socket.AF_INET, 'ipv6': socket.AF_INET6, 'unix': socket.AF_UNIX}[sys.argv[1]]
                listener = socket.socket(family)
                listener.bind({'ipv4': ('127.0.0.1', 0), 'ipv6': ('::1', 0), 'unix': ''}[sys.argv[1]])
                listener.listen()
                name = listener.getsockname()
                print(name[1:].decode() if sys.argv[1] == 'unix' else name[1], flush=True)
                connection, peer = listener.accept()
                while data := connection.recv(65536):
                    connection.sendall(data)
                print(connection.getsockname() == name, flush=True)
                print(peer[1] if peer else 'unnamed', flush=True)
                """
            guard let python = try Peer(python: script, ["\(link)"]) else { return }
            let client = try Socket(link.family, .stream)
            try client.connect(to: Self.address(link, try python.line()))
            let bytes = pattern(3_000_000)
            let echo = Worker { try? SocketSuite.receiveAll(client) }
            try client.sendAll(bytes)
            try client.shutdown(.sending)
            #expect(try echo.result() == bytes)
            #expect(try python.line() == "True")
            #expect(try python.line() == client.localAddress().port.map { "\($0)" } ?? "unnamed")
            #expect(python.end() == 0)
        }

        @Test(arguments: Link.allCases)
        func pythonEchoesDatagrams(_ link: Link) throws {
            let script = """
                import socket, sys
                family = {'ipv4': socket.AF_INET, 'ipv6': socket.AF_INET6, 'unix': socket.AF_UNIX}[sys.argv[1]]
                server = socket.socket(family, socket.SOCK_DGRAM)
                server.bind({'ipv4': ('127.0.0.1', 0), 'ipv6': ('::1', 0), 'unix': ''}[sys.argv[1]])
                name = server.getsockname()
                print(name[1:].decode() if sys.argv[1] == 'unix' else name[1], flush=True)
                for _ in range(4):
                    data, sender = server.recvfrom(70000)
                    server.sendto(data, sender)
                """
            guard let python = try Peer(python: script, ["\(link)"]) else { return }
            let address = try Self.address(link, try python.line())
            let (socket, _) = try bound(link, .datagram)
            for size in [0, 1, 1500, 65000] {
                #expect(try socket.sendTo(pattern(size), address: address) == size)
                let (bytes, sender) = try socket.recvFrom(70000)
                #expect(bytes == pattern(size) && sender == address)
            }
            #expect(python.end() == 0)
        }

        private static func address(_ link: Link, _ name: String) throws -> SocketAddress {
            switch link {
            case .ipv4: .ipv4(.loopback, port: try #require(UInt16(name)))
            case .ipv6: .ipv6(.loopback, port: try #require(UInt16(name)))
            case .unix: try .unix(abstract: name)
            }
        }

        /// Python is the client, and prints the addresses as it sees them.
        @Test(arguments: [Link.ipv4, .ipv6])
        func pythonConnects(_ link: Link) throws {
            let (listener, address) = try listener(link)
            let script = """
                import socket, sys
                client = socket.create_connection((sys.argv[1], int(sys.argv[2])))
                print(*client.getsockname()[:2], *client.getpeername()[:2], flush=True)
                client.sendall(b'from Python')
                print(client.recv(100).decode(), len(client.recv(100)), flush=True)
                """
            let host = link == .ipv4 ? "127.0.0.1" : "::1"
            let port = "\(try #require(address.port))"
            guard let python = try Peer(python: script, [host, port]) else { return }
            let (server, peer) = try listener.accept()
            #expect(try python.line() == "\(host) \(peer.port ?? 0) \(host) \(port)")
            #expect(try server.recv(100) == Array("from Python".utf8))
            try server.sendAll("from Swift")
            server.close()
            #expect(try python.line() == "from Swift 0")
            #expect(python.end() == 0)
        }

        @Test func filesReadAnHTTPServer() throws {
            try withTemporaryDirectory { directory in
                let body = (0..<3000).map { "line \($0)\n" }.joined()
                try body.write(toFile: "\(directory)/page.txt", atomically: true, encoding: .utf8)
                let script = """
                    import functools, http.server, sys
                    class Quiet(http.server.SimpleHTTPRequestHandler):
                        def log_message(self, *_): pass
                    handler = functools.partial(Quiet, directory=sys.argv[1])
                    server = http.server.HTTPServer(('127.0.0.1', 0), handler)
                    print(server.server_port, flush=True)
                    server.handle_request()
                    """
                guard let python = try Peer(python: script, [directory]) else { return }
                let port = try #require(UInt16(try python.line()))
                let file = try Socket.connect(host: "localhost", port: port, timeout: .seconds(20)).makeFile()
                try file.write("GET /page.txt HTTP/1.0\r\nHost: localhost\r\n\r\n")
                try file.flush()
                #expect(try file.readLine() == "HTTP/1.0 200 OK")
                var length: Int?
                while let header = try file.readLine(), header != "" {
                    if header.hasPrefix("Content-Length: ") { length = Int(header.dropFirst(16)) }
                }
                #expect(length == body.utf8.count)
                #expect(try file.readLine() == "line 0")
                #expect(try file.readText() == String(body.dropFirst(7)))
                #expect(python.end() == 0)
            }
        }

        @Test(arguments: [("socat", ["-"]), ("nc", [])])
        func othersConnect(_ program: String, _ options: [String]) throws {
            let (listener, address) = try listener()
            let port = "\(try #require(address.port))"
            let target = program == "socat" ? ["TCP4:127.0.0.1:\(port)"] : ["127.0.0.1", port]
            guard let peer = try Peer(program, options + target) else { return }
            try listener.setTimeout(.seconds(20))
            let server = try listener.accept().connection
            try server.setTimeout(.seconds(20))
            try peer.tell("a question")
            #expect(try server.makeFile(.read).readLine() == "a question")
            try server.sendAll("an answer\n")
            #expect(try peer.line() == "an answer")
            server.close()
            #expect(peer.end() == 0)
        }

        @Test func socatSendsDatagrams() throws {
            let (socket, address) = try bound(.ipv4, .datagram)
            try socket.setTimeout(.seconds(20))
            guard let peer = try Peer("socat", ["-", "UDP4:127.0.0.1:\(address.port ?? 0)"]) else { return }
            try peer.tell("a datagram")
            let (bytes, sender) = try socket.recvFrom(100)
            #expect(bytes == Array("a datagram\n".utf8))
            try socket.sendTo("its answer\n", address: try #require(sender))
            #expect(try peer.line() == "its answer")
        }
    }
}
