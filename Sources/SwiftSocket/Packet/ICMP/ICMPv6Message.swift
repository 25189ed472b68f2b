internal import CSocketShim

/// An ICMPv6 message: RFC 4443, with neighbour discovery (RFC 4861) and multicast listener discovery (RFC 2710, RFC 9777).
/// It has the fields that the type defines; the data of an echo, the packet quoted by an error, options (``NDPOption``) and
/// records (``MLDRecord``) are the packet's payload.
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
    /// The type of a message, with the fields of this type.
    public enum Kind: Hashable, Sendable {
        /// Destination unreachable; the code is the reason. `length` is that of the quote in units of 8 bytes, 0 without an
        /// extension: RFC 4884.
        case destinationUnreachable(length: UInt8 = 0)
        /// Packet too big: larger than the MTU of the next link.
        case packetTooBig(mtu: UInt32)
        /// Time exceeded: too many hops, or reassembly timed out. `length` as for unreachable destinations.
        case timeExceeded(length: UInt8 = 0)
        /// Parameter problem at byte `pointer` of the packet.
        case parameterProblem(pointer: UInt32)
        /// Echo request.
        case echoRequest(identifier: UInt16, sequenceNumber: UInt16)
        /// Echo reply.
        case echoReply(identifier: UInt16, sequenceNumber: UInt16)
        /// Multicast listener query for an address; `::` for all addresses. With a payload, an ``MLDQuery``, it is of version
        /// 2. For the code see ``MLDQuery/maximumResponseTime(for:)``.
        case multicastListenerQuery(maximumResponseCode: UInt16, address: IPv6Address)
        /// Multicast listener report, version 1.
        case multicastListenerReport(address: IPv6Address, maximumResponseCode: UInt16 = 0)
        /// Multicast listener done, version 1.
        case multicastListenerDone(address: IPv6Address, maximumResponseCode: UInt16 = 0)
        /// Router solicitation.
        case routerSolicitation
        /// Router advertisement.
        case routerAdvertisement(NDPRouterAdvertisement)
        /// Neighbor solicitation: for the link-layer address of a neighbour, or to detect a duplicate address.
        case neighborSolicitation(target: IPv6Address)
        /// Neighbour advertisement: the link-layer address of the target, solicited or not.
        case neighborAdvertisement(target: IPv6Address, flags: NDPNeighborFlags = [])
        /// Redirect: `target` is a better first hop to `destination`.
        case redirect(target: IPv6Address, destination: IPv6Address)
        /// Multicast listener report, version 2: the payload has `count` records, ``MLDRecord``.
        case multicastListenerReportV2(count: UInt16, flags: UInt16 = 0)
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
    public var code: ICMPv6Code
    /// The unused bits, in their order in the message: C's `csock_icmpv6_header` lists them. Encoding refuses more bits than
    /// the type has; a type without unused bits ignores them.
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

    /// Echo request.
    public static func echoRequest(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv6Message {
        ICMPv6Message(.echoRequest(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// Echo reply, with the payload of the request.
    public static func echoReply(identifier: UInt16, sequenceNumber: UInt16) -> ICMPv6Message {
        ICMPv6Message(.echoReply(identifier: identifier, sequenceNumber: sequenceNumber))
    }

    /// Destination unreachable; the payload quotes the packet.
    public static func destinationUnreachable(_ code: ICMPv6Code) -> ICMPv6Message {
        ICMPv6Message(.destinationUnreachable(), code: code)
    }

    /// Packet too big; the payload quotes the packet.
    public static func packetTooBig(mtu: UInt32) -> ICMPv6Message {
        ICMPv6Message(.packetTooBig(mtu: mtu))
    }

    /// Time exceeded; the payload quotes the packet.
    public static func timeExceeded(_ code: ICMPv6Code = .hopLimitExceeded) -> ICMPv6Message {
        ICMPv6Message(.timeExceeded(), code: code)
    }

    /// Neighbor solicitation for the link-layer address of a neighbour.
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
}
