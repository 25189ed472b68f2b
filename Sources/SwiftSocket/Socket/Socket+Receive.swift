internal import CSocketShim

// Receiving: into a new array, or into the caller's memory without an allocation.
extension Socket {
    /// Receives at most `maxCount` bytes. An empty result is the end of a stream or an empty datagram. A count of 0
    /// returns an empty array without a system call.
    ///
    /// A datagram that is longer than `maxCount` is truncated; ``recvMessage(_:flags:)`` reports that.
    ///
    /// Throws `ECONNRESET`, `ENOTCONN`, `ECONNREFUSED` (an ICMP error for an earlier send of a connected datagram
    /// socket), `EAGAIN` (timeout zero), ``ResultCode/timedOut``, `EINVAL` for a negative count.
    ///
    /// The corresponding C function is `csock_recv`: recv(2).
    public func recv(_ maxCount: Int, flags: MessageFlags = []) throws(SocketError) -> [UInt8] {
        if maxCount == 0 { return [] }
        let (bytes, result) = unsafe try received(maxCount, .recv) { unsafe recvResult($0, flags) }
        try SocketError.check(.recv, result)
        return bytes
    }

    /// Receives into an array, from its first element, and returns the count of bytes. The array keeps its length.
    ///
    /// Throws what ``recv(_:flags:)`` throws.
    ///
    /// The corresponding C function is `csock_recv`: recv(2).
    public func recv(into bytes: inout [UInt8], flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe bytes.withUnsafeMutableBytes { unsafe recvResult($0, flags) })
    }

    /// Receives into a span, from its start, and returns the count of bytes.
    ///
    /// Throws what ``recv(_:flags:)`` throws.
    ///
    /// The corresponding C function is `csock_recv`: recv(2).
    public func recv(into bytes: inout MutableRawSpan, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe bytes.withUnsafeMutableBytes { unsafe recvResult($0, flags) })
    }

    /// Appends received bytes to a span, up to its capacity, and returns their count.
    ///
    /// Throws what ``recv(_:flags:)`` throws.
    ///
    /// The corresponding C function is `csock_recv`: recv(2).
    public func recv(into bytes: inout OutputRawSpan, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe appending(to: &bytes) { unsafe recvResult($0, flags) })
    }

    /// Receives into memory and returns the count of bytes.
    ///
    /// Throws what ``recv(_:flags:)`` throws.
    ///
    /// The corresponding C function is `csock_recv`: recv(2).
    public func recv(
        into bytes: UnsafeMutableRawBufferPointer, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe recvResult(bytes, flags))
    }

    private func recvResult(_ bytes: UnsafeMutableRawBufferPointer, _ flags: MessageFlags) -> Int {
        unsafe bytes.isEmpty
            ? 0
            : attemptWaiting(vainIf: { $0 == 0 }) { descriptor, own, timeout in
                unsafe csock_recv(descriptor, bytes.baseAddress, bytes.count, flags.c | own, timeout)
            }
    }
}

extension Socket {
    /// Receives at most `maxCount` bytes and the sender's address, which is `nil` for TCP and for an unnamed Unix
    /// sender. A count of 0 removes a datagram from the receive queue and discards it.
    ///
    /// Throws what ``recv(_:flags:)`` throws.
    ///
    /// The corresponding C function is `csock_recv_from`: recvfrom(2).
    public func recvFrom(
        _ maxCount: Int, flags: MessageFlags = []
    ) throws(SocketError) -> (bytes: [UInt8], address: SocketAddress?) {
        var sender = csock_address()
        let (bytes, result) = unsafe try received(maxCount, .recvFrom) { unsafe recvFromResult($0, &sender, flags) }
        try SocketError.check(.recvFrom, result)
        return (bytes, SocketAddress(received: sender))
    }

    /// Receives into an array, from its first element; see ``recvFrom(_:flags:)``.
    ///
    /// The corresponding C function is `csock_recv_from`: recvfrom(2).
    public func recvFrom(
        into bytes: inout [UInt8], flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    /// Receives into a span, from its start; see ``recvFrom(_:flags:)``.
    ///
    /// The corresponding C function is `csock_recv_from`: recvfrom(2).
    public func recvFrom(
        into bytes: inout MutableRawSpan, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    /// Appends received bytes to a span; see ``recvFrom(_:flags:)``.
    ///
    /// The corresponding C function is `csock_recv_from`: recvfrom(2).
    public func recvFrom(
        into bytes: inout OutputRawSpan, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe appending(to: &bytes) { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    /// Receives into memory; see ``recvFrom(_:flags:)``.
    ///
    /// The corresponding C function is `csock_recv_from`: recvfrom(2).
    public func recvFrom(
        into bytes: UnsafeMutableRawBufferPointer, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe recvFromResult(bytes, &sender, flags)
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    private func recvFromResult(
        _ bytes: UnsafeMutableRawBufferPointer, _ sender: inout csock_address, _ flags: MessageFlags
    ) -> Int {
        attemptWaiting(vainIf: { $0 == 0 }) { descriptor, own, timeout in
            unsafe csock_recv_from(descriptor, bytes.baseAddress, bytes.count, flags.c | own, &sender, timeout)
        }
    }
}
