import Testing

@testable import SwiftSocket

/// Messages as bytes, as values and as text. Those of Linux were captured.
@Suite struct ICMPMessageTests {
    static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.filter { $0 != " " }.compactMap { $0.hexDigitValue.map(UInt8.init) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static let messagesV4: [(String, ICMPv4Message, String)] = [
        (
            "0800 41bb abe8 0001",
            ICMPv4Message(.echoRequest(identifier: 0xabe8, sequenceNumber: 1), checksum: 0x41bb),
            "ICMP echo request, id 44008, seq 1"
        ),
        (
            "0000 49bb abe8 0001",
            ICMPv4Message(.echoReply(identifier: 0xabe8, sequenceNumber: 1), checksum: 0x49bb),
            "ICMP echo reply, id 44008, seq 1"
        ),
        (
            "0304 1234 5620 0578",
            ICMPv4Message(
                .destinationUnreachable(nextHopMTU: 1400, length: 32), code: .fragmentationNeeded, unused: 0x56,
                checksum: 0x1234), "ICMP unreachable - need to frag (mtu 1400)"
        ),
        (
            "0303 029c 0000 0000", ICMPv4Message(.destinationUnreachable(), code: .portUnreachable, checksum: 0x029c),
            "ICMP unreachable - port"
        ),
        (
            "0400 1234 0102 0304", ICMPv4Message(.sourceQuench, unused: 0x0102_0304, checksum: 0x1234),
            "ICMP source quench"
        ),
        (
            "0501 38fd c000 0201",
            ICMPv4Message(.redirect(gateway: IPv4Address(192, 0, 2, 1)), code: .redirectHost, checksum: 0x38fd),
            "ICMP redirect to host 192.0.2.1"
        ),
        (
            "0900 1234 0102 0708", ICMPv4Message(.routerAdvertisement(count: 1, lifetime: 1800), checksum: 0x1234),
            "ICMP router advertisement, lifetime 1800, addresses 1, size 2"
        ),
        ("0a00 f5ff 0000 0000", ICMPv4Message(.routerSolicitation, checksum: 0xf5ff), "ICMP router solicitation"),
        (
            "0b01 1234 ab20 cdef",
            ICMPv4Message(.timeExceeded(length: 32), code: .reassemblyTimeExceeded, unused: 0xabcdef, checksum: 0x1234),
            "ICMP ip reassembly time exceeded"
        ),
        (
            "0c00 1234 1420 abcd",
            ICMPv4Message(.parameterProblem(pointer: 20, length: 32), unused: 0xabcd, checksum: 0x1234),
            "ICMP parameter problem - octet 20"
        ),
        (
            "0e00 0efb 1234 0001 01020304 04bce1a8 04bce1a9",
            ICMPv4Message(
                .timestampReply(
                    identifier: 0x1234, sequenceNumber: 1,
                    ICMPv4Timestamps(originate: 0x0102_0304, receive: 0x04bc_e1a8, transmit: 0x04bc_e1a9)),
                checksum: 0x0efb),
            "ICMP time stamp reply, id 4660, seq 1: org 16909060, recv 79487400, xmit 79487401"
        ),
        (
            "0d00 dcc4 1234 0001 01020304 00000000 00000000",
            ICMPv4Message(
                .timestampRequest(identifier: 0x1234, sequenceNumber: 1, ICMPv4Timestamps(originate: 0x0102_0304)),
                checksum: 0xdcc4), "ICMP time stamp query, id 4660, seq 1"
        ),
        (
            "0f00 f0fc 0001 0002",
            ICMPv4Message(.informationRequest(identifier: 1, sequenceNumber: 2), checksum: 0xf0fc),
            "ICMP information request, id 1, seq 2"
        ),
        (
            "1000 f0fc 0001 0002", ICMPv4Message(.informationReply(identifier: 1, sequenceNumber: 2), checksum: 0xf0fc),
            "ICMP information reply, id 1, seq 2"
        ),
        (
            "1100 0000 0001 0002 00000000", ICMPv4Message(.addressMaskRequest(identifier: 1, sequenceNumber: 2)),
            "ICMP address mask request"
        ),
        (
            "1200 edfd 0001 0002 ffffff00",
            ICMPv4Message(
                .addressMaskReply(identifier: 1, sequenceNumber: 2, mask: IPv4Address(255, 255, 255, 0)),
                checksum: 0xedfd), "ICMP address mask is 255.255.255.0"
        ),
        (
            "2804 0000 1234 0014", ICMPv4Message(.photuris(pointer: 20), code: 4, unused: 0x1234),
            "ICMP security failure, code 4, octet 20"
        ),
        (
            "2a00 8bdd 4321 07 01",
            ICMPv4Message(.extendedEchoRequest(identifier: 0x4321, sequenceNumber: 7), checksum: 0x8bdd),
            "ICMP extended echo request, id 17185, seq 7, local"
        ),
        (
            "2b00 8ad7 4321 07 07",
            ICMPv4Message(
                .extendedEchoReply(
                    identifier: 0x4321, sequenceNumber: 7,
                    ICMPExtendedEchoStatus(isActive: true, runsIPv4: true, runsIPv6: true)), checksum: 0x8ad7),
            "ICMP extended echo reply, id 17185, seq 7, active, IPv4, IPv6"
        ),
        (
            "2b02 0000 4321 fe 51",
            ICMPv4Message(
                .extendedEchoReply(
                    identifier: 0x4321, sequenceNumber: 254,
                    ICMPExtendedEchoStatus(state: 2, isActive: false, runsIPv4: false, runsIPv6: true)), code: 2,
                unused: 2),
            "ICMP extended echo reply, id 17185, seq 254, code 2"
        ),
        ("c801 0203", ICMPv4Message(.other(type: 200), code: 1, checksum: 0x0203), "ICMP type-#200, code 1"),
    ]

    @Test func version4() throws {
        for (hex, message, text) in Self.messagesV4 {
            let bytes = Self.bytes(hex)
            let read = try PacketHeaderTests.check(ICMPv4Message.self, bytes)
            #expect(read == message)
            #expect(message.kind.type == bytes[0])
            #expect(read.description == text)
            #expect(try message.encoded() == bytes)
        }
    }

    static let target = IPv6Address(0xfd00, 0, 0, 0, 0, 0, 0, 2)
    static let group = IPv6Address(0xff02, 0, 0, 0, 0, 1, 0xff00, 1)

    static let messagesV6: [(String, ICMPv6Message, String)] = [
        (
            "0104 2c78 0000 0000", ICMPv6Message(.destinationUnreachable(), code: .portUnreachable, checksum: 0x2c78),
            "ICMP6, destination unreachable, unreachable port"
        ),
        (
            "0101 0000 10ab cdef",
            ICMPv6Message(.destinationUnreachable(length: 16), code: .communicationProhibited, unused: 0xabcdef),
            "ICMP6, destination unreachable, unreachable prohibited"
        ),
        ("0200 0000 0000 0500", .packetTooBig(mtu: 1280), "ICMP6, packet too big, mtu 1280"),
        ("0300 0000 0000 0000", .timeExceeded(), "ICMP6, time exceeded in-transit"),
        (
            "0402 0000 8000 0028", ICMPv6Message(.parameterProblem(pointer: 0x8000_0028), code: .unrecognizedOption),
            "ICMP6, parameter problem, option - octet 2147483688"
        ),
        (
            "8000 d1c8 abe9 0001",
            ICMPv6Message(.echoRequest(identifier: 0xabe9, sequenceNumber: 1), checksum: 0xd1c8),
            "ICMP6, echo request, id 44009, seq 1"
        ),
        (
            "8100 0000 0007 0001", .echoReply(identifier: 7, sequenceNumber: 1), "ICMP6, echo reply, id 7, seq 1"
        ),
        (
            "8200 1234 03e8 5678 ff020000000000000000 0001ff000001",
            ICMPv6Message(
                .multicastListenerQuery(maximumResponseCode: 1000, address: group), unused: 0x5678, checksum: 0x1234),
            "ICMP6, multicast listener query max resp delay: 1000 addr: ff02::1:ff00:1"
        ),
        (
            "8300 0000 0000 0000 ff020000000000000000 0001ff000001",
            ICMPv6Message(.multicastListenerReport(address: group)),
            "ICMP6, multicast listener report addr: ff02::1:ff00:1"
        ),
        (
            "8400 0000 0001 0000 ff020000000000000000 0001ff000001",
            ICMPv6Message(.multicastListenerDone(address: group, maximumResponseCode: 1)),
            "ICMP6, multicast listener done addr: ff02::1:ff00:1"
        ),
        ("8500 3f1e 0000 0000", ICMPv6Message(.routerSolicitation, checksum: 0x3f1e), "ICMP6, router solicitation"),
        (
            "8600 0000 40 c8 0708 00007530 000003e8",
            ICMPv6Message(
                .routerAdvertisement(
                    NDPRouterAdvertisement(
                        lifetime: 1800, currentHopLimit: 64, flags: [.managed, .other], preference: .high,
                        reachableTime: 30000, retransmissionTimer: 1000))),
            "ICMP6, router advertisement, hop limit 64, flags [managed, other stateful], pref high, router lifetime 1800s, reachable time 30000ms, retrans timer 1000ms"
        ),
        (
            "8700 4109 0000 0000 fd000000000000000000000000000002",
            ICMPv6Message(.neighborSolicitation(target: target), checksum: 0x4109),
            "ICMP6, neighbor solicitation, who has fd00::2"
        ),
        (
            "8800 8d22 6000 0001 fd000000000000000000000000000002",
            ICMPv6Message(
                .neighborAdvertisement(target: target, flags: [.solicited, .override]), unused: 1, checksum: 0x8d22),
            "ICMP6, neighbor advertisement, tgt is fd00::2, flags [solicited, override]"
        ),
        (
            "8900 0000 0102 0304 fd000000000000000000000000000002 00000000000000000000000000000001",
            ICMPv6Message(.redirect(target: target, destination: .loopback), unused: 0x0102_0304),
            "ICMP6, redirect, ::1 to fd00::2"
        ),
        (
            "8f00 cc4a 8000 0002", ICMPv6Message(.multicastListenerReportV2(count: 2, flags: 0x8000), checksum: 0xcc4a),
            "ICMP6, multicast listener report v2, 2 group record(s)"
        ),
        (
            "a000 158d 4321 07 00",
            ICMPv6Message(
                .extendedEchoRequest(identifier: 0x4321, sequenceNumber: 7, isLocal: false), checksum: 0x158d),
            "ICMP6, extended echo request, id 17185, seq 7, neighbor"
        ),
        (
            "a100 1487 4321 07 45",
            ICMPv6Message(
                .extendedEchoReply(
                    identifier: 0x4321, sequenceNumber: 7,
                    ICMPExtendedEchoStatus(state: 2, isActive: true, runsIPv4: false, runsIPv6: true)), checksum: 0x1487
            ),
            "ICMP6, extended echo reply, id 17185, seq 7, active, IPv6, state 2"
        ),
        ("8b00 1234", ICMPv6Message(.other(type: 139), checksum: 0x1234), "ICMP6, type-#139, code 0"),
    ]

    @Test func version6() throws {
        for (hex, message, text) in Self.messagesV6 {
            let bytes = Self.bytes(hex)
            let read = try PacketHeaderTests.check(ICMPv6Message.self, bytes)
            #expect(read == message)
            #expect(message.kind.type == bytes[0])
            #expect(read.description == text)
            #expect(try message.encoded() == bytes)
        }
    }

    /// Whatever the bits: what reads, writes the same bytes.
    @Test func everyBit() throws {
        for (hex, _, _) in Self.messagesV4 {
            try Self.turnEachBit(Self.bytes(hex)) {
                try (ICMPv4Message.decode($0).length, ICMPv4Message(decoding: $0).encoded())
            }
        }
        for (hex, _, _) in Self.messagesV6 {
            try Self.turnEachBit(Self.bytes(hex)) {
                try (ICMPv6Message.decode($0).length, ICMPv6Message(decoding: $0).encoded())
            }
        }
    }

    static func turnEachBit(_ bytes: [UInt8], _ again: ([UInt8]) throws -> (Int, [UInt8])) throws {
        for bit in 0..<bytes.count * 8 {
            var turned = bytes
            turned[bit / 8] ^= 1 << (bit % 8)
            do {
                let (length, written) = try again(turned)
                #expect(written == Array(turned.prefix(length)))
            } catch let error as PacketError {
                // Another type, which is longer.
                #expect(bit < 8 && error.code == .packetTooShort)
            }
        }
    }

    @Test func cannotHold() {
        let messages: [(any PacketHeader, String)] = [
            (ICMPv4Message(.timeExceeded(), unused: 0x100_0000), "Unused"),
            (ICMPv4Message(.echoRequest(identifier: 1, sequenceNumber: 1), unused: 1), "none"),
            (
                ICMPv4Message(
                    .extendedEchoReply(
                        identifier: 1, sequenceNumber: 1,
                        ICMPExtendedEchoStatus(state: 8, isActive: true, runsIPv4: true, runsIPv6: true))), "State"
            ),
            (ICMPv6Message(.neighborAdvertisement(target: .loopback, flags: NDPNeighborFlags(rawValue: 8))), "Flags"),
        ]
        for (message, field) in messages {
            let error = PacketHeaderTests.failure { _ = try message.encoded() }
            #expect(error?.field ?? "none" == field)
        }
    }

    @Test func echoInAPacket() throws {
        let echo = Packet(
            IPv4Header(source: .loopback, destination: .loopback),
            ICMPv4Message.echoRequest(identifier: 7, sequenceNumber: 1), payload: "hello".utf8)
        let bytes = try echo.encoded()
        #expect(InternetChecksum.of(bytes[20...]) == 0)
        let read = try Packet(decoding: bytes, as: .ipv4)
        #expect(read[ICMPv4Message.self]?.kind == .echoRequest(identifier: 7, sequenceNumber: 1))
        #expect(read.payload == Array("hello".utf8))
        let six = Packet(
            IPv6Header(source: .loopback, destination: .loopback),
            ICMPv6Message.echoRequest(identifier: 7, sequenceNumber: 1), payload: "hello".utf8)
        let decoded = try Packet.decode(try six.encoded(), as: .ipv6, verifyingChecksums: true)
        #expect(decoded.checksums.last == .good)
        #expect(decoded.packet[ICMPv6Message.self]?.kind == .echoRequest(identifier: 7, sequenceNumber: 1))
    }

    @Test func preferences() {
        var router = NDPRouterAdvertisement(lifetime: 0, flags: .proxy)
        for preference in [NDPRouterPreference.high, .low, .reserved, .medium] {
            router.preference = preference
            #expect(router.preference == preference && router.flags.contains(.proxy))
        }
        #expect(router.flags == .proxy)
    }
}
