internal import CSocketShim

/// How the MTU of a path is found, and whether packets are fragmented: ip(7). Any number is possible.
public struct PathMTUDiscovery: OptionNumber, Hashable {
    /// The kernel's `IP_PMTUDISC_` number.
    public let rawValue: Int32

    /// Any number, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// Fragments packets, here and on the way: `IP_PMTUDISC_DONT`
    public static let dont = PathMTUDiscovery(CSOCK_IP_PMTUDISC_DONT)
    /// Fragments packets here if they are longer than the path's known MTU: `IP_PMTUDISC_WANT`
    public static let want = PathMTUDiscovery(CSOCK_IP_PMTUDISC_WANT)
    /// Never fragments. Packets longer than the path's known MTU are `EMSGSIZE`: `IP_PMTUDISC_DO`
    public static let `do` = PathMTUDiscovery(CSOCK_IP_PMTUDISC_DO)
    /// Never fragments, and ignores the path's known MTU: `IP_PMTUDISC_PROBE`
    public static let probe = PathMTUDiscovery(CSOCK_IP_PMTUDISC_PROBE)
    /// Never fragments, uses the interface's MTU, and ignores ICMP messages about the path's: `IP_PMTUDISC_INTERFACE`
    public static let interface = PathMTUDiscovery(CSOCK_IP_PMTUDISC_INTERFACE)
    /// As ``interface``, but fragments packets longer than the interface's MTU: `IP_PMTUDISC_OMIT`
    public static let omit = PathMTUDiscovery(CSOCK_IP_PMTUDISC_OMIT)
}

extension PathMTUDiscovery: CustomStringConvertible {
    /// The name, or the number of a mode without a name here: `want`.
    public var description: String {
        describe([.dont: "dont", .want: "want", .do: "do", .probe: "probe", .interface: "interface", .omit: "omit"])
    }
}
