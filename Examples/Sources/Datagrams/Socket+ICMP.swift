import SwiftSocket

extension Socket {
    /// A raw socket that receives echo replies, and what ICMP says about the packets of anybody on this machine. It takes
    /// CAP_NET_RAW.
    public static func rawICMP(_ family: SocketFamily) throws(SocketError) -> Socket {
        if family == .inet {
            let socket = try Socket.raw(family, protocol: .icmp)
            var filter = ICMPv4Filter.blockAll
            // Echo reply, unreachable, source quench, redirect, time exceeded, parameter problem.
            for type: UInt8 in [0, 3, 4, 5, 11, 12] { try filter.pass(type) }
            try socket.setOption(.icmpv4Filter, filter)
            return socket
        }
        let socket = try Socket.raw(family, protocol: .icmpv6)
        var filter = ICMPv6Filter.blockAll
        // Unreachable, too big, time exceeded, parameter problem, echo reply.
        for type: UInt8 in [1, 2, 3, 4, 129] { try filter.pass(type) }
        try socket.setOption(.icmpv6Filter, filter)
        return socket
    }
}
