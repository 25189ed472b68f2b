internal import CSocketShim

/// Which buffers keep their size instead of being tuned by the kernel. See ``SocketOption/bufferLock``.
public struct BufferLock: OptionSet, OptionNumber, Hashable {
    /// The kernel's `SOCK_…_LOCK` bits.
    public let rawValue: Int32

    /// Any bits, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The send buffer: `SOCK_SNDBUF_LOCK`
    public static let send = BufferLock(rawValue: Int32(CSOCK_SOCK_SNDBUF_LOCK))
    /// The receive buffer: `SOCK_RCVBUF_LOCK`
    public static let receive = BufferLock(rawValue: Int32(CSOCK_SOCK_RCVBUF_LOCK))
}

extension BufferLock: CustomStringConvertible {
    /// The names of the buffers: `[send, receive]`.
    public var description: String {
        describe([.send: "send", .receive: "receive"])
    }
}
