import Testing

@testable import SwiftSocket

@Suite struct PacketTests {
    // Packets that scapy 2.6 built.
    private static let tagged: [UInt8] = [
        0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x88, 0xa8, 0xa0, 0x64, 0x81, 0x00,
        0x00, 0x07, 0x86, 0xdd, 0x60, 0x01, 0x23, 0x45, 0x00, 0x35, 0x00, 0x40, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x06, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00, 0x01, 0xbb,
        0xc8, 0x22, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x02, 0xa0, 0x12, 0x20, 0x00, 0xbe, 0xc2, 0x00, 0x00,
        0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x03,
        0x03, 0x07, 0x68, 0x65, 0x6c, 0x6c, 0x6f,
    ]

    private static let ping: [UInt8] = [
        0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x45, 0x00, 0x00, 0x20,
        0x00, 0x01, 0x00, 0x00, 0x40, 0x01, 0x7c, 0xda, 0x7f, 0x00, 0x00, 0x01, 0x7f, 0x00, 0x00, 0x01, 0x08, 0x00,
        0x19, 0x2d, 0x00, 0x01, 0x00, 0x01, 0x70, 0x69, 0x6e, 0x67, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    ]

    private static let dns: [UInt8] = [
        0x45, 0x00, 0x00, 0x21, 0x00, 0x07, 0x40, 0x00, 0x40, 0x11, 0x4e, 0x8e, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33,
        0x64, 0x02, 0xd0, 0xa3, 0x00, 0x35, 0x00, 0x0d, 0xa4, 0x26, 0xde, 0xad, 0xbe, 0xef, 0x01,
    ]

    private static let failure = PacketHeaderTests.failure

    @Test func synWithOptions() throws {
        let syn = Packet(
            IPv4Header(source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2)),
            TCPHeader(
                sourcePort: 51234, destinationPort: 443, sequenceNumber: 1, flags: .syn, window: 65535,
                options: [.maximumSegmentSize(1460), .sackPermitted, .noOperation, .windowScale(7)]))
        let bytes = try syn.encoded()
        #expect(bytes.count == 52)
        let decoded = try Packet.decode(bytes, as: .ipv4, verifyingChecksums: true)
        #expect(decoded.checksums == [.good, .good] && decoded.offsets == [0, 20])
        #expect(decoded.packet == (try syn.filled()))
        #expect(decoded.packet[TCPHeader.self]?.destinationPort == 443)
        #expect(decoded.packet[IPv4Header.self]?.totalLength == 52)
        #expect(decoded.packet[UDPHeader.self] == nil)
    }

    @Test func echo() throws {
        let echo = Packet(
            IPv4Header(source: .loopback, destination: .loopback, identification: 1),
            ICMPv4Message.echoRequest(identifier: 1, sequenceNumber: 1), payload: "ping".utf8)
        #expect(try echo.encoded() == Array(Self.ping[14..<46]))
    }

    @Test func everyLayerOfAFrame() throws {
        let decoded = try Packet.decode(Self.tagged, as: .ethernet, verifyingChecksums: true)
        let packet = decoded.packet
        #expect(decoded.offsets == [0, 14, 18, 22, 62, 70])
        #expect(decoded.checksums == [.unverified, .unverified, .unverified, .unverified, .unverified, .good])
        #expect(packet.payload == Array("hello".utf8))
        #expect(
            packet.headers.map { type(of: $0).layerKind } == [
                .ethernet, .vlan, .vlan, .ipv6, .ipv6HopByHopOptions, .tcp,
            ])
        #expect(packet[VLANTag.self]?.identifier == 100)
        #expect(packet[IPv6Header.self]?.flowLabel == 0x12345)
        #expect(try packet.encoded() == Self.tagged)
        #expect(try packet.encoded(filling: []) == Self.tagged)
        let again = try unsafe Packet(decoding: Self.tagged.span.bytes, as: .ethernet)
        #expect(again == packet)
        #expect(packet.description.split(separator: "\n").count == 7)
    }

    @Test func paddingIsATrailer() throws {
        let packet = try Packet(decoding: Self.ping, as: .ethernet)
        #expect(packet.payload == Array("ping".utf8) && packet.trailer.count == 14)
        #expect(try packet.encoded() == Self.ping)
    }

    @Test func fieldsAreFilledInOrKept() throws {
        var packet = try Packet(decoding: Self.dns, as: .ipv4)
        packet[UDPHeader.self]?.checksum = 0x1234
        packet[IPv4Header.self]?.protocol = .tcp
        #expect(try packet.encoded() == Self.dns)
        let kept = try packet.encoded(filling: [])
        #expect(kept[26] == 0x12 && kept[27] == 0x34 && kept[9] == 6)
        let lengths = try packet.encoded(filling: [.lengths, .protocols])
        #expect(lengths[26] == 0x12 && lengths[9] == 17)
        let decoded = try Packet.decode(lengths, as: .ipv4, verifyingChecksums: true)
        #expect(decoded.checksums == [.good, .bad])
    }

    @Test func headersAreReplacedByType() throws {
        var packet = Packet(payload: "x".utf8)
        packet[UDPHeader.self] = UDPHeader(sourcePort: 1, destinationPort: 2)
        packet[UDPHeader.self]?.sourcePort = 3
        #expect(packet.headers.count == 1 && packet[UDPHeader.self]?.sourcePort == 3)
        packet[UDPHeader.self] = nil
        #expect(packet.headers.isEmpty)
        #expect(try packet.encoded() == [0x78])
    }

    @Test func whatDoesNotFitIsRefused() throws {
        let ip = IPv4Header(source: .loopback, destination: .loopback)
        let udp = UDPHeader(sourcePort: 1, destinationPort: 2)
        let long = Packet(ip, udp, payload: [UInt8](repeating: 0, count: 65536))
        let error = try #require(Self.failure { _ = try long.encoded() })
        #expect(error.code == .packetFieldOutOfRange && error.layer == .udp && error.field == "Length")
        #expect(error.needed == 65544 && error.available == 65535)
        let many = Packet(headers: [any PacketHeader](repeating: ip, count: 33))
        #expect(Self.failure { _ = try many.encoded() }?.code == .tooManyLayers)
        let countless = Packet(headers: [any PacketHeader](repeating: ip, count: 100_000))
        #expect(Self.failure { _ = try countless.encoded() }?.code == .tooManyLayers)
        #expect(Self.failure { _ = try Packet(ip, udp).filled([.checksums]) }?.code == .packetFieldNotValid)
        let most = Packet(headers: [any PacketHeader](repeating: ip, count: 32))
        #expect(try Packet(decoding: try most.encoded(), as: .ipv4).headers.count == 32)
        #expect(Self.failure { _ = try Packet(decoding: Self.ping, as: .payload) } == nil)
    }

    @Test func truncatedPacketsAreReadLeniently() throws {
        for count in 0..<Self.dns.count {
            let part = Self.dns.prefix(count)
            #expect(Self.failure { _ = try Packet(decoding: part, as: .ipv4) }?.code == .packetTooShort)
            let decoded = try Packet.decodeLeniently(part, as: .ipv4)
            #expect(decoded.missing != nil)
            if count >= 28 { #expect(decoded.packet[UDPHeader.self]?.destinationPort == 53) }
        }
        let quote = try Packet.decodeLeniently(Self.dns.prefix(28), as: .ipv4)
        #expect(
            quote.missing?.description
                == "IPv4: Total Length at byte 2: packet too short: 33 bytes needed, 28 available")
    }

    @Test func writesIntoMemory() throws {
        let packet = try Packet(decoding: Self.dns, as: .ipv4)
        var memory = [UInt8](repeating: 0xa5, count: 40)
        let written = unsafe memory.withUnsafeMutableBytes { memory in
            var span = unsafe OutputRawSpan(buffer: memory, initializedCount: 1)
            #expect(Self.failure { try packet.encode(into: &span) } == nil)
            #expect(Self.failure { try packet.encode(into: &span) }?.code == .noRoomForPacket)
            return unsafe span.finalize(for: memory)
        }
        #expect(written == 34 && Array(memory[1..<34]) == Self.dns && memory[34] == 0xa5)
    }

    @Test func headersWithoutTheirPayload() throws {
        let packet = try Packet(decoding: Self.dns, as: .ipv4)
        #expect(try packet.encodedHeaders() == Array(Self.dns.prefix(28)))
        let ip = try #require(packet[IPv4Header.self])
        let udp = try #require(packet[UDPHeader.self])
        var memory = [UInt8](repeating: 0xa5, count: 40)
        let written = unsafe memory.withUnsafeMutableBytes { memory in
            var span = unsafe OutputRawSpan(buffer: memory, initializedCount: 1)
            let payload = packet.payload
            #expect(Self.failure { try unsafe Packet.encode(ip, udp, payload: payload.span.bytes, into: &span) } == nil)
            return unsafe span.finalize(for: memory)
        }
        #expect(written == 34 && Array(memory[1..<34]) == Self.dns && memory[34] == 0xa5)
    }

    @Test func decoderLendsTheHeaders() throws {
        var decoder = PacketDecoder()
        for _ in 0..<3 {
            try unsafe decoder.decode(Self.tagged.span.bytes, as: .ethernet, verifyingChecksums: true) { layers in
                let packet = try? Packet(decoding: Self.tagged, as: .ethernet)
                #expect(layers.count == 6 && layers.missing == nil)
                #expect(layers[TCPHeader.self] == packet?[TCPHeader.self])
                #expect(layers[UDPHeader.self] == nil)
                #expect(layers.header(at: 2, as: VLANTag.self)?.identifier == 7)
                #expect(layers.header(at: 2, as: TCPHeader.self) == nil)
                #expect(layers.checksum(at: 5) == .good && layers.kind(at: 3) == .ipv6)
                #expect(layers.range(at: 3) == 22..<115 && layers.payload == 110..<115 && layers.trailer.isEmpty)
            }
        }
        let error = Self.failure {
            var small = PacketDecoder(maximumHeaderCount: 5)
            try unsafe small.decode(Self.tagged.span.bytes, as: .ethernet) { _ in }
        }
        #expect(error?.code == .tooManyLayers)
        let part = Array(Self.dns.prefix(25))
        let missing = try unsafe decoder.decode(part.span.bytes, as: .ipv4, leniently: true) { $0.missing }
        #expect(missing?.layer == .ipv4 && missing?.needed == 33)
        #expect(
            Self.failure { try unsafe decoder.decode(part.span.bytes, as: .ipv4) { _ in } }?.code == .packetTooShort)
    }

    @Test func hexDump() throws {
        let lines = HexDump(Self.dns).description.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "\t0x0000:  4500 0021 0007 4000 4011 4e8e c000 0201  E..!..@.@.N.....")
        #expect(lines[2] == "\t0x0020:  01                                       .")
        #expect(HexDump([]).description.isEmpty)
    }
}
