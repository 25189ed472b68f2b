internal import CSocketShim

extension Socket {
    /// Receives a message from the error queue, with at most `maxCount` bytes of the datagram that caused it: its
    /// payload, or the whole packet for a raw socket that includes the header. Waits for a message. Needs no privilege.
    ///
    /// The options ``SocketOption/ipReceiveErrors`` and ``SocketOption/ipv6ReceiveErrors`` switch the error queue on.
    ///
    /// Throws `EAGAIN` (timeout zero), ``ResultCode/timedOut``, `EINVAL` for a negative count.
    ///
    /// The corresponding C function is `csock_recv_error`: recvmsg(2) with `MSG_ERRQUEUE`.
    public func recvErrorQueue(_ maxCount: Int, flags: MessageFlags = []) throws(SocketError) -> ReceivedError {
        var error = csock_received_error()
        let (bytes, result) = unsafe try received(maxCount, .recvErrorQueue) { buffer in
            attemptWaiting { descriptor, own, timeout in
                unsafe csock_recv_error(
                    descriptor, buffer.baseAddress, buffer.count, flags.c | own, &error, timeout)
            }
        }
        try SocketError.check(.recvErrorQueue, result)
        return ReceivedError(bytes, error)
    }
}
