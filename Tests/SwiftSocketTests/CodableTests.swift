import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    /// Addresses as text in JSON.
    @Suite struct CodableTests {
        private func json(_ value: some Encodable) throws -> String {
            String(decoding: try JSONEncoder().encode([value]), as: UTF8.self).replacing("\\/", with: "/")
        }

        private func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value? {
            try JSONDecoder().decode([Value].self, from: Data(json.utf8)).first
        }

        /// The debug description of the DecodingError.dataCorrupted that decoding throws.
        private func corruption<Value: Decodable>(_ type: Value.Type, _ json: String) -> String? {
            do {
                _ = try decoded(type, json)
                return nil
            } catch DecodingError.dataCorrupted(let context) {
                return context.debugDescription
            } catch {
                return "\(error)"
            }
        }

        @Test func addressesAreTheirText() throws {
            #expect(try json(IPv4Address(192, 0, 2, 1)) == #"["192.0.2.1"]"#)
            #expect(try json(IPv6Address.loopback) == #"["::1"]"#)
            #expect(try json(MACAddress.broadcast) == #"["ff:ff:ff:ff:ff:ff"]"#)
            #expect(try json(SocketAddress.ipv4(.loopback, port: 80)) == #"["127.0.0.1:80"]"#)
            #expect(try json(SocketAddress.unix(path: "/run/x.sock")) == #"["/run/x.sock"]"#)
            #expect(try decoded(IPv4Address.self, #"["192.0.2.1"]"#) == IPv4Address(192, 0, 2, 1))
            #expect(try decoded(IPv6Address.self, #"["::1"]"#) == .loopback)
            #expect(try decoded(MACAddress.self, #"["ff-ff-ff-ff-ff-ff"]"#) == .broadcast)
            #expect(try decoded(SocketAddress.self, #"["[::1]:80"]"#) == .ipv6(.loopback, port: 80))
        }

        @Test func resultCodesAreTheirNumbers() throws {
            #expect(try json(ResultCode.connectionRefused) == "[111]")
            #expect(try decoded(ResultCode.self, "[111]") == .connectionRefused)
            #expect(try decoded(ResultCode.self, "[4095]")?.rawValue == 4095)
        }

        @Test func otherTextIsDataCorrupted() {
            #expect(corruption(IPv4Address.self, #"["192.0.2"]"#) == "192.0.2 is no IPv4Address")
            #expect(corruption(IPv6Address.self, #"["fe80::1%lo"]"#) == "fe80::1%lo is no IPv6Address")
            #expect(corruption(MACAddress.self, #"[""]"#) == " is no MACAddress")
            #expect(corruption(SocketAddress.self, #"["127.0.0.1"]"#)?.hasPrefix("address 127.0.0.1: ") == true)
            #expect(corruption(SocketAddress.self, #"["[fe80::1%nope]:1"]"#)?.contains("ENODEV") == true)
        }

        @Test func everySocketAddressSurvives() throws {
            let link = LinkAddress(interfaceIndex: 1, etherType: .ipv6, hardwareAddress: [2, 0, 0, 0, 0, 1])
            var received = link
            received.hardwareType = .loopback
            received.kind = .outgoing
            let addresses: [SocketAddress] = [
                .ipv4(.any, port: 0), .ipv6(.loopback, port: 65535, flowInfo: 0x12345, scopeID: 1),
                .ipv6(IPv6Address(0xfe80, 0, 0, 0, 0, 0, 0, 1), port: 1, scopeID: 1), .unixUnnamed,
                try .unix(path: "relative"), try .unix(path: "@looks-abstract"), try .unix(path: "/tmp/\n\\"),
                try .unix(path: [0x2f, 0xff, 0xfe]), try .unix(abstract: "name"), try .unix(abstract: [0, 0xff]),
                try .unix(path: String(repeating: "/", count: 107)), try .link(link), try .link(received),
                try SocketAddress(bytes: [16, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]),
            ]
            for address in addresses {
                let decoder = JSONDecoder()
                let copy = try decoder.decode([SocketAddress].self, from: JSONEncoder().encode([address]))
                #expect(copy == [address])
            }
        }

        /// Names of random bytes, many of them nearly UTF-8. Swift's decoder would replace bytes that are not UTF-8.
        @Test func namesOfAnyBytesSurvive() throws {
            let pieces: [[UInt8]] = [
                [0x41], [0x5c], [0x85], [0xc2, 0x85], [0xc2, 0xa0], [0xc1, 0xbf], [0xe0, 0x9f, 0x80],
                [0xe2, 0x82, 0xac],
                [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0x80, 0x80], [0xf0, 0x9f, 0x99, 0x82], [0xf4, 0x90, 0x80, 0x80],
                [0xf5],
                [0xe2, 0x82], [0xff], [0x0a], [0x7f],
            ]
            for _ in 0..<2000 {
                let name = (0..<20).flatMap { _ in pieces.randomElement() ?? [] }
                let address = try SocketAddress.unix(abstract: name)
                #expect(!address.description.contains("\u{fffd}"))
                #expect(try SocketAddress(text: address.description) == address)
            }
        }

        @Test func readsItsOwnDescription() throws {
            for text in ["127.0.0.1:80", "[::1]:0", "[fe80::1%lo]:9", "/a b", "@", "unnamed", "lo 0x0800"] {
                #expect(try SocketAddress(text: text).description == text)
            }
            #expect(code { try SocketAddress(text: "localhost:80") } == .invalidAddressText)
            #expect(code { try SocketAddress(text: "/" + String(repeating: "x", count: 107)) } == .pathTooLong)
        }
    }
}
