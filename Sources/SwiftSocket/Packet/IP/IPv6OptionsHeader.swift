internal import CSocketShim

/// An IPv6 extension header that consists of options: ``IPv6HopByHopOptions`` or ``IPv6DestinationOptions``.
///
/// The corresponding C type is `csock_ipv6_options_header`.
public protocol IPv6OptionsHeader: PacketHeader {
    /// The protocol of the next header.
    var nextHeader: SocketProtocol { get set }
    /// The options, which fill the header: 6 to 2046 bytes.
    var options: IPv6Options { get set }

    /// A header with the given fields.
    init(options: IPv6Options, nextHeader: SocketProtocol)
}

/// Options for every node on the path: RFC 8200 section 4.3. They come directly after the IPv6 header.
///
///     let alert = IPv6HopByHopOptions(options: [.routerAlert(0)])
///
/// `Packet` fills in the next header. The corresponding C type is `csock_ipv6_options_header`.
public struct IPv6HopByHopOptions: IPv6OptionsHeader {
    /// The protocol of the next header.
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
}

/// Options for the destination: RFC 8200 section 4.6.
///
/// `Packet` fills in the next header. The corresponding C type is `csock_ipv6_options_header`.
public struct IPv6DestinationOptions: IPv6OptionsHeader {
    /// The protocol of the next header.
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
}

// Both have the same fields in C.
private protocol COptionsHeader: CHeader, IPv6OptionsHeader {}

extension COptionsHeader {
    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.ipv6_options
        unsafe self.init(
            options: IPv6Options(bytes: header.options.array),
            nextHeader: SocketProtocol(rawValue: Int32(truncatingIfNeeded: header.next_header)))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe options.bytes.withCBytes { options in
            unsafe body(
                csock_layer(
                    Self.layerKind,
                    csock_ipv6_options_header(next_header: UInt32(bitPattern: nextHeader.rawValue), options: options)))
        }
    }
}

extension IPv6HopByHopOptions: COptionsHeader {}
extension IPv6DestinationOptions: COptionsHeader {}
