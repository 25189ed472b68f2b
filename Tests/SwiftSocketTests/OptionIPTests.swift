import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct OptionIPTests {
        @Test func everyOptionOfIPv4() throws {
            try roundTrip(.tcp, .ipBindAddressNoPort, false, true)
            try roundTrip(.udp, .ipChecksum, false, true)
            try roundTrip(.tcp, .ipFreeBind, false, true)
            try roundTrip(.raw, .ipHeaderIncluded, false, true)
            try roundTrip(.tcp, .ipLocalPortRange, .system, PortRange(low: 40000, high: 65535))
            try roundTrip(.tcp6, .ipLocalPortRange, .system, PortRange(low: 40000, high: 0))
            try roundTrip(.tcp, .ipMinTTL, 0, 255)
            // The loopback's MTU is 65536, but an IPv4 length is at most 65535.
            #expect(try connection().client.option(.ipMTU) == 65535)
            try roundTrip(.udp, .ipMTUDiscovery, .want, .omit)
            try roundTrip(.udp, .ipMulticastAll, true, false)
            try roundTrip(.udp, .ipMulticastInterfaceAddress, .any, .loopback)
            try roundTrip(.udp, .ipMulticastLoop, true, false)
            try roundTrip(.udp, .ipMulticastTTL, 1, 255)
            try roundTrip(.raw, .ipNoDefragment, false, true)
            // Router alert, padded by the kernel; and options that need no padding.
            try roundTrip(.udp, .ipOptions, [], [148, 4, 0, 0])
            try roundTrip(.udp, .ipOptions, [], [1], reads: [1, 0, 0, 0])
            try roundTrip(.udp, .ipPassSecurity, false, true)
            try roundTrip(.udp, .ipPacketInfo, false, true)
            try roundTrip(.udp, .ipReceiveErrors, false, true)
            try roundTrip(.udp, .ipReceiveErrorsRFC4884, false, true)
            try roundTrip(.udp, .ipReceiveFragmentSize, false, true)
            try roundTrip(.udp, .ipReceiveOptions, false, true)
            try roundTrip(.udp, .ipReceiveOriginalDestination, false, true)
            try roundTrip(.udp, .ipReceiveTOS, false, true)
            try roundTrip(.udp, .ipReceiveTTL, false, true)
            try roundTrip(.udp, .ipReturnOptions, false, true)
            try roundTrip(.raw, .ipRouterAlert, false, true)
            try roundTrip(.udp, .ipTOS, 0, 0xb9)
            // TCP keeps its own ECN bits.
            try roundTrip(.tcp, .ipTOS, 0, 0xb9, reads: 0xb8)
            try roundTrip(.tcp, .ipTransparent, false, true, refused: .notPermitted)
            try roundTrip(.udp, .ipTTL, nil, 1)
            try roundTrip(.udp, .ipTTL, nil, 255)
            try roundTrip(.udp, .ipUnicastInterfaceIndex, 0, 1)
        }

        @Test func everyOptionOfIPv6() throws {
            let mine: IPv6AddressPreferences = [.temporary, .home]
            try roundTrip(.udp6, .ipv6AddressPreferences, [.publicOrTemporary, .home], .temporary, reads: mine)
            try roundTrip(.udp6, .ipv6AutoFlowLabel, nil, false)
            try roundTrip(.raw6, .ipv6Checksum, -1, 6)
            try roundTrip(.udp6, .ipv6DontFragment, false, true)
            try roundTrip(.udp6, .ipv6ReceiveFlowInfo, false, true)
            try roundTrip(.udp6, .ipv6SendFlowInfo, false, true)
            try roundTrip(.tcp6, .ipv6FreeBind, false, true)
            try roundTrip(.raw6, .ipv6HeaderIncluded, false, true)
            try roundTrip(.tcp6, .ipv6MinHopCount, 0, 255)
            #expect(try connection(.ipv6).client.option(.ipv6MTU) == 65536)
            #expect(try connection(.ipv6).client.option(.ipv6PathMTU) == 65536)
            try roundTrip(.udp6, .ipv6MTUDiscovery, .want, .probe)
            try roundTrip(.udp6, .ipv6MulticastAll, true, false)
            try roundTrip(.udp6, .ipv6MulticastHops, 1, 255)
            try roundTrip(.udp6, .ipv6MulticastInterfaceIndex, 0, 1)
            try roundTrip(.udp6, .ipv6MulticastLoop, true, false)
            try roundTrip(.udp6, .ipv6ReceiveDestinationOptions, false, true)
            try roundTrip(.udp6, .ipv6ReceiveErrors, false, true)
            try roundTrip(.udp6, .ipv6ReceiveErrorsRFC4884, false, true)
            try roundTrip(.udp6, .ipv6ReceiveFragmentSize, false, true)
            try roundTrip(.udp6, .ipv6ReceiveHopLimit, false, true)
            try roundTrip(.udp6, .ipv6ReceiveHopByHopOptions, false, true)
            try roundTrip(.udp6, .ipv6ReceiveOriginalDestination, false, true)
            try roundTrip(.udp6, .ipv6ReceivePathMTU, false, true)
            try roundTrip(.udp6, .ipv6ReceivePacketInfo, false, true)
            try roundTrip(.udp6, .ipv6ReceiveRoutingHeader, false, true)
            try roundTrip(.udp6, .ipv6ReceiveTrafficClass, false, true)
            try roundTrip(.udp6, .ipv6TrafficClass, 0, 0xb9)
            try roundTrip(.udp6, .ipv6Transparent, false, true, refused: .notPermitted)
            try roundTrip(.udp6, .ipv6UnicastHops, nil, 255)
            try roundTrip(.udp6, .ipv6UnicastInterfaceIndex, 0, 1)
            try roundTrip(.tcp6, .ipv6Only, nil, true)
        }

        @Test func valuesOutOfRangeAreRefused() throws {
            #expect(try refusal(.tcp, .ipLocalPortRange, PortRange(low: 2, high: 1)) == .invalidArgument)
            #expect(try refusal(.udp, .ipMinTTL, 256) == .invalidArgument)
            #expect(try refusal(.udp, .ipMTUDiscovery, PathMTUDiscovery(rawValue: 6)) == .invalidArgument)
            #expect(
                try refusal(.udp, .ipMulticastInterfaceAddress, IPv4Address(203, 0, 113, 1)) == .addressNotAvailable)
            #expect(try refusal(.udp, .ipMulticastTTL, 256) == .invalidArgument)
            #expect(try refusal(.udp, .ipMulticastTTL, -2) == .invalidArgument)
            #expect(try refusal(.udp, .ipOptions, [UInt8](repeating: 1, count: 41)) == .invalidArgument)
            #expect(try refusal(.udp, .ipTOS, -1) == .invalidArgument)
            #expect(try refusal(.udp, .ipTOS, 256) == .invalidArgument)
            #expect(try refusal(.udp, .ipTTL, 0) == .invalidArgument)
            #expect(try refusal(.udp, .ipTTL, 256) == .invalidArgument)
            #expect(try refusal(.udp, .ipTTL, 1 << 32 + 1) == .invalidArgument)
            #expect(try refusal(.udp, .ipUnicastInterfaceIndex, 1 << 20) == .addressNotAvailable)
            #expect(try refusal(.udp, .ipUnicastInterfaceIndex, .max) == .invalidArgument)
            #expect(try refusal(.udp6, .ipv6MinHopCount, 256) == .invalidArgument)
            #expect(try refusal(.udp6, .ipv6MTU, 1279) == .invalidArgument)
            #expect(try refusal(.udp6, .ipv6MulticastHops, 256) == .invalidArgument)
            #expect(try refusal(.udp6, .ipv6MulticastInterfaceIndex, 1 << 20) == .noSuchDevice)
            #expect(try refusal(.udp6, .ipv6TrafficClass, 256) == .invalidArgument)
            #expect(try refusal(.udp6, .ipv6UnicastHops, 256) == .invalidArgument)
            #expect(try refusal(.udp6, .ipv6UnicastHops, -2) == .invalidArgument)
            #expect(try refusal(.tcp, .ipv6Only, true) == .protocolOptionNotAvailable)
        }

        @Test func minusOneRestoresTheDefault() throws {
            let socket = try Socket(.inet, .datagram)
            let first = try socket.option(.ipTTL)
            try socket.setOption(.ipTTL, first == 9 ? 10 : 9)
            try socket.setOption(.ipTTL, -1)
            #expect(try socket.option(.ipTTL) == first)
            try socket.setOption(.ipMulticastTTL, 9)
            try socket.setOption(.ipMulticastTTL, -1)
            #expect(try socket.option(.ipMulticastTTL) == 1)
        }

        @Test func headerInclusionIsForRawSockets() throws {
            #expect(try refusal(.udp, .ipHeaderIncluded, true) == .protocolOptionNotAvailable)
            #expect(try Socket(.inet, .datagram).option(.ipHeaderIncluded) == false)
            #expect(
                try refusal(.raw6, .ipHeaderIncluded, true) == (isRoot ? .protocolOptionNotAvailable : .invalidArgument)
            )
            guard isRoot else { return }
            #expect(try Socket(.inet, .raw, protocol: .raw).option(.ipHeaderIncluded))
            #expect(try Socket(.inet6, .raw, protocol: .raw).option(.ipv6HeaderIncluded))
            let icmp = try Socket(.inet6, .raw, protocol: .icmpv6)
            #expect(try icmp.option(.ipv6Checksum) == 2)
            #expect(code { try icmp.setOption(.ipv6Checksum, 4) } == .invalidArgument)
            #expect(try refusal(.raw6, .ipv6Checksum, 3) == .invalidArgument)
        }

        @Test func pathsAndDestinationsNeedAConnection() throws {
            #expect(code { try Socket(.inet, .datagram).option(.ipMTU) } == .notConnected)
            #expect(code { try Socket(.inet6, .datagram).option(.ipv6MTU) } == .notConnected)
            #expect(code { try Socket(.inet6, .datagram).option(.ipv6PathMTU) } == .notConnected)
            let redirected = failure { try connection().client.option(.ipOriginalDestination) }
            let redirected6 = failure { try connection(.ipv6).client.option(.ipv6OriginalDestination) }
            // ENOENT with netfilter: the connection was not redirected.
            for error in [redirected, redirected6] {
                #expect(error?.code == .noSuchFileOrDirectory || error?.code == .protocolOptionNotAvailable)
            }
            #expect(redirected?.subject == "SO_ORIGINAL_DST" && redirected6?.subject == "IP6T_SO_ORIGINAL_DST")
        }

        @Test func portsComeFromTheRange() throws {
            let socket = try Socket(.inet, .stream)
            // Within net.ipv4.ip_local_port_range, which always applies.
            let path = "/proc/sys/net/ipv4/ip_local_port_range"
            let system = try String(contentsOfFile: path, encoding: .utf8).split { !$0.isNumber }.compactMap {
                UInt16($0)
            }
            let range = PortRange(low: system[1] - 100, high: system[1])
            try socket.setOption(.ipLocalPortRange, range)
            try socket.bind(to: .ipv4(.loopback, port: 0))
            let port = try #require(try socket.localAddress().port)
            #expect((range.low...range.high).contains(port))
        }
    }
}
