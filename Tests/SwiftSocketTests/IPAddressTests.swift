import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct IPAddressTests {
        @Test func constantsAreThoseOfTheRegistries() {
            #expect(IPv4Address.loopback.rawValue == 0x7f00_0001)
            #expect(IPv4Address.any.rawValue == 0)
            #expect(IPv4Address.broadcast.rawValue == 0xffff_ffff)
            #expect(IPv4Address.allHosts.rawValue == 0xe000_0001)
            #expect(IPv4Address(192, 0, 2, 33).bytes == [192, 0, 2, 33])
            #expect("\(IPv6Address.loopback)" == "::1")
            #expect("\(IPv6Address.any)" == "::")
            #expect("\(IPv6Address.allNodes)" == "ff02::1")
            #expect("\(IPv6Address.allRouters)" == "ff02::2")
            #expect(IPv6Address.allNodes.bytes == [0xff, 2] + [UInt8](repeating: 0, count: 13) + [1])
        }

        @Test func halvesGroupsAndMappingAgree() {
            let groups = IPv6Address(0x2001, 0xdb8, 1, 2, 3, 4, 5, 6)
            #expect(groups == IPv6Address(high: 0x2001_0db8_0001_0002, low: 0x0003_0004_0005_0006))
            let mapped = IPv6Address(mapping: IPv4Address(192, 0, 2, 1))
            #expect(mapped == IPv6Address("::ffff:192.0.2.1"))
            #expect(mapped.isIPv4Mapped && mapped.mappedIPv4Address == IPv4Address(192, 0, 2, 1))
            #expect(IPv6Address("::192.0.2.1")?.mappedIPv4Address == nil)
            #expect(IPv6Address("::fffe:192.0.2.1")?.mappedIPv4Address == nil)
        }

        /// Every example of RFC 5952 sections 2 and 4, with the recommended form.
        @Test(arguments: [
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:0db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:db8::1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:db8::0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:0db8::1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:db8:0:0:1::1", "2001:db8::1:0:0:1"),
            ("2001:db8:0000:0:1::1", "2001:db8::1:0:0:1"),
            ("2001:DB8:0:0:1::1", "2001:db8::1:0:0:1"),
            ("2001:db8:aaaa:bbbb:cccc:dddd::1", "2001:db8:aaaa:bbbb:cccc:dddd:0:1"),
            ("2001:db8:aaaa:bbbb:cccc:dddd:0:1", "2001:db8:aaaa:bbbb:cccc:dddd:0:1"),
            ("2001:db8:0:0:0::1", "2001:db8::1"),
            ("2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa"),
            ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
            ("2001:db8::0:1", "2001:db8::1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("0:0:0:0:0:ffff:192.0.2.1", "::ffff:192.0.2.1"),
        ])
        func rfc5952(_ text: String, _ recommended: String) throws {
            #expect(try #require(IPv6Address(text)).description == recommended)
        }

        @Test func orderIsNumerical() throws {
            #expect(IPv4Address(9, 255, 255, 255) < IPv4Address(10, 0, 0, 0))
            #expect(!(IPv4Address.any < .any))
            let texts = ["::", "::1", "::2", "1::", "1::1", "fe80::", "ff02::1"]
            let addresses = try texts.map { try #require(IPv6Address($0)) }
            #expect(addresses.shuffled().sorted() == addresses)
        }

        @Test(arguments: [
            "", ".", "1", "1.2.3", "1.2.3.4.", ".1.2.3.4", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1..2.3",
            " 1.2.3.4", "1.2.3.4 ", "1.2.3.4\n", "1.2.3.4\0", "0x7f.0.0.1", "1.2.3.-4", "+1.2.3.4", "１.2.3.4",
            "127.1", "1.2.3.0000", "999.1.1.1",
        ])
        func refusesWhatIsNoIPv4Address(_ text: String) {
            #expect(IPv4Address(text) == nil)
        }

        @Test(arguments: [
            "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:",
            "12345::", "::g", "::1%lo", "[::1]", "::1.2.3", "::1.2.3.256", "1.2.3.4::", "::1.2.3.4:5",
            "1:2:3:4:5:6:7::8",
            "1:2:3:4:5:6:7:1.2.3.4", "::\0", " ::1", "::1 ", "127.0.0.1",
        ])
        func refusesWhatIsNoIPv6Address(_ text: String) {
            #expect(IPv6Address(text) == nil)
        }
    }
}

// MARK: Against Python

extension SocketSuite.IPAddressTests {
    /// Reads lines of a family and a text in hexadecimal, and prints the address, its text and its blocks.
    private static let judge = """
        import ipaddress, socket, sys
        blocks = {4: '''unspecified 0.0.0.0/32;private 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16;shared 100.64.0.0/10
        loopback 127.0.0.0/8;linkLocal 169.254.0.0/16;documentation 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24
        benchmarking 198.18.0.0/15;multicast 224.0.0.0/4;broadcast 255.255.255.255/32''',
        6: '''unspecified ::/128;loopback ::1/128;mapped ::ffff:0:0/96;benchmarking 2001:2::/48
        documentation 2001:db8::/32 3fff::/20;private fc00::/7;linkLocal fe80::/10;multicast ff00::/8'''}
        blocks = {f: {l.split()[0]: [ipaddress.ip_network(n) for n in l.split()[1:]]
                      for l in t.replace(';', '\\n').splitlines()} for f, t in blocks.items()}
        for line in sys.stdin:
            version, text = line.split(',')
            text = bytes.fromhex(text).decode()
            family = socket.AF_INET if version == '4' else socket.AF_INET6
            try:
                packed = socket.inet_pton(family, text)
            except (OSError, ValueError):
                print('none')
                continue
            address = ipaddress.ip_address(packed)
            kinds = {k for k, networks in blocks[int(version)].items() if any(address in n for n in networks)}
            if version == '4' and address.is_reserved and 'broadcast' not in kinds:
                kinds.add('reserved')
            if 'mapped' not in kinds:
                said = {'unspecified': address.is_unspecified, 'loopback': address.is_loopback,
                        'multicast': address.is_multicast, 'linkLocal': address.is_link_local}
                assert said == {k: k in kinds for k in said}, (text, kinds)
            print(packed.hex(), socket.inet_ntop(family, packed), *sorted(kinds))
        """

    @Test func pythonAgreesOnThousandsOfTexts() throws {
        guard let python = try Peer(python: Self.judge) else { return }
        var generator = TextGenerator()
        var texts: [(version: Int, text: String)] = TextGenerator.borders
        for _ in 0..<2500 { texts.append((4, generator.ipv4())) }
        for _ in 0..<3500 { texts.append((6, generator.ipv6())) }
        let question = texts.map { version, text in
            "\(version)," + text.utf8.map { String(format: "%02x", $0) }.joined() + "\n"
        }
        let answers = try python.answer(to: question.joined())
        try #require(answers.count == texts.count)
        var valid = 0
        for ((version, text), answer) in zip(texts, answers) {
            let own = version == 4 ? Self.describeIPv4(text) : Self.describeIPv6(text)
            #expect(own == answer, "\(version) \(text.debugDescription)")
            if answer != "none" { valid += 1 }
        }
        // The generator must make enough valid and invalid texts.
        #expect(valid > 1500 && valid < texts.count - 1500)
    }

    private static func describe(_ bytes: [UInt8], _ text: String, _ kinds: [(String, Bool)]) -> String {
        let names = kinds.filter(\.1).map(\.0).sorted()
        return ([bytes.map { String(format: "%02x", $0) }.joined(), text] + names).joined(separator: " ")
    }

    private static func describeIPv4(_ text: String) -> String {
        guard let host = IPv4Address(text) else { return "none" }
        return describe(
            host.bytes, host.description,
            [
                ("unspecified", host.isUnspecified), ("private", host.isPrivate), ("shared", host.isShared),
                ("loopback", host.isLoopback), ("linkLocal", host.isLinkLocal),
                ("documentation", host.isDocumentation), ("benchmarking", host.isBenchmarking),
                ("multicast", host.isMulticast), ("broadcast", host.isBroadcast), ("reserved", host.isReserved),
            ])
    }

    private static func describeIPv6(_ text: String) -> String {
        guard let host = IPv6Address(text) else { return "none" }
        return describe(
            host.bytes, host.description,
            [
                ("unspecified", host.isUnspecified), ("loopback", host.isLoopback), ("mapped", host.isIPv4Mapped),
                ("benchmarking", host.isBenchmarking), ("documentation", host.isDocumentation),
                ("private", host.isPrivate), ("linkLocal", host.isLinkLocal), ("multicast", host.isMulticast),
            ])
    }
}

/// Makes texts that are addresses or nearly so, the same in every run.
private struct TextGenerator: RandomNumberGenerator {
    private var state: UInt64 = 0x5157_1f75_0cce_7000

    /// splitmix64.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func ipv4() -> String {
        let parts = (0..<(chance(90) ? 4 : Int.random(in: 1...6, using: &self))).map { _ in
            chance(85)
                ? String(UInt8.random(in: 0...255, using: &self)) : String(Int.random(in: 0...1100, using: &self))
        }
        return mutated(parts.joined(separator: "."), with: "0123456789. +x\0")
    }

    mutating func ipv6() -> String {
        var groups = (0..<8).map { _ in
            var group =
                chance(40)
                ? "0" : String(UInt16.random(in: 0...0xffff, using: &self) >> (chance(30) ? 8 : 0), radix: 16)
            if chance(20) { group = String(repeating: "0", count: 4 - group.count) + group }
            return chance(20) ? group.uppercased() : group
        }
        if chance(15) { groups.replaceSubrange(6..., with: [ipv4()]) }
        if chance(10) { groups.replaceSubrange(0..<5, with: Array(repeating: "0", count: 5)) }
        if chance(10) { groups[5] = chance(50) ? "ffff" : "0" }
        if chance(60) {
            let start = Int.random(in: 0..<groups.count, using: &self)
            let end = Int.random(in: start...groups.count, using: &self)
            groups.replaceSubrange(start..<end, with: [""])
            if start == 0 { groups.insert("", at: 0) }
            if end >= groups.count && groups.last == "" { groups.append("") }
        }
        return mutated(groups.joined(separator: ":"), with: "0123456789abcdefABCDEFg:.% ")
    }

    /// The text; one time in four with one to three characters inserted, removed or replaced.
    private mutating func mutated(_ text: String, with alphabet: String) -> String {
        guard chance(25) else { return text }
        var characters = Array(text)
        for _ in 0..<Int.random(in: 1...3, using: &self) {
            let place = Int.random(in: 0...characters.count, using: &self)
            let replaced = place == characters.count || chance(33) ? place..<place : place..<place + 1
            let new = chance(33) ? [] : [alphabet.randomElement(using: &self) ?? "0"]
            characters.replaceSubrange(replaced, with: new)
        }
        return String(characters)
    }

    /// The first and last address of every block, and their neighbours.
    static let borders: [(version: Int, text: String)] = {
        let blocks4: [(UInt32, Int)] = [
            (0, 32), (0x0a00_0000, 8), (0x6440_0000, 10), (0x7f00_0000, 8), (0xa9fe_0000, 16), (0xac10_0000, 12),
            (0xc000_0200, 24), (0xc0a8_0000, 16), (0xc612_0000, 15), (0xc633_6400, 24), (0xcb00_7100, 24),
            (0xe000_0000, 4), (0xf000_0000, 4), (0xffff_ffff, 32),
        ]
        var texts = blocks4.flatMap { start, bits -> [(version: Int, text: String)] in
            let last = start | (bits == 32 ? 0 : UInt32.max >> UInt32(bits))
            return [start &- 1, start, last, last &+ 1].map { (4, IPv4Address(rawValue: $0).description) }
        }
        let blocks6: [(UInt64, Int)] = [
            (0x2001_0002_0000_0000, 48), (0x2001_0db8_0000_0000, 32), (0x3fff_0000_0000_0000, 20),
            (0xfc00_0000_0000_0000, 7), (0xfe80_0000_0000_0000, 10), (0xff00_0000_0000_0000, 8),
        ]
        for (start, bits) in blocks6 {
            let last = start | UInt64.max >> UInt64(bits)
            for high in [start &- 1, start, last, last &+ 1] {
                texts.append((6, IPv6Address(high: high, low: 0).description))
                texts.append((6, IPv6Address(high: high, low: .max).description))
            }
        }
        for low in [0, 1, 2, 0xfffe_ffff_ffff, 0xffff_0000_0000, 0xffff_ffff_ffff, 0x1_0000_0000_0000] as [UInt64] {
            texts.append((6, IPv6Address(high: 0, low: low).description))
        }
        return texts
    }()
}
