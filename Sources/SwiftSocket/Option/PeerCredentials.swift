/// Process, user and group at the other end of a Unix socket: unix(7).
public struct PeerCredentials: Hashable, Sendable {
    /// The process; 0 if there is none, or none that is visible in this process's namespace.
    public let processID: Int32
    /// The effective user; 4294967295 if there is none.
    public let userID: UInt32
    /// The effective group; 4294967295 if there is none.
    public let groupID: UInt32
}
