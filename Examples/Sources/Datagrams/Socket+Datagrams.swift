import SwiftSocket

// With the option ipReceiveErrors (or ipv6ReceiveErrors) the ICMP errors that datagrams meet wait in a queue of the
// socket, each with the datagram that caused it: ip(7). In addition, the next call on the socket fails with
// the last one's code.
extension Socket {
    /// Sends a datagram, whatever errors earlier ones met.
    public func send(_ datagram: [UInt8], pastErrorsTo address: SocketAddress) throws(SocketError) {
        do {
            try sendTo(datagram, address: address)
        } catch {
            // The second time it is this datagram's own error.
            try sendTo(datagram, address: address)
        }
    }

    /// Whether a datagram or an error comes in time.
    public func isReadable(within time: Duration) throws(SocketError) -> Bool {
        do {
            _ = try wait(for: .readable, timeout: max(time, .zero))
            return true
        } catch {
            if error.code == .timedOut { return false }
            throw error
        }
    }

    /// The next datagram of a socket with timeout zero, or `nil`; also for an error that is in the queue besides.
    public func nextMessage(pastErrors: Bool = false) throws(SocketError) -> ReceivedMessage? {
        do {
            return try recvMessage(65535)
        } catch {
            if error.code == .wouldBlock || (pastErrors && error.code != .badFileDescriptor) { return nil }
            throw error
        }
    }

    /// The next error in the queue of a socket with timeout zero, or `nil`.
    public func nextError() throws(SocketError) -> ReceivedError? {
        do {
            return try recvErrorQueue(65535)
        } catch {
            if error.code == .wouldBlock { return nil }
            throw error
        }
    }
}
