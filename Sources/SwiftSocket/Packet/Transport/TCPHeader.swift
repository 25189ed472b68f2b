// Public, so that C's functions are inlined into the caller.
public import CSocketShim

/// The control bits of a TCP header: RFC 9293, RFC 3168, RFC 9768.
@frozen
public struct TCPFlags: OptionSet, Hashable, Sendable {
    /// The nine bits.
    public let rawValue: UInt16

    /// Any bits; encoding refuses more than nine.
    @inlinable
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    @inlinable
    init(_ bit: Int) {
        self.init(rawValue: UInt16(bit))
    }

    /// The sender has sent all its data.
    @inlinable public static var fin: TCPFlags { TCPFlags(CSOCK_TCP_FIN) }
    /// Synchronize sequence numbers.
    @inlinable public static var syn: TCPFlags { TCPFlags(CSOCK_TCP_SYN) }
    /// Reset the connection.
    @inlinable public static var rst: TCPFlags { TCPFlags(CSOCK_TCP_RST) }
    /// Deliver the received data to the application at once.
    @inlinable public static var psh: TCPFlags { TCPFlags(CSOCK_TCP_PSH) }
    /// The acknowledgment number is valid.
    @inlinable public static var ack: TCPFlags { TCPFlags(CSOCK_TCP_ACK) }
    /// The urgent pointer is valid.
    @inlinable public static var urg: TCPFlags { TCPFlags(CSOCK_TCP_URG) }
    /// ECN echo: RFC 3168.
    @inlinable public static var ece: TCPFlags { TCPFlags(CSOCK_TCP_ECE) }
    /// Congestion window reduced: RFC 3168.
    @inlinable public static var cwr: TCPFlags { TCPFlags(CSOCK_TCP_CWR) }
    /// Accurate ECN: RFC 9768; earlier NS of RFC 3540.
    @inlinable public static var ae: TCPFlags { TCPFlags(CSOCK_TCP_AE) }
}

extension TCPFlags: CustomStringConvertible {
    /// In the form of tcpdump: `S.` for SYN and ACK, `none` for no flag. The corresponding C function is
    /// `csock_tcp_flags_format`.
    public var description: String {
        unsafe text { unsafe csock_tcp_flags_format(UInt32(rawValue), $0, $1) }
    }
}

/// The options of a TCP header.
public typealias TCPOptions = HeaderOptions<TCPOption>

/// A TCP header: RFC 9293.
///
///     let header = TCPHeader(
///         sourcePort: 51234, destinationPort: 443, sequenceNumber: 1, flags: .syn, window: 64240,
///         options: [.maximumSegmentSize(1460), .sackPermitted, .noOperation, .windowScale(7)])
///
/// The options determine the data offset. `Packet` fills in the checksum. The corresponding C type is
/// `csock_tcp_header`.
@frozen
public struct TCPHeader: Hashable, Sendable {
    /// The sender's port.
    public var sourcePort: UInt16
    /// The receiver's port.
    public var destinationPort: UInt16
    /// The number of the first byte of payload, or of the SYN.
    public var sequenceNumber: UInt32
    /// The sequence number that the sender expects next; valid with ``TCPFlags/ack``.
    public var acknowledgmentNumber: UInt32
    /// Should be 0, 0 to 7.
    public var reserved: UInt8
    /// The control bits.
    public var flags: TCPFlags
    /// The number of bytes that the sender can receive, before scaling (RFC 7323).
    public var window: UInt16
    /// The checksum of pseudo-header, header and payload.
    public var checksum: UInt16
    /// The end of urgent data, counted from the sequence number; valid with ``TCPFlags/urg``.
    public var urgentPointer: UInt16
    /// The options, 40 bytes at most.
    public var options: TCPOptions

    /// A header with the given fields.
    @inlinable
    public init(
        sourcePort: UInt16, destinationPort: UInt16, sequenceNumber: UInt32 = 0, acknowledgmentNumber: UInt32 = 0,
        flags: TCPFlags = [], window: UInt16 = 0, urgentPointer: UInt16 = 0, options: TCPOptions = TCPOptions(),
        reserved: UInt8 = 0, checksum: UInt16 = 0
    ) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.sequenceNumber = sequenceNumber
        self.acknowledgmentNumber = acknowledgmentNumber
        self.reserved = reserved
        self.flags = flags
        self.window = window
        self.checksum = checksum
        self.urgentPointer = urgentPointer
        self.options = options
    }
}

extension TCPHeader: CHeader {
    /// TCP.
    @inlinable public static var layerKind: LayerKind { .tcp }

    @inlinable @inline(__always)
    init(_ c: UnsafePointer<csock_tcp_header>) {
        unsafe self.init(
            sourcePort: UInt16(truncatingIfNeeded: c.pointee.source_port),
            destinationPort: UInt16(truncatingIfNeeded: c.pointee.destination_port),
            sequenceNumber: c.pointee.sequence_number, acknowledgmentNumber: c.pointee.acknowledgment_number,
            flags: TCPFlags(rawValue: UInt16(truncatingIfNeeded: c.pointee.flags)),
            window: UInt16(truncatingIfNeeded: c.pointee.window),
            urgentPointer: UInt16(truncatingIfNeeded: c.pointee.urgent_pointer),
            options: TCPOptions(c.pointee.options), reserved: UInt8(truncatingIfNeeded: c.pointee.reserved),
            checksum: UInt16(truncatingIfNeeded: c.pointee.checksum))
    }

    @inlinable @inline(__always)
    func withC<Result>(_ body: (csock_tcp_header) -> Result) -> Result {
        unsafe options.withCBytes { options in
            unsafe body(
                csock_tcp_header(
                    source_port: UInt32(sourcePort), destination_port: UInt32(destinationPort),
                    sequence_number: sequenceNumber, acknowledgment_number: acknowledgmentNumber,
                    reserved: UInt32(reserved), flags: UInt32(flags.rawValue), window: UInt32(window),
                    checksum: UInt32(checksum), urgent_pointer: UInt32(urgentPointer), options: options))
        }
    }

    init(layer: UnsafePointer<csock_layer>) {
        unsafe self.init(csock_layer_header(layer).assumingMemoryBound(to: csock_tcp_header.self))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe withC { unsafe body(csock_layer(Self.layerKind, $0)) }
    }

    /// Reads the header by way of `csock_tcp_header_decode` or `csock_tcp_header_decode_lenient`.
    @inlinable @inline(__always)
    public static func read(_ reader: inout HeaderReader) -> TCPHeader? {
        unsafe reader.read(
            layerKind, csock_tcp_header(), { unsafe TCPHeader($0) },
            by: reader.isLenient ? csock_tcp_header_decode_lenient : csock_tcp_header_decode)
    }

    /// Writes the header by way of `csock_tcp_header_encode`.
    @inlinable @inline(__always)
    public func write(to writer: inout HeaderWriter) {
        unsafe withC { unsafe writer.write($0, by: csock_tcp_header_encode) }
    }
}
