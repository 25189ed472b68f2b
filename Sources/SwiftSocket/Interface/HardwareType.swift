internal import CSocketShim

/// A kind of network hardware: the `ARPHRD_` numbers of linux/if_arp.h. Any number is possible.
public struct HardwareType: RawRepresentable, Hashable, Sendable {
    /// The kernel's `ARPHRD_` number.
    public let rawValue: UInt16

    /// Any kind, with or without a name here.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt16(number))
    }

    /// Ethernet: `ARPHRD_ETHER`
    public static let ethernet = HardwareType(CSOCK_ARPHRD_ETHER)
    /// InfiniBand: `ARPHRD_INFINIBAND`
    public static let infiniBand = HardwareType(CSOCK_ARPHRD_INFINIBAND)
    /// PPP: `ARPHRD_PPP`
    public static let ppp = HardwareType(CSOCK_ARPHRD_PPP)
    /// The loopback interface, whose frames have an Ethernet header: `ARPHRD_LOOPBACK`
    public static let loopback = HardwareType(CSOCK_ARPHRD_LOOPBACK)
    /// Packets without a link-layer header, such as those of tun interfaces: `ARPHRD_NONE`
    public static let none = HardwareType(CSOCK_ARPHRD_NONE)
}

extension HardwareType: CustomStringConvertible {
    /// The name, or the number of a kind without a name here: `ethernet`.
    public var description: String {
        describe([
            .ethernet: "ethernet", .infiniBand: "infiniBand", .ppp: "ppp", .loopback: "loopback", .none: "none",
        ])
    }
}
