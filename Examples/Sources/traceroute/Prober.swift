import SwiftSocket

/// Sends probes and receives what they bring about.
protocol Prober {
    /// Sends the probe of a number, which may pass `timeToLive - 1` routers.
    mutating func send(_ number: Int, timeToLive: UInt8) throws

    /// The next answer to any probe; `nil` if none comes in time.
    func receive(until end: ContinuousClock.Instant) throws -> Answer?
}

/// What a probe brought about.
struct Answer {
    /// The probe's.
    let number: Int
    let sender: SocketAddress
    /// When it came, since 1970.
    let arrival: Duration
    let verdict: Verdict
    /// What the ICMP message says besides: RFC 4884.
    let `extension`: ICMPExtension?
}

/// How far a probe came.
enum Verdict: Hashable {
    /// To a router at which its time to live ended.
    case expired
    /// To its target.
    case reached
    /// To a router that sends it no further; why is a mark, such as `!H`.
    case refused(String)
}

extension Verdict {
    /// Of an ICMPv4 message; `nil` if it is no error. `info` is the next link's MTU.
    init?(icmpv4 type: UInt8, _ code: ICMPv4Code, _ info: UInt32) {
        switch (type, code) {
        case (11, .timeToLiveExceeded): self = .expired
        case (3, .portUnreachable): self = .reached
        case (3, .netUnreachable), (3, .netUnknown), (3, .sourceHostIsolated), (3, .netUnreachableForTOS):
            self = .refused("!N")
        case (3, .hostUnreachable), (3, .hostUnknown), (3, .hostUnreachableForTOS): self = .refused("!H")
        case (3, .protocolUnreachable): self = .refused("!P")
        case (3, .netProhibited), (3, .hostProhibited), (3, .communicationProhibited): self = .refused("!X")
        case (3, .fragmentationNeeded): self = .refused("!F-\(info)")
        case (3, .sourceRouteFailed): self = .refused("!S")
        case (3, .hostPrecedenceViolation): self = .refused("!V")
        case (3, .precedenceCutoff): self = .refused("!C")
        case (3, _): self = .refused("!<\(code.rawValue)>")
        case (11, _), (12, _): self = .refused("!<\(type)-\(code.rawValue)>")
        default: return nil
        }
    }

    /// Of an ICMPv6 message; `nil` if it is no error. `info` is the next link's MTU.
    init?(icmpv6 type: UInt8, _ code: ICMPv6Code, _ info: UInt32) {
        switch (type, code) {
        case (3, .hopLimitExceeded): self = .expired
        case (1, .portUnreachable): self = .reached
        case (1, .noRoute): self = .refused("!N")
        case (1, .addressUnreachable), (1, .beyondScope): self = .refused("!H")
        case (1, .communicationProhibited): self = .refused("!X")
        case (1, _): self = .refused("!<\(code.rawValue)>")
        case (2, _): self = .refused("!F-\(info)")
        case (4, .unrecognizedNextHeader): self = .refused("!P")
        case (3, _), (4, _): self = .refused("!<\(type)-\(code.rawValue)>")
        default: return nil
        }
    }
}
