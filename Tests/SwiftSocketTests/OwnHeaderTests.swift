import Testing

@testable import SwiftSocket

/// GRE: RFC 2784, RFC 2890. The library has no such header.
struct GREHeader: PacketHeader {
    var protocolType: EtherType = .ipv4
    var key: UInt32?
    var sequenceNumber: UInt32?

    static var layerKind: LayerKind { LayerKind(protocol: .gre) }
    var nextLayer: LayerKind { protocolType == .bridging ? .ethernet : LayerKind(etherType: protocolType) }

    static func read(_ reader: inout HeaderReader) -> GREHeader? {
        let flags = reader.readUInt16("Flags")
        var header = GREHeader(protocolType: EtherType(rawValue: reader.readUInt16("Protocol Type")))
        if flags & 0xcfff != 0 {
            reader.fail(.packetFieldNotValid, field: "Flags", offset: 0, needed: 0x3000, available: Int(flags))
            return nil
        }
        if flags & 0x2000 != 0 { header.key = reader.readUInt32("Key") }
        if flags & 0x1000 != 0 { header.sequenceNumber = reader.readUInt32("Sequence Number") }
        return header
    }

    func write(to writer: inout HeaderWriter) {
        writer.writeUInt16((key == nil ? 0 : 0x2000) | (sequenceNumber == nil ? 0 : 0x1000))
        writer.writeUInt16(protocolType.rawValue)
        if let key { writer.writeUInt32(key) }
        if let sequenceNumber { writer.writeUInt32(sequenceNumber) }
    }
}

/// An MPLS label stack entry: RFC 3032.
struct MPLSHeader: PacketHeader {
    var entry: MPLSLabel

    static var layerKind: LayerKind { LayerKind(etherType: .mpls) }
    var nextLayer: LayerKind { entry.isBottomOfStack ? .ipv4 : Self.layerKind }

    static func read(_ reader: inout HeaderReader) -> MPLSHeader? { MPLSLabel.read(&reader).map(MPLSHeader.init) }
    func write(to writer: inout HeaderWriter) { entry.write(to: &writer) }
}

/// A header with a number of each width, bytes, and a limit.
struct EveryWidth: PacketHeader {
    var eight: UInt8 = 0
    var sixteen: UInt16 = 0
    var thirtyTwo: UInt32 = 0
    var sixtyFour: UInt64 = 0
    var bytes: [UInt8] = []

    static var layerKind: LayerKind { LayerKind(own: 7) }

    static func read(_ reader: inout HeaderReader) -> EveryWidth? {
        let eight = reader.readUInt8("Eight"), sixteen = reader.readUInt16("Sixteen")
        let thirtyTwo = reader.readUInt32("Thirty-two"), sixtyFour = reader.readUInt64("Sixty-four")
        let bytes = reader.readBytes(Int(eight), "Bytes")
        return EveryWidth(eight: eight, sixteen: sixteen, thirtyTwo: thirtyTwo, sixtyFour: sixtyFour, bytes: bytes)
    }

    func write(to writer: inout HeaderWriter) {
        writer.writeUInt8(eight)
        writer.writeUInt16(sixteen)
        writer.writeUInt32(thirtyTwo)
        writer.writeUInt64(sixtyFour)
        writer.writeBytes(bytes)
        if bytes.count != eight {
            writer.fail(
                .packetFieldOutOfRange, field: "Bytes", offset: 15, needed: bytes.count, available: Int(eight))
        }
    }
}

@Suite struct OwnHeaderTests {
    // Packets that scapy 2.6 built.
    static let gre: [UInt8] = [
        0x45, 0x00, 0x00, 0x3b, 0x00, 0x07, 0x00, 0x00, 0x40, 0x2f, 0x8e, 0x56, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33,
        0x64, 0x02, 0x20, 0x00, 0x08, 0x00, 0x01, 0x02, 0x03, 0x04, 0x45, 0x00, 0x00, 0x1f, 0x00, 0x08, 0x00, 0x00,
        0x40, 0x11, 0x66, 0xc4, 0x0a, 0x00, 0x00, 0x01, 0x0a, 0x00, 0x00, 0x02, 0x13, 0x88, 0x00, 0x35, 0x00, 0x0b,
        0x13, 0xb6, 0x61, 0x62, 0x63,
    ]
    static let mpls: [UInt8] = [
        0x02, 0x00, 0x00, 0x00, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x88, 0x47, 0x00, 0x01, 0x01, 0x40,
        0x45, 0x00, 0x00, 0x28, 0x00, 0x01, 0x00, 0x00, 0x40, 0x06, 0x8e, 0x98, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33,
        0x64, 0x02, 0x03, 0xe8, 0x00, 0x50, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x50, 0x02, 0x20, 0x00,
        0x9f, 0x72, 0x00, 0x00,
    ]

    static let failure = PacketHeaderTests.failure

    @Test func packetsWithOwnHeadersAreEncoded() throws {
        let tunnel = Packet(
            IPv4Header(source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2), identification: 7),
            GREHeader(key: 0x0102_0304),
            IPv4Header(source: IPv4Address(10, 0, 0, 1), destination: IPv4Address(10, 0, 0, 2), identification: 8),
            UDPHeader(sourcePort: 5000, destinationPort: 53), payload: "abc".utf8)
        #expect(try tunnel.encoded() == Self.gre)
        #expect(try tunnel.encodedHeaders() == Array(Self.gre.dropLast(3)))
        #expect(try tunnel.filled()[IPv4Header.self]?.protocol == .gre)
        let labelled = Packet(
            EthernetHeader(source: MACAddress(2, 0, 0, 0, 0, 1), destination: MACAddress(2, 0, 0, 0, 0, 2)),
            MPLSHeader(entry: MPLSLabel(16, isBottomOfStack: true, timeToLive: 64)),
            IPv4Header(source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2), identification: 1),
            TCPHeader(sourcePort: 1000, destinationPort: 80, sequenceNumber: 1, flags: .syn, window: 8192))
        #expect(try labelled.encoded() == Self.mpls)
    }

    @Test func packetsWithOwnHeadersAreDecoded() throws {
        let decoded = try Packet.decode(Self.gre, as: .ipv4, knowing: [GREHeader.self], verifyingChecksums: true)
        #expect(decoded.packet.headers.count == 4 && decoded.offsets == [0, 20, 28, 48])
        #expect(decoded.checksums == [.good, .unverified, .good, .good] && decoded.payloadKind == .payload)
        #expect(decoded.packet[GREHeader.self] == GREHeader(key: 0x0102_0304))
        #expect(decoded.packet[UDPHeader.self]?.destinationPort == 53)
        #expect(decoded.packet.payload == Array("abc".utf8))
        #expect(try decoded.packet.encoded(filling: []) == Self.gre)
        let span = try unsafe Packet.decode(Self.gre.span.bytes, as: .ipv4, knowing: [MPLSHeader.self, GREHeader.self])
        #expect(span.packet == decoded.packet)
        let labelled = try Packet.decode(Self.mpls, as: .ethernet, knowing: [MPLSHeader.self], verifyingChecksums: true)
        #expect(labelled.packet[MPLSHeader.self]?.entry.label == 16 && labelled.checksums.last == .good)
    }

    @Test func unknownHeadersArePayloadWithAKind() throws {
        let decoded = try Packet.decode(Self.gre, as: .ipv4)
        #expect(decoded.packet.headers.count == 1 && decoded.payloadKind == GREHeader.layerKind)
        #expect(decoded.payloadKind.description == "GRE")
        let inside = try Packet.decode(decoded.packet.payload, as: decoded.payloadKind, knowing: [GREHeader.self])
        #expect(inside.packet.headers.count == 3)
        #expect(IPv4Header(source: .any, destination: .any, protocol: .gre).nextLayer == GREHeader.layerKind)
        #expect(EthernetHeader(source: .broadcast, etherType: .ipv6).nextLayer == .ipv6)
    }

    @Test func truncatedOwnHeadersAreDecodedLeniently() throws {
        for count in 0..<Self.gre.count {
            let part = Self.gre.prefix(count)
            #expect(Self.failure { _ = try Packet.decode(part, as: .ipv4, knowing: [GREHeader.self]) } != nil)
            let decoded = try Packet.decodeLeniently(part, as: .ipv4, knowing: [GREHeader.self])
            #expect(decoded.missing?.layer == .ipv4)
            #expect(
                decoded.packet.headers.count
                    == (count == 0 ? 0 : count <= 20 ? 1 : count <= 28 ? 2 : count <= 48 ? 3 : 4))
        }
        // The outer packet is whole, and GRE is cut.
        var short = Array(Self.gre.prefix(26))
        short[3] = 26
        let error = Self.failure { _ = try Packet.decode(short, as: .ipv4, knowing: [GREHeader.self]) }
        #expect(error?.description == "GRE: Key at byte 4: packet too short: 8 bytes needed, 6 available")
        let decoded = try Packet.decodeLeniently(short, as: .ipv4, knowing: [GREHeader.self])
        #expect(decoded.missing == error && decoded.packet[GREHeader.self]?.key == 0)
        short[20] = 0x40  // a flag that is not valid
        let refused = Self.failure { _ = try Packet.decode(short, as: .ipv4, knowing: [GREHeader.self]) }
        #expect(
            refused?.code == .packetFieldNotValid && refused?.field == "Flags" && refused?.layer == GREHeader.layerKind)
        let kept = try Packet.decodeLeniently(short, as: .ipv4, knowing: [GREHeader.self])
        #expect(kept.packet.headers.count == 1 && kept.missing == refused && kept.packet.payload.count == 6)
        let first = Self.failure {
            _ = try Packet.decodeLeniently([0xff, 0, 0, 0], as: GREHeader.layerKind, knowing: [GREHeader.self])
        }
        #expect(first?.code == .packetFieldNotValid)
    }

    @Test func everyPrefixOfEveryBitFlipIsHandled() {
        for bit in 0..<Self.gre.count * 8 {
            var bytes = Self.gre
            bytes[bit / 8] ^= 1 << (bit % 8)
            for count in [bytes.count, bytes.count - 1, 30, 24] {
                _ = try? Packet.decode(bytes.prefix(count), as: .ipv4, knowing: [GREHeader.self])
                _ = try? Packet.decodeLeniently(bytes.prefix(count), as: .ipv4, knowing: [GREHeader.self])
            }
        }
    }

    @Test func anOwnHeaderOfNoBytesCannotLoop() {
        struct Nothing: PacketHeader {
            static var layerKind: LayerKind { LayerKind(protocol: .gre) }
            var nextLayer: LayerKind { Self.layerKind }
            static func read(_ reader: inout HeaderReader) -> Nothing? { Nothing() }
            func write(to writer: inout HeaderWriter) {}
        }
        #expect(
            Self.failure { _ = try Packet.decode(Self.gre, as: .ipv4, knowing: [Nothing.self]) }?.code == .tooManyLayers
        )
    }

    @Test func decoderLendsOwnHeaders() throws {
        var decoder = PacketDecoder(knowing: [GREHeader.self])
        for _ in 0..<2 {
            try unsafe decoder.decode(Self.gre.span.bytes, as: .ipv4, verifyingChecksums: true) { layers in
                #expect(layers.count == 4 && layers.kind(at: 1) == GREHeader.layerKind)
                #expect(layers[GREHeader.self]?.key == 0x0102_0304)
                #expect(layers.header(at: 3, as: UDPHeader.self)?.destinationPort == 53)
                #expect(layers.range(at: 1) == 20..<59 && layers.payload == 56..<59)
                #expect(layers.checksum(at: 3) == .good && layers.payloadKind == .payload)
            }
        }
        var other = PacketDecoder()
        try unsafe other.decode(Self.gre.span.bytes, as: .ipv4) { layers in
            #expect(layers.count == 1 && layers.payloadKind == GREHeader.layerKind)
        }
    }

    @Test func numbersOfEveryWidthAreReadAndWritten() throws {
        let header = EveryWidth(
            eight: 2, sixteen: 0x1234, thirtyTwo: 0x1234_5678, sixtyFour: 0x1234_5678_9abc_def0, bytes: [0xaa, 0xbb])
        let bytes: [UInt8] = [
            2, 0x12, 0x34, 0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0xaa, 0xbb,
        ]
        #expect(try PacketHeaderTests.check(EveryWidth.self, bytes) == header)
        #expect(header.description.hasPrefix("EveryWidth(eight: 2, sixteen: 4660,"))
        let error = Self.failure { _ = try EveryWidth(decoding: bytes.prefix(9)) }
        #expect(error?.field == "Sixty-four" && error?.offset == 7 && error?.needed == 15 && error?.available == 9)
        let lenient = try EveryWidth.decodeLeniently(bytes.prefix(16))
        #expect(lenient.header.bytes == [0xaa] && lenient.length == 16 && lenient.missing?.field == "Bytes")
        let wrong = Self.failure { _ = try EveryWidth(eight: 3, bytes: [1]).encoded() }
        #expect(wrong?.code == .packetFieldOutOfRange && wrong?.needed == 1 && wrong?.layer == EveryWidth.layerKind)
        let packet = Packet(EveryWidth(eight: 3), payload: [1])
        #expect(Self.failure { _ = try packet.encoded() }?.field == "Bytes")
    }

    @Test func listsOfOwnElementsAreReadAndWritten() throws {
        let list = [EveryWidth(), EveryWidth(eight: 1, bytes: [9])]
        let bytes = try list.encoded()
        #expect(bytes.count == 31)
        #expect(try [EveryWidth](decoding: bytes) == list)
        #expect(try [EveryWidth](decoding: [UInt8]()).isEmpty)
        #expect(Self.failure { _ = try [EveryWidth](decoding: bytes.dropLast()) }?.field == "Bytes")
        #expect(Self.failure { _ = try EveryWidth(decoding: [UInt8]()) }?.code == .packetTooShort)
    }

    @Test func kindsComeFromNumbers() {
        #expect(LayerKind(protocol: .udp) == .udp && LayerKind(etherType: .ipv4) == .ipv4)
        #expect(
            LayerKind(protocol: .noNextHeader) == .payload
                && LayerKind(etherType: EtherType(rawValue: 1500)) == .payload)
        #expect(LayerKind(protocol: SocketProtocol(rawValue: -1)) == .payload)
        #expect(LayerKind(own: 1) != LayerKind(own: 2) && LayerKind(own: 47) != LayerKind(protocol: .gre))
    }

    @Test func headersLongerThanTheStackBufferAreEncoded() throws {
        let records = (0..<300).map { IGMPRecord(.modeIsInclude, group: IPv4Address(224, 0, 1, UInt8($0 % 256))) }
        let packet = Packet(
            IPv4Header(source: .loopback, destination: .loopback), IGMPMessage.report(records), payload: [])
        let bytes = try packet.encoded()
        #expect(bytes.count == 20 + 8 + 300 * 8)
        #expect(try Packet.decode(bytes, as: .ipv4, verifyingChecksums: true).checksums == [.good, .good])
        #expect(try packet.encodedHeaders() == bytes && records.encoded().count == 2400)
    }

    @Test func theShortestHeadersAreFilledIn() throws {
        let shortest: [any PacketHeader] = [
            ICMPv4Message(.other(type: 200)), ICMPv6Message(.other(type: 200)), IGMPMessage(.leave),
            SCTPHeader(sourcePort: 1, destinationPort: 2, verificationTag: 3),
            UDPHeader(sourcePort: 1, destinationPort: 2),
            UDPLiteHeader(sourcePort: 1, destinationPort: 2), TCPHeader(sourcePort: 1, destinationPort: 2),
            IPv6FragmentHeader(identification: 1), IPv6DestinationOptions(), VLANTag(1),
            ARPHeader(.request, senderHardware: [], senderProtocol: [], targetHardware: [], targetProtocol: []),
        ]
        for header in shortest {
            let packet = Packet(IPv6Header(source: .loopback, destination: .loopback), header)
            #expect(try packet.encoded().count == 40 + header.encodedLength())
        }
    }

    @Test func theFirstErrorIsReported() throws {
        let ip = IPv4Header(source: .loopback, destination: .loopback, dscp: 64)
        let packet = Packet(ip, EveryWidth(eight: 3), UDPHeader(sourcePort: 1, destinationPort: 2))
        let error = Self.failure { _ = try packet.encoded() }
        #expect(error?.description == "IPv4: DSCP at byte 1: cannot hold 64, 63 at most")
        let labels = [
            MPLSLabel(1 << 20, isBottomOfStack: false, timeToLive: 1),
            MPLSLabel(1, isBottomOfStack: true, timeToLive: 1),
        ]
        #expect(Self.failure { _ = try labels.encoded() }?.needed == 1 << 20)
        let options: [TCPOption] = [.other(kind: 99, data: [UInt8](repeating: 0, count: 300)), .noOperation]
        #expect(Self.failure { _ = try TCPOptions(options) }?.code == .packetFieldOutOfRange)
        let many = [TCPOption](repeating: .maximumSegmentSize(1), count: 11)
        let room = Self.failure { _ = try TCPOptions(many) }
        #expect(room?.code == .noRoomForPacket && room?.needed == 44 && room?.available == 40)
    }

    @Test func errorsOfYourOwn() {
        let error = PacketError(
            .packetFieldNotValid, layer: GREHeader.layerKind, field: "Version", offset: -1, needed: 0, available: 7)
        #expect(error.description == "GRE: Version at byte 0: not valid: the bound is 0, the value 7")
    }
}
