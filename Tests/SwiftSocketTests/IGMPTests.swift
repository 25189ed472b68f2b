import Testing

@testable import SwiftSocket

@Suite struct IGMPTests {
    static let group = IPv4Address(224, 0, 0, 251)
    static let other = IPv4Address(232, 1, 1, 1)
    static let sources = [IPv4Address(10, 0, 0, 1), IPv4Address(10, 0, 0, 2)]

    @Test(
        arguments: [
            (
                [0x11, 0x00, 0xee, 0xff, 0, 0, 0, 0], IGMPMessage(.query, checksum: 0xeeff), "IGMP query v1",
                Duration.seconds(10)
            ),
            (
                [0x11, 0x64, 0xee, 0x9b, 0, 0, 0, 0], IGMPMessage(.query, maxResponseCode: 100, checksum: 0xee9b),
                "IGMP query v2", .seconds(10)
            ),
            (
                [0x11, 0x0a, 0x0d, 0xf9, 0xe0, 0, 0, 0xfb],
                IGMPMessage(.query, group: group, maxResponseCode: 10, checksum: 0x0df9),
                "IGMP query v2 [gaddr 224.0.0.251]", .seconds(1)
            ),
            (
                [0x12, 0x00, 0x0d, 0x04, 0xe0, 0, 0, 0xfb], IGMPMessage(.reportV1, group: group, checksum: 0x0d04),
                "IGMP v1 report 224.0.0.251", .seconds(10)
            ),
            (
                [0x16, 0x00, 0x09, 0x04, 0xe0, 0, 0, 0xfb], IGMPMessage(.reportV2, group: group, checksum: 0x0904),
                "IGMP v2 report 224.0.0.251", .seconds(10)
            ),
            (
                [0x17, 0x00, 0x08, 0x04, 0xe0, 0, 0, 0xfb], IGMPMessage(.leave, group: group, checksum: 0x0804),
                "IGMP leave 224.0.0.251", .seconds(10)
            ),
            (
                [0x31, 0x00, 0xce, 0xff], IGMPMessage(IGMPType(rawValue: 0x31), checksum: 0xceff), "IGMP type 0x31",
                .seconds(10)
            ),
        ] as [([UInt8], IGMPMessage, String, Duration)])
    func versions1And2(_ bytes: [UInt8], _ wanted: IGMPMessage, _ line: String, _ time: Duration) throws {
        let message = try PacketHeaderTests.check(IGMPMessage.self, bytes)
        #expect(message == wanted)
        #expect(message.description == line)
        #expect(message.maxResponseTime == time)
    }

    @Test func queryOfVersion3() throws {
        let bytes: [UInt8] = [
            0x11, 0x9a, 0x66, 0xce, 0xe8, 0x01, 0x01, 0x01, 0x8a, 0x8f, 0x00, 0x02, 0x0a, 0x00, 0x00, 0x01, 0x0a, 0x00,
            0x00, 0x02,
        ]
        let message = try PacketHeaderTests.check(IGMPMessage.self, bytes, whole: 8)
        let wanted = IGMPMessage(
            .query, group: Self.other, maxResponseCode: 0x9a, flags: 8, isVersion3: true,
            suppressesRouterProcessing: true, robustness: 2, queryIntervalCode: 0x8f, sources: Self.sources,
            checksum: 0x66ce)
        #expect(message == wanted)
        #expect(message.description == "IGMP query v3 [gaddr 232.1.1.1 { 10.0.0.1 10.0.0.2 }]")
        #expect(message.maxResponseTime == .milliseconds(41600) && message.queryInterval == .seconds(248))
        #expect(try IGMPMessage(decoding: bytes.prefix(8)).isVersion3 == false)
        for wrong in [
            IGMPMessage(.query, sources: Self.sources), .init(.query, flags: 16, isVersion3: true),
            .init(.query, isVersion3: true, robustness: 8),
        ] {
            #expect(PacketHeaderTests.failure { _ = try wrong.encoded() }?.code == .packetFieldOutOfRange)
        }
    }

    static let report: [UInt8] = [
        0x22, 0x00, 0xd8, 0x5a, 0x80, 0x00, 0x00, 0x02, 0x04, 0x00, 0x00, 0x00, 0xe0, 0x00, 0x00, 0xfb, 0x06, 0x01,
        0x00, 0x02, 0xe8, 0x01, 0x01, 0x01, 0x0a, 0x00, 0x00, 0x01, 0x0a, 0x00, 0x00, 0x02, 0xde, 0xad, 0xbe, 0xef,
    ]

    @Test func reportOfVersion3() throws {
        let message = try PacketHeaderTests.check(IGMPMessage.self, Self.report)
        var wanted = IGMPMessage.report([
            IGMPRecord(.changeToExclude, group: Self.group),
            IGMPRecord(
                .blockOldSources, group: Self.other, sources: Self.sources, auxiliary: [0xde, 0xad, 0xbe, 0xef]),
        ])
        wanted.flags = 0x8000
        wanted.checksum = 0xd85a
        #expect(message == wanted)
        let line =
            "IGMP v3 report, 2 group record(s) [gaddr 224.0.0.251 to_ex] [gaddr 232.1.1.1 block { 10.0.0.1 10.0.0.2 }]"
        #expect(message.description == line)
        let part = try IGMPMessage.decodeLeniently(Self.report.prefix(30))
        #expect(part.header.records == [wanted.records[0]] && part.missing?.field == "Source Address")
        #expect(part.missing?.offset == 24 && part.missing?.needed == 36)
        wanted.records[1].auxiliary = [1]
        #expect(PacketHeaderTests.failure { _ = try wanted.encoded() }?.field == "Auxiliary Data")
    }

    @Test func codes() {
        #expect(IGMPMessage.code(for: 125) == 125)
        #expect(IGMPMessage.code(for: 416) == 0x9a)
        #expect(IGMPMessage.code(for: 417) == 0x9a)
        #expect(IGMPMessage.code(for: 31744) == 255)
        #expect(IGMPMessage.code(for: 31745) == nil)
        #expect(IGMPMessage.code(for: -1) == nil)
        #expect(IGMPMessage.code(for: .max) == nil)
    }

    @Test func wholePacket() throws {
        let join = IGMPMessage.report([IGMPRecord(.changeToExclude, group: Self.group)])
        let ip = IPv4Header(
            source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(224, 0, 0, 22), timeToLive: 1,
            options: [.routerAlert(0)])
        let bytes = try Packet(ip, join).encoded()
        #expect(Array(bytes[24...]) == [0x22, 0, 0xf9, 0x02, 0, 0, 0, 1, 4, 0, 0, 0, 0xe0, 0, 0, 0xfb])
        let decoded = try Packet.decode(bytes, as: .ipv4, verifyingChecksums: true)
        #expect(decoded.checksums == [.good, .good])
        #expect(decoded.packet[IGMPMessage.self]?.records == join.records)
    }
}
