import Testing

@testable import SwiftSocket

@Suite struct LinkHeaderTests {
    static let mac = MACAddress(0x52, 0x54, 0x00, 0x12, 0x34, 0x56)
    /// As captured on a trunk: a broadcast in service VLAN 100 and customer VLAN 42, with an ARP request.
    static let frame: [UInt8] = [
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 0x88, 0xa8, 0x00, 0x64, 0x81, 0x00,
        0xb0, 0x2a, 0x08, 0x06, 0x00, 0x01, 0x08, 0x00, 0x06, 0x04, 0x00, 0x01, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56,
        0xc0, 0x00, 0x02, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x02, 0xfe,
    ]

    @Test func ethernet() throws {
        let header = try PacketHeaderTests.check(EthernetHeader.self, Self.frame, length: 14)
        #expect(header == EthernetHeader(source: Self.mac, etherType: .serviceVLAN))
        let line = "Ethernet 52:54:00:12:34:56 > ff:ff:ff:ff:ff:ff, ethertype 802.1Q-QinQ (0x88a8)"
        #expect(header.description == line)
    }

    @Test func vlan() throws {
        let tag = try PacketHeaderTests.check(VLANTag.self, Array(Self.frame[18...]), length: 4)
        #expect(tag == VLANTag(42, priority: 5, isDropEligible: true, etherType: .arp))
        #expect(tag.description == "VLAN 42, p 5, DEI, ethertype ARP (0x0806)")
        #expect(try VLANTag(100, etherType: .vlan).encoded() == Array(Self.frame[14..<18]))
        for wrong in [VLANTag(4096), VLANTag(0, priority: 8)] {
            let error = PacketHeaderTests.failure { _ = try wrong.encoded() }
            #expect(error?.code == .packetFieldOutOfRange && error?.layer == .vlan)
        }
    }

    @Test func etherTypes() {
        #expect(EtherType.vlan.isVLAN && EtherType.serviceVLAN.isVLAN && !EtherType.ipv4.isVLAN)
        #expect(EtherType.ipv6.layerKind == .ipv6 && EtherType.lldp.layerKind == .payload)
        #expect(EtherType(rawValue: 38).description == "length 38")
        #expect(EtherType(rawValue: 0x88b5).description == "ethertype 0x88b5")
        #expect(EtherType.ipv4.description == "ethertype IPv4 (0x0800)")
    }

    @Test func arp() throws {
        let header = try PacketHeaderTests.check(ARPHeader.self, Array(Self.frame[22...]))
        let wanted = ARPHeader(asking: IPv4Address(192, 0, 2, 254), from: IPv4Address(192, 0, 2, 1), at: Self.mac)
        #expect(header == wanted)
        #expect(header.senderMAC == Self.mac && header.targetMAC == .unspecified)
        #expect(header.senderIPv4 == IPv4Address(192, 0, 2, 1) && header.targetIPv4 == IPv4Address(192, 0, 2, 254))
        #expect(header.description == "ARP Request who-has 192.0.2.254 tell 192.0.2.1")
        let router = MACAddress(2, 0, 0, 0, 0, 1)
        let reply = ARPHeader(answering: header, with: router)
        #expect(reply.description == "ARP Reply 192.0.2.254 is-at 02:00:00:00:00:01")
        #expect(
            try reply.encoded() == [
                0x00, 0x01, 0x08, 0x00, 0x06, 0x04, 0x00, 0x02, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0xc0, 0x00, 0x02,
                0xfe, 0x52, 0x54, 0x00, 0x12, 0x34, 0x56, 0xc0, 0x00, 0x02, 0x01,
            ])
    }

    @Test func arpOfOtherAddresses() throws {
        let bytes: [UInt8] = [0, 15, 8, 0, 0, 4, 0, 8, 192, 0, 2, 1, 192, 0, 2, 2]
        let header = try PacketHeaderTests.check(ARPHeader.self, bytes)
        #expect(header.hardwareType == 15 && header.operation == .inverseRequest)
        #expect(header.senderHardware.isEmpty && header.senderMAC == nil)
        #expect(header.targetIPv4 == IPv4Address(192, 0, 2, 2))
        let empty = try PacketHeaderTests.check(ARPHeader.self, [0, 1, 0x86, 0xdd, 0, 0, 0, 99])
        #expect(empty.protocolType == .ipv6 && empty.targetIPv4 == nil)
        var uneven = header
        uneven.targetHardware = [1]
        let error = PacketHeaderTests.failure { _ = try uneven.encoded() }
        #expect(error?.field == "Target Hardware Address" && error?.needed == 1 && error?.available == 0)
        uneven.senderHardware = [UInt8](repeating: 0, count: 256)
        #expect(PacketHeaderTests.failure { _ = try uneven.encoded() }?.field == "Sender Hardware Address")
    }

    @Test func wholeFrame() throws {
        let request = ARPHeader(asking: IPv4Address(192, 0, 2, 254), from: IPv4Address(192, 0, 2, 1), at: Self.mac)
        let packet = try Packet(decoding: Self.frame, as: .ethernet)
        let wanted = Packet(
            EthernetHeader(source: Self.mac, etherType: .serviceVLAN), VLANTag(100, etherType: .vlan),
            VLANTag(42, priority: 5, isDropEligible: true, etherType: .arp), request)
        #expect(packet == wanted)
        #expect(try packet.encoded() == Self.frame)
        #expect(packet[VLANTag.self]?.identifier == 100)
    }
}
