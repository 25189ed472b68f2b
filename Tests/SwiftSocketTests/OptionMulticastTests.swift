import Foundation
import Testing

@testable import SwiftSocket

/// unshare(2), which the C library's module does not have.
@_silgen_name("unshare") private func leave(_ namespaces: Int32) -> Int32

/// A receiver on a free port, and a sender that sends multicast through the loopback interface.
private struct MulticastLink {
    let receiver: Socket
    let sender: Socket
    let group: SocketAddress

    init(_ group: IPv4Address) throws {
        receiver = try Socket(.inet, .datagram)
        try receiver.bind(to: .ipv4(.any, port: 0))
        try receiver.setOption(.ipMulticastAll, false)
        self.group = .ipv4(group, port: try #require(try receiver.localAddress().port))
        sender = try Socket(.inet, .datagram)
        try sender.bind(to: .ipv4(.loopback, port: 0))
        try sender.setOption(.ipMulticastInterfaceAddress, .loopback)
        try sender.setOption(.ipMulticastLoop, true)
        try receiver.setTimeout(.seconds(10))
    }

    /// Loopback has no route for IPv6 multicast, so this uses a new network namespace. Prints a line and returns nil if that
    /// is not allowed.
    init?(_ group: IPv6Address, test: String = #function) throws {
        // The namespace belongs to this thread and the sockets that it opens.
        let maker = Worker { () -> [Socket] in
            let route = "ip link set lo up && ip -6 route add local ff00::/8 dev lo"
            let network: Int32 = 0x4000_0000  // CLONE_NEWNET
            guard leave(network) == 0, unsafe system(route) == 0 else { return [] }
            return (0..<2).compactMap { _ in try? Socket(.inet6, .datagram) }
        }
        let made = try maker.result()
        if made.count < 2 {
            SocketSuite.skip("giving loopback a route for IPv6 multicast takes root and ip", test: test)
            return nil
        }
        receiver = made[0]
        sender = made[1]
        try receiver.bind(to: .ipv6(.any, port: 0))
        try receiver.setOption(.ipv6MulticastAll, false)
        self.group = .ipv6(group, port: try #require(try receiver.localAddress().port), scopeID: 1)
        try sender.setOption(.ipv6MulticastInterfaceIndex, 1)
        try receiver.setTimeout(.seconds(10))
    }

    /// Whether a datagram to the group arrives. Loopback delivers it during the sending call, so if a unicast datagram that is
    /// sent afterwards arrives first, it did not.
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
            let membership = IPv4Membership(group, interfaceIndex: 1)
            try link.receiver.setOption(.ipAddMembership, membership)
            #expect(try link.arrives())
            try link.receiver.setOption(.ipDropMembership, membership)
            #expect(try !link.arrives())
        }

        @Test func joinsAndLeavesAnyFamily() throws {
            for link in [try MulticastLink(group), try MulticastLink(group6)].compactMap(\.self) {
                let membership =
                    link.group.family == .inet
                    ? MulticastMembership(group, interfaceIndex: 1) : MulticastMembership(group6, interfaceIndex: 1)
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
            try link.receiver.setOption(.ipv6JoinGroup, IPv6Membership(group6, interfaceIndex: 1))
            #expect(try link.arrives())
            try link.receiver.setOption(.ipv6LeaveGroup, IPv6Membership(group6, interfaceIndex: 1))
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
                    ? MulticastSource(group, source: .loopback, interfaceIndex: 1)
                    : MulticastSource(group6, source: .loopback, interfaceIndex: 1)
                try link.receiver.setOption(.joinSourceGroup, source)
                #expect(try link.arrives())
                try link.receiver.setOption(.leaveSourceGroup, source)
                #expect(try !link.arrives())
                try link.receiver.setOption(
                    .joinGroup,
                    inet
                        ? MulticastMembership(group, interfaceIndex: 1)
                        : MulticastMembership(group6, interfaceIndex: 1))
                try link.receiver.setOption(.blockSource, source)
                #expect(try !link.arrives())
                try link.receiver.setOption(.unblockSource, source)
                #expect(try link.arrives())
            }
        }

        @Test func refusesWhatCannotBeJoined() throws {
            let socket = try Socket(.inet, .datagram)
            #expect(code { try socket.setOption(.joinGroup, .init(.loopback as IPv4Address)) } == .invalidArgument)
            #expect(code { try socket.setOption(.joinGroup, .init(group, interfaceIndex: 1 << 20)) } == .noSuchDevice)
            #expect(code { try socket.setOption(.joinGroup, .init(group6, interfaceIndex: 1)) } != .success)
            #expect(
                code { try socket.setOption(.ipAddMembership, .init(group, interfaceIndex: .max)) } == .noSuchDevice)
            #expect(
                code { try socket.setOption(.ipMulticastInterfaceIndex, .max) } == .noSuchDevice)
            #expect(
                code { try socket.setOption(.ipMulticastInterfaceIndex, 1 << 20) } == .addressNotAvailable)
            let stream = try Socket(.inet, .stream)
            #expect(code { try stream.setOption(.ipAddMembership, .init(group)) } == .protocolError)
        }
    }
}
