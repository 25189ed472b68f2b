internal import CSocketShim

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
    /// `active, IPv4, IPv6`, `inactive, state 2`. The corresponding C function is `csock_extended_echo_format`.
    public var description: String {
        unsafe text {
            unsafe csock_extended_echo_format(
                UInt32(state), isActive ? 1 : 0, runsIPv4 ? 1 : 0, runsIPv6 ? 1 : 0, $0, $1)
        }
    }
}
