internal import CSocketShim
internal import Synchronization

// Closing, and lending the descriptor. See DescriptorUse for what keeps it safe.
extension Socket {
    /// Closes the socket; closing again does nothing. Open ``SocketFile``s keep it open: the last of them
    /// closes it.
    ///
    /// Calls waiting in other threads end and throw `EBADF`, as all later ones do; to end them, the
    /// connection is shut down both ways, and its send and receive time limits are left at their least, which a
    /// ``duplicate()`` or another process that shares it notices. The exception is what waits for room at a Unix peer, and packet and netlink sockets,
    /// which know no shutdown: these end when the kernel lets them, or at their timeout.
    ///
    /// Returns what close(2) said, for which the descriptor is gone in any case; success if calls or files
    /// have yet to end. The corresponding C functions are
    /// `csock_close` and `csock_interrupt`.
    @discardableResult
    public func close() -> ResultCode {
        finish(use.close())
    }

    /// Does what a closing step has left to do.
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

    /// The descriptor's number, or -1 when the socket is closed. Another thread may close it at any
    /// time; `withFileDescriptor(_:)` keeps it open.
    public var fileDescriptor: Int32 { use.isClosed ? -1 : descriptor }

    /// Lends the descriptor to `body` and keeps it open meanwhile.
    ///
    /// Throws `EBADF` on a closed socket, and what `body` throws.
    public func withFileDescriptor<Value>(_ body: (Int32) throws -> Value) throws -> Value {
        try withFileDescriptor { descriptor in Result { try body(descriptor) } }.get()
    }

    /// Lends the descriptor to `body`, which does not throw, and keeps it open meanwhile.
    ///
    ///     let count = try socket.withFileDescriptor { descriptor in
    ///         descriptor + 1  // call C here
    ///     }
    ///     print(count)
    ///
    /// Throws `EBADF` on a closed socket.
    public func withFileDescriptor<Value>(_ body: (Int32) -> Value) throws(SocketError) -> Value {
        guard use.enter() else { throw SocketError(.withFileDescriptor, .badFileDescriptor) }
        defer { leave() }
        return body(descriptor)
    }

    /// Gives the descriptor away, open: the socket is closed, and closing the number is now up to the
    /// caller. The blocking mode stays as it is.
    ///
    /// Files that are open throw `EBADF` from now on. If other threads are in calls, these go on undisturbed on the old number, and what is returned is
    /// a duplicate. Returns -1 if the socket is closed, or (``isClosed`` is then false) if no number was
    /// left for that duplicate.
    public func detach() -> Int32 {
        switch use.detach() {
        case .closed: return -1
        case .released: return descriptor
        case .open:
            let copy = csock_duplicate(descriptor)
            let detached = copy >= 0 && use.markClosed()
            leave()
            if copy >= 0 && !detached { _ = csock_close(copy) }
            return detached ? copy : -1
        }
    }

    /// Opens another descriptor of the same socket, close-on-exec, with the same timeout.
    ///
    /// The two share everything in the kernel, the blocking mode included: give both a timeout, or
    /// neither. Throws `EMFILE`, `EBADF`. The corresponding C function is `csock_duplicate`: dup(2).
    public func duplicate() throws(SocketError) -> Socket {
        let copy = try SocketError.check(.duplicate, attempt { Int(csock_duplicate($0)) })
        let socket = Socket(
            owning: Int32(copy), family, type, `protocol`,
            timeoutNanoseconds: timeoutNanoseconds.load(ordering: .relaxed))
        socket.retriesOnInterrupt = retriesOnInterrupt
        return socket
    }
}
