import SwiftSocket

extension SocketAddress {
    /// The same host at another port.
    public func with(port: UInt16) -> SocketAddress {
        switch kind {
        case .ipv4(let host, _): .ipv4(host, port: port)
        case .ipv6(let host, _, let flowInfo, let scopeID):
            .ipv6(host, port: port, flowInfo: flowInfo, scopeID: scopeID)
        default: self
        }
    }

    /// The host alone: `192.0.2.1`, `fe80::1%eth0`.
    public var host: String {
        if let ipv4Address { return "\(ipv4Address)" }
        let text = description
        guard let end = text.lastIndex(of: "]") else { return text }
        return String(text[..<end].dropFirst())
    }

    /// Whether both are the same host, whatever the port. The zone of a link-local address does not count:
    /// a packet's header has none.
    public func isHost(_ other: SocketAddress) -> Bool {
        family == other.family && ipv4Address == other.ipv4Address && ipv6Address == other.ipv6Address
    }

    /// The address from which this machine would send to this one. It takes no packet: connecting a UDP socket only
    /// looks up the route.
    public func localAddress(interface: String? = nil) throws(SocketError) -> SocketAddress {
        let socket = try Socket(family, .datagram)
        defer { socket.close() }
        if let interface { try socket.setOption(.bindToDevice, interface) }
        try socket.connect(to: port == 0 ? with(port: 1) : self)
        return try socket.localAddress().with(port: 0)
    }
}
