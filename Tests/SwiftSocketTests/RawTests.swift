import CSocketShim
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct RawTests {
        /// An ICMP echo request with its checksum, and an IPv4 header for it.
        private static let echo: [UInt8] = [8, 0, 0xf7, 0xf6, 0, 7, 0, 2]
        private static let header: [UInt8] = [
            0x45, 0, 0, 28, 0x12, 0x34, 0, 0, 33, 1, 0, 0, 127, 0, 0, 1, 127, 0, 0, 1,
        ]

        @Test func headerAndPayloadAreOnePacket() throws {
            try SocketSuite.inOwnNetwork {
                let sender = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
                let receiver = try Socket.raw(.inet, protocol: .icmp)
                try receiver.setTimeout(.seconds(1))
                #expect(try sender.option(.ipHeaderIncluded))
                #expect(try !receiver.option(.ipHeaderIncluded))
                let count = try sender.sendTo(
                    header: Self.header, payload: Self.echo, address: .ipv4(.loopback, port: 0))
                #expect(count == 28)
                let (packet, from) = try receiver.recvFrom(100)
                #expect(packet.count == 28)
                #expect(packet[8] == 33)
                #expect(Array(packet[20...]) == Self.echo)
                #expect(from == .ipv4(.loopback, port: 0))
                #expect(
                    code { try sender.sendTo(header: Self.header, payload: [], address: nil) }
                        == .destinationAddressRequired)
                let error = failure {
                    try sender.sendTo(header: [UInt8](), payload: [1], address: .ipv4(.loopback, port: 0))
                }
                #expect(error?.description == "sendTo 127.0.0.1:0: Invalid argument (EINVAL)")
            }
        }

        @Test func rawSocketsAreRefused() {
            #expect(code { try Socket.raw(.unix, protocol: .icmp) } == .addressFamilyNotSupported)
            if !isRoot {
                #expect(code { try Socket.raw(.inet, protocol: .icmp) } == .notPermitted)
                #expect(code { try Socket.link() } == .notPermitted)
            }
        }

        @Test func icmpv4FilterForEveryType() throws {
            var filter = ICMPv4Filter.blockAll
            try filter.pass(0)
            for type in UInt8.min...(.max) { #expect(filter.passes(type) == (type == 0 || type >= 32)) }
            try filter.block(0)
            #expect(filter == .blockAll)
            #expect(code { try filter.block(42) } == .invalidArgument)
            #expect(code { try filter.pass(255) } == .invalidArgument)
            #expect(filter == .blockAll)
            #expect(ICMPv4Filter.passAll.passes(8))
        }

        @Test func icmpv6FilterForEveryType() throws {
            var filter = ICMPv6Filter.blockAll
            try filter.pass(129)
            for type in UInt8.min...(.max) { #expect(filter.passes(type) == (type == 129)) }
            try filter.block(129)
            #expect(filter == .blockAll)
            #expect(filter != .passAll)
        }

        @Test func icmpFiltersInTheKernel() throws {
            try SocketSuite.inOwnNetwork {
                let socket = try Socket.raw(.inet, protocol: .icmp)
                try socket.setTimeout(.seconds(1))
                var filter = ICMPv4Filter.blockAll
                try filter.pass(0)
                try socket.setOption(.icmpv4Filter, filter)
                #expect(try socket.option(.icmpv4Filter) == filter)
                try socket.sendTo(Self.echo, address: .ipv4(.loopback, port: 0))
                #expect(try socket.recv(100)[20] == 0)

                let socket6 = try Socket.raw(.inet6, protocol: .icmpv6)
                var filter6 = ICMPv6Filter.blockAll
                try filter6.pass(135)
                try socket6.setOption(.icmpv6Filter, filter6)
                #expect(try socket6.option(.icmpv6Filter) == filter6)
                let udp = try Socket.raw(.inet, protocol: .udp)
                let error = failure { try udp.setOption(.icmpv4Filter, filter) }
                #expect(error?.description == "setOption ICMP_FILTER: Operation not supported (EOPNOTSUPP)")
            }
        }

        @Test func framesOfTheLoopback() throws {
            try SocketSuite.inOwnNetwork {
                let lo = try NetworkInterface(name: "lo")
                let kind = EtherType(rawValue: 0x88b5)
                let socket = try Socket.link()
                try socket.setTimeout(.seconds(1))
                try socket.bind(interfaceIndex: lo.index, etherType: kind)
                try socket.setOption(.linkAuxiliaryData, true)
                try socket.setOption(.linkIgnoreOutgoing, true)
                try socket.setOption(.timestampNanoseconds, true)
                try socket.setOption(.linkAddMembership, .promiscuous(interfaceIndex: lo.index))
                try socket.setOption(.linkDropMembership, .promiscuous(interfaceIndex: lo.index))
                #expect(try socket.localAddress().linkAddress?.interfaceIndex == lo.index)
                let frame: [UInt8] = [UInt8](repeating: 0, count: 12) + [0x88, 0xb5] + Array("hello".utf8)
                try socket.sendAll(frame)
                let message = try socket.recvMessage(16)
                #expect(message.bytes == Array(frame.prefix(16)))
                #expect(message.isTruncated)
                #expect(message.ancillary.frame?.length == frame.count)
                #expect(message.ancillary.vlan == nil)
                #expect(message.ancillary.timestamp ?? .zero > .seconds(1_000_000_000))
                #expect(message.address?.description == "lo 00:00:00:00:00:00 0x88b5")
                guard case .link(let from) = message.address?.kind else {
                    Issue.record("no packet address")
                    return
                }
                #expect(from.etherType == kind)
                #expect(from.kind == .host)
                #expect(from.hardwareType == .loopback)
                #expect(try socket.option(.linkStatistics) == LinkStatistics(packets: 1, drops: 0))
            }
        }

        @Test func linkAddressesConvertBothWays() throws {
            var packet = LinkAddress(
                interfaceIndex: 7, etherType: EtherType(rawValue: 0x0800), hardwareAddress: [2, 0, 0, 0, 0, 1])
            let address = try SocketAddress.link(packet)
            #expect(address.linkAddress == packet)
            #expect(address.kind == .link(packet))
            #expect(address.family == .link)
            #expect(SocketAddress.ipv4(.loopback, port: 1).linkAddress == nil)
            packet.hardwareAddress = [UInt8](repeating: 1, count: 33)
            #expect(code { try SocketAddress.link(packet) } == .invalidArgument)
            packet.hardwareAddress = [UInt8](repeating: 1, count: 300)
            #expect(code { try SocketAddress.link(packet) } == .invalidArgument)
        }

        @Test func networkInterfaces() throws {
            let lo = try NetworkInterface(name: "lo")
            #expect(lo.flags.contains(.loopback))
            #expect(lo.hardwareType == .loopback)
            #expect(lo.mtu > 0)
            #expect(lo.description == "lo")
            #expect(lo.macAddress == .unspecified)
            #expect(try NetworkInterface.all().contains(lo))
            #expect(try NetworkInterface(index: lo.index) == lo)
            #expect(try NetworkInterface.name(ofIndex: lo.index) == "lo")
            #expect(try NetworkInterface.index(ofName: "lo") == lo.index)
            let addresses = try lo.addresses()
            let first = addresses.first { $0.address.ipv4Address == .loopback }
            #expect(first?.prefixLength == 8)
            #expect(first?.interfaceIndex == lo.index)
            #expect(
                failure { try NetworkInterface(name: "nope") }?.description
                    == "networkInterface nope: No such device (ENODEV)")
            #expect(code { try NetworkInterface(index: 0) } == .noSuchDevice)
            #expect(code { try NetworkInterface.name(ofIndex: .max) } == .noSuchDevice)
        }

        @Test func ancillaryDataOfDatagrams() throws {
            let (socket, address) = try SocketSuite.bound(.ipv4, .datagram)
            let peer = try Socket(.inet, .datagram)
            try socket.setTimeout(.seconds(1))
            #expect(code { try socket.recvMessage(1, flags: .dontWait) } == .wouldBlock)
            try peer.sendTo("x", address: address)
            #expect(try socket.recvMessage(9).ancillary == AncillaryData())
            try socket.setOption(.ipReceiveTTL, true)
            try socket.setOption(.ipReceiveTOS, true)
            try socket.setOption(.ipPacketInfo, true)
            try peer.sendMessage(
                Array("hello".utf8), address: address, ancillary: AncillaryData(hopLimit: 7, trafficClass: 8))
            let message = try socket.recvMessage(9)
            #expect(message.bytes == Array("hello".utf8))
            #expect(message.ancillary.hopLimit == 7)
            #expect(message.ancillary.trafficClass == 8)
            #expect(message.ancillary.destination == .ipv4(.loopback, port: 0))
            #expect(message.ancillary.localAddress == .ipv4(.loopback, port: 0))
            let lo = try NetworkInterface.index(ofName: "lo")
            #expect(message.ancillary.interfaceIndex == lo)
            let wrong = AncillaryData(localAddress: .ipv6(.loopback, port: 0))
            #expect(code { try peer.sendMessage([1], address: address, ancillary: wrong) } == .invalidArgument)
        }

        @Test func errorQueueHasTheCauseAndTheDatagram() throws {
            let (keeper, address) = try SocketSuite.bound(.ipv4, .datagram)
            keeper.close()
            let socket = try Socket(.inet, .datagram)
            try socket.setTimeout(.seconds(5))
            try socket.setOption(.ipReceiveErrors, true)
            try socket.sendTo("probe", address: address)
            let error = try socket.recvErrorQueue(3)
            #expect(error.code == .connectionRefused)
            #expect(error.origin == .icmp)
            #expect(error.type == 3)
            #expect(error.icmpCode == 3)
            #expect(error.offender == .ipv4(.loopback, port: 0))
            #expect(error.message.address == address)
            #expect(error.message.bytes == Array("pro".utf8))
            #expect(error.message.flags.contains(.errorQueue))
            try socket.setTimeout(.zero)
            #expect(code { try socket.recvErrorQueue(3) } == .wouldBlock)
        }
    }
}
