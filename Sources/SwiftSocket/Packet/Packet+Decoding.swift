internal import CSocketShim

/// What verifying the checksum of a header found.
public enum ChecksumState: Hashable, Sendable {
    /// The header has none, or not all that it covers is there.
    case unverified
    /// It is right.
    case good
    /// It is wrong; of a packet that this machine sent, perhaps not computed yet.
    case bad
    /// The sender computed none: UDP's 0, and SCTP's where it is not the right one (RFC 9653).
    case off
}

/// A packet that was read from bytes.
public struct DecodedPacket: Hashable, Sendable {
    /// The packet.
    public let packet: Packet
    /// Where each header of the packet begins, in bytes from the packet's start.
    public let offsets: [Int]
    /// What verifying each header's checksum found; `.unverified` throughout where that was not asked for.
    public let checksums: [ChecksumState]
    /// The first thing that is missing of a packet that ends early, or the field that is not valid: its header
    /// and what follows are payload then. `nil` after strict decoding.
    public let missing: PacketError?
}

extension Packet {
    /// The most headers that are read: more are refused.
    private static var maximumHeaderCount: Int { CSOCK_PACKET_LAYERS_MAX }

    /// Takes bytes apart that begin with a header of the kind `first`, strictly.
    ///
    /// Throws ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid``, ``ResultCode/tooManyLayers``, and
    /// ``ResultCode/invalidArgument`` for a kind that has no header. The corresponding C function is
    /// `csock_packet_dissect`.
    @inlinable
    public init(decoding bytes: some Collection<UInt8>, as first: LayerKind) throws(PacketError) {
        self = try Self.decode(bytes, as: first).packet
    }

    /// Takes the bytes of a span apart; see ``init(decoding:as:)-(Collection<UInt8>,_)``.
    public init(decoding bytes: RawSpan, as first: LayerKind) throws(PacketError) {
        self = try Self.decode(bytes, as: first).packet
    }

    /// Takes bytes apart, strictly, and tells where the headers are and, if asked for, whether their checksums
    /// are right. Throws what ``init(decoding:as:)-(Collection<UInt8>,_)`` does.
    @inlinable
    public static func decode(
        _ bytes: some Collection<UInt8>, as first: LayerKind, verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe withContiguousBytes(of: bytes) {
            unsafe decodeResult($0, first, lenient: false, verifyingChecksums)
        }.get()
    }

    /// Takes the bytes of a span apart; see ``decode(_:as:verifyingChecksums:)-(Collection<UInt8>,_,_)``.
    public static func decode(
        _ bytes: RawSpan, as first: LayerKind, verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe bytes.withUnsafeBytes {
            unsafe decodeResult($0, first, lenient: false, verifyingChecksums)
        }.get()
    }

    /// Takes bytes apart that may end early, as those that an ICMP error quotes, or hold a field that is not valid,
    /// and tells what is missing or wrong. Throws ``ResultCode/packetFieldNotValid`` of the first header, and
    /// ``ResultCode/tooManyLayers``.
    @inlinable
    public static func decodeLeniently(
        _ bytes: some Collection<UInt8>, as first: LayerKind, verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe withContiguousBytes(of: bytes) {
            unsafe decodeResult($0, first, lenient: true, verifyingChecksums)
        }.get()
    }

    /// Takes the bytes of a span apart that may end early; see
    /// ``decodeLeniently(_:as:verifyingChecksums:)-(Collection<UInt8>,_,_)``.
    public static func decodeLeniently(
        _ bytes: RawSpan, as first: LayerKind, verifyingChecksums: Bool = false
    ) throws(PacketError) -> DecodedPacket {
        try unsafe bytes.withUnsafeBytes {
            unsafe decodeResult($0, first, lenient: true, verifyingChecksums)
        }.get()
    }

    @usableFromInline
    static func decodeResult(
        _ bytes: UnsafeRawBufferPointer, _ first: LayerKind, lenient: Bool, _ verifyingChecksums: Bool
    ) -> Result<DecodedPacket, PacketError> {
        let flags = (lenient ? CSOCK_DISSECT_LENIENT : 0) | (verifyingChecksums ? CSOCK_DISSECT_CHECKSUMS : 0)
        return unsafe withUnsafeTemporaryAllocation(of: csock_layer.self, capacity: maximumHeaderCount) { layers in
            guard let start = layers.baseAddress else { return .failure(PacketError(noRoomFor: 1, in: 0)) }
            var packet = unsafe csock_packet()
            var error = unsafe csock_wire_error()
            let result = unsafe csock_packet_dissect(
                &packet, start, layers.count, first.rawValue, bytes.baseAddress, bytes.count, Int32(flags), &error)
            if result < 0 { return .failure(unsafe PacketError(error)) }
            let read = unsafe layers.prefix(Int(result))
            return .success(
                unsafe DecodedPacket(
                    packet: Packet(
                        headers: read.indices.compactMap { unsafe header(of: start + $0) },
                        payload: packet.payload.array,
                        trailer: packet.trailer.array),
                    offsets: read.map { unsafe $0.offset }, checksums: read.map { unsafe ChecksumState($0.checksum) },
                    missing: error.code == 0 ? nil : PacketError(error)))
        }
    }

    /// The Swift value of a header that C has read.
    private static func header(of layer: UnsafePointer<csock_layer>) -> (any PacketHeader)? {
        switch unsafe Int(layer.pointee.kind) {
        case CSOCK_LAYER_ETHERNET: return unsafe EthernetHeader(layer)
        case CSOCK_LAYER_VLAN: return unsafe VLANTag(layer)
        case CSOCK_LAYER_ARP: return unsafe ARPHeader(layer)
        case CSOCK_LAYER_IPV4: return unsafe IPv4Header(layer)
        case CSOCK_LAYER_IPV6: return unsafe IPv6Header(layer)
        case CSOCK_LAYER_IPV6_HOP_BY_HOP: return unsafe IPv6HopByHopOptions(layer)
        case CSOCK_LAYER_IPV6_DESTINATION: return unsafe IPv6DestinationOptions(layer)
        case CSOCK_LAYER_IPV6_ROUTING: return unsafe IPv6RoutingHeader(layer)
        case CSOCK_LAYER_IPV6_FRAGMENT: return unsafe IPv6FragmentHeader(layer)
        case CSOCK_LAYER_UDP: return unsafe UDPHeader(layer)
        case CSOCK_LAYER_UDPLITE: return unsafe UDPLiteHeader(layer)
        case CSOCK_LAYER_TCP: return unsafe TCPHeader(layer)
        case CSOCK_LAYER_IGMP: return unsafe IGMPMessage(layer)
        case CSOCK_LAYER_SCTP: return unsafe SCTPHeader(layer)
        case CSOCK_LAYER_ICMPV4: return unsafe ICMPv4Message(layer)
        case CSOCK_LAYER_ICMPV6: return unsafe ICMPv6Message(layer)
        default: return nil
        }
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
