import Testing

@testable import SwiftSocket

@Suite struct SCTPTests {
    /// COOKIE ECHO of three bytes and DATA of five.
    static let packet: [UInt8] = [
        0xd4, 0x31, 0x0b, 0x59, 0x8a, 0x7b, 0x6c, 0x5d, 0x22, 0xb4, 0x28, 0x97, 0x0a, 0x00, 0x00, 0x07, 0xaa, 0xbb,
        0xcc, 0x00, 0x00, 0x03, 0x00, 0x15, 0x00, 0x00, 0x00, 0x01, 0x00, 0x02, 0x00, 0x03, 0x00, 0x00, 0x00, 0x00,
        0x68, 0x65, 0x6c, 0x6c, 0x6f, 0x00, 0x00, 0x00,
    ]

    @Test func header() throws {
        let header = try PacketHeaderTests.check(SCTPHeader.self, Self.packet, length: 12)
        let wanted = SCTPHeader(
            sourcePort: 54321, destinationPort: 2905, verificationTag: 0x8a7b_6c5d, checksum: 0x9728_b422)
        #expect(header == wanted)
        #expect(header.description == "SCTP 54321 > 2905, tag 0x8a7b6c5d")
    }

    @Test func chunks() throws {
        let chunks = try [SCTPChunk](decoding: Self.packet[12...])
        let data: [UInt8] = [0, 0, 0, 1, 0, 2, 0, 3, 0, 0, 0, 0, 0x68, 0x65, 0x6c, 0x6c, 0x6f]
        #expect(
            chunks == [SCTPChunk(.cookieEcho, value: [0xaa, 0xbb, 0xcc]), SCTPChunk(.data, flags: 3, value: data)])
        #expect(try unsafe [SCTPChunk](decoding: Array(Self.packet[12...]).span.bytes) == chunks)
        #expect(try chunks.flatMap { try $0.encoded() } == Array(Self.packet[12...]))
        #expect(chunks.map(\.description) == ["[COOKIE ECHO]", "[DATA]"])
        #expect(SCTPChunk(.init(rawValue: 66)).description == "[type 66]")
        #expect(try [SCTPChunk](decoding: [UInt8]()).isEmpty)
    }

    @Test func paddingIsKept() throws {
        let bytes: [UInt8] = [14, 1, 0, 6, 1, 2, 0, 9]
        let chunk = SCTPChunk(.shutdownComplete, flags: 1, value: [1, 2], padding: [0, 9])
        #expect(try [SCTPChunk](decoding: bytes) == [chunk])
        #expect(try chunk.encoded() == bytes)
        #expect(try SCTPChunk(.abort, value: [1, 2]).encoded() == [6, 0, 0, 6, 1, 2, 0, 0])
    }

    @Test func errors() throws {
        for (bytes, field, code) in [
            ([0, 0, 0, 3], "Chunk Length", ResultCode.packetFieldNotValid),
            ([0, 0, 0, 6, 1, 2], "Chunk Padding", .packetTooShort),
            ([0, 0, 0, 9, 1, 2], "Chunk Value", .packetTooShort),
        ] as [([UInt8], String, ResultCode)] {
            let error = PacketHeaderTests.failure { _ = try [SCTPChunk](decoding: Self.packet[12...] + bytes) }
            #expect(error?.field == field && error?.code == code && error?.layer == .sctp)
        }
        let long = SCTPChunk(.data, value: [UInt8](repeating: 0, count: 65532))
        let error = PacketHeaderTests.failure { _ = try long.encoded() }
        #expect(error?.field == "Chunk Value" && error?.available == 65531)
        let padded = SCTPChunk(.data, value: [1, 2, 3, 4], padding: [0])
        #expect(PacketHeaderTests.failure { _ = try padded.encoded() }?.field == "Chunk Padding")
    }

    @Test func udpLite() throws {
        let bytes: [UInt8] = [0x04, 0xd2, 0x16, 0x2e, 0x00, 0x0a, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef]
        let header = try PacketHeaderTests.check(UDPLiteHeader.self, bytes, length: 8)
        let wanted = UDPLiteHeader(sourcePort: 1234, destinationPort: 5678, checksumCoverage: 10, checksum: 0x1234)
        #expect(header == wanted)
        #expect(header.description == "UDP-Lite 1234 > 5678, coverage 10")
        let error = PacketHeaderTests.failure { _ = try UDPLiteHeader(decoding: [4, 210, 22, 46, 0, 7, 0, 0]) }
        #expect(error?.code == .packetFieldNotValid && error?.field == "Checksum Coverage" && error?.available == 7)
    }

    @Test func wholePackets() throws {
        let ip = IPv4Header(source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(192, 0, 2, 2))
        let sctp = SCTPHeader(sourcePort: 54321, destinationPort: 2905, verificationTag: 0x8a7b_6c5d)
        let bytes = try Packet(ip, sctp, payload: Self.packet[12...]).encoded()
        #expect(Array(bytes[20...]) == Self.packet)
        #expect(bytes[9] == 132)
        let decoded = try Packet.decode(bytes, as: .ipv4, verifyingChecksums: true)
        #expect(decoded.packet[SCTPHeader.self]?.checksum == 0x9728_b422 && decoded.checksums == [.good, .good])
        let light = UDPLiteHeader(sourcePort: 1, destinationPort: 2, checksumCoverage: 8)
        var covered = try Packet(ip, light, payload: [1, 2, 3, 4]).encoded()
        covered[30] ^= 0xff
        let lossy = try Packet.decode(covered, as: .ipv4, verifyingChecksums: true)
        #expect(lossy.checksums == [.good, .good] && lossy.packet[UDPLiteHeader.self]?.checksumCoverage == 8)
        covered[21] ^= 0xff
        #expect(try Packet.decode(covered, as: .ipv4, verifyingChecksums: true).checksums == [.good, .bad])
    }
}
