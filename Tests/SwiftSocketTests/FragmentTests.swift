import Testing

@testable import SwiftSocket

@Suite struct FragmentTests {
    private static let ipv4 = Packet(
        IPv4Header(
            source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2), identification: 0x1234),
        UDPHeader(sourcePort: 1, destinationPort: 2), payload: (0..<3000).map { UInt8(truncatingIfNeeded: $0) })
    private static let ipv6 = Packet(
        IPv6Header(source: .loopback, destination: .loopback),
        UDPHeader(sourcePort: 1, destinationPort: 2), payload: (0..<3000).map { UInt8(truncatingIfNeeded: $0) })

    @Test func fragmentsAreReassembledInAnyOrder() throws {
        for packet in [Self.ipv4, Self.ipv6] {
            let bytes = try packet.encoded()
            let fragments = try packet.fragments(mtu: 1280, identification: 7)
            #expect(fragments.count == 3 && fragments.allSatisfy { $0.count <= 1280 })
            for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
                let reassembler = Reassembler(datagrams: 1)
                let outcomes = try order.map { try reassembler.add(fragments[$0]) }
                #expect(outcomes == [.stored, .stored, .complete(bytes)])
                #expect(outcomes.map(\.datagram) == [nil, nil, bytes])
            }
        }
    }

    @Test func fragmentsHaveTheirFields() throws {
        let fragments = try Self.ipv4.fragments(mtu: 1500)
        let headers = try fragments.map { try IPv4Header(decoding: $0) }
        #expect(headers.map(\.fragmentOffset) == [0, 185, 370])
        #expect(headers.map(\.flags) == [.moreFragments, .moreFragments, []])
        #expect(headers.map(\.totalLength) == [1500, 1500, 68])
        #expect(headers.allSatisfy { $0.identification == 0x1234 })
        let last = try #require(try Self.ipv6.fragments(mtu: 1500, identification: 0x89ab_cdef).last)
        let fragment = try #require(try Packet(decoding: last, as: .ipv6)[IPv6FragmentHeader.self])
        #expect(fragment.identification == 0x89ab_cdef && fragment.nextHeader == .udp)
    }

    @Test func whatFitsIsItsOwnFragment() throws {
        var packet = Self.ipv4
        packet[IPv4Header.self]?.flags = .dontFragment
        let bytes = try packet.encoded()
        #expect(try packet.fragments(mtu: .max) == [bytes])
        #expect(try Packet.fragments(of: bytes + [0, 0, 0], mtu: 3028) == [bytes])
        #expect(try Reassembler().add(bytes + [0, 0, 0]) == .whole(bytes))
    }

    @Test func fragmentsAreRefused() throws {
        var packet = Self.ipv4
        packet[IPv4Header.self]?.flags = .dontFragment
        let error = #expect(throws: PacketError.self) { try packet.fragments(mtu: 1500) }
        #expect(error?.code == .messageTooLong)
        #expect(error?.description == "IPv4: Don't Fragment at byte 6: 3028 bytes do not fit an MTU of 1500")
        #expect(throws: PacketError.self) { try Self.ipv4.fragments(mtu: 27) }
        #expect(throws: PacketError.self) { try Self.ipv4.fragments(mtu: -1) }
        #expect(throws: PacketError.self) { try Packet.fragments(of: [0x45], mtu: 1500) }
        #expect(throws: PacketError.self) { try Reassembler().add([UInt8]()) }
    }

    @Test func duplicatesAndOverlaps() throws {
        let fragments = try Self.ipv4.fragments(mtu: 1500)
        let reassembler = Reassembler()
        var other = fragments[1]
        other[1499] ^= 1
        #expect(try reassembler.add(fragments[1]) == .stored)
        #expect(try reassembler.add(fragments[1]) == .duplicate)
        #expect(try reassembler.add(other) == .dropped(.overlap))
        #expect(try reassembler.add(fragments[0]) == .dropped(.overlap))
        #expect(ReassemblyDrop.overlap.description == "dropped: overlaps with another fragment")
    }

    @Test func limits() throws {
        let fragments = try Self.ipv4.fragments(mtu: 1500)
        let reassembler = Reassembler(datagrams: 1, payloadLimit: 2000, timeout: .seconds(30))
        #expect(reassembler.payloadLimit == 2000)
        #expect(try reassembler.add(fragments[0], at: .seconds(1)) == .stored)
        let other = try Self.ipv6.fragments(mtu: 1500)[0]
        #expect(try reassembler.add(other, at: .seconds(2)) == .dropped(.full))
        #expect(reassembler.expire(at: .seconds(31) - .nanoseconds(1)) == 0)
        #expect(try reassembler.add(other, at: .seconds(31)) == .stored)
        #expect(reassembler.expiredCount == 1)
        #expect(reassembler.expire(at: .seconds(Int64.max)) == 1)
        #expect(try reassembler.add(fragments[1], at: .zero) == .dropped(.tooLong))
        #expect(Reassembler(datagrams: -1, payloadLimit: .max, timeout: .seconds(-1)).payloadLimit == 65535)
    }
}
