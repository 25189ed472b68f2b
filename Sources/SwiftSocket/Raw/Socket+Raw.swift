internal import CSocketShim

// Raw and packet sockets: opening, binding, and packets in two pieces.
extension Socket {
    /// Opens a raw socket of ``SocketFamily/inet`` or ``SocketFamily/inet6``, with the default timeout: raw(7).
    ///
    ///     let socket = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
    ///     let packet = Packet(IPv4Header(source: .any, destination: .loopback), UDPHeader(sourcePort: 9, destinationPort: 9))
    ///     try socket.sendTo(
    ///         header: packet.encodedHeaders(), payload: packet.payload, address: .ipv4(.loopback, port: 0))
    ///
    /// `protocol` is what it receives. With the header included, what is sent begins with its IP header:
    /// csock/raw.h has a table of what the kernel makes of each field.
    ///
    /// Throws `EPERM` without CAP_NET_RAW, `EPROTONOSUPPORT` for protocol 0, `EAFNOSUPPORT`, `EINVAL`. The
    /// corresponding C function is `csock_raw_socket`.
    public static func raw(
        _ family: SocketFamily, protocol: SocketProtocol, headerIncluded: Bool = false
    ) throws(SocketError) -> Socket {
        let creation = Creation(.raw)
        let flags = creation.flaggedType & ~SocketType.raw.rawValue
        let descriptor = csock_raw_socket(family.rawValue, `protocol`.rawValue, headerIncluded, flags)
        try SocketError.check(.socket, Int(descriptor))
        return Socket(
            owning: descriptor, family, .raw, `protocol`, timeoutNanoseconds: creation.timeoutNanoseconds)
    }

    /// Opens a packet socket, with the default timeout: packet(7). ``SocketType/raw`` frames have their link-level
    /// header, ``SocketType/datagram`` ones do not.
    ///
    ///     let socket = try Socket.packet()
    ///     try socket.bind(toInterface: NetworkInterface(name: "eth0").index, etherType: .all)
    ///
    /// It receives from every interface at once; without an EtherType nothing, until it is bound.
    ///
    /// Throws `EPERM` without CAP_NET_RAW, `ESOCKTNOSUPPORT` for another type. The corresponding C function is
    /// `csock_link_socket`.
    public static func packet(
        _ type: SocketType = .raw, etherType: EtherType? = nil
    ) throws(SocketError) -> Socket {
        let creation = Creation(type)
        let number = etherType?.rawValue ?? 0
        let descriptor = csock_link_socket(creation.flaggedType, UInt32(number))
        try SocketError.check(.socket, Int(descriptor))
        return Socket(
            owning: descriptor, .packet, creation.type, SocketProtocol(rawValue: Int32(number.bigEndian)),
            timeoutNanoseconds: creation.timeoutNanoseconds)
    }

    /// Binds a packet socket to an interface, 0 for all, and an EtherType, `nil` for the one it was opened with.
    ///
    /// Throws `ENODEV`, `ENETDOWN`. The corresponding C function is `csock_link_bind`: bind(2).
    public func bind(toInterface index: UInt32, etherType: EtherType? = nil) throws(SocketError) {
        try SocketError.check(
            .bind, attempt { Int(csock_link_bind($0, index, UInt32(etherType?.rawValue ?? 0))) })
    }

    /// Sends a packet of two pieces, an IP header (with whatever else stands behind it) and a payload, neither
    /// of which is copied, and returns the count of bytes. `address` decides the route; `nil` is for a connected
    /// socket.
    ///
    /// Throws `EMSGSIZE` (over the MTU: nothing is fragmented), `EINVAL` (a header of fewer than 20 bytes, or 40
    /// of IPv6; an IHL below 5 or beyond the packet), `EDESTADDRREQ`, `EACCES` (a broadcast without the option
    /// `broadcast`), `ENETUNREACH`, and what ``send(_:flags:)-(Collection<UInt8>,_)`` does. The corresponding
    /// C function is `csock_raw_send`: sendmsg(2).
    @discardableResult
    public func sendTo(
        header: some Collection<UInt8>, payload: some Collection<UInt8>, address: SocketAddress?,
        flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result = unsafe withContiguousBytes(of: header) { header in
            unsafe withContiguousBytes(of: payload) { payload in
                attemptWaiting { descriptor, own, timeout in
                    unsafe withMessage(header, payload, address, flags.c | own) {
                        unsafe csock_raw_send(descriptor, $0, timeout)
                    }
                }
            }
        }
        return try checkSent(.sendmsg, address, result)
    }

    /// Sends bytes of any collection with contiguous storage as one datagram, asking for a hop limit, traffic
    /// class, source address or interface of its own, and returns the count. Other members of
    /// `ancillary` do not count; what ``recvMessage(_:flags:)`` told about a datagram has it answered from where
    /// it went to.
    ///
    /// Throws `EINVAL` for a hop limit of 0 or a local address of another family, `ENODEV` for no such interface,
    /// `ENETUNREACH` or `EINVAL` for a local address that is not this machine's, and what
    /// ``sendTo(_:address:flags:)-(Collection<UInt8>,_,_)`` does. The corresponding C function is
    /// `csock_send_message`: sendmsg(2).
    @discardableResult
    public func sendMessage(
        _ bytes: some Collection<UInt8>, address: SocketAddress? = nil, ancillary: AncillaryData,
        flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let asked = ancillary.c
        let result = unsafe withContiguousBytes(of: bytes) { bytes in
            attemptWaiting { descriptor, own, timeout in
                unsafe withMessage(bytes, UnsafeRawBufferPointer(start: nil, count: 0), address, flags.c | own, ancillary: asked) {
                    unsafe csock_send_message(descriptor, $0, timeout)
                }
            }
        }
        return try checkSent(.sendmsg, address, result)
    }

    private func checkSent(
        _ operation: SocketError.Operation, _ address: SocketAddress?, _ result: Int
    ) throws(SocketError) -> Int {
        if let address { return try SocketError.check(operation, address, result) }
        return try SocketError.check(operation, result)
    }
}

extension SocketAddress {
    /// Lends an address that need not be there to C.
    static func withPointer<Result>(
        to address: SocketAddress?, _ body: (UnsafePointer<csock_address>?) -> Result
    ) -> Result {
        guard let address else { return body(nil) }
        return unsafe address.withPointer { unsafe body($0) }
    }
}

extension EtherType {
    /// Every frame, those that this machine sends included: `ETH_P_ALL`, packet(7). Only for opening and binding
    /// packet sockets.
    public static let all = EtherType(rawValue: UInt16(CSOCK_ETH_P_ALL))
}
