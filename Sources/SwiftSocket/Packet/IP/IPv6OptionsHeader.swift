public import CSocketShim

/// An IPv6 extension header that consists of options. ``IPv6HopByHopOptions`` and ``IPv6DestinationOptions`` differ only
/// in who reads them.
///
/// The corresponding C type is `csock_ipv6_options_header`.
public protocol IPv6OptionsHeader: PacketHeader {
    /// What follows.
    var nextHeader: SocketProtocol { get set }
    /// The options, which fill the header: 6 to 2046 bytes.
    var options: IPv6Options { get set }

    /// A header with the given fields.
    init(options: IPv6Options, nextHeader: SocketProtocol)
}

extension IPv6OptionsHeader {
    /// Takes over what C has read.
    public init(_ layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.ipv6_options
        unsafe self.init(
            options: IPv6Options(bytes: header.options.array),
            nextHeader: SocketProtocol(rawValue: Int32(truncatingIfNeeded: header.next_header)))
    }

    /// Lends the header to C.
    public func withUnsafeLayer(
        _ body: (csock_layer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        try unsafe options.bytes.withCBytes { options throws(PacketError) in
            var layer = unsafe csock_layer(Self.layerKind)
            unsafe layer.ipv6_options = csock_ipv6_options_header(
                next_header: UInt32(bitPattern: nextHeader.rawValue), options: options)
            return try unsafe body(layer)
        }
    }
}

/// The options that every node on the way may read: RFC 8200 section 4.3. They follow the IPv6 header at once.
///
///     let alert = IPv6HopByHopOptions(options: [.routerAlert(0)])
///
/// `Packet` fills in the next header.
public struct IPv6HopByHopOptions: IPv6OptionsHeader {
    /// What follows.
    public var nextHeader: SocketProtocol
    /// The options, which fill the header: 6 to 2046 bytes.
    public var options: IPv6Options

    /// A header with the given fields.
    public init(options: IPv6Options = [], nextHeader: SocketProtocol = .noNextHeader) {
        self.nextHeader = nextHeader
        self.options = options
    }

    /// Hop-by-hop options.
    public static var layerKind: LayerKind { .ipv6HopByHopOptions }

    /// As tcpdump tells it: `HBH (rtalert: 0x0000) (padn), next-header IPv6-ICMP (58)`.
    public var description: String { "HBH \(options), next-header \(nextHeader)" }
}

/// The options that the destination reads: RFC 8200 section 4.6.
///
/// `Packet` fills in the next header.
public struct IPv6DestinationOptions: IPv6OptionsHeader {
    /// What follows.
    public var nextHeader: SocketProtocol
    /// The options, which fill the header: 6 to 2046 bytes.
    public var options: IPv6Options

    /// A header with the given fields.
    public init(options: IPv6Options = [], nextHeader: SocketProtocol = .noNextHeader) {
        self.nextHeader = nextHeader
        self.options = options
    }

    /// Destination options.
    public static var layerKind: LayerKind { .ipv6DestinationOptions }

    /// As tcpdump tells it: `DSTOPT (homeaddr: 2001:db8::7), next-header UDP (17)`.
    public var description: String { "DSTOPT \(options), next-header \(nextHeader)" }
}
