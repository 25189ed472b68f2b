import Foundation
import Testing

@testable import SwiftSocket

@Suite struct PacketHeaderTests {
    /// A header's bytes, as captured: reads them, writes them again, and reads them cut off at every length, but
    /// for one that leaves a whole header.
    static func check<Header: PacketHeader>(
        _ type: Header.Type, _ bytes: [UInt8], length: Int? = nil, whole: Int? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Header {
        let length = length ?? bytes.count
        let decoded = try Header.decode(bytes)
        #expect(decoded.length == length && decoded.missing == nil, sourceLocation: sourceLocation)
        let header = decoded.header
        #expect(try header.encoded() == Array(bytes.prefix(length)), sourceLocation: sourceLocation)
        #expect(try header.encodedLength() == length, sourceLocation: sourceLocation)
        let again = try unsafe Header(decoding: bytes.span.bytes)
        #expect(again == header, sourceLocation: sourceLocation)
        #expect(try Header(decoding: Data(bytes)) == header, sourceLocation: sourceLocation)
        #expect(!header.description.isEmpty, sourceLocation: sourceLocation)
        for cut in 0..<length where cut != whole {
            let part = bytes.prefix(cut)
            let error = Self.failure { _ = try Header.decode(part) }
            #expect(error?.code == .packetTooShort && error?.available == cut, sourceLocation: sourceLocation)
            #expect(error?.layer == Header.layerKind, sourceLocation: sourceLocation)
            let lenient = try? Header.decodeLeniently(part)
            #expect(lenient == nil || lenient?.length == cut, sourceLocation: sourceLocation)
            #expect(lenient == nil || lenient?.missing?.available == cut, sourceLocation: sourceLocation)
            let refused = unsafe withUnsafeTemporaryAllocation(byteCount: cut, alignment: 1) { room in
                Self.failure { try unsafe header.encode(into: room) }
            }
            #expect(refused?.code == .noRoomForPacket && refused?.needed == length, sourceLocation: sourceLocation)
        }
        var memory = [UInt8](repeating: 0xa5, count: length + 2)
        let written = unsafe memory.withUnsafeMutableBytes { memory in
            var span = unsafe OutputRawSpan(buffer: memory, initializedCount: 1)
            let failure = Self.failure { try header.encode(into: &span) }
            #expect(failure == nil, sourceLocation: sourceLocation)
            return unsafe span.finalize(for: memory)
        }
        #expect(written == length + 1, sourceLocation: sourceLocation)
        #expect(memory == [0xa5] + bytes.prefix(length) + [0xa5], sourceLocation: sourceLocation)
        return header
    }

    static func failure(_ body: () throws -> Void) -> PacketError? {
        do {
            try body()
            return nil
        } catch {
            return error as? PacketError
        }
    }

    @Test func udp() throws {
        let bytes: [UInt8] = [0xd0, 0xa3, 0x00, 0x35, 0x00, 0x0c, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef]
        let header = try Self.check(UDPHeader.self, bytes, length: 8)
        #expect(header == UDPHeader(sourcePort: 53411, destinationPort: 53, length: 12, checksum: 0x1234))
        #expect(header.description == "UDP 53411 > 53, length 12")
    }

    static let ping: [UInt8] = [
        0x45, 0xb9, 0x00, 0x20, 0x1c, 0x46, 0x40, 0x00, 0x40, 0x01, 0x36, 0x7b, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33,
        0x64, 0x02, 0x08, 0x00, 0xf7, 0xfd, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00,
    ]

    @Test func ipv4() throws {
        let header = try Self.check(IPv4Header.self, Self.ping, length: 20)
        let wanted = IPv4Header(
            source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2), protocol: .icmp, dscp: 46,
            ecn: 1, identification: 0x1c46, flags: .dontFragment, totalLength: 32, checksum: 0x367b)
        #expect(header == wanted)
        let line =
            "IPv4 192.0.2.1 > 198.51.100.2, tos 0xb9, ttl 64, id 7238, offset 0, flags [DF], proto ICMP (1), length 32"
        #expect(header.description == line)
    }

    @Test func ipv4Options() throws {
        var header = try IPv4Header(decoding: Self.ping)
        let options: [IPv4Option] = [
            .routerAlert(0), .recordRoute(pointer: 8, [IPv4Address(10, 0, 0, 2)]),
            .timestamp(pointer: 13, overflow: 3, flag: 1, data: [10, 0, 0, 3, 0, 1, 2, 3]),
            .looseSourceRoute([IPv4Address(10, 0, 0, 4)]), .strictSourceRoute([]), .noOperation,
            .other(type: 66, data: []), .endOfList(padding: [0, 0x5a, 0]),
        ]
        header.options = try IPv4Options(options)
        header.totalLength = 60
        let bytes = try header.encoded()
        #expect(
            bytes[20...] == [
                0x94, 0x04, 0x00, 0x00, 0x07, 0x07, 0x08, 0x0a, 0x00, 0x00, 0x02, 0x44, 0x0c, 0x0d, 0x31, 0x0a, 0x00,
                0x00, 0x03, 0x00, 0x01, 0x02, 0x03, 0x83, 0x07, 0x04, 0x0a, 0x00, 0x00, 0x04, 0x89, 0x03, 0x04, 0x01,
                0x42, 0x02, 0x00, 0x00, 0x5a, 0x00,
            ])
        #expect(try Self.check(IPv4Header.self, bytes) == header)
        #expect(Array(header.options) == options)
        #expect(header.options.description == "RA,RR 10.0.0.2,TS,LSRR 10.0.0.4,SSRR,NOP,unknown 66,EOL")
    }

    @Test func ipv4OptionsAreLimited() throws {
        var header = IPv4Header(source: .loopback, destination: .loopback)
        header.options = [.routerAlert(0), .noOperation]
        #expect(header.options.bytes == [0x94, 4, 0, 0, 1, 0, 0, 0])
        header.options = [.other(type: 66, data: [UInt8](repeating: 1, count: 39))]
        let error = Self.failure { _ = try header.encoded() }
        #expect(error?.code == .packetFieldOutOfRange && error?.field == "Options" && error?.available == 40)
        #expect(
            Self.failure { _ = try IPv4Options([.recordRoute([]), .other(type: 2, data: Self.ping + [1, 2, 3, 4])]) }?
                .code == .noRoomForPacket)
        for count in [1, 3, 41, 44] {
            header.options = IPv4Options(bytes: [UInt8](repeating: 1, count: count))
            #expect(Self.failure { _ = try header.encoded() }?.field == "Options")
        }
        let broken = IPv4Options(bytes: [1, 0x94, 9, 0])
        #expect(Array(broken) == [.noOperation, .malformed([0x94, 9, 0])])
        #expect(try IPv4Options(Array(broken)) == broken)
    }

    @Test func errorsSayWhere() throws {
        var bytes = Self.ping
        bytes[3] = 33
        let error = try #require(Self.failure { _ = try IPv4Header(decoding: bytes) })
        #expect(error.description == "IPv4: Total Length at byte 2: packet too short: 33 bytes needed, 32 available")
        #expect(error.code == .packetTooShort && error.offset == 2)
        let quote = try IPv4Header.decodeLeniently(bytes)
        #expect(quote.missing == error && quote.length == 20)
    }
}
