/// What closing a socket does with data that has not been sent: socket(7).
public struct Linger: Hashable, Sendable {
    /// How long closing waits for the data to be sent; `nil` if it does not wait, and the kernel goes on
    /// sending in the background.
    public let time: Duration?

    /// Waits for so long; zero discards the data and resets the connection.
    public init(time: Duration?) {
        self.time = time
    }

    /// Does not wait: the kernel goes on in the background.
    public static let off = Linger(time: nil)
    /// Discards the data and resets the connection.
    public static let reset = Linger(time: .zero)
}
