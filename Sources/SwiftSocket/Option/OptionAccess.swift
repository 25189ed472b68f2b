/// What can be done with a ``SocketOption``: read it, set it, or both. These types only mark options; they have no
/// values.
public enum OptionAccess {
    /// Options that ``Socket`` can read with `option(_:)`.
    public protocol Readable {}
    /// Options that ``Socket`` can set with `setOption(_:_:)`.
    public protocol Writable {}

    /// The option can be read and set.
    public enum ReadWrite: Readable, Writable {}
    /// The option can only be read: getsockopt(2).
    public enum ReadOnly: Readable {}
    /// The option can only be set: setsockopt(2).
    public enum WriteOnly: Writable {}
}
