import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct SocketAddressTests {
        @Test func ipv4Parts() throws {
            let address = SocketAddress.ipv4(IPv4Address(192, 0, 2, 1), port: 0x1f90)
            #expect(address.kind == .ipv4(IPv4Address(192, 0, 2, 1), port: 8080))
            #expect(address.family == .inet)
            #expect(address.port == 8080)
            #expect(address.ipv4Address == IPv4Address(192, 0, 2, 1) && address.ipv6Address == nil)
            #expect(address.unixPath == nil)
            #expect(address.description == "192.0.2.1:8080")
            #expect(address.bytes.count == 16)
            #expect(Array(address.bytes[2..<8]) == [0x1f, 0x90, 192, 0, 2, 1])
        }

        @Test func ipv6Parts() throws {
            let address = SocketAddress.ipv6(.allNodes, port: 443, flowInfo: 0x0a_bcde, scopeID: 1)
            #expect(address.kind == .ipv6(.allNodes, port: 443, flowInfo: 0x0a_bcde, scopeID: 1))
            #expect(address.family == .inet6 && address.port == 443)
            #expect(address.ipv6Address == .allNodes && address.ipv4Address == nil)
            #expect(address.description == "[ff02::1%lo]:443")
            #expect(address.bytes.count == 28)
            // Port and flow information are in network order.
            #expect(Array(address.bytes[2..<8]) == [1, 187, 0, 0x0a, 0xbc, 0xde])
        }

        @Test(arguments: [
            ("127.0.0.1", SocketAddress.ipv4(.loopback, port: 7), "127.0.0.1:7"),
            ("::1", .ipv6(.loopback, port: 7), "[::1]:7"),
            ("fe80::1%lo", .ipv6(IPv6Address(0xfe80, 0, 0, 0, 0, 0, 0, 1), port: 7, scopeID: 1), "[fe80::1%lo]:7"),
            ("fe80::1%1", .ipv6(IPv6Address(0xfe80, 0, 0, 0, 0, 0, 0, 1), port: 7, scopeID: 1), "[fe80::1%lo]:7"),
            ("ff02::1%4294967295", .ipv6(.allNodes, port: 7, scopeID: .max), "[ff02::1%4294967295]:7"),
        ])
        func hostsWithAndWithoutZone(_ host: String, _ expected: SocketAddress, _ description: String) throws {
            let address = try SocketAddress(host: host, port: 7)
            #expect(address == expected)
            #expect(address.description == description)
        }

        @Test(arguments: [
            ("localhost", ResultCode.invalidAddressText), ("", .invalidAddressText), ("1.2.3", .invalidAddressText),
            ("::1%", .invalidAddressText), ("127.0.0.1%lo", .invalidAddressText), ("%lo", .invalidAddressText),
            ("::1\0", .invalidAddressText), ("[::1]", .invalidAddressText),
            ("fe80::1%nosuchnic", .noSuchDevice), ("fe80::1%4294967296", .noSuchDevice),
            ("fe80::1%lo\0", .noSuchDevice), ("fe80::1%interface-name-too-long", .noSuchDevice),
            ("fe80::1%99999999999999999999", .noSuchDevice),
        ])
        func refusesOtherHosts(_ host: String, _ code: ResultCode) throws {
            let error = try #require(failure { try SocketAddress(host: host, port: 1) })
            #expect(error.code == code)
            #expect(error.operation == .address && error.subject == host)
        }

        @Test func unixPathsUpTo107Bytes() throws {
            let path = "/" + String(repeating: "p", count: 106)
            let address = try SocketAddress.unix(path: path)
            #expect(address.kind == .unixPath(Array(path.utf8)))
            #expect(address.unixPath == path && address.description == path)
            #expect(address.family == .unix && address.port == nil)
            #expect(address.bytes.count == 2 + 107 + 1)
            #expect(try SocketAddress.unix(path: Array(path.utf8)) == address)
        }

        @Test func unixPathsOver107BytesAreRefused() throws {
            let path = "/" + String(repeating: "p", count: 107)
            #expect(code { try SocketAddress.unix(path: path) } == .pathTooLong)
            #expect(code { try SocketAddress.unix(path: Array(path.utf8)) } == .pathTooLong)
            let long = [UInt8](repeating: 0x61, count: 100_000)
            #expect(code { try SocketAddress.unix(path: long) } == .pathTooLong)
            #expect(code { try SocketAddress.unix(abstract: long) } == .pathTooLong)
            // 54 characters of two bytes: bytes count, not characters.
            let wide = String(repeating: "é", count: 54)
            #expect(code { try SocketAddress.unix(path: wide) } == .pathTooLong)
        }

        @Test func refusesEmptyPathsAndNULs() {
            #expect(code { try SocketAddress.unix(path: "") } == .invalidArgument)
            #expect(code { try SocketAddress.unix(path: "/a\0b") } == .invalidArgument)
            #expect(code { try SocketAddress.unix(path: [0x2f, 0]) } == .invalidArgument)
            #expect(code { try SocketAddress.unix(path: [UInt8]()) } == .invalidArgument)
        }

        @Test func abstractNames() throws {
            let name = [UInt8](repeating: 0xff, count: 107)
            #expect(try SocketAddress.unix(abstract: name).kind == .unixAbstract(name))
            #expect(try SocketAddress.unix(abstract: "bus").description == "@bus")
            #expect(try SocketAddress.unix(abstract: [0x61, 0, 0x0a]).description == "@a\\x00\\x0a")
            #expect(try SocketAddress.unix(abstract: "").kind == .unixAbstract([]))
            let tooLong = [UInt8](repeating: 1, count: 108)
            #expect(code { try SocketAddress.unix(abstract: tooLong) } == .pathTooLong)
        }

        @Test func unnamed() {
            #expect(SocketAddress.unixUnnamed.kind == .unixUnnamed)
            #expect(SocketAddress.unixUnnamed.description == "unnamed")
            #expect(SocketAddress.unixUnnamed.bytes == [1, 0] || SocketAddress.unixUnnamed.bytes == [0, 1])
        }

        @Test func equalityAndHashAreOfAllBytes() throws {
            let same = try SocketAddress(bytes: SocketAddress.ipv4(.loopback, port: 80).bytes)
            let addresses: [SocketAddress] = [
                .ipv4(.loopback, port: 80), same, .ipv4(.loopback, port: 81), .ipv4(.any, port: 80),
                .ipv6(.loopback, port: 80), .ipv6(.loopback, port: 80, flowInfo: 1),
                .ipv6(.loopback, port: 80, scopeID: 1), .unixUnnamed, try .unix(abstract: ""),
                try .unix(abstract: "a"), try .unix(abstract: "a\0"), try .unix(path: "a"),
            ]
            #expect(Set(addresses).count == addresses.count - 1)
            #expect(addresses[0] == same && addresses[0].hashValue == same.hashValue)
        }

        /// Any bytes make an address or are refused. No property of the address traps or is wrong.
        @Test func fuzzedBytesOfAllLengths() throws {
            for length in 0...130 {
                for family in [0, 1, 2, 10, 16, 17, 40, 0xffff, UInt16.random(in: .min ... .max)] as [UInt16] {
                    var bytes = (0..<length).map { _ in UInt8.random(in: 0...255) }
                    unsafe withUnsafeBytes(of: family) { family in
                        let head = unsafe Array(family).prefix(length)
                        bytes.replaceSubrange(0..<head.count, with: head)
                    }
                    guard let address = try? SocketAddress(bytes: bytes) else {
                        #expect(length < 2 || length > 128)
                        #expect(code { try SocketAddress(bytes: bytes) } == .invalidArgument)
                        continue
                    }
                    #expect(length >= 2 && length <= 128)
                    #expect(address.bytes == bytes)
                    #expect(address.family.rawValue == Int32(family))
                    #expect(!address.description.isEmpty)
                    #expect(try SocketAddress(bytes: address.bytes).hashValue == address.hashValue)
                    switch address.kind {
                    case .ipv4(let host, let port):
                        #expect(family == 2 && length >= 16)
                        #expect(host.bytes == Array(bytes[4..<8]) && port == UInt16(bytes[2]) << 8 | UInt16(bytes[3]))
                    case .ipv6(let host, let port, _, _):
                        #expect(family == 10 && length >= 28)
                        #expect(host.bytes == Array(bytes[8..<24]) && address.port == port)
                    case .unixUnnamed: #expect(family == 1 && length == 2)
                    case .unixPath(let path):
                        #expect(family == 1 && bytes.dropFirst(2).starts(with: path) && path != [])
                    case .unixAbstract(let name): #expect(family == 1 && Array(bytes[3...].prefix(107)) == name)
                    case .link(let packet):
                        #expect(family == 17 && length >= 12)
                        #expect(packet.hardwareAddress.count <= min(length - 12, 32))
                    case .other(let other, let all):
                        #expect(other.rawValue == Int32(family) && all == bytes)
                        #expect(address.port == nil)
                    }
                }
            }
        }

        @Test func bytesThatAreNoUTF8OrControlsPrintSafely() throws {
            #expect(try SocketAddress.unix(path: "/tmp/a\nb\u{7f}\\").description == "/tmp/a\\x0ab\\x7f\\x5c")
            #expect(try SocketAddress.unix(path: [0x2f, 0xff]).description == #"/\xff"#)
            #expect(try SocketAddress.unix(path: [0x2f, 0xff]).unixPath == nil)
            #expect(try SocketAddress(bytes: [16, 0, 1, 0xff]).description == "family 16: 01ff")
            #expect(try SocketAddress(bytes: [16, 0]).description == "family 16:")
        }
    }
}
