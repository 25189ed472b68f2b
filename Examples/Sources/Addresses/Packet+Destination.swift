import SwiftSocket

extension Packet {
    /// The destination address of the IP header.
    public var destination: SocketAddress? {
        if let header = self[IPv4Header.self] { return .ipv4(header.destination, port: 0) }
        return self[IPv6Header.self].map { .ipv6($0.destination, port: 0) }
    }
}
