import Testing

@testable import SwiftSocket

/// What stands in the payloads of ICMP messages, as bytes, as values and as text.
@Suite struct ICMPPayloadTests {
    static let bytes = ICMPMessageTests.bytes
    static let prefix = IPv6Address(0x2001, 0xdb8, 1, 0, 0, 0, 0, 0)

    /// Reads a list, writes it again, and turns every bit of it.
    static func check<Element: PacketCodable>(_ cases: [(String, Element, String)]) throws {
        let all = cases.flatMap { bytes($0.0) }
        #expect(try [Element](decoding: all) == cases.map(\.1))
        #expect(try cases.map(\.1).encoded() == all)
        for (hex, element, text) in cases {
            #expect(try element.encoded() == bytes(hex))
            #expect(element.description == text)
        }
        for bit in 0..<all.count * 8 {
            var turned = all
            turned[bit / 8] ^= 1 << (bit % 8)
            let error = PacketHeaderTests.failure {
                let again = try [Element](decoding: turned).encoded()
                #expect(again == turned)
            }
            let expected: [ResultCode?] = [nil, .packetFieldNotValid, .packetTooShort]
            #expect(expected.contains(error?.code))
        }
        for cut in 0..<all.count {
            let part = Array(all.prefix(cut))
            guard let read = try? [Element](decoding: part) else { continue }
            #expect(try read.encoded() == part)
        }
    }

    @Test func neighborDiscoveryOptions() throws {
        try Self.check([
            (
                "0101 ce6bcc61853a", NDPOption.sourceLinkLayerAddress([0xce, 0x6b, 0xcc, 0x61, 0x85, 0x3a]),
                "source link-address option: ce:6b:cc:61:85:3a"
            ),
            (
                "0201 f26ab185cf01", .targetLinkLayerAddress([0xf2, 0x6a, 0xb1, 0x85, 0xcf, 0x01]),
                "destination link-address option: f2:6a:b1:85:cf:01"
            ),
            (
                "0304 40c0 00278d00 00093a80 12345678 20010db8000100000000000000000000",
                .prefixInformation(
                    NDPPrefix(
                        Self.prefix, length: 64, validLifetime: 2_592_000, preferredLifetime: 604800,
                        reserved: 0x1234_5678)),
                "prefix info option: 2001:db8:1::/64, Flags [onlink, auto], valid time 2592000s, pref. time 604800s"
            ),
            (
                "0402 1234 56789abc 6000000000000040",
                .redirectedHeader([0x60, 0, 0, 0, 0, 0, 0, 0x40], reserved: 0x1234_5678_9abc),
                "redirected header option: length 8"
            ),
            ("0501 1234 000005dc", .mtu(1500, reserved: 0x1234), "mtu option: 1500"),
            ("0e01 e441866fc2db", .nonce([0xe4, 0x41, 0x86, 0x6f, 0xc2, 0xdb]), "nonce option: e441866fc2db"),
            (
                "1801 0018 ffffffff", .routeInformation(NDPRoute(.any, length: 0, lifetime: .max, preference: .low)),
                "route info option: ::/0, pref=low, lifetime=infinity"
            ),
            (
                "1802 3008 00000e10 20010db800010000",
                .routeInformation(NDPRoute(Self.prefix, length: 48, lifetime: 3600, preference: .high)),
                "route info option: 2001:db8:1::/48, pref=high, lifetime=3600s"
            ),
            (
                "1903 0000 00000e10 20010db8000100000000000000000000",
                .recursiveDNSServers([Self.prefix], lifetime: 3600),
                "rdnss option: lifetime 3600s, addr: 2001:db8:1::"
            ),
            (
                "1f03 0000 00000000 076578616d706c65 036f726700000000",
                .dnsSearchList(names: Array("\u{7}example\u{3}org\0\0\0\0".utf8), lifetime: 0),
                "dnssl option: lifetime 0s, domain(s): example.org"
            ),
            (
                "c801 010203040506", .other(type: 200, data: [1, 2, 3, 4, 5, 6]),
                "unknown option (200): 010203040506"
            ),
        ])
    }

    @Test func neighborDiscoveryOptionsAreRefused() {
        #expect(
            PacketHeaderTests.failure { _ = try [NDPOption](decoding: [1, 0, 0, 0, 0, 0, 0, 0]) }?.field
                == "Option Length"
        )
        let wrong: [(NDPOption, String)] = [
            (.sourceLinkLayerAddress([1, 2, 3]), "Option Data"),
            (.redirectedHeader([], reserved: 1 << 48), "Reserved"),
            (.recursiveDNSServers([], lifetime: 1), "Option Data"),
            (.prefixInformation(NDPPrefix(.any, length: 129, validLifetime: 0, preferredLifetime: 0)), "Prefix Length"),
        ]
        for (option, field) in wrong {
            let error = PacketHeaderTests.failure { _ = try option.encoded() }
            #expect(error?.code == .packetFieldOutOfRange && error?.field == field)
        }
        #expect(PacketHeaderTests.failure { _ = try NDPOption.decodeDomainNames([0xc0, 0x0c]) }?.available == 0xc0)
    }

    @Test func routers() throws {
        try Self.check([
            ("c0000201 00000007", ICMPv4Router(IPv4Address(192, 0, 2, 1), preferenceLevel: 7), "{192.0.2.1 7}"),
            (
                "c0000202 80000000", ICMPv4Router(IPv4Address(192, 0, 2, 2), preferenceLevel: .min),
                "{192.0.2.2 -2147483648}"
            ),
        ])
        let long = Self.bytes("c0000201 00000007 deadbeef")
        #expect(try [ICMPv4Router](decoding: long, entrySize: 3).count == 1)
        #expect(PacketHeaderTests.failure { _ = try [ICMPv4Router](decoding: long) }?.needed == 8)
    }

    static let group = IPv6Address(0xff02, 0, 0, 0, 0, 0, 0, 0xfb)

    @Test func listenerRecords() throws {
        try Self.check([
            (
                "0400 0000 ff0200000000000000000000000000fb", MLDRecord(.changeToExclude, address: Self.group),
                "[gaddr ff02::fb to_ex]"
            ),
            (
                "0601 0001 ff0200000000000000000000000000fb 20010db8000100000000000000000000 01020304",
                MLDRecord(.blockOldSources, address: Self.group, sources: [Self.prefix], auxiliary: [1, 2, 3, 4]),
                "[gaddr ff02::fb block { 2001:db8:1:: }]"
            ),
        ])
        #expect(
            PacketHeaderTests.failure { _ = try MLDRecord(.modeIsInclude, address: .any, auxiliary: [1]).encoded() }?
                .field == "Auxiliary Data")
    }

    @Test func listenerQuery() throws {
        let bytes = Self.bytes("ab 8c 0001 20010db8000100000000000000000000")
        let query = try MLDQuery(decoding: bytes + [0xee])
        #expect(
            query
                == MLDQuery(
                    suppressesRouterProcessing: true, robustness: 3, queryIntervalCode: 0x8c, sources: [Self.prefix],
                    flags: 10))
        #expect(query.queryInterval == .seconds((0xc | 0x10) << 3))
        #expect(try query.encoded() == bytes)
        #expect(PacketHeaderTests.failure { _ = try MLDQuery(decoding: []) }?.needed == 4)
        #expect(PacketHeaderTests.failure { _ = try MLDQuery(robustness: 8).encoded() }?.field == "QRV")
        #expect(MLDQuery.maximumResponseTime(for: 0xa123) == .milliseconds(0x1123 << 5))
        #expect(MLDQuery.maximumResponseCode(forMilliseconds: 0x1123 << 5) == 0xa123)
        #expect(MLDQuery.maximumResponseCode(forMilliseconds: 8_387_585) == nil)
        #expect(MLDQuery.maximumResponseCode(forMilliseconds: -1) == nil)
    }

    static let labels = [
        MPLSLabel(16, trafficClass: 5, isBottomOfStack: false, timeToLive: 64),
        MPLSLabel(0xbcde, trafficClass: 7, isBottomOfStack: true, timeToLive: 1),
    ]

    @Test func objects() throws {
        try Self.check([
            (
                "000c 0101 00010a40 0bcdef01", ICMPObject.mpls(Self.labels),
                "MPLS (label 16, tc 5, ttl 64) (label 48350, tc 7, [S], ttl 1)"
            ),
            (
                "0020 02cf 00000005 0001 0000 c0000201 0c 67652d302f302f312e35 00 000005dc",
                .interface(
                    ICMPInterface(
                        role: 3, index: 5, address: .ipv4(IPv4Address(192, 0, 2, 1)),
                        name: Array("ge-0/0/1.5\0".utf8), mtu: 1500)),
                "next hop interface, index 5, 192.0.2.1, \"ge-0/0/1.5\", mtu 1500"
            ),
            (
                "0018 0234 0002 0009 20010db8000100000000000000000000",
                .interface(ICMPInterface(role: 0, address: .ipv6(Self.prefix), reserved: 3, addressReserved: 9)),
                "incoming interface, 2001:db8:1::"
            ),
            ("0008 0301 6c6f0000", .interface(named: "lo"), "interface \"lo\""),
            ("0008 0302 00000001", .interfaceIndex(1), "interface index 1"),
            (
                "000c 0303 0001 04 00 c0000201", .interface(IPv4Address(192, 0, 2, 1)),
                "interface address c0000201, family 1"
            ),
            (
                "0008 6301 01020304", .other(classNumber: 99, cType: 1, payload: [1, 2, 3, 4]),
                "object class 99, c-type 1, length 4"
            ),
        ])
        #expect(try ICMPObject.interface(.loopback as IPv6Address).encoded().count == 24)
    }

    @Test func textOfUnusualValues() throws {
        let label = MPLSLabel(1 << 20, trafficClass: 8, isBottomOfStack: false, timeToLive: 0)
        #expect(PacketHeaderTests.failure { _ = try label.encoded() }?.code == .packetFieldOutOfRange)
        #expect(ICMPObject.mpls([label]).description == "MPLS (label 1048576, tc 8, ttl 0)")
        #expect(ICMPObject.mpls([]).description == "MPLS")
        #expect(ICMPInterface(role: 9, name: [0xff, 0x61, 0]).description == "role 9 interface, \"\u{fffd}a\"")
        #expect(
            NDPOption.recursiveDNSServers([], lifetime: .max).description == "rdnss option: lifetime infinity, addr:")
        #expect(
            NDPOption.dnsSearchList(names: [9, 0x61], lifetime: 1).description
                == "dnssl option: lifetime 1s, domain(s): 0961")
        let sources = (0..<1000).map { IPv4Address(rawValue: 0x0a00_0000 + $0) }
        let record = IGMPRecord(IGMPRecordType(rawValue: 7), group: IPv4Address(232, 1, 1, 1), sources: sources)
        let list = sources.map(\.description).joined(separator: " ")
        #expect(record.description == "[gaddr 232.1.1.1 type 7 { \(list) }]")
        #expect(
            ICMPExtendedEchoStatus(state: 2, isActive: false, runsIPv4: false, runsIPv6: true).description
                == "inactive, IPv6, state 2")
    }

    @Test func extensions() throws {
        let bytes = Self.bytes("2000 6a6a 000c 0101 00010a40 0bcdef01 0008 0301 6c6f0000")
        let structure = try ICMPExtension(decoding: bytes)
        #expect(structure == ICMPExtension([.mpls(Self.labels), .interface(named: "lo")], checksum: 0x6a6a))
        #expect(structure.mplsLabels == Self.labels)
        #expect(try structure.encoded() == bytes)
        #expect(try ICMPExtension(structure.objects).filled() == structure)
        #expect(
            structure.description == "MPLS (label 16, tc 5, ttl 64) (label 48350, tc 7, [S], ttl 1), interface \"lo\"")
        #expect(
            PacketHeaderTests.failure { _ = try ICMPExtension(decoding: [0x10, 0, 0, 0]) }?.layer == .icmpExtension)
        #expect(PacketHeaderTests.failure { _ = try ICMPExtension([], reserved: 4096).encoded() }?.field == "Reserved")
    }

    @Test func quotes() throws {
        let datagram = Array(PacketHeaderTests.ping.prefix(28))
        let objects = [ICMPObject.mpls(Self.labels)]
        var error = ICMPv4Message.timeExceeded()
        var payload = try error.encodeQuote(datagram, objects)
        #expect(error.kind == .timeExceeded(length: 32) && payload.count == 128 + 16)
        let quote = try error.decodeQuote(payload)
        #expect(quote.datagram == datagram + [UInt8](repeating: 0, count: 100))
        #expect(quote.extension?.mplsLabels == Self.labels && quote.isExtensionIntact && quote.missing == nil)
        // Routers from before RFC 4884 have no length.
        error = .timeExceeded()
        #expect(try error.decodeQuote(payload).extension == nil)
        #expect(try error.decodeQuote(payload, leniently: true).extension?.mplsLabels == Self.labels)
        // Without objects.
        payload = try error.encodeQuote(datagram)
        #expect(payload == datagram)
        #expect(try error.decodeQuote(datagram).structure.isEmpty)
        // Cut off.
        error = ICMPv4Message(.timeExceeded(length: 32))
        #expect(PacketHeaderTests.failure { _ = try error.decodeQuote(datagram) }?.needed == 8 + 128)
        #expect(try error.decodeQuote(datagram, leniently: true).missing?.code == .packetTooShort)
        payload = try error.encodeQuote(datagram, objects)
        payload[130] ^= 1
        #expect(try !error.decodeQuote(payload).isExtensionIntact)
        var redirect = ICMPv4Message(.redirect(gateway: .loopback))
        let refused = PacketHeaderTests.failure { _ = try redirect.encodeQuote(datagram, objects) }
        #expect(refused?.field == "Extension")

        var six = ICMPv6Message.destinationUnreachable(.noRoute)
        payload = try six.encodeQuote([UInt8](repeating: 1, count: 129), objects)
        #expect(six.kind == .destinationUnreachable(length: 17) && payload.count == 136 + 16)
        #expect(try six.decodeQuote(payload).extension?.mplsLabels == Self.labels)
        six = .destinationUnreachable(.noRoute)
        #expect(try six.decodeQuote(payload, leniently: true).extension == nil)
    }

    /// Linux answers, if net.ipv4.icmp_echo_enable_probe lets it: a packet that it has answered.
    @Test func probe() throws {
        var request = Packet(
            IPv4Header(source: .loopback, destination: .loopback),
            ICMPv4Message(.extendedEchoRequest(identifier: 0x4321, sequenceNumber: 7)))
        request.payload = try ICMPExtension([.interface(named: "lo")]).filled().encoded()
        #expect(try request.encoded()[20...] == Self.bytes("2a00 8bdd 4321 0701 2000 7087 0008 0301 6c6f 0000")[...])
    }
}
