import Testing

@testable import SwiftSocket

@Suite struct TCPHeaderTests {
    /// The answer to a SYN as Linux lays it out.
    static let synAck: [UInt8] = [
        0x01, 0xbb, 0xc8, 0x22, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0xa0, 0x12, 0xfe, 0x88, 0x02, 0xc0,
        0x00, 0x00, 0x02, 0x04, 0x05, 0xa0, 0x04, 0x02, 0x08, 0x0a, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88,
        0x01, 0x03, 0x03, 0x07,
    ]

    @Test func tcp() throws {
        let header = try PacketHeaderTests.check(TCPHeader.self, Self.synAck + [1, 2, 3], length: 40)
        let wanted = TCPHeader(
            sourcePort: 443, destinationPort: 51234, sequenceNumber: 0x0102_0304, acknowledgmentNumber: 0x0506_0708,
            flags: [.syn, .ack], window: 65160,
            options: [
                .maximumSegmentSize(1440), .sackPermitted, .timestamps(value: 0x1122_3344, echoReply: 0x5566_7788),
                .noOperation, .windowScale(7),
            ], checksum: 0x02c0)
        #expect(header == wanted)
        #expect(
            header.description
                == "TCP 443 > 51234, flags [S.], seq 16909060, ack 84281096, win 65160, options "
                + "[mss 1440,sackOK,TS val 287454020 ecr 1432778632,nop,wscale 7]")
    }

    @Test func everyBit() throws {
        let bytes: [UInt8] = [
            0xc0, 0x01, 0x00, 0x19, 0xff, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x01, 0x5b, 0xf9, 0x00, 0x00, 0x12, 0x34,
            0xff, 0xfe,
        ]
        let header = try PacketHeaderTests.check(TCPHeader.self, bytes)
        let wanted = TCPHeader(
            sourcePort: 49153, destinationPort: 25, sequenceNumber: .max, acknowledgmentNumber: 0x8000_0001,
            flags: [.ae, .cwr, .ece, .urg, .ack, .psh, .fin], window: 0, urgentPointer: 65534, reserved: 5,
            checksum: 0x1234)
        #expect(header == wanted)
        #expect(
            header.description
                == "TCP 49153 > 25, flags [FP.UEWe], seq 4294967295, ack 2147483649, win 0, urg 65534")
        #expect(TCPHeader(sourcePort: 1, destinationPort: 2).description == "TCP 1 > 2, flags [none], seq 0, win 0")
    }

    @Test(
        arguments: [
            (.sack([.init(leftEdge: 1, rightEdge: 2)]), [5, 10, 0, 0, 0, 1, 0, 0, 0, 2], "sack 1 {1:2}"),
            (
                .sack([
                    .init(leftEdge: 1, rightEdge: 2), .init(leftEdge: 3, rightEdge: 4),
                    .init(leftEdge: 5, rightEdge: 6),
                    .init(leftEdge: .max, rightEdge: 7),
                ]),
                [
                    5, 34, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 6, 255, 255, 255, 255,
                    0, 0,
                    0, 7,
                ], "sack 4 {1:2}{3:4}{5:6}{4294967295:7}"
            ),
            (.fastOpenCookie([]), [34, 2], "tfo cookiereq"),
            (.fastOpenCookie([0xc0, 0x0c, 0x1e, 0x0a]), [34, 6, 0xc0, 0x0c, 0x1e, 0x0a], "tfo cookie c00c1e0a"),
            (
                .md5([UInt8](0..<16)), [19, 18] + [UInt8](0..<16), "md5 000102030405060708090a0b0c0d0e0f"
            ),
            (.other(kind: 28, data: [0x80, 0x1e]), [28, 4, 0x80, 0x1e], "unknown-28 0x801e"),
            (.other(kind: 254, data: []), [254, 2], "unknown-254"),
        ] as [(TCPOption, [UInt8], String)])
    func option(_ option: TCPOption, _ bytes: [UInt8], _ text: String) throws {
        let options = try TCPOptions([option])
        #expect(options.bytes == bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4))
        #expect(Array(options).first == option)
        #expect(option.description == text)
    }

    @Test(
        arguments: [
            .sack([]), .sack([TCPOption.SACKBlock](repeating: .init(leftEdge: 1, rightEdge: 2), count: 5)),
            .fastOpenCookie([1, 2]), .fastOpenCookie([1, 2, 3, 4, 5]), .md5([1]),
            .other(kind: 4, data: [0]), .other(kind: 254, data: [UInt8](repeating: 0, count: 254)),
        ] as [TCPOption])
    func optionIsRefused(_ option: TCPOption) {
        let error = PacketHeaderTests.failure { _ = try TCPOptions([option]) }
        #expect(error?.code == .packetFieldOutOfRange && error?.layer == .tcp)
    }

    @Test func optionsThatCannotBeRead() throws {
        let broken = TCPOptions(bytes: [1, 2, 3, 0])
        #expect(Array(broken) == [.noOperation, .malformed([2, 3, 0])])
        #expect(try TCPOptions(Array(broken)) == broken)
        #expect(broken.description == "nop,malformed")
        #expect(TCPOptions(bytes: [0, 0, 9, 0]).map(\.description) == ["eol"])
        #expect(TCPOption.malformed([2, 3, 0]).description == "malformed")
    }

    @Test func tcpIsRefused() throws {
        var header = TCPHeader(sourcePort: 1, destinationPort: 2, reserved: 8)
        #expect(PacketHeaderTests.failure { _ = try header.encoded() }?.field == "Reserved")
        header.reserved = 0
        header.flags = TCPFlags(rawValue: 0x200)
        #expect(PacketHeaderTests.failure { _ = try header.encoded() }?.field == "Control Bits")
        var bytes = Self.synAck
        bytes[12] = 0x42
        let error = try #require(PacketHeaderTests.failure { _ = try TCPHeader(decoding: bytes) })
        #expect(error.description == "TCP: Data Offset at byte 12: not valid: the bound is 5, the value 4")
    }

    @Test func quoteInAnICMPError() throws {
        let quote = try TCPHeader.decodeLeniently(Self.synAck.prefix(8))
        let wanted = TCPHeader(sourcePort: 443, destinationPort: 51234, sequenceNumber: 0x0102_0304)
        #expect(quote.header == wanted)
        #expect(quote.missing?.field == "Acknowledgment Number" && quote.missing?.needed == 20)
    }
}
