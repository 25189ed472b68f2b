internal import CSocketShim

/// Which buffers keep the size that was set.
public struct BufferLock: OptionSet, OptionNumber, Hashable {
    /// The kernel's `SOCK_…_LOCK` bits.
    public let rawValue: Int32

    /// Any bits, known here or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// `SOCK_SNDBUF_LOCK`
    public static let send = BufferLock(rawValue: Int32(CSOCK_SOCK_SNDBUF_LOCK))
    /// `SOCK_RCVBUF_LOCK`
    public static let receive = BufferLock(rawValue: Int32(CSOCK_SOCK_RCVBUF_LOCK))
}
