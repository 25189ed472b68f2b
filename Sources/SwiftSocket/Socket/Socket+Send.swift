internal import CSocketShim

// Sending. Every kind of bytes ends in one of three calls, without a copy.
extension Socket {
    /// Sends bytes of any collection with contiguous storage (`[UInt8]`, `Data`, `String.UTF8View`,
    /// slices) and returns how many went out: on a stream perhaps fewer than all, and 0 only of an empty
    /// collection, which on a datagram socket is an empty datagram.
    ///
    /// Throws `EPIPE` (never SIGPIPE), `ECONNRESET`, `ENOTCONN`, `EDESTADDRREQ`, `EMSGSIZE` (a datagram too
    /// long), `EAGAIN` (timeout zero), ``ResultCode/timedOut``. The corresponding C function is
    /// `csock_send`: send(2).
    @inlinable
    public func send(_ bytes: some Collection<UInt8>, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.send, unsafe withContiguousBytes(of: bytes) { unsafe sendResult($0, flags) })
    }

    /// Sends the UTF-8 bytes of a string; see ``send(_:flags:)-(Collection<UInt8>,_)``.
    @inlinable
    public func send(_ text: String, flags: MessageFlags = []) throws(SocketError) -> Int {
        try send(text.utf8, flags: flags)
    }

    /// Sends bytes of a span; see ``send(_:flags:)-(Collection<UInt8>,_)``.
    @inlinable
    public func send(_ bytes: RawSpan, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.send, unsafe bytes.withUnsafeBytes { unsafe sendResult($0, flags) })
    }

    /// Sends bytes of memory; see ``send(_:flags:)-(Collection<UInt8>,_)``.
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
    /// Sends all bytes of any collection with contiguous storage. The timeout is for all of them
    /// together. An empty collection still makes one call.
    ///
    /// When it fails, ``SocketError/bytesSent`` tells how many went out, with timeout zero too. Throws
    /// what ``send(_:flags:)-(Collection<UInt8>,_)`` does. The corresponding C function is
    /// `csock_send_all`.
    @inlinable
    public func sendAll(_ bytes: some Collection<UInt8>, flags: MessageFlags = []) throws(SocketError) {
        try checkSentAll(unsafe withContiguousBytes(of: bytes) { unsafe sendAllResult($0, flags) })
    }

    /// Sends the UTF-8 bytes of a string; see ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
    @inlinable
    public func sendAll(_ text: String, flags: MessageFlags = []) throws(SocketError) {
        try sendAll(text.utf8, flags: flags)
    }

    /// Sends all bytes of a span; see ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
    @inlinable
    public func sendAll(_ bytes: RawSpan, flags: MessageFlags = []) throws(SocketError) {
        try checkSentAll(unsafe bytes.withUnsafeBytes { unsafe sendAllResult($0, flags) })
    }

    /// Sends all bytes of memory; see ``sendAll(_:flags:)-(Collection<UInt8>,_)``.
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
    /// Sends bytes of any collection with contiguous storage to an address, as one datagram, and
    /// returns their count. An empty collection is an empty datagram.
    ///
    /// Throws what ``send(_:flags:)-(Collection<UInt8>,_)`` does, `EISCONN`, `ENETUNREACH`, `EACCES` (a
    /// broadcast without the option `broadcast`). The corresponding C function is `csock_send_to`:
    /// sendto(2).
    @inlinable
    @discardableResult
    public func sendTo(
        _ bytes: some Collection<UInt8>, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe withContiguousBytes(of: bytes) { unsafe sendToResult($0, address, flags) }
        return try SocketError.check(.sendTo, address, result)
    }

    /// Sends the UTF-8 bytes of a string; see ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
    @inlinable
    @discardableResult
    public func sendTo(
        _ text: String, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        try sendTo(text.utf8, address: address, flags: flags)
    }

    /// Sends bytes of a span; see ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
    @inlinable
    @discardableResult
    public func sendTo(
        _ bytes: RawSpan, address: SocketAddress, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe bytes.withUnsafeBytes { unsafe sendToResult($0, address, flags) }
        return try SocketError.check(.sendTo, address, result)
    }

    /// Sends bytes of memory; see ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)``.
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
