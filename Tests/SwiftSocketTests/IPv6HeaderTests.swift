import Testing

@testable import SwiftSocket

@Suite struct IPv6HeaderTests {
    /// A UDP datagram of 4 bytes.
    static let packet: [UInt8] = [
        0x6b, 0x9a, 0xbc, 0xde, 0x00, 0x0c, 0x11, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0xff, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x01, 0xd0, 0xa3, 0x00, 0x35, 0x00, 0x0c, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef,
    ]

    @Test func ipv6() throws {
        let header = try PacketHeaderTests.check(IPv6Header.self, Self.packet, length: 40)
        let wanted = IPv6Header(
            source: IPv6Address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), destination: .allNodes, nextHeader: .udp, dscp: 46,
            ecn: 1, flowLabel: 0xabcde, payloadLength: 12)
        #expect(header == wanted)
        #expect(
            header.description
                == "IPv6 2001:db8::1 > ff02::1, class 0xb9, flowlabel 0xabcde, hlim 64, next-header UDP (17), payload length 12"
        )
        #expect(
            IPv6Header(source: .any, destination: .loopback).description
                == "IPv6 :: > ::1, hlim 64, next-header IPv6-NoNxt (59), payload length 0")
    }

    @Test func ipv6IsRefused() throws {
        let header = IPv6Header(source: .loopback, destination: .loopback)
        func field(_ change: (inout IPv6Header) -> Void) -> String? {
            var changed = header
            change(&changed)
            return PacketHeaderTests.failure { _ = try changed.encoded() }?.field
        }
        #expect(field { $0.dscp = 64 } == "DSCP")
        #expect(field { $0.ecn = 4 } == "ECN")
        #expect(field { $0.flowLabel = 0x100000 } == "Flow Label")
        #expect(field { $0.nextHeader = .mptcp } == "Next Header")
        #expect(field { $0.nextHeader = SocketProtocol(rawValue: -1) } == "Next Header")
        var bytes = Self.packet
        bytes[5] = 13
        let error = try #require(PacketHeaderTests.failure { _ = try IPv6Header(decoding: bytes) })
        #expect(error.description == "IPv6: Payload Length at byte 4: packet too short: 53 bytes needed, 52 available")
        let quote = try IPv6Header.decodeLeniently(bytes)
        #expect(quote.missing == error && quote.length == 40)
    }
}
