internal import CSocketShim
internal import Synchronization

/// A socket. It closes when the last reference to it goes, or earlier by ``close()``.
///
///     let socket = try Socket(.inet, .stream)
///     try socket.connect(to: .ipv4(.loopback, port: 80))
///     try socket.sendAll("GET / HTTP/1.0\r\n\r\n")
///     let answer = try socket.recv(4096)
///
/// It can be used from several threads at once without locks of the caller's. Every call holds the
/// descriptor for as long as it runs: ``close()`` ends the calls that are waiting in other threads (they
/// throw `EBADF`), and the last one out releases the number, so that no call acts on a descriptor
/// that has been given to somebody else meanwhile.
///
/// Every descriptor made here is close-on-exec, and no call ever raises SIGPIPE.
public final class Socket: Sendable {
    /// The address family.
    public let family: SocketFamily
    /// The type, without `SOCK_NONBLOCK` and `SOCK_CLOEXEC`.
    public let type: SocketType
    /// The protocol that was asked for (of an accepted socket, its listener's); the kernel's answer where the socket
    /// was adopted.
    public let `protocol`: SocketProtocol

    /// The descriptor; valid while ``use`` lends it.
    let descriptor: Int32
    /// Who uses the descriptor, and whether it is closed.
    let use = DescriptorUse()
    /// The timeout as C takes it: nanoseconds, negative for none.
    let timeoutNanoseconds: Atomic<Int64>
    let tellsInterrupts = Atomic<Bool>(false)

    /// Takes ownership of a descriptor whose blocking mode is in step with the timeout.
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
    /// Throws `EAFNOSUPPORT`, `EPROTONOSUPPORT`, `EMFILE`, `ENFILE`; `EPERM` for raw and packet sockets
    /// without CAP_NET_RAW; `EACCES` for ICMP datagram sockets (icmp(7)) outside
    /// net.ipv4.ping_group_range. The corresponding C function is `csock_socket`: socket(2).
    public convenience init(
        _ family: SocketFamily, _ type: SocketType, protocol: SocketProtocol = .default
    ) throws(SocketError) {
        let creation = Creation(type)
        let descriptor = csock_socket(family.rawValue, creation.flaggedType, `protocol`.rawValue)
        try SocketError.check(.socket, Int(descriptor))
        self.init(
            owning: descriptor, family, creation.type, `protocol`, timeoutNanoseconds: creation.timeoutNanoseconds)
    }

    /// Takes over a socket that was made elsewhere: its family, type and protocol are read from the
    /// kernel, and so is its blocking mode, which decides the timeout: `nil` or zero. With a default
    /// timeout it gets that. The caller keeps the descriptor if this throws.
    ///
    /// Throws `EBADF`, or `ENOTSOCK` for a descriptor of something else. The corresponding C function
    /// is `csock_describe`.
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

    /// Opens two connected sockets; Linux knows Unix ones only.
    ///
    /// Throws `EOPNOTSUPP` for other families, and what opening throws. The corresponding C function is
    /// `csock_socketpair`: socketpair(2).
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

    /// What a type and the default timeout make of a new socket.
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
    /// Runs one call on the descriptor. Its result, or -EBADF if the socket is closed, or was while the
    /// call ran in vain: it failed, or its result is one that closing may have caused.
    @inline(__always)
    func attempt(vainIf isVain: (Int) -> Bool = { _ in false }, _ body: (_ descriptor: Int32) -> Int) -> Int {
        guard use.enter() else { return closedResult }
        let result = body(descriptor)
        return leave() == .open || (result >= 0 && !isVain(result)) ? result : closedResult
    }

    /// Ends what ``DescriptorUse/enter()`` began; the last one out closes.
    @inline(__always)
    @discardableResult
    func leave() -> DescriptorUse.State {
        let state = use.leave()
        if state == .released { _ = csock_close(descriptor) }
        return state
    }

    /// The same for a call that may wait: it is given its flags and its timeout too.
    @inline(__always)
    func attemptWaiting(
        vainIf isVain: (Int) -> Bool = { _ in false },
        _ body: (_ descriptor: Int32, _ flags: csock_flags, _ timeout: Int64) -> Int
    ) -> Int {
        let timeout = timeoutNanoseconds.load(ordering: .relaxed)
        let flags = CSOCK_MODE_IN_STEP | (tellsInterrupts.load(ordering: .relaxed) ? CSOCK_INTERRUPTIBLE : 0)
        return attempt(vainIf: isVain) { body($0, flags, timeout) }
    }

    private var closedResult: Int { -Int(ResultCode.badFileDescriptor.rawValue) }
}

extension Socket: CustomStringConvertible {
    /// The descriptor or `closed`, the family, type and protocol by their numbers, and the addresses of both ends
    /// where they can be had: `Socket(fd: 3, family: 2, type: 1, protocol: 6, local: 127.0.0.1:80)`.
    public var description: String {
        let state = isClosed ? "closed" : "fd: \(descriptor)"
        let local = (try? localAddress()).map { ", local: \($0)" } ?? ""
        let peer = (try? peerAddress()).map { ", peer: \($0)" } ?? ""
        return "Socket(\(state), family: \(family.rawValue), type: \(type.rawValue), "
            + "protocol: \(`protocol`.rawValue)\(local)\(peer))"
    }
}
