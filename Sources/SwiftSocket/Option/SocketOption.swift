/// An option of a socket, with the type of its value and what can be done with it: setsockopt(2), getsockopt(2).
///
///     try socket.setOption(.reuseAddress, true)
///     let size = try socket.option(.receiveBufferSize)
///
/// The options are static members. Their names follow the C names: options of SOL_SOCKET have no prefix, options of
/// other levels begin with `ip`, `ipv6`, `tcp`, `udp`, `udpLite`, `vsock` or `link`. ``OptionAccess`` says whether an
/// option can be read and set. Setting an option that can only be read does not compile.
public struct SocketOption<Value: Sendable, Access>: Sendable {
    let id: OptionID
    /// `nil` if `Access` does not allow reading.
    private let reader: OptionReader<Value>?
    /// `nil` if `Access` does not allow setting.
    private let writer: OptionWriter<Value>?

    private init(id: OptionID, reader: OptionReader<Value>?, writer: OptionWriter<Value>?) {
        self.id = id
        self.reader = reader
        self.writer = writer
    }

    fileprivate func read(_ socket: Socket) throws(SocketError) -> Value {
        guard let reader else { throw id.error(.option, .operationNotSupported) }
        return try reader(socket, id)
    }

    fileprivate func write(_ socket: Socket, _ value: Value) throws(SocketError) {
        guard let writer else { throw id.error(.setOption, .operationNotSupported) }
        try writer(socket, id, value)
    }
}

extension SocketOption where Access == OptionAccess.ReadWrite {
    init(id: OptionID, reader: @escaping OptionReader<Value>, writer: @escaping OptionWriter<Value>) {
        self.init(id: id, reader: .some(reader), writer: .some(writer))
    }
}

extension SocketOption where Access == OptionAccess.ReadOnly {
    init(id: OptionID, reader: @escaping OptionReader<Value>) {
        self.init(id: id, reader: reader, writer: nil)
    }
}

extension SocketOption where Access == OptionAccess.WriteOnly {
    init(id: OptionID, writer: @escaping OptionWriter<Value>) {
        self.init(id: id, reader: nil, writer: writer)
    }
}

extension Socket {
    /// Sets an option.
    ///
    /// Throws `EINVAL` for a value that the option cannot have, `EPERM` without a privilege that the option needs,
    /// `ENOPROTOOPT` or `EOPNOTSUPP` if this kernel or this kind of socket does not have the option, `EBADF`, and the
    /// errors that the option's own description names. The error's ``SocketError/subject`` is the option's C name.
    ///
    /// The corresponding C functions are those of option.h: setsockopt(2).
    public func setOption<Value, Access: OptionAccess.Writable>(
        _ option: SocketOption<Value, Access>, _ value: Value
    ) throws(SocketError) {
        try option.write(self, value)
    }

    /// Reads an option.
    ///
    /// Throws `ENOPROTOOPT` or `EOPNOTSUPP` if this kernel or this kind of socket does not have the option, `EBADF`,
    /// and the errors that the option's own description names. The error's ``SocketError/subject`` is the option's C
    /// name.
    ///
    /// The corresponding C functions are those of option.h: getsockopt(2).
    public func option<Value, Access: OptionAccess.Readable>(
        _ option: SocketOption<Value, Access>
    ) throws(SocketError) -> Value {
        try option.read(self)
    }

    /// Not available: the option can only be read.
    @available(*, unavailable, message: "this option can only be read")
    public func setOption<Value>(
        _ option: SocketOption<Value, OptionAccess.ReadOnly>, _ value: Value
    ) throws(SocketError) {}

    /// Not available: the option can only be set.
    @available(*, unavailable, message: "this option can only be set")
    public func option<Value>(_ option: SocketOption<Value, OptionAccess.WriteOnly>) throws(SocketError) -> Value {
        try option.read(self)
    }
}

// Options that have no static member: by their numbers.
extension Socket {
    /// Sets an option by its numbers to an integer. The C library knows the width and byte order of the options that
    /// have a static member in ``SocketOption``; any other option is set as an `int`.
    ///
    /// Throws what `setOption(_:_:)` throws, and `EINVAL` for an integer of more than 32 bits.
    ///
    /// The corresponding C function is `csock_set_option_int`: setsockopt(2).
    public func setOption(level: Int32, name: Int32, value: Int) throws(SocketError) {
        try Int.write(self, OptionID(level: level, number: name), value)
    }

    /// Sets an option by its numbers to bytes in the kernel's layout. The bytes are not checked.
    ///
    /// Throws what `setOption(_:_:)` throws.
    ///
    /// The corresponding C function is `csock_set_option`: setsockopt(2).
    public func setOption(level: Int32, name: Int32, value: some Collection<UInt8>) throws(SocketError) {
        try OptionID(level: level, number: name).write(self, bytes: value)
    }

    /// Reads an option by its numbers as an integer.
    ///
    /// Throws what `option(_:)` throws, and `EINVAL` for ``SocketOption/linger`` and the kernel's timeouts, which are
    /// structs.
    ///
    /// The corresponding C function is `csock_get_option_int`: getsockopt(2).
    public func option(level: Int32, name: Int32) throws(SocketError) -> Int {
        try Int.read(self, OptionID(level: level, number: name))
    }

    /// Reads an option by its numbers as at most `count` bytes. The result has as many bytes as the kernel returned.
    ///
    /// A count over 1 MiB is taken as 1 MiB; no option is longer. Throws what `option(_:)` throws, and `EINVAL` for a
    /// negative count or one that does not fit an `int`.
    ///
    /// The corresponding C function is `csock_get_option`: getsockopt(2).
    public func option(level: Int32, name: Int32, count: Int) throws(SocketError) -> [UInt8] {
        try OptionID(level: level, number: name).read(self, count: count)
    }
}
