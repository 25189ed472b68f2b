internal import CSocketShim

/// An option of a socket that can be set and read, with the type of its value: setsockopt(2).
///
///     try socket.setOption(.reuseAddress, true)
///     let size = try socket.option(.receiveBufferSize)
///
/// The options are static members. Their names follow the C names: those of SOL_SOCKET as they are, those
/// of other levels after `ip`, `ipv6`, `tcp`, `udp`.
public struct SocketOption<Value: Sendable>: Sendable {
    let id: OptionID
    let reader: OptionReader<Value>
    let writer: OptionWriter<Value>
}

/// An option that can only be read: getsockopt(2).
public struct ReadOnlySocketOption<Value: Sendable>: Sendable {
    let id: OptionID
    let reader: OptionReader<Value>
}

/// An option that can only be set: setsockopt(2).
public struct WriteOnlySocketOption<Value: Sendable>: Sendable {
    let id: OptionID
    let writer: OptionWriter<Value>
}

extension Socket {
    /// Sets an option.
    ///
    /// Throws `EINVAL` for a value that the option cannot hold, `EPERM` without a privilege that it
    /// needs, `ENOPROTOOPT` or `EOPNOTSUPP` where this kernel or this kind of socket does not have it,
    /// `EBADF`, and what the option's own description says. The error's ``SocketError/subject`` is the
    /// option's C name. The corresponding C functions are those of option.h: setsockopt(2).
    public func setOption<Value>(_ option: SocketOption<Value>, _ value: Value) throws(SocketError) {
        try option.writer(self, option.id, value)
    }

    /// Sets an option that cannot be read; see ``setOption(_:_:)-(SocketOption<Value>,_)``.
    public func setOption<Value>(_ option: WriteOnlySocketOption<Value>, _ value: Value) throws(SocketError) {
        try option.writer(self, option.id, value)
    }

    /// Reads an option.
    ///
    /// Throws `ENOPROTOOPT` or `EOPNOTSUPP` where this kernel or this kind of socket does not have it,
    /// `EBADF`, and what the option's own description says. The error's ``SocketError/subject`` is the
    /// option's C name. The corresponding C functions are those of option.h: getsockopt(2).
    public func option<Value>(_ option: SocketOption<Value>) throws(SocketError) -> Value {
        try option.reader(self, option.id)
    }

    /// Reads an option that cannot be set; see ``option(_:)-(SocketOption<Value>)``.
    public func option<Value>(_ option: ReadOnlySocketOption<Value>) throws(SocketError) -> Value {
        try option.reader(self, option.id)
    }
}

// The way out for any other option: numbers and bytes.
extension Socket {
    /// Sets an option by its numbers to an integer, in the width and byte order that the kernel wants of
    /// the options that are known here, and as an `int` for all others.
    ///
    /// Throws what ``setOption(_:_:)-(SocketOption<Value>,_)`` does, `EINVAL` also for an integer beyond
    /// 32 bits. The corresponding C function is `csock_set_option_int`: setsockopt(2).
    public func setOption(level: Int32, name: Int32, value: Int) throws(SocketError) {
        try Int.write(self, OptionID(level: level, number: name), value)
    }

    /// Sets an option by its numbers to the bytes that the kernel wants, unexamined.
    ///
    /// Throws what ``setOption(_:_:)-(SocketOption<Value>,_)`` does. The corresponding C function is
    /// `csock_set_option`: setsockopt(2).
    public func setOption(level: Int32, name: Int32, value: some Collection<UInt8>) throws(SocketError) {
        try OptionID(level: level, number: name).write(self, bytes: value)
    }

    /// Reads an option by its numbers as an integer.
    ///
    /// Throws what ``option(_:)-(SocketOption<Value>)`` does, `EINVAL` also for ``SocketOption/linger`` and
    /// the kernel's timeouts, which are structs. The corresponding C function is `csock_get_option_int`:
    /// getsockopt(2).
    public func option(level: Int32, name: Int32) throws(SocketError) -> Int {
        try Int.read(self, OptionID(level: level, number: name))
    }

    /// Reads an option by its numbers as at most `count` bytes, cut to as many as the kernel returned.
    ///
    /// A count over 1 MiB, which is more than any option has, counts as that. Throws what
    /// ``option(_:)-(SocketOption<Value>)`` does, `EINVAL` also for a count that is negative or not within
    /// an `int`. The corresponding C function is `csock_get_option`: getsockopt(2).
    public func option(level: Int32, name: Int32, count: Int) throws(SocketError) -> [UInt8] {
        try OptionID(level: level, number: name).read(self, count: count)
    }
}
