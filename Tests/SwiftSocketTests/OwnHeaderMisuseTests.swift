import Testing

@testable import SwiftSocket

/// Headers of one's own that are wrong: no read or write leaves the bytes, and errors are reported.
@Suite struct OwnHeaderMisuseTests {
    /// Has a kind of the library's, and reads another header of the library's.
    private struct Impostor: PacketHeader {
        var routing: IPv6RoutingHeader
        static var layerKind: LayerKind { .ipv6 }
        static func read(_ reader: inout HeaderReader) -> Impostor? {
            IPv6RoutingHeader.read(&reader).map { Impostor(routing: $0) }
        }
        func write(to writer: inout HeaderWriter) { routing.write(to: &writer) }
    }

    private struct Numbers: PacketHeader {
        var number: UInt32
        static var layerKind: LayerKind { .udp }
        static func read(_ reader: inout HeaderReader) -> Numbers? { Numbers(number: reader.readUInt32("Number")) }
        func write(to writer: inout HeaderWriter) { writer.writeUInt32(number) }
    }

    private struct Four: PacketHeader, Equatable {
        var number: UInt32
        static var layerKind: LayerKind { LayerKind(protocol: .gre) }
        static func read(_ reader: inout HeaderReader) -> Four? { Four(number: reader.readUInt32("Number")) }
        func write(to writer: inout HeaderWriter) { writer.writeUInt32(number) }
    }

    private struct Failing: PacketHeader {
        static var layerKind: LayerKind { LayerKind(protocol: .gre) }
        static func read(_ reader: inout HeaderReader) -> Failing? { nil }
        func write(to writer: inout HeaderWriter) {
            writer.fail(.noRoomForPacket, field: "Field", offset: 0, needed: .max, available: 0)
        }
    }

    @Test func typeThatTakesAKindOfTheLibraryGetsNoForeignMemory() throws {
        let address = try #require(IPv6Address("4141:4141:4141:4141:4141:4141:4141:4141"))
        let packet = Packet(
            IPv6Header(source: address, destination: address), UDPHeader(sourcePort: 1, destinationPort: 2))
        let bytes = try packet.encoded()
        var decoder = PacketDecoder()
        try unsafe decoder.decode(bytes.span.bytes, as: .ipv6) { layers in
            #expect(layers[Impostor.self] == nil)
            #expect(layers[Numbers.self] == nil)
            #expect(layers[UDPHeader.self]?.sourcePort == 1)
        }
    }

    @Test func headerThatTheFirstFragmentCutsOffStaysPayload() throws {
        var ip = IPv4Header(source: .loopback, destination: .loopback)
        ip.protocol = .gre
        ip.flags = .moreFragments
        let bytes = try Packet(ip, payload: [1, 2]).encoded()
        let packet = try Packet.decode(bytes, as: .ipv4, knowing: [Four.self]).packet
        #expect(packet.headers.count == 1)
        #expect(packet.payload == [1, 2])
        #expect(try packet.encoded() == bytes)
    }

    @Test func errorWithALongFieldNameIsCut() {
        let error = PacketError(
            .packetFieldNotValid, layer: .payload,
            field:
                "A field with a name of more than two hundred characters, which no RFC has, but which a header of somebody's own can have, and whose error is printed all the same, without a byte of anything that is not the text of it",
            offset: 0, needed: 1, available: 2)
        #expect(error.description.utf8.count == 191)
        #expect(error.description.hasPrefix("payload: A field with a name"))
    }

    @Test func failureOfAWriterIsNoLackOfMemory() {
        let ip = IPv4Header(source: .loopback, destination: .loopback)
        #expect(throws: PacketError.self) { try Packet(ip, Failing()).encoded() }
        #expect(throws: PacketError.self) { try Failing().encodedLength() }
        #expect(throws: Never.self) { try #expect(Four(number: 1).encodedLength() == 4) }
    }
}
