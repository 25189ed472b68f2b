// Public, so that C's functions are inlined into the caller.
public import CSocketShim

/// An IPv6 header: RFC 8200, RFC 2474, RFC 3168, RFC 6437.
///
///     let header = IPv6Header(source: .loopback, destination: .loopback, nextHeader: .udp)
///
/// The version is 6. `Packet` fills in payload length and next header. The corresponding C type is
/// `csock_ipv6_header`.
@frozen
public struct IPv6Header: Hashable, Sendable {
    /// Differentiated services code point, 0 to 63: the upper bits of the traffic class.
    public var dscp: UInt8
    /// Explicit congestion notification, 0 to 3: the lower bits of the traffic class.
    public var ecn: UInt8
    /// The same number in all packets of a flow, 0 to 0xfffff.
    public var flowLabel: UInt32
    /// The number of bytes after this header; 0 in a jumbogram (RFC 2675).
    public var payloadLength: UInt16
    /// The protocol of the payload, or the number of an extension header.
    public var nextHeader: SocketProtocol
    /// The number of routers that may forward the packet.
    public var hopLimit: UInt8
    /// The sender.
    public var source: IPv6Address
    /// The receiver.
    public var destination: IPv6Address

    /// A header with the given fields.
    @inlinable
    public init(
        source: IPv6Address, destination: IPv6Address, nextHeader: SocketProtocol = .noNextHeader,
        hopLimit: UInt8 = 64, dscp: UInt8 = 0, ecn: UInt8 = 0, flowLabel: UInt32 = 0, payloadLength: UInt16 = 0
    ) {
        self.dscp = dscp
        self.ecn = ecn
        self.flowLabel = flowLabel
        self.payloadLength = payloadLength
        self.nextHeader = nextHeader
        self.hopLimit = hopLimit
        self.source = source
        self.destination = destination
    }
}

extension IPv6Header: CHeader {
    /// IPv6.
    @inlinable public static var layerKind: LayerKind { .ipv6 }

    @inlinable @inline(__always)
    init(_ c: UnsafePointer<csock_ipv6_header>) {
        unsafe self.init(
            source: IPv6Address(c.pointee.source), destination: IPv6Address(c.pointee.destination),
            nextHeader: SocketProtocol(rawValue: Int32(truncatingIfNeeded: c.pointee.next_header)),
            hopLimit: UInt8(truncatingIfNeeded: c.pointee.hop_limit),
            dscp: UInt8(truncatingIfNeeded: c.pointee.dscp), ecn: UInt8(truncatingIfNeeded: c.pointee.ecn),
            flowLabel: c.pointee.flow_label, payloadLength: UInt16(truncatingIfNeeded: c.pointee.payload_length))
    }

    @inlinable @inline(__always)
    func withC<Result>(_ body: (csock_ipv6_header) -> Result) -> Result {
        body(
            csock_ipv6_header(
                dscp: UInt32(dscp), ecn: UInt32(ecn), flow_label: flowLabel, payload_length: UInt32(payloadLength),
                next_header: UInt32(bitPattern: nextHeader.rawValue), hop_limit: UInt32(hopLimit),
                source: source.octets, destination: destination.octets))
    }

    init(layer: UnsafePointer<csock_layer>) {
        unsafe self.init(csock_layer_header(layer).assumingMemoryBound(to: csock_ipv6_header.self))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        withC { unsafe body(csock_layer(Self.layerKind, $0)) }
    }

    /// Reads the header by way of `csock_ipv6_header_decode` or `csock_ipv6_header_decode_lenient`.
    @inlinable @inline(__always)
    public static func read(_ reader: inout HeaderReader) -> IPv6Header? {
        unsafe reader.read(
            layerKind, csock_ipv6_header(), { unsafe IPv6Header($0) },
            by: reader.isLenient ? csock_ipv6_header_decode_lenient : csock_ipv6_header_decode)
    }

    /// Writes the header by way of `csock_ipv6_header_encode`.
    @inlinable @inline(__always)
    public func write(to writer: inout HeaderWriter) {
        withC { unsafe writer.write($0, by: csock_ipv6_header_encode) }
    }
}
