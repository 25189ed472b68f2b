/// What closing a socket does with unsent data: socket(7).
public struct Linger: Hashable, Sendable {
    /// How long closing waits for the data to be sent. `nil` does not wait: the kernel sends the data in the
    /// background.
    public let time: Duration?

    /// Waits for a time. Zero discards the data and resets the connection.
    public init(time: Duration?) {
        self.time = time
    }

    /// Does not wait: the kernel sends the data in the background.
    public static let off = Linger(time: nil)
    /// Discards the data and resets the connection.
    public static let reset = Linger(time: .zero)
}
