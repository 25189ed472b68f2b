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
        let (bytes, result) = unsafe try received(maxCount, .recvfrom) { unsafe recvFromResult($0, &sender, flags) }
        try SocketError.check(.recvfrom, result)
        return (bytes, SocketAddress(received: sender))
    }

    /// Receives over the elements of an array; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: inout [UInt8], flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvfrom, result), SocketAddress(received: sender))
    }

    /// Receives into a span, from its start; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: inout MutableRawSpan, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe bytes.withUnsafeMutableBytes { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvfrom, result), SocketAddress(received: sender))
    }

    /// Appends what is received to a span; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: inout OutputRawSpan, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe appending(to: &bytes) { unsafe recvFromResult($0, &sender, flags) }
        return (try SocketError.check(.recvfrom, result), SocketAddress(received: sender))
    }

    /// Receives into memory; see ``recvFrom(_:flags:)``.
    public func recvFrom(
        into bytes: UnsafeMutableRawBufferPointer, flags: MessageFlags = []
    ) throws(SocketError) -> (count: Int, address: SocketAddress?) {
        var sender = csock_address()
        let result = unsafe recvFromResult(bytes, &sender, flags)
        return (try SocketError.check(.recvfrom, result), SocketAddress(received: sender))
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

/// What ``Socket/recvMessage(_:flags:)`` received, with all that the kernel tells about it.
public struct ReceivedMessage: Hashable, Sendable {
    /// The bytes that were written to memory.
    public let bytes: [UInt8]
    /// How many there were: with ``MessageFlags/truncate`` a datagram's true length, even if fewer fitted.
    public let length: Int
    /// What the kernel reported: ``MessageFlags/truncate``, ``MessageFlags/outOfBand``,
    /// ``MessageFlags/endOfRecord``, ``MessageFlags/errorQueue``.
    public let flags: MessageFlags
    /// The sender, if the kernel told one.
    public let address: SocketAddress?
    /// What options of the socket ask the kernel to tell: hop limit, destination, time of arrival.
    public let ancillary: AncillaryData

    /// Whether a datagram was cut off, its rest lost.
    public var isTruncated: Bool { flags.contains(.truncate) }

    init(_ bytes: [UInt8], _ message: csock_received, _ ancillary: csock_ancillary) {
        self.bytes = bytes
        length = message.length
        flags = MessageFlags(rawValue: message.flags)
        address = SocketAddress(received: message.from)
        self.ancillary = AncillaryData(ancillary)
    }
}

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
        let receive = unsafe family == .packet ? csock_recv_frame : csock_recv_ancillary
        let (bytes, result) = unsafe try received(maxCount, .recvmsg) { buffer in
            attemptWaiting(vainIf: { $0 == 0 }) { descriptor, own, timeout in
                unsafe receive(
                    descriptor, buffer.baseAddress, buffer.count, flags.c | own, &message, &ancillary,
                    timeout)
            }
        }
        try SocketError.check(.recvmsg, result)
        return ReceivedMessage(bytes, message, ancillary)
    }
}

/// An array of what `body` writes, and its result. One call never gets more than 2 GiB less a page from
/// the kernel (read(2)), so no greater room is made.
func received(
    _ maxCount: Int, _ operation: SocketError.Operation, _ body: (UnsafeMutableRawBufferPointer) -> Int
) throws(SocketError) -> (bytes: [UInt8], result: Int) {
    if maxCount < 0 { throw SocketError(operation, .invalidArgument) }
    var result = 0
    let room = min(maxCount, 0x7fff_f000)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        result = unsafe body(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: room))
        count = max(result, 0)
    }
    return (bytes, result)
}

/// Appends what `body` writes to the room that a span has left.
private func appending(to span: inout OutputRawSpan, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    unsafe span.withUnsafeMutableBytes { memory, count in
        let result = unsafe body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
        count += max(result, 0)
        return result
    }
}
