internal import CSocketShim

// Link sockets: whole frames of a network interface.
extension Socket {
    /// Opens a link socket with the default timeout: packet(7). Frames of type ``SocketType/raw`` have their link-layer
    /// header; frames of type ``SocketType/datagram`` do not.
    ///
    ///     let socket = try Socket.link()
    ///     try socket.bind(interfaceIndex: NetworkInterface(name: "eth0").index, etherType: .all)
    ///
    /// With an EtherType the socket receives its frames from all interfaces. Without one it receives nothing until it
    /// is bound.
    ///
    /// Throws `EPERM` without CAP_NET_RAW, `ESOCKTNOSUPPORT` for another type.
    ///
    /// The corresponding C function is `csock_link_socket`: socket(2).
    public static func link(
        _ type: SocketType = .raw, etherType: EtherType? = nil
    ) throws(SocketError) -> Socket {
        let creation = Creation(type)
        let number = etherType?.rawValue ?? 0
        let descriptor = csock_link_socket(creation.flaggedType, UInt32(number))
        try SocketError.check(.socket, Int(descriptor))
        return Socket(
            owning: descriptor, .link, creation.type, SocketProtocol(rawValue: Int32(number.bigEndian)),
            timeoutNanoseconds: creation.timeoutNanoseconds)
    }

    /// Binds a link socket to an interface, 0 for all, and an EtherType, `nil` for the EtherType that it was opened
    /// with.
    ///
    /// Throws `ENODEV`, `ENETDOWN`.
    ///
    /// The corresponding C function is `csock_link_bind`: bind(2).
    public func bind(interfaceIndex: UInt32, etherType: EtherType? = nil) throws(SocketError) {
        try SocketError.check(
            .bind, attempt { Int(csock_link_bind($0, interfaceIndex, UInt32(etherType?.rawValue ?? 0))) })
    }
}

extension EtherType {
    /// All frames, including those that this machine sends: `ETH_P_ALL`, packet(7). Only for opening and binding link
    /// sockets.
    public static let all = EtherType(rawValue: UInt16(CSOCK_ETH_P_ALL))
}
