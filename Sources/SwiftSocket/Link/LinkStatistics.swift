/// How many frames a link socket received since the statistics were last read: packet(7). See
/// ``SocketOption/linkStatistics``.
public struct LinkStatistics: Hashable, Sendable {
    /// Frames that passed the filter, including the dropped ones.
    public let packets: UInt32
    /// Frames that were dropped because the receive buffer was full.
    public let drops: UInt32
}
