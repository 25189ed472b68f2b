import Addresses
import SwiftSocket

/// What an echo request brought about.
struct Answer {
    enum Kind {
        /// The echo, with its payload.
        case reply([UInt8])
        /// An ICMP error, as text: there will be no reply.
        case problem(String)
        /// What a router says of a request that it sends on.
        case notice(String)
    }

    var kind: Kind
    var sequenceNumber: UInt16
    /// Who sent it; nobody if it is a problem of this machine's.
    var sender: SocketAddress?
    /// `nil` if the kernel did not tell.
    var timeToLive: UInt8?
    /// When it came, since 1970.
    var arrival: Duration?
    /// What the ICMP error quotes of the request's payload.
    var quote: [UInt8] = []
}

extension EchoSocket {
    /// Reads a message, if it answers a request with our identifier to `target`: of those to others a raw socket
    /// gets a copy, too.
    func answer(_ message: ReceivedMessage, target: SocketAddress) -> Answer? {
        // Only IPv4, and only raw, comes with its IP header.
        let first: LayerKind = family == .inet6 ? .icmpv6 : kind == .raw ? .ipv4 : .icmpv4
        guard let decoded = try? Packet.decodeLeniently(message.bytes, as: first, verifyingChecksums: true),
            decoded.checksums.last != .bad
        else { return nil }
        let packet = decoded.packet

        var answer = Answer(kind: .reply(packet.payload), sequenceNumber: 0, sender: message.address)
        answer.timeToLive = packet[IPv4Header.self]?.timeToLive ?? message.ancillary.hopLimit
        answer.arrival = message.ancillary.timestamp
        if let number = packet.echoNumber(identifier, isReply: true) {
            answer.sequenceNumber = number
            return answer
        }
        guard let problem = packet.problem,
            let quoted = try? Packet.decodeLeniently(packet.payload, as: family == .inet ? .ipv4 : .ipv6).packet,
            let number = quoted.echoNumber(identifier, isReply: false),
            quoted.destination?.isHost(target) == true
        else { return nil }
        answer.kind = problem
        answer.sequenceNumber = number
        answer.quote = quoted.payload
        return answer
    }

    /// Reads an error from the queue of a ping socket.
    func answer(_ error: ReceivedError) -> Answer? {
        let quoted = try? Packet.decodeLeniently(error.message.bytes, as: family == .inet ? .icmpv4 : .icmpv6)
        guard let quoted = quoted?.packet, let number = quoted.echoNumber(identifier, isReply: false) else {
            return nil
        }
        let text =
            switch error.origin {
            case .icmp: problemText(icmpv4: error.type, ICMPv4Code(rawValue: error.icmpCode), error.info)
            case .icmpv6: problemText(icmpv6: error.type, ICMPv6Code(rawValue: error.icmpCode), error.info)
            default: "\(error.code)"
            }
        return Answer(
            kind: .problem(text), sequenceNumber: number, sender: error.offender,
            arrival: error.message.ancillary.timestamp, quote: quoted.payload)
    }
}

extension Packet {
    /// The sequence number of an echo with an identifier.
    fileprivate func echoNumber(_ identifier: UInt16, isReply: Bool) -> UInt16? {
        switch (self[ICMPv4Message.self]?.kind, self[ICMPv6Message.self]?.kind, isReply) {
        case (.echoReply(identifier, let number), _, true), (.echoRequest(identifier, let number), _, false),
            (_, .echoReply(identifier, let number), true), (_, .echoRequest(identifier, let number), false):
            number
        default: nil
        }
    }

    /// What the ICMP error says.
    fileprivate var problem: Answer.Kind? {
        if let message = self[ICMPv4Message.self] {
            func text(_ info: UInt32) -> String { problemText(icmpv4: message.kind.type, message.code, info) }
            return switch message.kind {
            case .destinationUnreachable(let mtu, _): .problem(text(UInt32(mtu)))
            case .parameterProblem(let pointer, _): .problem(text(UInt32(pointer)))
            case .timeExceeded: .problem(text(0))
            case .sourceQuench: .notice(text(0))
            case .redirect(let gateway): .notice("Redirect (new nexthop: \(gateway))")
            default: nil
            }
        }
        guard let message = self[ICMPv6Message.self] else { return nil }
        func text(_ info: UInt32) -> String { problemText(icmpv6: message.kind.type, message.code, info) }
        return switch message.kind {
        case .destinationUnreachable, .timeExceeded: .problem(text(0))
        case .packetTooBig(let info), .parameterProblem(let info): .problem(text(info))
        default: nil
        }
    }
}
