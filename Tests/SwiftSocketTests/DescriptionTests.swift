import Testing

@testable import SwiftSocket

extension SocketSuite {
    /// What sockets, structs, numbers and bits print.
    @Suite struct DescriptionTests {
        @Test func socketsOfEveryKind() throws {
            let (client, server) = try SocketSuite.connection()
            let own = try client.localAddress()
            let peer = try server.localAddress()
            #expect(
                client.description
                    == "Socket(fd: \(client.fileDescriptor), inet stream tcp, local: \(own), peer: \(peer))")
            let udp = try Socket(.inet6, .datagram)
            #expect(udp.description == "Socket(fd: \(udp.fileDescriptor), inet6 datagram udp, local: [::]:0)")
            let unix = try Socket(.unix, .sequencedPacket)
            #expect(unix.description == "Socket(fd: \(unix.fileDescriptor), unix sequencedPacket, local: unnamed)")
            let (left, _) = try Socket.pair()
            #expect(
                left.description == "Socket(fd: \(left.fileDescriptor), unix stream, local: unnamed, peer: unnamed)")
            for socket in [client, udp, unix, left] { socket.close() }
            #expect(client.description == "Socket(closed, inet stream)")
            #expect(unix.description == "Socket(closed, unix sequencedPacket)")
        }

        @Test func socketsWithNumbersWithoutNames() throws {
            let netlink = try Socket(.netlink, .raw, protocol: SocketProtocol(rawValue: 16))
            #expect(
                netlink.description.hasPrefix(
                    "Socket(fd: \(netlink.fileDescriptor), netlink raw 16, local: family 16: "))
            #expect(SocketFamily(rawValue: 99).description == "99")
            #expect(SocketType(rawValue: 99).description == "99")
        }

        @Test func rawAndLinkSockets() throws {
            try SocketSuite.inOwnNetwork {
                let raw = try Socket.raw(.inet6, protocol: .icmpv6)
                #expect(raw.description == "Socket(fd: \(raw.fileDescriptor), inet6 raw icmpv6, local: [::]:58)")
                let link = try Socket.link(.datagram, etherType: .arp)
                try link.bind(interfaceIndex: 1)
                #expect(
                    link.description
                        == "Socket(fd: \(link.fileDescriptor), link datagram 0x0806, local: lo 00:00:00:00:00:00 0x0806)"
                )
            }
        }

        /// Printing never fails or traps, not even while another thread closes the socket.
        @Test func printingWhileClosing() throws {
            for _ in 0..<200 {
                let socket = try Socket(.inet, .stream)
                let worker = Worker { socket.close() }
                #expect(socket.description.hasPrefix("Socket("))
                #expect(try worker.result() == .success)
            }
        }

        @Test func structsPrintTheirFieldsByName() throws {
            #expect("\(Linger(time: .seconds(5)))" == "Linger(time: Optional(5.0 seconds))")
            #expect("\(PortRange(low: 1024, high: 2048))" == "PortRange(low: 1024, high: 2048)")
            #expect(
                "\(LinkMembership.promiscuous(interfaceIndex: 1))"
                    == "LinkMembership(interfaceIndex: 1, kind: promiscuous, hardwareAddress: [])")
            #expect("\(SocketError.Operation.sendAll)" == "sendAll")
            #expect("\(LinkStatistics(packets: 2, drops: 1))" == "LinkStatistics(packets: 2, drops: 1)")
            #expect(
                "\(LinkAddress(interfaceIndex: 1, etherType: .ipv4))".contains(
                    "interfaceIndex: 1, etherType: ethertype IPv4 (0x0800), hardwareAddress: []"))
            #expect("\(AncillaryData(hopLimit: 64))".contains("hopLimit: Optional(64), trafficClass: nil"))
            let membership = "\(MulticastMembership(.allHosts, interfaceIndex: 3))"
            #expect(membership == "MulticastMembership(group: 224.0.0.1:0, interfaceIndex: 3)")
            let (client, server) = try SocketSuite.connection()
            defer { server.close() }
            let info = "\(try client.option(.tcpInfo))"
            #expect(info.hasPrefix("TCPInfo(size: "))
            #expect(info.contains(", state: established, congestionState: open, options: [timestamps, "))
            #expect(info.contains("roundTripTime: "))
        }

        @Test func numbersAndBitsPrintTheirNames() {
            #expect("\(Socket.Events([.readable, .hungUp]))" == "[readable, hungUp]")
            #expect("\(MessageFlags([.truncate, .errorQueue]))" == "[truncated, errorQueue]")
            #expect("\(MessageFlags(rawValue: 0x4000_0001))" == "[outOfBand, 0x40000000]")
            #expect("\(MessageFlags(rawValue: .min))" == "[0x80000000]")
            #expect("\(MessageFlags())" == "[]")
            #expect("\(TCPInfo.State.timeWait), \(TCPInfo.State(rawValue: 77))" == "timeWait, 77")
            #expect("\(PathMTUDiscovery.do)" == "do")
            #expect("\(ReceivedError.Origin.icmpv6)" == "icmpv6")
            #expect("\(LinkAddress.Kind.otherHost), \(HardwareType.ethernet)" == "otherHost, ethernet")
            #expect("\(TimestampingFlags([.software, .receiveSoftware]))" == "[receiveSoftware, software]")
        }

        @Test func filtersPrintTheTypesThatPass() throws {
            var filter = ICMPv4Filter.blockAll
            try filter.pass(0)
            #expect("\(filter)" == "ICMPv4Filter(passes: 0, 32-255)")
            var filter6 = ICMPv6Filter.blockAll
            #expect("\(filter6)" == "ICMPv6Filter(passes: none)")
            for type: UInt8 in [1, 2, 3, 4, 129, 255] { try filter6.pass(type) }
            #expect("\(filter6)" == "ICMPv6Filter(passes: 1-4, 129, 255)")
            #expect("\(ICMPv6Filter.passAll)" == "ICMPv6Filter(passes: 0-255)")
        }
    }
}
