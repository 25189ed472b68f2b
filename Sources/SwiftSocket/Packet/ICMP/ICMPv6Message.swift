internal import CSocketShim

/// An ICMPv6 message: RFC 4443, with neighbour discovery (RFC 4861) and multicast listener discovery (RFC 2710,
/// RFC 9777). It is the part that the type fixes; what an echo carries, the datagram that an error quotes,
/// options (``NDPOption``) and records (``MLDRecord``) are the packet's payload.
///
///     let echo = Packet(
///         IPv6Header(source: .loopback, destination: .loopback),
///         ICMPv6Message.echoRequest(identifier: 7, sequenceNumber: 1), payload: "hello".utf8)
///
///     let ask = Packet(
///         IPv6Header(source: .any, destination: .allRouters, hopLimit: 255), ICMPv6Message(.routerSolicitation))
///
/// `Packet` fills in the checksum, as Linux does for raw sockets. The corresponding C type is
/// `csock_icmpv6_header`.
public struct ICMPv6Message: Hashable, Sendable {
    /// What a message says: its type, and the fields that this type has.
    public enum Kind: Hashable, Sendable {
        /// A packet did not arrive; the code says why. `length` is that of the quote in units of 8 bytes, 0
        /// without an extension: RFC 4884.
        case destinationUnreachable(length: UInt8 = 0)
        /// A packet was larger than the next link's MTU.
        case packetTooBig(mtu: UInt32)
        /// A packet, or its fragments, was too long on the way. `length` as for unreachable destinations.
        case timeExceeded(length: UInt8 = 0)
        /// A packet is wrong, at byte `pointer`.
        case parameterProblem(pointer: UInt32)
        /// An echo is asked for.
        case echoRequest(identifier: UInt16, sequenceNumber: UInt16)
        /// An echo comes back.
        case echoReply(identifier: UInt16, sequenceNumber: UInt16)
        /// Who listens to a multicast address, to any if it is `::`? It is of version 2 if there is a payload,
        /// ``MLDQuery``. For the code see ``MLDQuery/maximumResponseTime(for:)``.
        case multicastListenerQuery(maximumResponseCode: UInt16, address: IPv6Address)
        /// Somebody listens, version 1.
        case multicastListenerReport(address: IPv6Address, maximumResponseCode: UInt16 = 0)
        /// Somebody listens no longer, version 1.
        case multicastListenerDone(address: IPv6Address, maximumResponseCode: UInt16 = 0)
        /// Where are routers?
        case routerSolicitation
        /// Here is one.
        case routerAdvertisement(NDPRouterAdvertisement)
        /// Which link-layer address has a neighbour? Or is anybody using the address?
        case neighborSolicitation(target: IPv6Address)
        /// It has this one.
        case neighborAdvertisement(target: IPv6Address, flags: NDPNeighborFlags = [])
        /// Send to `target` what is for `destination`.
        case redirect(target: IPv6Address, destination: IPv6Address)
        /// What somebody listens to, version 2: the payload has `count` records, ``MLDRecord``.
        case multicastListenerReportV2(count: UInt16, flags: UInt16 = 0)
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
    public var code: ICMPv6Code
    /// The bits that have no use, in the order in which they stand: C's `csock_icmpv6_header` lists them. More
    /// than the type has of them is refused when the message is written; a type that has none ignores it.
    public var unused: UInt32
    /// The checksum of pseudo-header and message.
    public var checksum: UInt16

    /// A message with the given fields.
    public init(_ kind: Kind, code: ICMPv6Code = .none, unused: UInt32 = 0, checksum: UInt16 = 0) {
        self.kind = kind
        self.code = code
        self.unused = unused
        self.checksum = checksum
    }

    /// An echo is asked for.
    public static func echoRequest(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv6Message {
        ICMPv6Message(.echoRequest(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// An echo comes back; its payload is the request's.
    public static func echoReply(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv6Message {
        ICMPv6Message(.echoReply(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// A packet, which the payload quotes, did not arrive.
    public static func destinationUnreachable(_ code: ICMPv6Code) -> ICMPv6Message {
        ICMPv6Message(.destinationUnreachable(), code: code)
    }

    /// A packet, which the payload quotes, was larger than the next link's MTU.
    public static func packetTooBig(mtu: UInt32) -> ICMPv6Message {
        ICMPv6Message(.packetTooBig(mtu: mtu))
    }

    /// A packet, which the payload quotes, was too long on the way.
    public static func timeExceeded(_ code: ICMPv6Code = .hopLimitExceeded) -> ICMPv6Message {
        ICMPv6Message(.timeExceeded(), code: code)
    }

    /// Which link-layer address has a neighbour?
    public static func neighborSolicitation(target: IPv6Address) -> ICMPv6Message {
        ICMPv6Message(.neighborSolicitation(target: target))
    }
}

extension ICMPv6Message: CHeader {
    /// ICMPv6.
    public static var layerKind: LayerKind { .icmpv6 }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.icmpv6
        self.init(
            Kind(header), code: ICMPv6Code(rawValue: UInt8(truncatingIfNeeded: header.code)), unused: header.unused,
            checksum: UInt16(truncatingIfNeeded: header.checksum))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(csock_layer(Self.layerKind, header))
    }

    var header: csock_icmpv6_header {
        var header = csock_icmpv6_header()
        kind.fill(&header)
        header.code = UInt32(code.rawValue)
        header.checksum = UInt32(checksum)
        header.unused = unused
        return header
    }

    /// In the form of tcpdump: `ICMP6, echo request, id 1, seq 1`, `ICMP6, neighbor solicitation, who has fe80::1`.
    public var description: String { "ICMP6, \(kind.describe(code))" }
}
