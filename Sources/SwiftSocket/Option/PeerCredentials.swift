/// Who is at the other end of a Unix socket: unix(7).
public struct PeerCredentials: Hashable, Sendable {
    /// The process; 0 without one, or without one in this process's namespace.
    public let processID: Int32
    /// The effective user; 4294967295 without one.
    public let userID: UInt32
    /// The effective group; 4294967295 without one.
    public let groupID: UInt32
}
