import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct ConnectionTests {
        @Test(arguments: [
            (Link.ipv4, SocketType.stream), (.ipv6, .stream), (.unix, .stream), (.unix, .sequencedPacket),
        ])
        func streamsConnect(_ link: Link, _ type: SocketType) throws {
            let (listener, address) = try listener(link, type)
            let client = try Socket(link.family, type)
            try client.connect(to: address)
            let (server, peer) = try listener.accept()
            #expect(server.family == link.family && server.type == type && !server.isClosed)
            #expect(try client.peerAddress() == address)
            #expect(try server.localAddress() == address)
            #expect(try server.peerAddress() == client.localAddress())
            #expect(try peer == client.localAddress())
            if link == .unix { #expect(peer == .unixUnnamed) }
            try client.sendAll("ping")
            #expect(try server.recv(10) == Array("ping".utf8))
            try server.sendAll("pong")
            #expect(try client.recv(10) == Array("pong".utf8))
            server.close()
            #expect(try client.recv(10) == [])
        }

        @Test(arguments: Link.allCases)
        func datagramsConnect(_ link: Link) throws {
            let (left, leftAddress) = try bound(link, .datagram)
            let (right, rightAddress) = try bound(link, .datagram)
            try left.connect(to: rightAddress)
            #expect(try left.peerAddress() == rightAddress)
            #expect(try left.send("datagram") == 8)
            let (bytes, sender) = try right.recvFrom(100)
            #expect(bytes == Array("datagram".utf8) && sender == leftAddress)
            #expect(code { try right.peerAddress() } == .notConnected)
        }

        @Test func localAddressBeforeBinding() throws {
            #expect(try Socket(.inet, .stream).localAddress() == .ipv4(.any, port: 0))
            #expect(try Socket(.inet6, .datagram).localAddress() == .ipv6(.any, port: 0))
            #expect(try Socket(.unix, .stream).localAddress() == .unixUnnamed)
        }

        @Test func bindingToAUnixPath() throws {
            try withTemporaryDirectory { directory in
                let address = try SocketAddress.unix(path: "\(directory)/socket")
                let listener = try Socket(.unix, .stream)
                try listener.bind(to: address)
                #expect(try listener.localAddress() == address)
                #expect(FileManager.default.fileExists(atPath: "\(directory)/socket"))
                #expect(code { try Socket(.unix, .stream).bind(to: address) } == .addressInUse)
                // The socket does not listen yet.
                #expect(code { try Socket(.unix, .stream).connect(to: address) } == .connectionRefused)
                try listener.listen()
                #expect(code { try Socket(.unix, .datagram).connect(to: address) } == .wrongProtocolType)
                let missing = try SocketAddress.unix(path: "\(directory)/missing")
                let error = failure { try Socket(.unix, .stream).connect(to: missing) }
                #expect(error?.code == .noSuchFileOrDirectory && error?.address == missing)
                let nowhere = try SocketAddress.unix(path: "\(directory)/none/socket")
                #expect(code { try Socket(.unix, .stream).bind(to: nowhere) } == .noSuchFileOrDirectory)
            }
        }

        /// The longest path, one of 108 bytes that the kernel reports without a NUL, and one that is not UTF-8.
        @Test func unixPathsThatTheKernelReturns() throws {
            try withTemporaryDirectory { directory in
                let longest = directory + "/" + String(repeating: "x", count: 106 - directory.utf8.count)
                let address = try SocketAddress.unix(path: longest)
                let socket = try Socket(.unix, .datagram)
                try socket.bind(to: address)
                #expect(try socket.localAddress().unixPath == longest)
                try Socket(.unix, .datagram).connect(to: address)

                let unterminated = try SocketAddress(bytes: address.bytes.dropLast() + [0x79])
                let other = try Socket(.unix, .datagram)
                try other.bind(to: unterminated)
                #expect(try other.localAddress().kind == .unixPath(Array((longest + "y").utf8)))
                #expect(try other.localAddress().description == longest + "y")

                let raw = Array("\(directory)/".utf8) + [0xff, 0xfe]
                let third = try Socket(.unix, .datagram)
                try third.bind(to: .unix(path: raw))
                #expect(try third.localAddress().kind == .unixPath(raw))
                #expect(try third.localAddress().unixPath == nil)
            }
        }

        @Test func abstractNamesAreExact() throws {
            let name = Array("swsock \(UUID())".utf8)
            let names = [name, name + [0], [0] + name, name + [0, 0x78]]
            let sockets = try names.map { name in
                let socket = try Socket(.unix, .datagram)
                try socket.bind(to: .unix(abstract: name))
                #expect(try socket.localAddress().kind == .unixAbstract(name))
                return socket
            }
            let sender = try Socket(.unix, .datagram)
            for (number, name) in names.enumerated() {
                try sender.sendTo([UInt8(number)], address: .unix(abstract: name))
            }
            for (number, socket) in sockets.enumerated() {
                let (bytes, address) = try socket.recvFrom(10)
                #expect(bytes == [UInt8(number)])
                #expect(address == nil)  // the sender has no name
            }
            let longest = [UInt8](repeating: 0xfe, count: 107)
            let socket = try Socket(.unix, .stream)
            try socket.bind(to: .unix(abstract: longest))
            #expect(try socket.localAddress().kind == .unixAbstract(longest))
        }

        @Test func theKernelChoosesAUnixName() throws {
            let socket = try Socket(.unix, .stream)
            try socket.bind(to: .unixUnnamed)
            guard case .unixAbstract(let name) = try socket.localAddress().kind else {
                Issue.record("no abstract name")
                return
            }
            #expect(name.count == 5 && name.allSatisfy { "0123456789abcdef".utf8.contains($0) })
        }

        @Test func addressesOfOtherFamilies() throws {
            let socket = try Socket(.netlink, .raw)
            try socket.bind(to: SocketAddress(bytes: [16, 0] + [UInt8](repeating: 0, count: 10)))
            let address = try socket.localAddress()
            guard case .other(.netlink, let bytes) = address.kind else {
                Issue.record("\(address)")
                return
            }
            #expect(bytes.count == 12 && bytes[4..<8] != [0, 0, 0, 0])
            #expect(address.description.hasPrefix("family 16: 0000") && address.port == nil)
            #expect(try SocketAddress(bytes: bytes) == address)
        }

        @Test func flowInfoAndScopeAreKept() throws {
            let (listener, address) = try listener(.ipv6)
            let client = try Socket(.inet6, .stream)
            try client.connect(to: .ipv6(.loopback, port: try #require(address.port), flowInfo: 5))
            #expect(try client.peerAddress() == address)
            #expect(try listener.accept().connection.localAddress() == address)
            // A link-local address needs an interface.
            let linkLocal = IPv6Address(0xfe80, 0, 0, 0, 0, 0, 0, 1)
            #expect(code { try Socket(.inet6, .datagram).bind(to: .ipv6(linkLocal, port: 0)) } == .invalidArgument)
            #expect(
                code { try Socket(.inet6, .datagram).bind(to: .ipv6(linkLocal, port: 0, scopeID: 1)) }
                    == .addressNotAvailable)
        }

        @Test func bindingFails() throws {
            let (first, address) = try bound(.ipv4)
            let error = failure { try Socket(.inet, .stream).bind(to: address) }
            #expect(error?.code == .addressInUse && error?.operation == .bind && error?.address == address)
            #expect(error?.description == "bind \(address): Address already in use (EADDRINUSE)")
            #expect(code { try first.bind(to: .ipv4(.loopback, port: 0)) } == .invalidArgument)
            let elsewhere = SocketAddress.ipv4(IPv4Address(192, 0, 2, 1), port: 0)
            #expect(code { try Socket(.inet, .stream).bind(to: elsewhere) } == .addressNotAvailable)
            let family = code { try Socket(.inet, .stream).bind(to: .ipv6(.loopback, port: 0)) }
            #expect(family == .addressFamilyNotSupported)
            #expect(code { try Socket(.unix, .stream).bind(to: address) } == .invalidArgument)
            let short = try SocketAddress(bytes: [2, 0, 0, 0])
            #expect(code { try Socket(.inet, .stream).bind(to: short) } == .invalidArgument)
            if !isRoot {
                #expect(code { try Socket(.inet, .stream).bind(to: .ipv4(.loopback, port: 1)) } == .permissionDenied)
            }
        }
    }
}

// MARK: Listening and accepting

extension SocketSuite.ConnectionTests {
    typealias Suite = SocketSuite

    @Test(arguments: [Int.min, -1, 0])
    func smallestBacklogAdmitsOneConnection(_ backlog: Int) throws {
        let (listener, address) = try Suite.listener(backlog: backlog)
        let client = try Socket(.inet, .stream)
        try client.connect(to: address)
        _ = try listener.wait(for: .readable)
        let second = try Socket(.inet, .stream)
        try second.setTimeout(.milliseconds(50))
        #expect(Suite.code { try second.connect(to: address) } == .timedOut)
        try client.sendAll("x")
        #expect(try listener.accept().connection.recv(1) == [0x78])
    }

    @Test func listeningAndAcceptingFail() throws {
        #expect(Suite.code { try Socket(.inet, .datagram).listen() } == .operationNotSupported)
        #expect(Suite.code { try Socket(.unix, .stream).listen() } == .invalidArgument)
        #expect(Suite.code { try Socket(.inet, .stream).accept() } == .invalidArgument)
        #expect(Suite.code { try Socket(.unix, .datagram).accept() } == .operationNotSupported)
        // Two sockets can have one address, but only one of them can listen.
        let first = try Suite.reusing(.ipv4(.loopback, port: 0))
        let second = try Suite.reusing(try first.localAddress())
        try first.listen()
        #expect(Suite.code { try second.listen() } == .addressInUse)
        let (listener, _) = try Suite.listener()
        try listener.setTimeout(.zero)
        #expect(Suite.code { try listener.accept() } == .wouldBlock)
        try listener.setTimeout(.milliseconds(20))
        let error = Suite.failure { try listener.accept() }
        #expect(error?.code == .timedOut && error?.operation == .accept && error?.isTimeout == true)
    }

    @Test(arguments: [Duration?.none, .zero, .seconds(5)])
    func acceptedSocketsHaveTheDefaultTimeout(_ timeout: Duration?) throws {
        let (listener, address) = try Suite.listener()
        let client = try Socket(.inet, .stream)
        try client.connect(to: address)
        _ = try listener.wait(for: .readable)
        try listener.setTimeout(timeout)
        let server = try listener.accept().connection
        #expect(server.timeout == nil && server.isBlocking && Suite.isBlockingInKernel(server))
        #expect(server.protocol == listener.protocol)
        #expect(Suite.isCloseOnExec(server.fileDescriptor))
    }

    @Test func acceptWaitsForAConnection() throws {
        let (listener, address) = try Suite.listener()
        for timeout in [nil, .seconds(20)] as [Duration?] {
            try listener.setTimeout(timeout)
            let worker = Worker { try? listener.accept().connection }.asleep()
            let client = try Socket(.inet, .stream)
            try client.connect(to: address)
            let server = try #require(try worker.result())
            #expect(try server.peerAddress() == client.localAddress())
        }
    }
}

extension SocketSuite {
    /// A socket bound to an address that other sockets can be bound to as well.
    static func reusing(_ address: SocketAddress) throws -> Socket {
        let socket = try Socket(address.family, .stream)
        try socket.withFileDescriptor { descriptor in
            var on: Int32 = 1
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        try socket.bind(to: address)
        return socket
    }

    /// Makes closing a TCP socket reset the connection.
    static func resetOnClose(_ socket: Socket) throws {
        try socket.withFileDescriptor { descriptor in
            var now = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
        }
    }
}
