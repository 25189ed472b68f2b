internal import CSocketShim
internal import Synchronization

// Closing, and lending the descriptor. DescriptorUse keeps both safe.
extension Socket {
    /// Closes the socket. Closing again does nothing. If ``SocketFile``s of this socket are open, the last of them
    /// closes it.
    ///
    /// Calls that wait in other threads end and throw `EBADF`; so do all later calls. To end them, the connection is
    /// shut down in both directions, and its send and receive timeouts are set to the shortest that the kernel allows.
    /// A ``duplicate()`` of the socket, or another process that shares it, sees this. Some waits end only when the
    /// kernel lets them or at their timeout: sending to a Unix peer whose receive queue is full, and calls on link and
    /// netlink sockets, which cannot be shut down.
    ///
    /// Returns close(2)'s result; the descriptor is closed even on error. Returns success if calls or files are still
    /// to end.
    ///
    /// The corresponding C functions are `csock_close` and `csock_interrupt`: close(2), shutdown(2).
    @discardableResult
    public func close() -> ResultCode {
        finish(use.close())
    }

    /// Carries out what a closing step returned.
    @discardableResult
    func finish(_ state: DescriptorUse.State) -> ResultCode {
        switch state {
        case .closed: return .success
        case .released: return ResultCode(result: Int(csock_close(descriptor)))
        case .open:
            _ = csock_interrupt(descriptor)
            leave()
            return .success
        }
    }

    /// Whether the socket is closed.
    public var isClosed: Bool { use.isClosed }

    /// The descriptor's number, or -1 if the socket is closed. Another thread may close the socket at any time;
    /// `withFileDescriptor(_:)` keeps it open.
    public var fileDescriptor: Int32 { use.isClosed ? -1 : descriptor }

    /// Lends the descriptor to `body` and keeps it open until `body` returns.
    ///
    /// Throws `EBADF` if the socket is closed, and what `body` throws.
    public func withFileDescriptor<Value>(_ body: (Int32) throws -> Value) throws -> Value {
        try withFileDescriptor { descriptor in Result { try body(descriptor) } }.get()
    }

    /// Lends the descriptor to `body`, which does not throw, and keeps it open until `body` returns.
    ///
    ///     let count = try socket.withFileDescriptor { descriptor in
    ///         descriptor + 1  // call C here
    ///     }
    ///     print(count)
    ///
    /// Throws `EBADF` if the socket is closed.
    public func withFileDescriptor<Value>(_ body: (Int32) -> Value) throws(SocketError) -> Value {
        guard use.enter() else { throw SocketError(.withFileDescriptor, .badFileDescriptor) }
        defer { leave() }
        return body(descriptor)
    }

    /// Closes the socket object and returns its open descriptor, which the caller must close. The blocking mode stays
    /// as it is.
    ///
    /// Open ``SocketFile``s throw `EBADF` from now on. Calls that run in other threads are not interrupted: they keep
    /// the old descriptor, and the result is a duplicate of it.
    ///
    /// Throws `EBADF` if the socket is closed; `EMFILE` if calls are running and the process has no descriptor left for
    /// the duplicate, and then the socket stays open.
    ///
    /// The corresponding C function is `csock_duplicate`: fcntl(2).
    public func detach() throws(SocketError) -> Int32 {
        switch use.detach() {
        case .closed: throw SocketError(.detach, .badFileDescriptor)
        case .released: return descriptor
        case .open:
            defer { leave() }
            let copy = Int32(try SocketError.check(.detach, Int(csock_duplicate(descriptor))))
            if use.markClosed() { return copy }
            _ = csock_close(copy)
            throw SocketError(.detach, .badFileDescriptor)
        }
    }

    /// Opens another descriptor of the same socket, close-on-exec, with the same timeout.
    ///
    /// Both share the kernel's state, including the blocking mode: give both a timeout, or neither.
    ///
    /// Throws `EMFILE`, `EBADF`.
    ///
    /// The corresponding C function is `csock_duplicate`: fcntl(2).
    public func duplicate() throws(SocketError) -> Socket {
        let copy = try SocketError.check(.duplicate, attempt { Int(csock_duplicate($0)) })
        let socket = Socket(
            owning: Int32(copy), family, type, `protocol`,
            timeoutNanoseconds: timeoutNanoseconds.load(ordering: .relaxed))
        socket.retriesOnInterrupt = retriesOnInterrupt
        return socket
    }
}
