internal import CSocketShim

/// How the MTU of a path is found out, and whether packets are fragmented: ip(7). Open to any number.
public struct PathMTUDiscovery: OptionNumber, Hashable {
    /// The kernel's `IP_PMTUDISC_` number.
    public let rawValue: Int32

    /// Any number, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// Packets are fragmented, here and on the way: `IP_PMTUDISC_DONT`
    public static let dont = PathMTUDiscovery(CSOCK_IP_PMTUDISC_DONT)
    /// Packets are fragmented here where the path's known MTU asks for it: `IP_PMTUDISC_WANT`
    public static let want = PathMTUDiscovery(CSOCK_IP_PMTUDISC_WANT)
    /// Packets are never fragmented; larger ones are `EMSGSIZE`: `IP_PMTUDISC_DO`
    public static let `do` = PathMTUDiscovery(CSOCK_IP_PMTUDISC_DO)
    /// The same, but what is known of the path is ignored: `IP_PMTUDISC_PROBE`
    public static let probe = PathMTUDiscovery(CSOCK_IP_PMTUDISC_PROBE)
    /// The interface's MTU holds, and what is heard of the path is not believed:
    /// `IP_PMTUDISC_INTERFACE`
    public static let interface = PathMTUDiscovery(CSOCK_IP_PMTUDISC_INTERFACE)
    /// The same, with fragmentation: `IP_PMTUDISC_OMIT`
    public static let omit = PathMTUDiscovery(CSOCK_IP_PMTUDISC_OMIT)
}
