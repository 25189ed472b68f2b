/// How many frames a packet socket was given since the last time that it was asked: packet(7).
public struct LinkStatistics: Hashable, Sendable {
    /// Those that the filter let through, with the dropped ones.
    public let packets: UInt32
    /// Those that found no room in the receive buffer.
    public let drops: UInt32
}
