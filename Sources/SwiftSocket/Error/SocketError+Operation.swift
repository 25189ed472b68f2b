// The operations of this library, named after the Swift methods.
extension SocketError.Operation {
    /// `Socket(_:_:protocol:)`, ``Socket/raw(_:protocol:headerIncluded:)`` and ``Socket/link(_:etherType:)``: socket(2)
    @inlinable public static var socket: Self { Self(rawValue: "socket") }
    /// ``Socket/pair(_:_:protocol:)``: socketpair(2)
    @inlinable public static var pair: Self { Self(rawValue: "pair") }
    /// `Socket(adopting:)`
    @inlinable public static var adopt: Self { Self(rawValue: "adopt") }
    /// ``Socket/bind(to:)``: bind(2)
    @inlinable public static var bind: Self { Self(rawValue: "bind") }
    /// ``Socket/listen(backlog:)``: listen(2)
    @inlinable public static var listen: Self { Self(rawValue: "listen") }
    /// ``Socket/accept()``: accept4(2)
    @inlinable public static var accept: Self { Self(rawValue: "accept") }
    /// ``Socket/connect(to:)`` and ``Socket/connect(host:port:timeout:)``: connect(2)
    @inlinable public static var connect: Self { Self(rawValue: "connect") }
    /// ``Socket/shutdown(_:)``: shutdown(2)
    @inlinable public static var shutdown: Self { Self(rawValue: "shutdown") }
    /// ``Socket/detach()``
    @inlinable public static var detach: Self { Self(rawValue: "detach") }
    /// ``Socket/duplicate()``: fcntl(2)
    @inlinable public static var duplicate: Self { Self(rawValue: "duplicate") }
    /// `withFileDescriptor(_:)` of ``Socket``
    @inlinable public static var withFileDescriptor: Self { Self(rawValue: "withFileDescriptor") }
    /// ``Socket/peerAddress()``: getpeername(2)
    @inlinable public static var peerAddress: Self { Self(rawValue: "peerAddress") }
    /// ``Socket/localAddress()``: getsockname(2)
    @inlinable public static var localAddress: Self { Self(rawValue: "localAddress") }
    /// `option(_:)` of ``Socket``: getsockopt(2)
    @inlinable public static var option: Self { Self(rawValue: "option") }
    /// `setOption(_:_:)` of ``Socket``: setsockopt(2)
    @inlinable public static var setOption: Self { Self(rawValue: "setOption") }
    /// ``Socket/setTimeout(_:)`` and ``Socket/setDefaultTimeout(_:)``
    @inlinable public static var setTimeout: Self { Self(rawValue: "setTimeout") }
    /// `recv` of ``Socket``: recv(2)
    @inlinable public static var recv: Self { Self(rawValue: "recv") }
    /// `recvFrom` of ``Socket``: recvfrom(2)
    @inlinable public static var recvFrom: Self { Self(rawValue: "recvFrom") }
    /// ``Socket/recvMessage(_:flags:)``: recvmsg(2)
    @inlinable public static var recvMessage: Self { Self(rawValue: "recvMessage") }
    /// ``Socket/recvErrorQueue(_:flags:)``: recvmsg(2) with `MSG_ERRQUEUE`
    @inlinable public static var recvErrorQueue: Self { Self(rawValue: "recvErrorQueue") }
    /// `send` of ``Socket``: send(2)
    @inlinable public static var send: Self { Self(rawValue: "send") }
    /// `sendAll` of ``Socket``
    @inlinable public static var sendAll: Self { Self(rawValue: "sendAll") }
    /// `sendTo` of ``Socket``: sendto(2), sendmsg(2)
    @inlinable public static var sendTo: Self { Self(rawValue: "sendTo") }
    /// `sendMessage` of ``Socket``: sendmsg(2)
    @inlinable public static var sendMessage: Self { Self(rawValue: "sendMessage") }
    /// ``Socket/wait(for:timeout:)``: ppoll(2)
    @inlinable public static var wait: Self { Self(rawValue: "wait") }
    /// Resolving a host name: getaddrinfo(3)
    @inlinable public static var resolve: Self { Self(rawValue: "resolve") }
    /// ``Socket/makeFile(_:)``
    @inlinable public static var makeFile: Self { Self(rawValue: "makeFile") }
    /// Reading from a ``SocketFile``
    @inlinable public static var read: Self { Self(rawValue: "read") }
    /// Writing to a ``SocketFile``
    @inlinable public static var write: Self { Self(rawValue: "write") }
    /// Looking up a ``NetworkInterface``: getifaddrs(3), if_nametoindex(3)
    @inlinable public static var networkInterface: Self { Self(rawValue: "networkInterface") }
    /// Making or changing a ``SocketFilter``, ``ICMPv4Filter`` or ``ICMPv6Filter``
    @inlinable public static var filter: Self { Self(rawValue: "filter") }
    /// Making a ``SocketAddress`` from text or bytes
    @inlinable public static var address: Self { Self(rawValue: "address") }
}
