internal import CSocketShim

/// A socket type: socket(2). Any number is possible.
public struct SocketType: RawRepresentable, Hashable, Sendable {
    /// The kernel's `SOCK_` number.
    public let rawValue: Int32

    /// Any type, with or without a name here. To open a socket with timeout zero, add `SOCK_NONBLOCK`.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// A reliable stream of bytes: `SOCK_STREAM`
    public static let stream = SocketType(CSOCK_SOCK_STREAM)
    /// Datagrams: `SOCK_DGRAM`
    public static let datagram = SocketType(CSOCK_SOCK_DGRAM)
    /// Packets with their headers: `SOCK_RAW`, raw(7). Needs CAP_NET_RAW.
    public static let raw = SocketType(CSOCK_SOCK_RAW)
    /// Reliable datagrams in order: `SOCK_SEQPACKET`
    public static let sequencedPacket = SocketType(CSOCK_SOCK_SEQPACKET)
    /// Reliable datagrams in any order: `SOCK_RDM`
    public static let reliableDatagram = SocketType(CSOCK_SOCK_RDM)
}

extension SocketType: CustomStringConvertible {
    /// The name, or the number of a type without a name here: `stream`.
    public var description: String {
        describe([
            .stream: "stream", .datagram: "datagram", .raw: "raw", .sequencedPacket: "sequencedPacket",
            .reliableDatagram: "reliableDatagram",
        ])
    }
}
