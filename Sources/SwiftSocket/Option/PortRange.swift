/// From which ports the kernel chooses, within net.ipv4.ip_local_port_range, which is used alone where the
/// two have no port in common: ip(7). 0 leaves an end to the latter.
public struct PortRange: Hashable, Sendable {
    /// The first port.
    public let low: UInt16
    /// The last port.
    public let high: UInt16

    /// From the first to the last port, both included.
    public init(low: UInt16, high: UInt16) {
        self.low = low
        self.high = high
    }

    /// The system's range.
    public static let system = PortRange(low: 0, high: 0)
}
