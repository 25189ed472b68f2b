import SwiftSocket

/// What probes are, behind their IP header, and how they are known again.
protocol ProbeMethod {
    /// What a raw socket receives that the target answers with, if that is not ICMP.
    var answers: SocketProtocol? { get }

    /// How many bytes of a packet of `size`, from the header on that this method makes, are payload.
    func payloadCount(_ size: Int) -> Int

    /// The header of the probe of a number.
    mutating func header(_ number: Int) throws -> any PacketHeader

    /// The number of a probe, from as much of it as an ICMP error quotes: 8 bytes behind its IP header at least
    /// (RFC 792).
    func number(quoted: Packet) -> Int?

    /// The number of the probe that the target answers by a packet of its own.
    func number(answered: Packet) -> Int?
}

/// Datagrams to ports at which nobody listens, it is hoped: each to the next port, as the first traceroute did it.
struct UDPProbes: ProbeMethod {
    let answers: SocketProtocol? = nil
    private let source: UInt16
    private let firstPort: UInt16
    /// Has the source port to itself as long as it lives.
    private let reservation: Socket

    init(from source: SocketAddress, firstPort: UInt16) throws(SocketError) {
        reservation = try Socket(source.family, .datagram)
        try reservation.bind(to: source)
        self.source = try reservation.localAddress().port ?? 0
        self.firstPort = firstPort
    }

    func payloadCount(_ size: Int) -> Int { size - 8 }

    func header(_ number: Int) -> any PacketHeader {
        UDPHeader(sourcePort: source, destinationPort: firstPort &+ UInt16(truncatingIfNeeded: number))
    }

    func number(quoted: Packet) -> Int? {
        guard let header = quoted[UDPHeader.self], header.sourcePort == source else { return nil }
        return Int(header.destinationPort &- firstPort)
    }

    func number(answered: Packet) -> Int? { nil }
}

/// Echo requests, as ping sends them.
struct ICMPProbes: ProbeMethod {
    let answers: SocketProtocol? = nil
    let family: SocketFamily
    private let identifier = UInt16.random(in: 1 ... .max)

    init(_ family: SocketFamily) {
        self.family = family
    }

    func payloadCount(_ size: Int) -> Int { size - 8 }

    func header(_ number: Int) -> any PacketHeader {
        let number = UInt16(truncatingIfNeeded: number)
        return family == .inet
            ? ICMPv4Message.echoRequest(identifier: identifier, sequenceNumber: number)
            : ICMPv6Message.echoRequest(identifier: identifier, sequenceNumber: number)
    }

    func number(quoted: Packet) -> Int? {
        switch (quoted[ICMPv4Message.self]?.kind, quoted[ICMPv6Message.self]?.kind) {
        case (.echoRequest(identifier, let number), _), (_, .echoRequest(identifier, let number)): Int(number)
        default: nil
        }
    }

    func number(answered: Packet) -> Int? {
        switch (answered[ICMPv4Message.self]?.kind, answered[ICMPv6Message.self]?.kind) {
        case (.echoReply(identifier, let number), _), (_, .echoReply(identifier, let number)): Int(number)
        default: nil
        }
    }
}

/// Requests for a connection, each from a port of its own. A host that accepts one gets a RST from this machine's
/// kernel, which has no such connection: nothing stays half open.
struct TCPProbes: ProbeMethod {
    let answers: SocketProtocol? = .tcp
    private let source: SocketAddress
    private let port: UInt16
    private let sequenceNumber = UInt32.random(in: 0 ... .max)
    /// By the source port that they have to themselves.
    private var numbers: [UInt16: Int] = [:]
    private var reservations: [Socket] = []

    init(from source: SocketAddress, port: UInt16) {
        self.source = source
        self.port = port
    }

    func payloadCount(_ size: Int) -> Int { 0 }

    mutating func header(_ number: Int) throws -> any PacketHeader {
        let reservation = try Socket(source.family, .stream)
        try reservation.bind(to: source)
        reservations.append(reservation)
        let sourcePort = try reservation.localAddress().port ?? 0
        numbers[sourcePort] = number
        return TCPHeader(
            sourcePort: sourcePort, destinationPort: port, sequenceNumber: sequenceNumber, flags: .syn, window: 64240,
            options: [
                .maximumSegmentSize(1460), .sackPermitted, .timestamps(value: 1, echoReply: 0),
                .noOperation, .windowScale(7),
            ])
    }

    func number(quoted: Packet) -> Int? {
        guard let header = quoted[TCPHeader.self], header.destinationPort == port,
            header.sequenceNumber == sequenceNumber
        else { return nil }
        return numbers[header.sourcePort]
    }

    func number(answered: Packet) -> Int? {
        guard let header = answered[TCPHeader.self], header.sourcePort == port,
            header.acknowledgmentNumber == sequenceNumber &+ 1
        else { return nil }
        return numbers[header.destinationPort]
    }
}
