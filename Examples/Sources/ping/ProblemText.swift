import SwiftSocket

/// What an ICMPv4 error says, in the words of the system's ping. `info` is the next link's MTU, or the place of what is
/// wrong.
func problemText(icmpv4 type: UInt8, _ code: ICMPv4Code, _ info: UInt32) -> String {
    switch (type, code) {
    case (3, .netUnreachable): "Destination Net Unreachable"
    case (3, .hostUnreachable): "Destination Host Unreachable"
    case (3, .protocolUnreachable): "Destination Protocol Unreachable"
    case (3, .portUnreachable): "Destination Port Unreachable"
    case (3, .fragmentationNeeded): "Frag needed and DF set (mtu = \(info))"
    case (3, .sourceRouteFailed): "Source Route Failed"
    case (3, .netUnknown): "Destination Net Unknown"
    case (3, .hostUnknown): "Destination Host Unknown"
    case (3, .sourceHostIsolated): "Source Host Isolated"
    case (3, .netProhibited): "Destination Net Prohibited"
    case (3, .hostProhibited): "Destination Host Prohibited"
    case (3, .netUnreachableForTOS): "Destination Net Unreachable for Type of Service"
    case (3, .hostUnreachableForTOS): "Destination Host Unreachable for Type of Service"
    case (3, .communicationProhibited): "Packet filtered"
    case (3, .hostPrecedenceViolation): "Precedence Violation"
    case (3, .precedenceCutoff): "Precedence Cutoff"
    case (3, _): "Dest Unreachable, Bad Code: \(code.rawValue)"
    case (4, _): "Source Quench"
    case (11, .timeToLiveExceeded): "Time to live exceeded"
    case (11, .reassemblyTimeExceeded): "Frag reassembly time exceeded"
    case (11, _): "Time exceeded, Bad Code: \(code.rawValue)"
    case (12, _): "Parameter problem: pointer = \(info)"
    default: "Bad ICMP type: \(type)"
    }
}

/// What an ICMPv6 error says. `info` is the next link's MTU, or the place of what is wrong.
func problemText(icmpv6 type: UInt8, _ code: ICMPv6Code, _ info: UInt32) -> String {
    switch (type, code) {
    case (1, .noRoute): "Destination unreachable: No route"
    case (1, .communicationProhibited): "Destination unreachable: Administratively prohibited"
    case (1, .beyondScope): "Destination unreachable: Beyond scope of source address"
    case (1, .addressUnreachable): "Destination unreachable: Address unreachable"
    case (1, .portUnreachable): "Destination unreachable: Port unreachable"
    case (1, .sourcePolicyFailed): "Destination unreachable: Source address failed ingress/egress policy"
    case (1, .routeRejected): "Destination unreachable: Reject route to destination"
    case (1, _): "Destination unreachable: Unknown code \(code.rawValue)"
    case (2, _): "Packet too big: mtu=\(info)"
    case (3, .hopLimitExceeded): "Time exceeded: Hop limit"
    case (3, .reassemblyTimeExceeded): "Time exceeded: Defragmentation failure"
    case (3, _): "Time exceeded: code \(code.rawValue)"
    case (4, .erroneousField): "Parameter problem: Wrong header field at \(info)"
    case (4, .unrecognizedNextHeader): "Parameter problem: Unknown header at \(info)"
    case (4, .unrecognizedOption): "Parameter problem: Unknown option at \(info)"
    case (4, _): "Parameter problem: code \(code.rawValue) at \(info)"
    default: "unknown icmp type: \(type)"
    }
}
