import Addresses
import Datagrams
import SwiftSocket

/// Sends echo requests and receives what comes back.
///
/// There are two kinds of sockets for that: the "ping socket" of icmp(7), open to the groups of the sysctl
/// net.ipv4.ping_group_range, and the raw socket of raw(7), which takes CAP_NET_RAW.
struct EchoSocket {
    enum Kind: String {
        case ping, raw
    }

    let kind: Kind
    let family: SocketFamily
    /// Tells our echoes from those of others. On a ping socket the kernel chooses it, and delivers nobody else's.
    let identifier: UInt16
    private let socket: Socket

    /// Opens a socket of a kind, or else a ping socket, or a raw one where that is not allowed.
    init(
        _ family: SocketFamily, kind wanted: Kind?, source: SocketAddress?, interface: String?, identifier: UInt16?
    ) throws(SocketError) {
        (socket, kind) = try Self.open(family, wanted)
        self.family = family
        if let interface { try socket.setOption(.bindToDevice, interface) }
        let source = source ?? (family == .inet ? .ipv4(.any, port: 0) : .ipv6(.any, port: 0))
        if kind == .ping {
            try socket.bind(to: source.with(port: identifier ?? 0))
            self.identifier = try socket.localAddress().port ?? 0
        } else {
            try socket.bind(to: source)
            self.identifier = identifier ?? .random(in: 1 ... .max)
        }

        try socket.setOption(.timestampNanoseconds, true)
        if family == .inet6 { try socket.setOption(.ipv6ReceiveHopLimit, true) }
        if kind == .ping {
            if family == .inet { try socket.setOption(.ipReceiveTTL, true) }
            try socket.setOption(family == .inet ? .ipReceiveErrors : .ipv6ReceiveErrors, true)
        }
        // isReadable(within:) waits, and nothing else.
        try socket.setTimeout(.zero)
    }

    private static func open(_ family: SocketFamily, _ wanted: Kind?) throws(SocketError) -> (Socket, Kind) {
        let icmp: SocketProtocol = family == .inet ? .icmp : .icmpv6
        if wanted != .raw {
            do throws(SocketError) {
                return (try Socket(family, .datagram, protocol: icmp), .ping)
            } catch {
                // Not in these groups, or no such sockets here.
                let isRefused = error.code == .permissionDenied || error.code == .protocolNotSupported
                if wanted == .ping || !isRefused { throw error }
            }
        }
        return (try Socket.rawICMP(family), .raw)
    }

    func set(timeToLive: Int) throws(SocketError) {
        try socket.setOption(family == .inet ? .ipTTL : .ipv6UnicastHops, timeToLive)
        try socket.setOption(family == .inet ? .ipMulticastTTL : .ipv6MulticastHops, timeToLive)
    }

    func allowBroadcast() throws(SocketError) {
        try socket.setOption(.broadcast, true)
    }

    /// May be called by another thread; ``isReadable(within:)`` then throws `EBADF`.
    func close() {
        socket.close()
    }

    func send(_ sequenceNumber: UInt16, _ payload: [UInt8], to target: SocketAddress) throws {
        let request: any PacketHeader =
            family == .inet
            ? ICMPv4Message.echoRequest(identifier: identifier, sequenceNumber: sequenceNumber)
            : ICMPv6Message.echoRequest(identifier: identifier, sequenceNumber: sequenceNumber)
        // The checksum of ICMPv6 covers the addresses, which the kernel knows: it computes it.
        let bytes = try Packet(request, payload: payload).encoded()
        if kind == .ping {
            try socket.send(bytes, pastErrorsTo: target)
        } else {
            try socket.sendTo(bytes, address: target)
        }
    }

    /// Whether there is something to receive in time.
    func isReadable(within time: Duration) throws(SocketError) -> Bool {
        try socket.isReadable(within: time)
    }

    /// The next message that came, or `nil`. Some are nobody's business.
    func receive() throws(SocketError) -> ReceivedMessage? {
        try socket.nextMessage(pastErrors: kind == .ping)
    }

    /// The next error that an echo request met, or `nil`. Raw sockets receive ICMP errors as messages instead.
    func receiveError() throws(SocketError) -> ReceivedError? {
        kind == .ping ? try socket.nextError() : nil
    }
}
