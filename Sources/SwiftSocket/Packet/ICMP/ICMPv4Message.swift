internal import CSocketShim

/// An ICMPv4 message: RFC 792 and its successors. It has the fields that the type defines; the data of an echo and the
/// datagram quoted by an error are the packet's payload.
///
///     let echo = Packet(
///         IPv4Header(source: .loopback, destination: .loopback),
///         ICMPv4Message.echoRequest(identifier: 7, sequenceNumber: 1), payload: "hello".utf8)
///
///     switch echo[ICMPv4Message.self]?.kind {
///     case .echoReply(let identifier, let number): print("reply \(number) for \(identifier)")
///     case .timeExceeded: print("too many routers")
///     default: break
///     }
///
/// `Packet` fills in the checksum. The corresponding C type is `csock_icmpv4_header`.
public struct ICMPv4Message: Hashable, Sendable {
    /// The type of a message, with the fields of this type.
    public enum Kind: Hashable, Sendable {
        /// Echo reply.
        case echoReply(identifier: UInt16, sequenceNumber: UInt16)
        /// Destination unreachable; the code is the reason. `nextHopMTU` is used if fragmentation was needed: RFC 1191.
        /// `length` is that of the quote in units of 4 bytes, 0 without an extension: RFC 4884.
        case destinationUnreachable(nextHopMTU: UInt16 = 0, length: UInt8 = 0)
        /// Source quench: deprecated by RFC 6633.
        case sourceQuench
        /// Redirect: the gateway is a better route to the quoted datagram's destination.
        case redirect(gateway: IPv4Address)
        /// Echo request.
        case echoRequest(identifier: UInt16, sequenceNumber: UInt16)
        /// Router advertisement: RFC 1256. The payload has `count` entries of `entrySize` times 4 bytes (``ICMPv4Router``).
        /// They are valid for `lifetime` seconds.
        case routerAdvertisement(count: UInt8, entrySize: UInt8 = 2, lifetime: UInt16)
        /// Router solicitation.
        case routerSolicitation
        /// Time exceeded: too many hops, or reassembly timed out. `length` as for unreachable destinations.
        case timeExceeded(length: UInt8 = 0)
        /// Parameter problem at byte `pointer` of the datagram. `length` as for unreachable destinations.
        case parameterProblem(pointer: UInt8, length: UInt8 = 0)
        /// Timestamp request.
        case timestampRequest(identifier: UInt16, sequenceNumber: UInt16, ICMPv4Timestamps)
        /// Timestamp reply.
        case timestampReply(identifier: UInt16, sequenceNumber: UInt16, ICMPv4Timestamps)
        /// Information request: deprecated by RFC 6918, as are the types up to
        /// ``addressMaskReply(identifier:sequenceNumber:mask:)``.
        case informationRequest(identifier: UInt16, sequenceNumber: UInt16)
        /// Information reply; the IP header has the network.
        case informationReply(identifier: UInt16, sequenceNumber: UInt16)
        /// Address mask request: RFC 950.
        case addressMaskRequest(identifier: UInt16, sequenceNumber: UInt16, mask: IPv4Address = .any)
        /// Address mask reply.
        case addressMaskReply(identifier: UInt16, sequenceNumber: UInt16, mask: IPv4Address)
        /// Security failure: RFC 2521.
        case photuris(pointer: UInt16)
        /// Extended echo request: RFC 8335. The payload is an ``ICMPExtension`` that identifies an interface; `isLocal` for an
        /// interface of the receiver.
        case extendedEchoRequest(identifier: UInt16, sequenceNumber: UInt8, isLocal: Bool = true)
        /// Extended echo reply.
        case extendedEchoReply(identifier: UInt16, sequenceNumber: UInt8, ICMPExtendedEchoStatus)
        /// Any other type; the bytes after type, code and checksum are payload.
        case other(type: UInt8)
    }

    /// The type, with its fields.
    public var kind: Kind
    /// The code.
    public var code: ICMPv4Code
    /// The unused bits, in their order in the message: C's `csock_icmpv4_header` lists them. Encoding refuses more bits than
    /// the type has; a type without unused bits ignores them.
    public var unused: UInt32
    /// The checksum of the whole message.
    public var checksum: UInt16

    /// A message with the given fields.
    public init(_ kind: Kind, code: ICMPv4Code = .none, unused: UInt32 = 0, checksum: UInt16 = 0) {
        self.kind = kind
        self.code = code
        self.unused = unused
        self.checksum = checksum
    }

    /// Echo request.
    public static func echoRequest(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv4Message {
        ICMPv4Message(.echoRequest(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// Echo reply, with the payload of the request.
    public static func echoReply(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv4Message {
        ICMPv4Message(.echoReply(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// Destination unreachable; the payload quotes the datagram.
    public static func destinationUnreachable(_ code: ICMPv4Code, nextHopMTU: UInt16 = 0) -> ICMPv4Message {
        ICMPv4Message(.destinationUnreachable(nextHopMTU: nextHopMTU), code: code)
    }

    /// Time exceeded; the payload quotes the datagram.
    public static func timeExceeded(_ code: ICMPv4Code = .timeToLiveExceeded) -> ICMPv4Message {
        ICMPv4Message(.timeExceeded(), code: code)
    }
}

/// The times of an ICMPv4 timestamp message: RFC 792. In milliseconds since midnight UT; a time with the high bit set is
/// in another form.
public struct ICMPv4Timestamps: Hashable, Sendable {
    /// The time when the request was sent.
    public var originate: UInt32
    /// The time when the request was received.
    public var receive: UInt32
    /// The time when the reply was sent.
    public var transmit: UInt32

    /// The three times.
    public init(originate: UInt32, receive: UInt32 = 0, transmit: UInt32 = 0) {
        self.originate = originate
        self.receive = receive
        self.transmit = transmit
    }
}

extension ICMPv4Message: CHeader {
    /// ICMPv4.
    public static var layerKind: LayerKind { .icmpv4 }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.icmpv4
        self.init(
            Kind(header), code: ICMPv4Code(rawValue: UInt8(truncatingIfNeeded: header.code)), unused: header.unused,
            checksum: UInt16(truncatingIfNeeded: header.checksum))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(csock_layer(Self.layerKind, header))
    }

    var header: csock_icmpv4_header {
        var header = csock_icmpv4_header()
        kind.fill(&header)
        header.code = UInt32(code.rawValue)
        header.checksum = UInt32(checksum)
        header.unused = unused
        return header
    }
}
