internal import CSocketShim

extension Socket {
    /// Receives at most `maxCount` bytes with what the kernel reports about them. With the flag
    /// ``MessageFlags/truncate`` a datagram's true length is told, apart from the bytes. TCP discards
    /// what that flag is used on: its ``ReceivedMessage/bytes`` are then zeros.
    ///
    /// Descriptors that a Unix peer sends along are closed.
    ///
    /// Throws what ``recv(_:flags:)`` does. The corresponding C functions are `csock_recv_ancillary` and, of packet
    /// sockets, `csock_recv_frame`: recvmsg(2).
    public func recvMessage(_ maxCount: Int, flags: MessageFlags = []) throws(SocketError) -> ReceivedMessage {
        var message = csock_received()
        var ancillary = csock_ancillary()
        let receive = unsafe family == .link ? csock_recv_frame : csock_recv_ancillary
        let (bytes, result) = unsafe try received(maxCount, .recvMessage) { buffer in
            attemptWaiting(vainIf: { $0 == 0 }) { descriptor, own, timeout in
                unsafe receive(
                    descriptor, buffer.baseAddress, buffer.count, flags.c | own, &message, &ancillary,
                    timeout)
            }
        }
        try SocketError.check(.recvMessage, result)
        return ReceivedMessage(bytes, message, ancillary)
    }

    /// Sends bytes of any collection with contiguous storage as one datagram, asking for a hop limit, traffic
    /// class, source address or interface of its own, and returns the count. Other members of
    /// `ancillary` do not count; what ``recvMessage(_:flags:)`` told about a datagram has it answered from where
    /// it went to.
    ///
    /// Throws `EINVAL` for a hop limit of 0 or a local address of another family, `ENODEV` for no such interface,
    /// `ENETUNREACH` or `EINVAL` for a local address that is not this machine's, and what
    /// ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)`` does. The corresponding C function is
    /// `csock_send_message`: sendmsg(2).
    @discardableResult
    public func sendMessage(
        _ bytes: some Collection<UInt8>, address: SocketAddress? = nil, ancillary: AncillaryData,
        flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let asked = ancillary.c
        let result = unsafe withContiguousBytes(of: bytes) { bytes in
            attemptWaiting { descriptor, own, timeout in
                unsafe withMessage(
                    bytes, UnsafeRawBufferPointer(start: nil, count: 0), address, flags.c | own, ancillary: asked
                ) { unsafe csock_send_message(descriptor, $0, timeout) }
            }
        }
        return try checkSent(.sendMessage, address, result)
    }
}
