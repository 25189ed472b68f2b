internal import CSocketShim

// Sending: bytes of any collection with contiguous storage, a string, a span or memory, without a copy.
extension Socket {
    /// Sends bytes of any collection and returns how many were sent. Bytes with contiguous storage (`[UInt8]`, `Data`,
    /// `String.UTF8View`, slices) are not copied. A stream may send fewer bytes than given. The result is 0 only for an
    /// empty collection, which on a datagram socket sends an empty datagram.
    ///
    /// Throws `EPIPE` (SIGPIPE is never raised), `ECONNRESET`, `ENOTCONN`, `EDESTADDRREQ`, `EMSGSIZE` (a datagram that
    /// is too long), `EAGAIN` (timeout zero), ``ResultCode/timedOut``.
    ///
    /// The corresponding C function is `csock_send`: send(2).
    @inlinable
    public func send(_ bytes: some Collection<UInt8>, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.send, unsafe withContiguousBytes(of: bytes) { unsafe sendResult($0, flags) })
    }

    /// Sends the UTF-8 bytes of a string; see ``send(_:flags:)-(Collection<UInt8>,_)``.
    ///
    /// The corresponding C function is `csock_send`: send(2).
    @inlinable
    public func send(_ text: String, flags: MessageFlags = []) throws(SocketError) -> Int {
        try send(text.utf8, flags: flags)
    }

    /// Sends the bytes of a span; see ``send(_:flags:)-(Collection<UInt8>,_)``.
    ///
    /// The corresponding C function is `csock_send`: send(2).
    @inlinable
    public func send(_ bytes: RawSpan, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.send, unsafe bytes.withUnsafeBytes { unsafe sendResult($0, flags) })
    }

    /// Sends the bytes of memory; see ``send(_:flags:)-(Collection<UInt8>,_)``.
    ///
    /// The corresponding C function is `csock_send`: send(2).
    @inlinable
    public func send(_ bytes: UnsafeRawBufferPointer, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.send, unsafe sendResult(bytes, flags))
    }

    @usableFromInline
    func sendResult(_ bytes: UnsafeRawBufferPointer, _ flags: MessageFlags) -> Int {
        attemptWaiting { descriptor, own, timeout in
            unsafe csock_send(descriptor, bytes.baseAddress, bytes.count, flags.c | own, timeout)
        }
    }
}

extension Socket {
    /// Sends all bytes of any collection. The timeout is for all of them together. An empty collection still makes one
    /// system call.
    ///
    /// Throws what ``send(_:flags:)-(Collection<UInt8>,_)`` throws. The error's ``SocketError/bytesSent`` is the count
    /// of bytes that were sent before the failure.
    ///
    /// The corresponding C function is `csock_send_all`: send(2).
    @inlinable
    public func sendAll(_ bytes: some Collection<UInt8>, flags: MessageFlags = []) throws(SocketError) {
        try checkSentAll(unsafe withContiguousBytes(of: bytes) { unsafe sendAllResult($0, flags) })
    }

    /// Sends the UTF-8 bytes of a string; see ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
    ///
    /// The corresponding C function is `csock_send_all`: send(2).
    @inlinable
    public func sendAll(_ text: String, flags: MessageFlags = []) throws(SocketError) {
        try sendAll(text.utf8, flags: flags)
    }

    /// Sends all bytes of a span; see ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
    ///
    /// The corresponding C function is `csock_send_all`: send(2).
    @inlinable
    public func sendAll(_ bytes: RawSpan, flags: MessageFlags = []) throws(SocketError) {
        try checkSentAll(unsafe bytes.withUnsafeBytes { unsafe sendAllResult($0, flags) })
    }

    /// Sends all bytes of memory; see ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
    ///
    /// The corresponding C function is `csock_send_all`: send(2).
    @inlinable
    public func sendAll(_ bytes: UnsafeRawBufferPointer, flags: MessageFlags = []) throws(SocketError) {
        try checkSentAll(unsafe sendAllResult(bytes, flags))
    }

    @usableFromInline
    func sendAllResult(_ bytes: UnsafeRawBufferPointer, _ flags: MessageFlags) -> (result: Int, sent: Int) {
        var sent = 0
        let result = attemptWaiting { descriptor, own, timeout in
            unsafe Int(
                csock_send_all(descriptor, bytes.baseAddress, bytes.count, flags.c | own, timeout, &sent))
        }
        return (result, sent)
    }

    @usableFromInline
    func checkSentAll(_ outcome: (result: Int, sent: Int)) throws(SocketError) {
        if outcome.result < 0 {
            throw SocketError(.sendAll, ResultCode(result: outcome.result), bytesSent: outcome.sent)
        }
    }
}

extension Socket {
    /// Sends bytes of any collection to an address as one datagram, and returns their count. An empty collection is an
    /// empty datagram.
    ///
    /// Throws what ``send(_:flags:)-(Collection<UInt8>,_)`` throws, `EISCONN`, `ENETUNREACH`, `EACCES` (a broadcast
    /// without the option ``SocketOption/broadcast``).
    ///
    /// The corresponding C function is `csock_send_to`: sendto(2).
    @inlinable
    @discardableResult
    public func sendTo(
        _ bytes: some Collection<UInt8>, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe withContiguousBytes(of: bytes) { unsafe sendToResult($0, address, flags) }
        return try SocketError.check(.sendTo, address, result)
    }

    /// Sends the UTF-8 bytes of a string; see ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
    ///
    /// The corresponding C function is `csock_send_to`: sendto(2).
    @inlinable
    @discardableResult
    public func sendTo(
        _ text: String, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        try sendTo(text.utf8, address: address, flags: flags)
    }

    /// Sends the bytes of a span; see ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
    ///
    /// The corresponding C function is `csock_send_to`: sendto(2).
    @inlinable
    @discardableResult
    public func sendTo(
        _ bytes: RawSpan, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe bytes.withUnsafeBytes { unsafe sendToResult($0, address, flags) }
        return try SocketError.check(.sendTo, address, result)
    }

    /// Sends the bytes of memory; see ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
    ///
    /// The corresponding C function is `csock_send_to`: sendto(2).
    @inlinable
    @discardableResult
    public func sendTo(
        _ bytes: UnsafeRawBufferPointer, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        try SocketError.check(.sendTo, address, unsafe sendToResult(bytes, address, flags))
    }

    @usableFromInline
    func sendToResult(_ bytes: UnsafeRawBufferPointer, _ address: SocketAddress, _ flags: MessageFlags) -> Int {
        attemptWaiting { descriptor, own, timeout in
            unsafe address.withPointer { to in
                unsafe csock_send_to(
                    descriptor, bytes.baseAddress, bytes.count, flags.c | own, to, timeout)
            }
        }
    }
}
