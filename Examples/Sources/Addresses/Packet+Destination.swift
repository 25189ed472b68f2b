import SwiftSocket

extension Packet {
    /// Where it is going, by its IP header.
    public var destination: SocketAddress? {
        if let header = self[IPv4Header.self] { return .ipv4(header.destination, port: 0) }
        return self[IPv6Header.self].map { .ipv6($0.destination, port: 0) }
    }
}
