internal import CSocketShim

/// An ICMPv4 message: RFC 792 and those after it. It is the part that the type fixes; what an echo carries and
/// the datagram that an error quotes is the packet's payload.
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
    /// What a message says: its type, and the fields that this type has.
    public enum Kind: Hashable, Sendable {
        /// An echo comes back.
        case echoReply(identifier: UInt16, sequenceNumber: UInt16)
        /// A datagram did not arrive; the code says why. `nextHopMTU` counts where fragmentation was needed:
        /// RFC 1191. `length` is that of the quote in units of 4 bytes, 0 without an extension: RFC 4884.
        case destinationUnreachable(nextHopMTU: UInt16 = 0, length: UInt8 = 0)
        /// Send less: deprecated by RFC 6633.
        case sourceQuench
        /// There is a better way to the quoted datagram's destination.
        case redirect(gateway: IPv4Address)
        /// An echo is asked for.
        case echoRequest(identifier: UInt16, sequenceNumber: UInt16)
        /// Here are routers: RFC 1256. The payload has `count` entries of `entrySize` times 4 bytes
        /// (``ICMPv4Router``), which are good for `lifetime` seconds.
        case routerAdvertisement(count: UInt8, entrySize: UInt8 = 2, lifetime: UInt16)
        /// Where are routers?
        case routerSolicitation
        /// A datagram, or its fragments, was too long on the way. `length` as for unreachable destinations.
        case timeExceeded(length: UInt8 = 0)
        /// A datagram is wrong, at byte `pointer`. `length` as for unreachable destinations.
        case parameterProblem(pointer: UInt8, length: UInt8 = 0)
        /// What time is it?
        case timestampRequest(identifier: UInt16, sequenceNumber: UInt16, ICMPv4Timestamps)
        /// It is so late.
        case timestampReply(identifier: UInt16, sequenceNumber: UInt16, ICMPv4Timestamps)
        /// Which network is this? Deprecated by RFC 6918, as those up to ``addressMaskReply(identifier:sequenceNumber:mask:)``.
        case informationRequest(identifier: UInt16, sequenceNumber: UInt16)
        /// The answer is in the IP header.
        case informationReply(identifier: UInt16, sequenceNumber: UInt16)
        /// Which mask does this network have? RFC 950.
        case addressMaskRequest(identifier: UInt16, sequenceNumber: UInt16, mask: IPv4Address = .any)
        /// It has this one.
        case addressMaskReply(identifier: UInt16, sequenceNumber: UInt16, mask: IPv4Address)
        /// A security failure: RFC 2521.
        case photuris(pointer: UInt16)
        /// Is an interface up? RFC 8335. The payload is an ``ICMPExtension`` that identifies it; `isLocal` if
        /// it is the receiver's own.
        case extendedEchoRequest(identifier: UInt16, sequenceNumber: UInt8, isLocal: Bool = true)
        /// It is so.
        case extendedEchoReply(identifier: UInt16, sequenceNumber: UInt8, ICMPExtendedEchoStatus)
        /// Any other type; what follows type, code and checksum is payload.
        case other(type: UInt8)
    }

    /// What the message says.
    public var kind: Kind
    /// More about it.
    public var code: ICMPv4Code
    /// The bits that have no use, in the order in which they stand: C's `csock_icmpv4_header` lists them. More
    /// than the type has of them is refused when the message is written; a type that has none ignores it.
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

    /// An echo is asked for.
    public static func echoRequest(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv4Message {
        ICMPv4Message(.echoRequest(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// An echo comes back; its payload is the request's.
    public static func echoReply(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv4Message {
        ICMPv4Message(.echoReply(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// A datagram, which the payload quotes, did not arrive.
    public static func destinationUnreachable(_ code: ICMPv4Code, nextHopMTU: UInt16 = 0) -> ICMPv4Message {
        ICMPv4Message(.destinationUnreachable(nextHopMTU: nextHopMTU), code: code)
    }

    /// A datagram, which the payload quotes, was too long on the way.
    public static func timeExceeded(_ code: ICMPv4Code = .timeToLiveExceeded) -> ICMPv4Message {
        ICMPv4Message(.timeExceeded(), code: code)
    }
}

/// The times of an ICMPv4 timestamp message: RFC 792. In milliseconds since midnight UT; with the high bit set
/// in some other way.
public struct ICMPv4Timestamps: Hashable, Sendable {
    /// When the request was sent.
    public var originate: UInt32
    /// When the request came in.
    public var receive: UInt32
    /// When the reply was sent.
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

    /// In the form of tcpdump: `ICMP echo request, id 1, seq 1`, `ICMP time exceeded in-transit`.
    public var description: String { "ICMP \(kind.describe(code))" }
}
