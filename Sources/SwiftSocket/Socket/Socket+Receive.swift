internal import CSocketShim

// Receiving: as an array, or into the caller's memory without an allocation.
extension Socket {
    /// Receives at most `maxCount` bytes. None is the end of a stream, or an empty datagram; asking for 0
    /// returns none without a system call.
    ///
    /// Throws `ECONNRESET`, `ENOTCONN`, `ECONNREFUSED` (a connected datagram socket's last send), `EAGAIN`
    /// (timeout zero), ``ResultCode/timedOut``, `EINVAL` for a negative count. What of a datagram does not
    /// fit is lost; ``recvMessage(_:flags:)`` tells. The corresponding C function is `csock_recv`: recv(2).
    public func recv(_ maxCount: Int, flags: MessageFlags = []) throws(SocketError) -> [UInt8] {
        if maxCount == 0 { return [] }
        let (bytes, result) = unsafe try received(maxCount, .recv) { unsafe recvResult($0, flags) }
        try SocketError.check(.recv, result)
        return bytes
    }

    /// Receives over the elements of an array, at most as many as it has, and returns the count; the
    /// array keeps its length.
    public func recv(into bytes: inout [UInt8], flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe bytes.withUnsafeMutableBytes { unsafe recvResult($0, flags) })
    }

    /// Receives into a span, from its start, and returns the count.
    public func recv(into bytes: inout MutableRawSpan, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe bytes.withUnsafeMutableBytes { unsafe recvResult($0, flags) })
    }

    /// Appends what is received to a span, as far as it has room, and returns the count.
    public func recv(into bytes: inout OutputRawSpan, flags: MessageFlags = []) throws(SocketError) -> Int {
        try SocketError.check(.recv, unsafe appending(to: &bytes) { unsafe recvResult($0, flags) })
    }

    /// Receives into memory and returns the count.
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
    /// Receives at most `maxCount` bytes and their sender's address, which is `nil` on TCP and of an
    /// unnamed Unix socket. Asking for 0 takes a datagram and discards it.
    ///
    /// Throws what ``recv(_:flags:)`` does. The corresponding C function is `csock_recv_from`: recvfrom(2).
    public func recvFrom(
        _ maxCount: Int, flags: MessageFlags = []
    ) throws(SocketError) -> (bytes: [UInt8], address: SocketAddress?) {
        var sender = csock_address()
        let (bytes, result) = unsafe try received(maxCount, .recvFrom) { unsafe recvFromResult($0, &sender, flags) }
        try SocketError.check(.recvFrom, result)
        return (bytes, SocketAddress(received: sender))
    }

    /// Receives over the elements of an array; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: inout [UInt8], flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    /// Receives into a span, from its start; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: inout MutableRawSpan, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    /// Appends what is received to a span; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: inout OutputRawSpan, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe appending(to: &bytes) { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvFrom, result), SocketAddress(received: sender))
    }

    /// Receives into memory; see ``recvFrom(_:flags:)``.
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
            unsafe csock_recv_from(
                descriptor, bytes.baseAddress, bytes.count, flags.c | own, &sender, timeout)
        }
    }
}
