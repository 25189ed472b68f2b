internal import CSocketShim

extension Socket {
    /// Takes an error from the queue that the options `ipReceiveErrors` and `ipv6ReceiveErrors` switch on, with at
    /// most `maxCount` bytes of the datagram that caused it: its payload, of a raw socket with the header included
    /// the whole packet. Waits for one, and needs no privilege.
    ///
    /// Throws `EAGAIN` (timeout zero), ``ResultCode/timedOut``. The corresponding C function is
    /// `csock_recv_error`: recvmsg(2) with `MSG_ERRQUEUE`.
    public func recvErrorQueue(_ maxCount: Int, flags: MessageFlags = []) throws(SocketError) -> ReceivedError {
        var error = csock_received_error()
        let (bytes, result) = unsafe try received(maxCount, .recvErrorQueue) { buffer in
            attemptWaiting { descriptor, own, timeout in
                unsafe csock_recv_error(
                    descriptor, buffer.baseAddress, buffer.count, flags.c | own, &error, timeout)
            }
        }
        try SocketError.check(.recvErrorQueue, result)
        return ReceivedError(
            code: ResultCode(rawValue: error.code), origin: ReceivedError.Origin(rawValue: error.origin),
            type: error.type, icmpCode: error.icmp_code, info: error.info, data: error.data,
            offender: SocketAddress(received: error.offender),
            message: ReceivedMessage(bytes, error.received, error.ancillary))
    }
}
