import CSocketShim
import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct HostTests {
        @Test(arguments: [("localhost", Link.ipv4), ("127.0.0.1", .ipv4), ("127.1", .ipv4), ("::1", .ipv6)])
        func connectsToNamesAndNumbers(_ host: String, _ link: Link) throws {
            let (listener, address) = try listener(link)
            let port = try #require(address.port)
            for timeout in [nil, .seconds(20)] as [Duration?] {
                let client = try Socket.connect(host: host, port: port, timeout: timeout)
                #expect(client.family == link.family && client.type == .stream && client.protocol == .tcp)
                #expect(client.timeout == timeout && isBlockingInKernel(client) == (timeout == nil))
                #expect(isCloseOnExec(client.fileDescriptor))
                #expect(try client.peerAddress().port == port)
                let (server, peer) = try listener.accept()
                #expect(try peer == client.localAddress())
                try client.sendAll("hello")
                #expect(try server.recv(10) == Array("hello".utf8))
            }
            #expect(try Socket.connect(host: host, port: port).timeout == nil)
        }

        @Test func everyAddressRefused() throws {
            let (keeper, address) = try refusing()
            let port = try #require(address.port)
            let error = try #require(failure { try Socket.connect(host: "localhost", port: port) })
            #expect(error.operation == .connect && error.code == .connectionRefused)
            #expect(error.subject == "localhost:\(port)" && error.address == nil)
            #expect(error.attempts.contains { $0.address == address })
            for attempt in error.attempts {
                #expect(attempt.code == .connectionRefused && attempt.address.port == port)
            }
            let tried = error.attempts.map { "\($0.address): Connection refused (ECONNREFUSED)" }
            let start = "connect localhost:\(port): Connection refused (ECONNREFUSED); tried "
            #expect("\(error)" == start + tried.joined(separator: "; "))
            // The host is the only address, so it is not printed twice.
            let short = failure { try Socket.connect(host: "127.0.0.1", port: port) }
            #expect(short?.attempts.map(\.address) == [address])
            #expect(short?.description == "connect 127.0.0.1:\(port): Connection refused (ECONNREFUSED)")
            keeper.close()
        }

        @Test func timesOut() throws {
            let (silent, address, held) = try silentListener()
            let port = try #require(address.port)
            for limit in [Duration.milliseconds(60), .zero] {
                var error: SocketError?
                let time = elapsed {
                    error = failure { try Socket.connect(host: "127.0.0.1", port: port, timeout: limit) }
                }
                #expect(error?.code == .timedOut && error?.isTimeout == true)
                #expect(error?.attempts.map(\.address) == [address])
                #expect(error?.attempts.map(\.code) == [.timedOut])
                #expect(time >= limit && time < .seconds(10))
            }
            silent.close()
            held.close()
        }

        @Test func unknownHosts() throws {
            let long = String(repeating: "long.", count: 500)
            let hosts: [(String, [ResultCode])] = [
                ("", [.nameNotFound]), (long, [.nameNotFound]), ("local\0host", [.invalidArgument]),
                // Zones are for link-local addresses.
                ("::1%lo", [.nameNotFound]), ("fe80::1%nosuchnic", [.nameNotFound]),
                // Without a name server glibc returns EAI_AGAIN.
                ("no-such-host.invalid", [.nameNotFound, .temporaryResolverFailure]),
            ]
            for (host, codes) in hosts {
                let error = try #require(failure { try Socket.connect(host: host, port: 1) })
                #expect(codes.contains(error.code), "\(host): \(error)")
                #expect(error.operation == .resolve && error.subject == host && error.attempts.isEmpty)
            }
        }

        @Test func impossibleTimeouts() {
            #expect(code { try Socket.connect(host: "127.0.0.1", port: 1, timeout: .seconds(-1)) } == .invalidArgument)
            #expect(
                code { try Socket.connect(host: "127.0.0.1", port: 1, timeout: .seconds(Int64.max)) } == .valueTooLarge)
        }
    }
}

// MARK: Alternating families

extension SocketSuite.HostTests {
    typealias Suite = SocketSuite

    /// The order into which C puts addresses of families 4 and 6. Each address has a unique port.
    private func interleaved(_ families: String) -> [String] {
        var addresses = families.enumerated().map { number, family in
            family == "4"
                ? SocketAddress.ipv4(.loopback, port: UInt16(number)).storage
                : SocketAddress.ipv6(.loopback, port: UInt16(number)).storage
        }
        unsafe csock_interleave_families(&addresses, addresses.count)
        return addresses.map { address in
            let address = SocketAddress(address)
            return "\(address.family == .inet ? 4 : 6):\(address.port ?? 0)"
        }
    }

    @Test func familiesTakeTurns() {
        #expect(interleaved("666444") == ["6:0", "4:3", "6:1", "4:4", "6:2", "4:5"])
        #expect(interleaved("4446") == ["4:0", "6:3", "4:1", "4:2"])
        #expect(interleaved("64") == ["6:0", "4:1"])
        #expect(interleaved("444") == ["4:0", "4:1", "4:2"])
        #expect(interleaved("6") == ["6:0"])
        #expect(interleaved("") == [])
    }

    @Test func familiesTakeTurnsInAnyMixture() {
        for length in 0...9 {
            for mixture in 0..<(1 << length) {
                let families = (0..<length).map { mixture >> $0 & 1 == 0 ? "4" : "6" }
                var queues: [String: [String]] = [:]
                for (number, family) in families.enumerated() {
                    queues[family, default: []].append("\(family):\(number)")
                }
                var expected: [String] = []
                var turn = families.first ?? "4"
                while expected.count < length {
                    if queues[turn]?.isEmpty == false { expected.append(queues[turn]?.removeFirst() ?? "") }
                    turn = turn == "4" ? "6" : "4"
                }
                #expect(interleaved(families.joined()) == expected)
            }
        }
    }
}

// MARK: Several addresses

extension SocketSuite.HostTests {
    private struct Race {
        let descriptor: Int32
        let results: [ResultCode]
        let time: Duration
        var code: ResultCode { ResultCode(result: Int(descriptor)) }
    }

    private static func race(_ addresses: [SocketAddress], flags: csock_flags = 0, timeout: Int64 = -1) -> Race {
        var results = [Int32](repeating: 99, count: addresses.count)
        var descriptor: Int32 = 0
        let time = Suite.elapsed {
            unsafe descriptor = csock_connect_any(
                addresses.map(\.storage), addresses.count, Int32(CSOCK_SOCK_STREAM), Int32(CSOCK_IPPROTO_TCP),
                flags, timeout, &results)
        }
        return Race(descriptor: descriptor, results: results.map { ResultCode(result: Int($0)) }, time: time)
    }

    private func host(_ last: UInt8) -> SocketAddress { .ipv4(IPv4Address(127, 0, 0, last), port: 0) }
    private static let undecided = ResultCode(rawValue: ECANCELED)

    @Test func theFirstAddressThatAnswersIsUsed() throws {
        let silent = try (2...3).map { try Suite.silentListener(at: host($0)) }
        let (listener, address) = try Suite.bound()
        try listener.listen()
        let race = Self.race(silent.map(\.address) + [address])
        #expect(race.results == [Self.undecided, Self.undecided, .success])
        // Two rounds of 250 ms.
        #expect(race.time >= .milliseconds(500) && race.time < .seconds(10))
        let winner = try Socket(adopting: race.descriptor)
        #expect(try winner.peerAddress() == address && winner.timeout == nil)
        for each in silent { each.held.close() }
    }

    /// When an attempt is refused, the next one begins at once.
    @Test func aRefusedAddressBeginsTheNextAttemptAtOnce() throws {
        let (keeper, refused) = try Suite.refusing()
        let (listener, address) = try Suite.listener(.ipv6)
        let race = Self.race(Array(repeating: refused, count: 12) + [address], flags: csock_flags(CSOCK_SOCK_NONBLOCK))
        #expect(race.results == Array(repeating: .connectionRefused, count: 12) + [.success])
        #expect(race.time < .milliseconds(2500))
        let winner = try Socket(adopting: race.descriptor)
        #expect(winner.family == .inet6 && winner.timeout == .zero)
        #expect(try listener.accept().address == winner.localAddress())
        keeper.close()
    }

    @Test func noAddressAnswersBeforeTheTimeout() throws {
        let silent = try (2...4).map { try Suite.silentListener(at: host($0)) }
        let (keeper, refused) = try Suite.refusing()
        let unsupported = try SocketAddress(bytes: [99, 0, 1, 2])

        // The third one would begin after 500 ms.
        let late = Self.race(silent.map(\.address), timeout: 380_000_000)
        #expect(late.code == .timedOut && late.results == [.timedOut, .timedOut, Self.undecided])
        #expect(late.time >= .milliseconds(380) && late.time < .seconds(10))

        let mixed = Self.race([silent[0].address, refused, unsupported], timeout: 700_000_000)
        #expect(mixed.code == .timedOut)
        #expect(mixed.results == [.timedOut, .connectionRefused, .addressFamilyNotSupported])

        let failed = Self.race([refused, unsupported, refused])
        #expect(failed.code == .connectionRefused)
        #expect(failed.results == [.connectionRefused, .addressFamilyNotSupported, .connectionRefused])
        #expect(Self.race([]).code == .invalidArgument)

        let address = silent[0].address
        let interrupted = Worker(signalEvery: .milliseconds(10)) {
            Self.race([address], flags: CSOCK_INTERRUPTIBLE).code
        }
        #expect(try interrupted.result() == .interrupted)
        for each in silent { each.held.close() }
        keeper.close()
    }
}
