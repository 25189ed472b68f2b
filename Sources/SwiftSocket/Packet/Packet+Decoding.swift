internal import CSocketShim

/// The result of verifying the checksum of a header.
public enum ChecksumState: Hashable, Sendable {
    /// The header has no checksum, or not all bytes that it covers are available.
    case unverified
    /// The checksum is correct.
    case good
    /// The checksum is wrong. In a packet that this machine sent, it may not be computed yet.
    case bad
    /// The sender computed no checksum: 0 in UDP, and in SCTP unless 0 is correct (RFC 9653).
    case off
}

/// A packet that was decoded from bytes.
public struct DecodedPacket: Hashable, Sendable {
    /// The packet.
    public let packet: Packet
    /// The offset of each header, in bytes from the packet's start.
    public let offsets: [Int]
    /// The result of verifying each header's checksum; `.unverified` for all if verifying was not requested.
    public let checksums: [ChecksumState]
    /// The kind of the payload as the last header announces it; ``LayerKind/payload`` if unknown. For an unknown protocol
    /// or EtherType it is the kind that a header of your own would have.
    public let payloadKind: LayerKind
    /// What is missing first from a packet that ends early, or the field that is not valid: its header and all bytes after
    /// it are payload. `nil` after strict decoding.
    public let missing: PacketError?
}

extension Packet {
    /// Decodes bytes that begin with a header of the kind `first`, strictly.
    ///
    /// Throws ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid``, ``ResultCode/tooManyLayers``, and
    /// ``ResultCode/invalidArgument`` for a kind without a header. The corresponding C function is
    /// `csock_packet_dissect`.
    @inlinable
    public init(decoding bytes: some Collection<UInt8>, as first: LayerKind) throws(PacketError) {
        self = try Self.decode(bytes, as: first).packet
    }

    /// Decodes the bytes of a span; see ``init(decoding:as:)-(Collection<UInt8>,_)``.
    public init(decoding bytes: RawSpan, as first: LayerKind) throws(PacketError) {
        self = try Self.decode(bytes, as: first).packet
    }

    /// Decodes bytes, strictly, and tells where the headers are and, on request, whether their checksums are correct.
    ///
    /// `knowing` has the types of headers of your own. The header before one announces it by
    /// ``PacketHeader/layerKind``; ``PacketHeader/nextLayer`` says what follows it.
    ///
    /// Throws the errors of ``init(decoding:as:)-(Collection<UInt8>,_)``. The corresponding C functions are
    /// `csock_packet_dissect` and `csock_packet_dissect_further`.
    @inlinable
    public static func decode(
        _ bytes: some Collection<UInt8>, as first: LayerKind, knowing types: [any PacketHeader.Type] = [],
        verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe withContiguousBytes(of: bytes) {
            unsafe decoded($0, first, types, leniently: false, verifyingChecksums)
        }.get()
    }

    /// Decodes the bytes of a span; see
    /// ``decode(_:as:knowing:verifyingChecksums:)-(Collection<UInt8>,_,_,_)``.
    public static func decode(
        _ bytes: RawSpan, as first: LayerKind, knowing types: [any PacketHeader.Type] = [],
        verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe bytes.withUnsafeBytes {
            unsafe decoded($0, first, types, leniently: false, verifyingChecksums)
        }.get()
    }

    /// Decodes bytes that may end early, such as those quoted by an ICMP error, or have a field that is not valid, and
    /// tells what is missing or wrong. Throws ``ResultCode/packetFieldNotValid`` for the first header, and
    /// ``ResultCode/tooManyLayers``.
    @inlinable
    public static func decodeLeniently(
        _ bytes: some Collection<UInt8>, as first: LayerKind, knowing types: [any PacketHeader.Type] = [],
        verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe withContiguousBytes(of: bytes) {
            unsafe decoded($0, first, types, leniently: true, verifyingChecksums)
        }.get()
    }

    /// Decodes the bytes of a span that may end early; see
    /// ``decodeLeniently(_:as:knowing:verifyingChecksums:)-(Collection<UInt8>,_,_,_)``.
    public static func decodeLeniently(
        _ bytes: RawSpan, as first: LayerKind, knowing types: [any PacketHeader.Type] = [],
        verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe bytes.withUnsafeBytes {
            unsafe decoded($0, first, types, leniently: true, verifyingChecksums)
        }.get()
    }

    @usableFromInline
    static func decoded(
        _ bytes: UnsafeRawBufferPointer, _ first: LayerKind, _ types: [any PacketHeader.Type], leniently: Bool,
        _ verifyingChecksums: Bool
    ) -> Result<DecodedPacket, PacketError> {
        unsafe withUnsafeTemporaryAllocation(of: csock_layer.self, capacity: CSOCK_PACKET_LAYERS_MAX) { layers in
            unsafe PacketError.result { error in
                var packet = unsafe csock_packet()
                guard let start = layers.baseAddress else { return nil }
                let dissection = unsafe Dissection(
                    &packet, start, layers.count, bytes, error, leniently: leniently, verifyingChecksums)
                let isDecoded = unsafe dissection.dissect(as: first, knowing: types)
                if !isDecoded { return nil }
                let decoded = unsafe layers.prefix(packet.count)
                return unsafe DecodedPacket(
                    packet: Packet(
                        headers: decoded.indices.compactMap { unsafe header(of: start + $0, types) },
                        payload: packet.payload.array, trailer: packet.trailer.array),
                    offsets: decoded.map { unsafe $0.offset },
                    checksums: decoded.map { unsafe ChecksumState($0.checksum) },
                    payloadKind: LayerKind(rawValue: packet.next),
                    missing: error.pointee.code == 0 ? nil : PacketError(error.pointee))
            }
        }
    }

    /// The Swift value of a header that C has read, or that is of one of the caller's types.
    private static func header(
        of layer: UnsafePointer<csock_layer>, _ types: [any PacketHeader.Type]
    ) -> (any PacketHeader)? {
        switch unsafe Int(layer.pointee.kind) {
        case CSOCK_LAYER_ETHERNET: return unsafe EthernetHeader(layer: layer)
        case CSOCK_LAYER_VLAN: return unsafe VLANTag(layer: layer)
        case CSOCK_LAYER_ARP: return unsafe ARPHeader(layer: layer)
        case CSOCK_LAYER_IPV4: return unsafe IPv4Header(layer: layer)
        case CSOCK_LAYER_IPV6: return unsafe IPv6Header(layer: layer)
        case CSOCK_LAYER_IPV6_HOP_BY_HOP: return unsafe IPv6HopByHopOptions(layer: layer)
        case CSOCK_LAYER_IPV6_DESTINATION: return unsafe IPv6DestinationOptions(layer: layer)
        case CSOCK_LAYER_IPV6_ROUTING: return unsafe IPv6RoutingHeader(layer: layer)
        case CSOCK_LAYER_IPV6_FRAGMENT: return unsafe IPv6FragmentHeader(layer: layer)
        case CSOCK_LAYER_UDP: return unsafe UDPHeader(layer: layer)
        case CSOCK_LAYER_UDPLITE: return unsafe UDPLiteHeader(layer: layer)
        case CSOCK_LAYER_TCP: return unsafe TCPHeader(layer: layer)
        case CSOCK_LAYER_IGMP: return unsafe IGMPMessage(layer: layer)
        case CSOCK_LAYER_SCTP: return unsafe SCTPHeader(layer: layer)
        case CSOCK_LAYER_ICMPV4: return unsafe ICMPv4Message(layer: layer)
        case CSOCK_LAYER_ICMPV6: return unsafe ICMPv6Message(layer: layer)
        default:
            let kind = unsafe LayerKind(rawValue: layer.pointee.kind)
            return unsafe types.first { $0.layerKind == kind }?.ownHeader(of: layer)
        }
    }
}

extension PacketHeader {
    fileprivate static func ownHeader(of layer: UnsafePointer<csock_layer>) -> (any PacketHeader)? {
        unsafe header(of: layer)
    }
}

extension ChecksumState {
    init(_ state: UInt32) {
        switch Int(state) {
        case CSOCK_CHECKSUM_GOOD: self = .good
        case CSOCK_CHECKSUM_BAD: self = .bad
        case CSOCK_CHECKSUM_OFF: self = .off
        default: self = .unverified
        }
    }
}
