internal import CSocketShim
internal import Synchronization

/// A socket. It closes when ``close()`` is called, or when the last reference to it is dropped.
///
///     let socket = try Socket(.inet, .stream)
///     try socket.connect(to: .ipv4(.loopback, port: 80))
///     try socket.sendAll("GET / HTTP/1.0\r\n\r\n")
///     let answer = try socket.recv(4096)
///
/// Several threads can use a socket at once without locks. Every call holds the descriptor while it runs. ``close()``
/// ends the calls that wait in other threads (they throw `EBADF`), and the last of them closes the descriptor, so that
/// no call can act on a number that the kernel has given to another file.
///
/// Every descriptor is close-on-exec from the start, and no call raises SIGPIPE.
public final class Socket: Sendable {
    /// The address family.
    public let family: SocketFamily
    /// The type, without `SOCK_NONBLOCK` and `SOCK_CLOEXEC`.
    public let type: SocketType
    /// The protocol that the socket was opened with; of an accepted socket, its listener's; of an adopted socket, the
    /// kernel's.
    public let `protocol`: SocketProtocol

    /// The descriptor. It is valid only while ``use`` counts a call.
    let descriptor: Int32
    /// Who uses the descriptor, and whether it is closed.
    let use = DescriptorUse()
    /// The timeout as C takes it: nanoseconds, negative for none.
    let timeoutNanoseconds: Atomic<Int64>
    let endsOnInterrupt = Atomic<Bool>(false)

    /// Takes ownership of a descriptor whose blocking mode agrees with the timeout.
    init(
        owning descriptor: Int32, _ family: SocketFamily, _ type: SocketType, _ protocol: SocketProtocol,
        timeoutNanoseconds: Int64
    ) {
        self.descriptor = descriptor
        self.family = family
        self.type = type
        self.protocol = `protocol`
        self.timeoutNanoseconds = Atomic(timeoutNanoseconds)
    }

    deinit {
        if use.close() == .released { _ = csock_close(descriptor) }
    }

    /// Opens a socket with the default timeout.
    ///
    /// Throws `EAFNOSUPPORT`, `EPROTONOSUPPORT`, `EMFILE`, `ENFILE`; `EPERM` for raw and link sockets without
    /// CAP_NET_RAW; `EACCES` for ICMP datagram sockets (icmp(7)) outside net.ipv4.ping_group_range.
    ///
    /// The corresponding C function is `csock_socket`: socket(2).
    public convenience init(
        _ family: SocketFamily, _ type: SocketType, protocol: SocketProtocol = .default
    ) throws(SocketError) {
        let creation = Creation(type)
        let descriptor = csock_socket(family.rawValue, creation.flaggedType, `protocol`.rawValue)
        try SocketError.check(.socket, Int(descriptor))
        self.init(
            owning: descriptor, family, creation.type, `protocol`, timeoutNanoseconds: creation.timeoutNanoseconds)
    }

    /// Takes over an open socket. Its family, type, protocol and blocking mode are read from the kernel. Without a
    /// default timeout, the timeout is `nil` if the socket blocks and zero if not; with one, the socket gets that.
    ///
    /// Throws `EBADF`, or `ENOTSOCK` if the descriptor is no socket. The caller keeps the descriptor if this throws.
    ///
    /// The corresponding C function is `csock_describe`.
    public convenience init(adopting descriptor: Int32) throws(SocketError) {
        var info = csock_socket_info()
        try SocketError.check(.adopt, unsafe Int(csock_describe(descriptor, &info)))
        var timeout = Socket.defaultTimeoutNanoseconds
        if timeout < 0 {
            timeout = info.blocking ? -1 : 0
        } else if info.blocking {
            try SocketError.check(.adopt, Int(csock_set_blocking(descriptor, false)))
        }
        self.init(
            owning: descriptor, SocketFamily(rawValue: info.family), SocketType(rawValue: info.type),
            SocketProtocol(rawValue: info.protocol), timeoutNanoseconds: timeout)
    }

    /// Opens two sockets that are connected to each other. Linux has only Unix pairs.
    ///
    /// Throws `EOPNOTSUPP` for other families, and what `Socket(_:_:protocol:)` throws.
    ///
    /// The corresponding C function is `csock_socketpair`: socketpair(2).
    public static func pair(
        _ family: SocketFamily = .unix, _ type: SocketType = .stream, protocol: SocketProtocol = .default
    ) throws(SocketError) -> (Socket, Socket) {
        let creation = Creation(type)
        var descriptors: (Int32, Int32) = (-1, -1)
        let result = unsafe withUnsafeMutablePointer(to: &descriptors) { pair in
            unsafe pair.withMemoryRebound(to: Int32.self, capacity: 2) {
                unsafe csock_socketpair(family.rawValue, creation.flaggedType, `protocol`.rawValue, $0)
            }
        }
        try SocketError.check(.pair, Int(result))
        func own(_ descriptor: Int32) -> Socket {
            Socket(
                owning: descriptor, family, creation.type, `protocol`, timeoutNanoseconds: creation.timeoutNanoseconds)
        }
        return (own(descriptors.0), own(descriptors.1))
    }

    /// The type, flags and timeout of a new socket.
    struct Creation {
        let type: SocketType
        let flaggedType: Int32
        let timeoutNanoseconds: Int64

        init(_ type: SocketType) {
            let flags = Int32(CSOCK_SOCK_NONBLOCK | CSOCK_SOCK_CLOEXEC)
            let nonBlocking = type.rawValue & Int32(CSOCK_SOCK_NONBLOCK) != 0
            self.type = SocketType(rawValue: type.rawValue & ~flags)
            timeoutNanoseconds = nonBlocking ? 0 : Socket.defaultTimeoutNanoseconds
            flaggedType = type.rawValue | (timeoutNanoseconds < 0 ? 0 : Int32(CSOCK_SOCK_NONBLOCK))
        }
    }
}

// MARK: Calling C

extension Socket {
    /// Runs one call on the descriptor and returns its result. Returns -EBADF if the socket is closed, or if it was
    /// closed while the call ran and the call failed or `isVain` says that closing may have caused the result.
    @inline(__always)
    func attempt(vainIf isVain: (Int) -> Bool = { _ in false }, _ body: (_ descriptor: Int32) -> Int) -> Int {
        guard use.enter() else { return closedResult }
        let result = body(descriptor)
        return leave() == .open || (result >= 0 && !isVain(result)) ? result : closedResult
    }

    /// Ends a call that ``DescriptorUse/enter()`` began, and closes the descriptor if the call was the last one.
    @inline(__always)
    @discardableResult
    func leave() -> DescriptorUse.State {
        let state = use.leave()
        if state == .released { _ = csock_close(descriptor) }
        return state
    }

    /// Runs one call that may wait, with the library's flags and the socket's timeout.
    @inline(__always)
    func attemptWaiting(
        vainIf isVain: (Int) -> Bool = { _ in false },
        _ body: (_ descriptor: Int32, _ flags: csock_flags, _ timeout: Int64) -> Int
    ) -> Int {
        let timeout = timeoutNanoseconds.load(ordering: .relaxed)
        let flags = CSOCK_MODE_IN_STEP | (endsOnInterrupt.load(ordering: .relaxed) ? CSOCK_INTERRUPTIBLE : 0)
        return attempt(vainIf: isVain) { body($0, flags, timeout) }
    }

    private var closedResult: Int { -Int(ResultCode.badFileDescriptor.rawValue) }
}
