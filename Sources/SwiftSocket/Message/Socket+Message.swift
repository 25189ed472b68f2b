internal import CSocketShim

// Messages: bytes with an address, flags and ancillary data.
extension Socket {
    /// Receives at most `maxCount` bytes with the sender, flags and ancillary data. With the flag
    /// ``MessageFlags/truncate``, ``ReceivedMessage/length`` is the true length of a datagram. TCP discards data that
    /// is received with that flag; ``ReceivedMessage/bytes`` are then zeros.
    ///
    /// Descriptors that a Unix peer sends are closed.
    ///
    /// Throws what ``recv(_:flags:)`` throws.
    ///
    /// The corresponding C functions are `csock_recv_ancillary` and, for link sockets, `csock_recv_frame`: recvmsg(2).
    public func recvMessage(_ maxCount: Int, flags: MessageFlags = []) throws(SocketError) -> ReceivedMessage {
        var message = csock_received()
        var ancillary = csock_ancillary()
        let receive = unsafe family == .link ? csock_recv_frame : csock_recv_ancillary
        let (bytes, result) = unsafe try received(maxCount, .recvMessage) { buffer in
            attemptWaiting(vainIf: { $0 == 0 }) { descriptor, own, timeout in
                unsafe receive(
                    descriptor, buffer.baseAddress, buffer.count, flags.c | own, &message, &ancillary, timeout)
            }
        }
        try SocketError.check(.recvMessage, result)
        return ReceivedMessage(bytes, message, ancillary)
    }

    /// Sends bytes of any collection as one datagram with ancillary data, and returns their count. Of `ancillary`, the
    /// hop limit, traffic class, local address and interface are used. The ancillary data of a received message can be
    /// passed on: the answer then comes from the address that the message was sent to.
    ///
    /// Throws `EINVAL` for a hop limit of 0 or a local address of another family, `ENODEV` for no such interface,
    /// `ENETUNREACH` or `EINVAL` for a local address that is not this machine's, and what `sendTo(_:address:flags:)`
    /// throws.
    ///
    /// The corresponding C function is `csock_send_message`: sendmsg(2).
    @discardableResult
    public func sendMessage(
        _ bytes: some Collection<UInt8>, address: SocketAddress? = nil, ancillary: AncillaryData,
        flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let sent = ancillary.c
        let result = unsafe withContiguousBytes(of: bytes) { bytes in
            attemptWaiting { descriptor, own, timeout in
                unsafe withMessage(bytes, to: address, flags.c | own, ancillary: sent) {
                    unsafe csock_send_message(descriptor, $0, timeout)
                }
            }
        }
        return try SocketError.check(.sendMessage, address, result)
    }
}
