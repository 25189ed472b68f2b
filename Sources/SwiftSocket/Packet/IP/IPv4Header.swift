// Public, so that C's functions are inlined into the caller.
public import CSocketShim

/// The flags of an IPv4 header: RFC 791.
@frozen
public struct IPv4Flags: OptionSet, Hashable, Sendable {
    /// The three bits: 4 reserved, 2 don't fragment, 1 more fragments.
    public let rawValue: UInt8

    /// Any bits; encoding refuses more than three.
    @inlinable
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// More fragments follow.
    @inlinable public static var moreFragments: IPv4Flags { IPv4Flags(rawValue: UInt8(CSOCK_IPV4_MORE_FRAGMENTS)) }
    /// Routers must not fragment the packet.
    @inlinable public static var dontFragment: IPv4Flags { IPv4Flags(rawValue: UInt8(CSOCK_IPV4_DONT_FRAGMENT)) }
    /// Must be 0; the "evil bit" of RFC 3514.
    @inlinable public static var reserved: IPv4Flags { IPv4Flags(rawValue: UInt8(CSOCK_IPV4_RESERVED)) }
}

/// The options of an IPv4 header.
public typealias IPv4Options = HeaderOptions<IPv4Option>

/// An IPv4 header: RFC 791, RFC 2474, RFC 3168.
///
///     let header = IPv4Header(
///         source: IPv4Address(192, 0, 2, 1), destination: IPv4Address(198, 51, 100, 2), protocol: .udp)
///
/// The version is 4, and the options determine the header's length. `Packet` fills in total length, protocol and
/// checksum. Linux changes these fields of a header that is sent with `IP_HDRINCL`:
///
/// | field | sent value |
/// |---|---|
/// | total length, checksum | always computed by the kernel |
/// | source | the route's address, if it is 0.0.0.0 |
/// | identification | chosen by the kernel, if it is 0 and "don't fragment" is not set |
/// | all others | unchanged |
///
/// The corresponding C type is `csock_ipv4_header`.
@frozen
public struct IPv4Header: Hashable, Sendable {
    /// Differentiated services code point, 0 to 63.
    public var dscp: UInt8
    /// Explicit congestion notification, 0 to 3.
    public var ecn: UInt8
    /// The length of header and payload in bytes.
    public var totalLength: UInt16
    /// The same number in all fragments of a datagram.
    public var identification: UInt16
    /// The flags for fragmentation.
    public var flags: IPv4Flags
    /// The position of the fragment's payload in the datagram, in units of 8 bytes, 0 to 8191.
    public var fragmentOffset: UInt16
    /// The number of routers that may forward the packet.
    public var timeToLive: UInt8
    /// The payload's protocol.
    public var `protocol`: SocketProtocol
    /// The header's checksum.
    public var checksum: UInt16
    /// The sender.
    public var source: IPv4Address
    /// The receiver.
    public var destination: IPv4Address
    /// The options, 40 bytes at most.
    public var options: IPv4Options

    /// A header with the given fields.
    @inlinable
    public init(
        source: IPv4Address, destination: IPv4Address, protocol: SocketProtocol = .default, timeToLive: UInt8 = 64,
        dscp: UInt8 = 0, ecn: UInt8 = 0, identification: UInt16 = 0, flags: IPv4Flags = [],
        fragmentOffset: UInt16 = 0, options: IPv4Options = IPv4Options(), totalLength: UInt16 = 0, checksum: UInt16 = 0
    ) {
        self.dscp = dscp
        self.ecn = ecn
        self.totalLength = totalLength
        self.identification = identification
        self.flags = flags
        self.fragmentOffset = fragmentOffset
        self.timeToLive = timeToLive
        self.protocol = `protocol`
        self.checksum = checksum
        self.source = source
        self.destination = destination
        self.options = options
    }
}

extension IPv4Header: CHeader {
    /// IPv4.
    @inlinable public static var layerKind: LayerKind { .ipv4 }

    @inlinable @inline(__always)
    init(_ c: UnsafePointer<csock_ipv4_header>) {
        unsafe self.init(
            source: IPv4Address(c.pointee.source), destination: IPv4Address(c.pointee.destination),
            protocol: SocketProtocol(rawValue: Int32(truncatingIfNeeded: c.pointee.protocol)),
            timeToLive: UInt8(truncatingIfNeeded: c.pointee.time_to_live),
            dscp: UInt8(truncatingIfNeeded: c.pointee.dscp), ecn: UInt8(truncatingIfNeeded: c.pointee.ecn),
            identification: UInt16(truncatingIfNeeded: c.pointee.identification),
            flags: IPv4Flags(rawValue: UInt8(truncatingIfNeeded: c.pointee.flags)),
            fragmentOffset: UInt16(truncatingIfNeeded: c.pointee.fragment_offset),
            options: IPv4Options(c.pointee.options),
            totalLength: UInt16(truncatingIfNeeded: c.pointee.total_length),
            checksum: UInt16(truncatingIfNeeded: c.pointee.checksum))
    }

    @inlinable @inline(__always)
    func withC<Result>(_ body: (csock_ipv4_header) -> Result) -> Result {
        unsafe options.withCBytes { options in
            unsafe body(
                csock_ipv4_header(
                    dscp: UInt32(dscp), ecn: UInt32(ecn), total_length: UInt32(totalLength),
                    identification: UInt32(identification), flags: UInt32(flags.rawValue),
                    fragment_offset: UInt32(fragmentOffset), time_to_live: UInt32(timeToLive),
                    protocol: UInt32(bitPattern: `protocol`.rawValue), checksum: UInt32(checksum),
                    source: source.octets, destination: destination.octets, options: options))
        }
    }

    init(layer: UnsafePointer<csock_layer>) {
        unsafe self.init(csock_layer_header(layer).assumingMemoryBound(to: csock_ipv4_header.self))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe withC { unsafe body(csock_layer(Self.layerKind, $0)) }
    }

    /// Reads the header by way of `csock_ipv4_header_decode` or `csock_ipv4_header_decode_lenient`.
    @inlinable @inline(__always)
    public static func read(_ reader: inout HeaderReader) -> IPv4Header? {
        unsafe reader.read(
            layerKind, csock_ipv4_header(), { unsafe IPv4Header($0) },
            by: reader.isLenient ? csock_ipv4_header_decode_lenient : csock_ipv4_header_decode)
    }

    /// Writes the header by way of `csock_ipv4_header_encode`.
    @inlinable @inline(__always)
    public func write(to writer: inout HeaderWriter) {
        unsafe withC { unsafe writer.write($0, by: csock_ipv4_header_encode) }
    }
}
