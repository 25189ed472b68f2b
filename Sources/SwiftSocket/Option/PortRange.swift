/// The ports from which the kernel chooses, within net.ipv4.ip_local_port_range: ip(7). If the two ranges have no port
/// in common, the kernel uses its own. 0 leaves an end of the range to the kernel.
public struct PortRange: Hashable, Sendable {
    /// The first port.
    public let low: UInt16
    /// The last port.
    public let high: UInt16

    /// A range from the first to the last port.
    public init(low: UInt16, high: UInt16) {
        self.low = low
        self.high = high
    }

    /// The kernel's range.
    public static let system = PortRange(low: 0, high: 0)
}
