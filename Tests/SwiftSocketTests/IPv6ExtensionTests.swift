import Testing

@testable import SwiftSocket

@Suite struct IPv6ExtensionTests {
    static let home = IPv6Address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 7)

    @Test func hopByHopOptions() throws {
        // Of an MLDv2 report.
        let bytes: [UInt8] = [0x3a, 0x00, 0x05, 0x02, 0x00, 0x00, 0x01, 0x00]
        let header = try PacketHeaderTests.check(IPv6HopByHopOptions.self, bytes + [0x8f, 0], length: 8)
        #expect(header == IPv6HopByHopOptions(options: [.routerAlert(0)], nextHeader: .icmpv6))
        #expect(Array(header.options) == [.routerAlert(0), .padN([])])
        #expect(header.description == "HBH (rtalert: 0x0000) (padn), next-header IPv6-ICMP (58)")
    }

    @Test func destinationOptions() throws {
        let bytes: [UInt8] = [
            0x3b, 0x03, 0x04, 0x01, 0x07, 0x00, 0xc9, 0x10, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            0x00, 0x00, 0x00, 0x00, 0x00, 0x07, 0x3e, 0x01, 0xff, 0x01, 0x03, 0xaa, 0xbb, 0xcc,
        ]
        let header = try PacketHeaderTests.check(IPv6DestinationOptions.self, bytes)
        let options: [IPv6Option] = [
            .tunnelEncapsulationLimit(7), .pad1, .homeAddress(Self.home), .other(type: 0x3e, data: [0xff]),
            .padN([0xaa, 0xbb, 0xcc]),
        ]
        #expect(Array(header.options) == options)
        #expect(try IPv6Options(options) == header.options)
        #expect(
            header.description
                == "DSTOPT (tunnel limit: 7) (pad1) (homeaddr: 2001:db8::7) (type 0x3e: len=1) (padn), "
                + "next-header IPv6-NoNxt (59)")
    }

    @Test func optionsAreAlignedAndPadded() throws {
        #expect(IPv6DestinationOptions().options.bytes == [1, 4, 0, 0, 0, 0])
        let jumbo: IPv6Options = [.jumboPayload(65536)]
        #expect(jumbo.bytes == [0xc2, 4, 0, 1, 0, 0])
        #expect(jumbo.description == "(jumbo: 65536)")
        let all: IPv6Options = [
            .tunnelEncapsulationLimit(4), .routerAlert(1), .jumboPayload(65536), .homeAddress(.loopback),
        ]
        #expect(
            all.bytes == [
                4, 1, 4, 0, 5, 2, 0, 1, 0xc2, 4, 0, 1, 0, 0, 1, 4, 0, 0, 0, 0, 0xc9, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 1,
            ])
        #expect(try IPv6Options(Array(all)) == all)
    }

    @Test func optionsAreRefused() throws {
        let long = IPv6Option.other(type: 0x1e, data: [UInt8](repeating: 0, count: 255))
        let tooMany = [IPv6Option](repeating: long, count: 8)
        #expect(try IPv6Options(tooMany.dropLast()).bytes.count == 1806)
        #expect(PacketHeaderTests.failure { _ = try IPv6Options(tooMany) }?.code == .noRoomForPacket)
        let tooLong = IPv6Option.padN([UInt8](repeating: 0, count: 256))
        #expect(PacketHeaderTests.failure { _ = try IPv6Options([tooLong]) }?.field == "Option Data")
        let literal = IPv6HopByHopOptions(options: [.padN([UInt8](repeating: 0, count: 256))])
        let error = PacketHeaderTests.failure { _ = try literal.encoded() }
        #expect(error?.layer == .ipv6HopByHopOptions && error?.field == "Options" && error?.available == 2046)
        for count in [0, 5, 7, 2046 + 8] {
            let header = IPv6DestinationOptions(options: IPv6Options(bytes: [UInt8](repeating: 0, count: count)))
            let error = PacketHeaderTests.failure { _ = try header.encoded() }
            #expect(error?.layer == .ipv6DestinationOptions && error?.code == .packetFieldOutOfRange)
        }
        let broken = IPv6Options(bytes: [0, 5, 1, 0, 0, 0])
        #expect(Array(broken) == [.pad1, .malformed([5, 1, 0, 0, 0])])
        #expect(try IPv6Options(Array(broken)) == broken)
    }

    @Test func whatTypesSay() {
        #expect(IPv6Option.unknownAction(ofType: 0x05) == .skip)
        #expect(IPv6Option.unknownAction(ofType: 0x7e) == .discard)
        #expect(IPv6Option.unknownAction(ofType: 0x80) == .report)
        #expect(IPv6Option.unknownAction(ofType: 0xc9) == .reportUnicast)
        #expect(IPv6Option.mayChange(type: 0x3e) && !IPv6Option.mayChange(type: 0xc9))
    }

    @Test func fragment() throws {
        let bytes: [UInt8] = [0x11, 0xa5, 0x05, 0xad, 0xde, 0xad, 0xbe, 0xef]
        let header = try PacketHeaderTests.check(IPv6FragmentHeader.self, bytes)
        let wanted = IPv6FragmentHeader(
            identification: 0xdead_beef, fragmentOffset: 181, moreFragments: true, nextHeader: .udp, reserved: 0xa5,
            reservedFlags: 2)
        #expect(header == wanted)
        #expect(header.description == "frag id 0xdeadbeef, offset 1448, flags [MF], next-header UDP (17)")
        let tooFar = IPv6FragmentHeader(identification: 1, fragmentOffset: 8192)
        #expect(PacketHeaderTests.failure { _ = try tooFar.encoded() }?.field == "Fragment Offset")
    }

    @Test func segmentRoute() throws {
        let bytes: [UInt8] = [
            0x11, 0x05, 0x04, 0x01, 0x01, 0x80, 0x12, 0x34, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            0x00, 0x00, 0x00, 0x00, 0x00, 0x01, 0x20, 0x01, 0x0d, 0xb8, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
            0x00, 0x00, 0x00, 0x02, 0x04, 0x06, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        ]
        let header = try PacketHeaderTests.check(IPv6RoutingHeader.self, bytes)
        let segments = [IPv6Address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), IPv6Address(0x2001, 0xdb8, 0, 0, 0, 0, 0, 2)]
        let route = IPv6SegmentRoute(segments: segments, tag: 0x1234, flags: 0x80, tlvs: [4, 6, 0, 0, 0, 0, 0, 0])
        #expect(header.type == .segment && header.segmentsLeft == 1 && header.nextHeader == .udp)
        #expect(try header.segmentRoute() == route)
        #expect(try IPv6RoutingHeader(route, segmentsLeft: 1, nextHeader: .udp) == header)
        #expect(
            header.description
                == "srcrt type 4, segleft 1, [0]2001:db8::1, [1]2001:db8::2, next-header UDP (17)")
        #expect(PacketHeaderTests.failure { _ = try header.homeAddress() }?.field == "Routing Type")
        let none = IPv6SegmentRoute(segments: [])
        #expect(PacketHeaderTests.failure { _ = try IPv6RoutingHeader(none, segmentsLeft: 0) }?.field == "Segment List")
    }

    @Test func routeToAHomeAddress() throws {
        let header = try IPv6RoutingHeader(homeAddress: Self.home)
        let bytes: [UInt8] = [0x3b, 2, 2, 1, 0, 0, 0, 0, 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]
        #expect(try PacketHeaderTests.check(IPv6RoutingHeader.self, bytes) == header)
        #expect(try header.homeAddress() == Self.home)
        #expect(
            header.description == "srcrt type 2, segleft 1, [0]2001:db8::7, next-header IPv6-NoNxt (59)")
        let other = IPv6RoutingHeader(type: IPv6RoutingType(rawValue: 253), segmentsLeft: 0, data: [0, 0, 0, 0])
        #expect(other.description == "srcrt type 253, segleft 0, next-header IPv6-NoNxt (59)")
        let odd = IPv6RoutingHeader(type: .source, segmentsLeft: 0, data: [0, 0, 0])
        #expect(PacketHeaderTests.failure { _ = try odd.encoded() }?.available == 4)
    }

    @Test func upperLayer() throws {
        var bytes: [UInt8] = [0x2c, 0, 5, 2, 0, 0, 1, 0, 0x33, 0, 0, 1, 0, 0, 0, 7]
        bytes += [0x11, 4] + [UInt8](repeating: 0, count: 22) + [0xd0, 0xa3]
        let header = IPv6Header(source: .loopback, destination: .loopback, nextHeader: .ipv6HopByHopOptions)
        let upper = try header.upperLayer(in: bytes)
        #expect(upper.protocol == .udp && upper.headerCount == 3 && upper.offset == 40 && upper.fragmentOffset == 0)
        #expect(try unsafe header.upperLayer(in: bytes.span.bytes) == upper)
        bytes[11] = 9
        let later = try header.upperLayer(in: bytes)
        #expect(later.protocol == .ah && later.offset == 16 && later.fragmentOffset == 1)
        let plain = try IPv6Header(source: .any, destination: .any, nextHeader: .esp).upperLayer(in: [])
        #expect(plain.protocol == .esp && plain.offset == 0 && plain.fragmentOffset == nil)
        let error = PacketHeaderTests.failure { _ = try header.upperLayer(in: bytes.prefix(12)) }
        #expect(error?.code == .packetTooShort && error?.layer == .ipv6Fragment && error?.available == 4)
    }

    @Test func packetOfAll() throws {
        let packet = Packet(
            IPv6Header(source: .loopback, destination: .loopback), IPv6HopByHopOptions(options: [.routerAlert(0)]),
            try IPv6RoutingHeader(IPv6SegmentRoute(segments: [.loopback]), segmentsLeft: 0),
            IPv6FragmentHeader(identification: 7),
            IPv6DestinationOptions(),
            TCPHeader(sourcePort: 1, destinationPort: 2, flags: .syn, options: [.sackPermitted]),
            payload: [1, 2, 3])
        let bytes = try packet.encoded()
        let read = try Packet(decoding: bytes, as: .ipv6)
        #expect(read == (try packet.filled()))
        #expect(read.headers.map { type(of: $0).layerKind } == packet.headers.map { type(of: $0).layerKind })
        #expect(
            read[IPv6DestinationOptions.self]?.nextHeader == .tcp
                && read[IPv6Header.self]?.nextHeader == .ipv6HopByHopOptions)
        #expect(read[TCPHeader.self]?.options.first { _ in true } == .sackPermitted)
    }
}
