public import CSocketShim

/// Decodes many packets without an allocation for each.
///
///     var decoder = PacketDecoder()
///     let bytes: [UInt8] = [0x45, 0, 0, 28] + [UInt8](repeating: 0, count: 24)
///     try decoder.decode(bytes.span.bytes, as: .ipv4) { layers in
///         if let tcp = layers[TCPHeader.self] { print(tcp.destinationPort, layers.payload.count) }
///     }
///
/// ``Packet`` decodes into values of its own. A decoder lends the headers for the time of a call, and only the headers
/// that the call asks for become Swift values. The corresponding C function is `csock_packet_dissect`.
@safe
public struct PacketDecoder: ~Copyable {
    // In memory of its own: copying what C has just written would stall.
    @usableFromInline let layers: UnsafeMutablePointer<csock_layer>
    @usableFromInline let packet: UnsafeMutablePointer<csock_packet>
    @usableFromInline let error: UnsafeMutablePointer<csock_wire_error>
    @usableFromInline let capacity: Int
    /// The types of the caller's own headers.
    @usableFromInline let types: [any PacketHeader.Type]

    /// A decoder of packets with at most `maximumHeaderCount` headers; it refuses packets with more. `knowing` has the
    /// types of headers of your own; see ``Packet/decode(_:as:knowing:verifyingChecksums:)-(RawSpan,_,_,_)``.
    public init(maximumHeaderCount: Int = 32, knowing types: [any PacketHeader.Type] = []) {
        capacity = max(maximumHeaderCount, 1)
        self.types = types
        unsafe layers = .allocate(capacity: capacity)
        unsafe packet = .allocate(capacity: 1)
        unsafe error = .allocate(capacity: 1)
        unsafe error.initialize(to: csock_wire_error())
    }

    deinit {
        unsafe layers.deallocate()
        unsafe packet.deallocate()
        unsafe error.deallocate()
    }

    /// Decodes bytes that begin with a header of the kind `first`, and lends the headers to `body`.
    ///
    /// The headers lent belong to the decoder: decode a packet inside a packet with a second decoder. Strictly, throws
    /// ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid`` and ``ResultCode/tooManyLayers``; leniently,
    /// accepts packets that end early or have a field that is not valid after the first header.
    @inlinable
    public mutating func decode<Result>(
        _ bytes: RawSpan, as first: LayerKind, leniently: Bool = false, verifyingChecksums: Bool = false,
        _ body: (borrowing PacketLayers) throws(PacketError) -> Result
    ) throws(PacketError) -> Result {
        let flags = unsafe Dissection.flags(leniently: leniently, verifyingChecksums)
        let (layers, packet, error, capacity) = unsafe (layers, packet, error, capacity)
        let types = types
        defer { extendLifetime(self) }  // and the access that prevents replacing the decoder meanwhile
        return try unsafe bytes.withUnsafeBytes { bytes throws(PacketError) in
            let result = unsafe csock_packet_dissect(
                packet, layers, capacity, first.rawValue, bytes.baseAddress, bytes.count, flags, error)
            if result < 0 { throw unsafe PacketError(error.pointee) }
            if !types.isEmpty {
                let dissection = unsafe Dissection(
                    packet, layers, capacity, bytes, error, leniently: leniently, verifyingChecksums)
                if unsafe !dissection.dissectFurther(types) { throw unsafe PacketError(error.pointee) }
            }
            return try unsafe body(PacketLayers(layers, packet, error, bytes.count))
        }
    }
}
