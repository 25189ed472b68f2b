internal import CSocketShim

extension Socket: CustomStringConvertible {
    /// The descriptor, family, type and protocol, and the addresses that the socket has:
    /// `Socket(fd: 3, inet stream tcp, local: 127.0.0.1:80, peer: 127.0.0.1:51234)`, `Socket(closed, unix datagram)`.
    ///
    /// The protocol of an open socket is the kernel's, so that the default protocol prints by its name.
    public var description: String {
        var parts = [isClosed ? "closed" : "fd: \(descriptor)"]
        parts.append("\(family) \(type)" + protocolText)
        if let local = try? localAddress() { parts.append("local: \(local)") }
        if let peer = try? peerAddress() { parts.append("peer: \(peer)") }
        return "Socket(" + parts.joined(separator: ", ") + ")"
    }

    /// The protocol after a space; empty for protocol 0.
    private var protocolText: String {
        var info = csock_socket_info()
        _ = attempt { unsafe Int(csock_describe($0, &info)) }  // leaves 0 if the socket is closed
        let number = info.protocol == 0 ? `protocol`.rawValue : info.protocol
        switch family {
        case _ where number == 0: return ""
        case .inet, .inet6: return " " + SocketProtocol(rawValue: number).memberName
        case .link:
            let etherType = UInt16(truncatingIfNeeded: number)  // in network byte order
            return unsafe " 0x" + withUnsafeBytes(of: etherType) { unsafe hex($0) }
        default: return " \(number)"
        }
    }
}
