/// The state of an interface, in an extended echo reply: RFC 8335 section 3.
public struct ICMPExtendedEchoStatus: Hashable, Sendable {
    /// The state of the entry in the ARP table or neighbour cache, 0 to 7: 1 incomplete, 2 reachable, 3 stale, 4 delay,
    /// 5 probe, 6 failed; 0 for an interface of the node itself.
    public var state: UInt8
    /// Whether the interface is up (A).
    public var isActive: Bool
    /// Whether IPv4 runs on it (4).
    public var runsIPv4: Bool
    /// Whether IPv6 runs on it (6).
    public var runsIPv6: Bool

    /// A status with the given fields.
    public init(state: UInt8 = 0, isActive: Bool, runsIPv4: Bool, runsIPv6: Bool) {
        self.state = state
        self.isActive = isActive
        self.runsIPv4 = runsIPv4
        self.runsIPv6 = runsIPv6
    }
}

extension ICMPExtendedEchoStatus: CustomStringConvertible {
    /// `active, IPv4, IPv6`, `inactive, state 2`.
    public var description: String {
        var words = [isActive ? "active" : "inactive"]
        if runsIPv4 { words.append("IPv4") }
        if runsIPv6 { words.append("IPv6") }
        if state != 0 { words.append("state \(state)") }
        return words.joined(separator: ", ")
    }
}
