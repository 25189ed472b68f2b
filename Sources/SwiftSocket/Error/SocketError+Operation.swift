// The calls of this library.
extension SocketError.Operation {
    /// socket(2)
    @inlinable public static var socket: Self { Self(rawValue: "socket") }
    /// socketpair(2)
    @inlinable public static var socketpair: Self { Self(rawValue: "socketpair") }
    /// Taking over a descriptor
    @inlinable public static var adopt: Self { Self(rawValue: "adopt") }
    /// bind(2)
    @inlinable public static var bind: Self { Self(rawValue: "bind") }
    /// listen(2)
    @inlinable public static var listen: Self { Self(rawValue: "listen") }
    /// accept4(2)
    @inlinable public static var accept: Self { Self(rawValue: "accept") }
    /// connect(2)
    @inlinable public static var connect: Self { Self(rawValue: "connect") }
    /// shutdown(2)
    @inlinable public static var shutdown: Self { Self(rawValue: "shutdown") }
    /// Duplicating a descriptor: fcntl(2)
    @inlinable public static var dup: Self { Self(rawValue: "dup") }
    /// Lending a descriptor
    @inlinable public static var fileno: Self { Self(rawValue: "fileno") }
    /// getpeername(2)
    @inlinable public static var getpeername: Self { Self(rawValue: "getpeername") }
    /// getsockname(2)
    @inlinable public static var getsockname: Self { Self(rawValue: "getsockname") }
    /// getsockopt(2)
    @inlinable public static var getsockopt: Self { Self(rawValue: "getsockopt") }
    /// setsockopt(2)
    @inlinable public static var setsockopt: Self { Self(rawValue: "setsockopt") }
    /// Setting a timeout
    @inlinable public static var settimeout: Self { Self(rawValue: "settimeout") }
    /// recv(2)
    @inlinable public static var recv: Self { Self(rawValue: "recv") }
    /// recvfrom(2)
    @inlinable public static var recvfrom: Self { Self(rawValue: "recvfrom") }
    /// recvmsg(2)
    @inlinable public static var recvmsg: Self { Self(rawValue: "recvmsg") }
    /// send(2)
    @inlinable public static var send: Self { Self(rawValue: "send") }
    /// sendto(2)
    @inlinable public static var sendto: Self { Self(rawValue: "sendto") }
    /// Sending all
    @inlinable public static var sendall: Self { Self(rawValue: "sendall") }
    /// ppoll(2)
    @inlinable public static var poll: Self { Self(rawValue: "poll") }
    /// getaddrinfo(3)
    @inlinable public static var getaddrinfo: Self { Self(rawValue: "getaddrinfo") }
    /// Making a file
    @inlinable public static var makefile: Self { Self(rawValue: "makefile") }
    /// Reading from a file
    @inlinable public static var read: Self { Self(rawValue: "read") }
    /// Writing to a file
    @inlinable public static var write: Self { Self(rawValue: "write") }
    /// sendmsg(2)
    @inlinable public static var sendmsg: Self { Self(rawValue: "sendmsg") }
    /// Looking up network interfaces: getifaddrs(3), if_nametoindex(3)
    @inlinable public static var interface: Self { Self(rawValue: "interface") }
    /// Making a filter of ICMP messages or packets
    @inlinable public static var filter: Self { Self(rawValue: "filter") }
    /// Making an address from text or bytes
    @inlinable public static var address: Self { Self(rawValue: "address") }
}
