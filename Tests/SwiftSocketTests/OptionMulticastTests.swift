import Foundation
import Testing

@testable import SwiftSocket

/// A receiver on a free port, and a sender that sends multicast through the loopback interface.
private struct MulticastLink {
    let receiver: Socket
    let sender: Socket
    let group: SocketAddress
    var interface: UInt32 = 1
    /// Where an IPv6 sender sends from.
    var source = IPv6Address.loopback

    init(_ group: IPv4Address) throws {
        receiver = try Socket(.inet, .datagram)
        try receiver.bind(to: .ipv4(.any, port: 0))
        try receiver.setOption(.ipMulticastAll, false)
        self.group = .ipv4(group, port: try #require(try receiver.localAddress().port))
        sender = try Socket(.inet, .datagram)
        try sender.bind(to: .ipv4(.loopback, port: 0))
        try sender.setOption(.ipMulticastInterface, .loopback)
        try sender.setOption(.ipMulticastLoop, true)
        try receiver.setTimeout(.seconds(10))
    }

    /// Loopback has no route for IPv6 multicast; where another interface has one, what is sent there with
    /// a hop limit of 0 comes to this host only. nil, with a line saying so, if none has.
    init?(_ group: IPv6Address, test: String = #function) throws {
        guard let index = Self.interfaceOfIPv6Multicast() else {
            SocketSuite.skip("no interface has a route for IPv6 multicast", test: test)
            return nil
        }
        interface = index
        receiver = try Socket(.inet6, .datagram)
        try receiver.bind(to: .ipv6(.any, port: 0))
        try receiver.setOption(.ipv6MulticastAll, false)
        self.group = .ipv6(group, port: try #require(try receiver.localAddress().port), scopeID: index)
        sender = try Socket(.inet6, .datagram)
        try sender.setOption(.ipv6MulticastInterface, Int(index))
        try sender.setOption(.ipv6MulticastHops, 0)
        try receiver.setTimeout(.seconds(10))
        try sender.connect(to: self.group)
        source = try #require(try sender.localAddress().ipv6Address)
        try sender.connect(to: SocketAddress(bytes: [UInt8](repeating: 0, count: 28)))
    }

    private static func interfaceOfIPv6Multicast() -> UInt32? {
        let routes = (try? String(contentsOfFile: "/proc/net/ipv6_route", encoding: .utf8)) ?? ""
        let names = routes.split(separator: "\n").map { $0.split(separator: " ") }
            .filter { $0[0].hasPrefix("ff00") && $0[1] == "08" && $0.last != "lo" }.compactMap(\.last)
        return names.map { unsafe if_nametoindex(String($0)) }.first { $0 > 0 }
    }

    /// Whether what is sent to the group arrives. Loopback delivers in the call that sends, and a
    /// unicast datagram after it shows that nothing else came.
    func arrives() throws -> Bool {
        try sender.sendTo("group", address: group)
        let port = group.port ?? 0
        let unicast: SocketAddress =
            group.family == .inet ? .ipv4(.loopback, port: port) : .ipv6(.loopback, port: port)
        try sender.sendTo("end", address: unicast)
        let first = try receiver.recv(100)
        if first == Array("end".utf8) { return false }
        #expect(first == Array("group".utf8))
        #expect(try receiver.recv(100) == Array("end".utf8))
        return true
    }
}

extension SocketSuite {
    @Suite struct OptionMulticastTests {
        private let group = IPv4Address(239, 255, 71, 13)
        private let group6 = IPv6Address(0xff15, 0, 0, 0, 0, 0, 0x4711, 0x13)

        @Test func joinsAndLeavesByAddress() throws {
            let link = try MulticastLink(group)
            let membership = IPv4Membership(group, localAddress: .loopback)
            #expect(try !link.arrives())
            try link.receiver.setOption(.ipAddMembership, membership)
            #expect(try link.arrives())
            let again = failure { try link.receiver.setOption(.ipAddMembership, membership) }
            #expect(again?.code == .addressInUse && again?.subject == "IP_ADD_MEMBERSHIP")
            try link.receiver.setOption(.ipDropMembership, membership)
            #expect(try !link.arrives())
            #expect(code { try link.receiver.setOption(.ipDropMembership, membership) } == .addressNotAvailable)
        }

        @Test func joinsAndLeavesByIndex() throws {
            let link = try MulticastLink(group)
            try link.sender.setOption(.ipMulticastInterfaceIndex, 1)
            let membership = IPv4Membership(group, interface: 1)
            try link.receiver.setOption(.ipAddMembership, membership)
            #expect(try link.arrives())
            try link.receiver.setOption(.ipDropMembership, membership)
            #expect(try !link.arrives())
        }

        @Test func joinsAndLeavesAnyFamily() throws {
            for link in [try MulticastLink(group), try MulticastLink(group6)].compactMap(\.self) {
                let membership =
                    link.group.family == .inet
                    ? MulticastMembership(group, interface: 1) : MulticastMembership(group6, interface: link.interface)
                #expect(try !link.arrives())
                try link.receiver.setOption(.joinGroup, membership)
                #expect(try link.arrives())
                let again = failure { try link.receiver.setOption(.joinGroup, membership) }
                #expect(again?.code == .addressInUse && again?.subject == "MCAST_JOIN_GROUP")
                try link.receiver.setOption(.leaveGroup, membership)
                #expect(try !link.arrives())
                #expect(code { try link.receiver.setOption(.leaveGroup, membership) } == .addressNotAvailable)
            }
        }

        @Test func joinsAndLeavesIPv6() throws {
            guard let link = try MulticastLink(group6) else { return }
            try link.receiver.setOption(.ipv6JoinGroup, IPv6Membership(group6, interface: link.interface))
            #expect(try link.arrives())
            try link.receiver.setOption(.ipv6LeaveGroup, IPv6Membership(group6, interface: link.interface))
            #expect(try !link.arrives())
        }

        @Test func joinsOneSourceByAddress() throws {
            let link = try MulticastLink(group)
            let stranger = IPv4SourceMembership(group, source: IPv4Address(127, 0, 0, 2), localAddress: .loopback)
            let sender = IPv4SourceMembership(group, source: .loopback, localAddress: .loopback)
            try link.receiver.setOption(.ipAddSourceMembership, stranger)
            #expect(try !link.arrives())
            try link.receiver.setOption(.ipAddSourceMembership, sender)
            #expect(try link.arrives())
            try link.receiver.setOption(.ipDropSourceMembership, sender)
            #expect(try !link.arrives())
            #expect(code { try link.receiver.setOption(.ipDropSourceMembership, sender) } == .addressNotAvailable)
        }

        @Test func blocksOneSourceByAddress() throws {
            let link = try MulticastLink(group)
            let sender = IPv4SourceMembership(group, source: .loopback, localAddress: .loopback)
            try link.receiver.setOption(.ipAddMembership, IPv4Membership(group, localAddress: .loopback))
            try link.receiver.setOption(.ipBlockSource, sender)
            #expect(try !link.arrives())
            try link.receiver.setOption(.ipUnblockSource, sender)
            #expect(try link.arrives())
        }

        @Test func joinsAndBlocksOneSourceOfAnyFamily() throws {
            for link in [try MulticastLink(group), try MulticastLink(group6)].compactMap(\.self) {
                let inet = link.group.family == .inet
                let source =
                    inet
                    ? MulticastSource(group, source: .loopback, interface: 1)
                    : MulticastSource(group6, source: link.source, interface: link.interface)
                try link.receiver.setOption(.joinSourceGroup, source)
                #expect(try link.arrives())
                try link.receiver.setOption(.leaveSourceGroup, source)
                #expect(try !link.arrives())
                try link.receiver.setOption(
                    .joinGroup,
                    inet
                        ? MulticastMembership(group, interface: 1)
                        : MulticastMembership(group6, interface: link.interface))
                try link.receiver.setOption(.blockSource, source)
                #expect(try !link.arrives())
                try link.receiver.setOption(.unblockSource, source)
                #expect(try link.arrives())
            }
        }

        @Test func refusesWhatCannotBeJoined() throws {
            let socket = try Socket(.inet, .datagram)
            #expect(code { try socket.setOption(.joinGroup, .init(.loopback as IPv4Address)) } == .invalidArgument)
            #expect(code { try socket.setOption(.joinGroup, .init(group, interface: 1 << 20)) } == .noSuchDevice)
            #expect(code { try socket.setOption(.joinGroup, .init(group6, interface: 1)) } != .success)
            #expect(
                code { try socket.setOption(.ipAddMembership, .init(group, interface: .max)) } == .noSuchDevice)
            #expect(
                code { try socket.setOption(.ipMulticastInterfaceIndex, .max) } == .noSuchDevice)
            #expect(
                code { try socket.setOption(.ipMulticastInterfaceIndex, 1 << 20) } == .addressNotAvailable)
            let stream = try Socket(.inet, .stream)
            #expect(code { try stream.setOption(.ipAddMembership, .init(group)) } == .protocolError)
        }
    }
}
