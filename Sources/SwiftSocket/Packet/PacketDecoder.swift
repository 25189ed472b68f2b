public import CSocketShim

/// Takes many packets apart without an allocation for each.
///
///     var reader = PacketDecoder()
///     let bytes: [UInt8] = [0x45, 0, 0, 28] + [UInt8](repeating: 0, count: 24)
///     try reader.read(bytes.span.bytes, as: .ipv4) { layers in
///         if let tcp = layers[TCPHeader.self] { print(tcp.destinationPort, layers.payload.count) }
///     }
///
/// What ``Packet`` reads into values of its own, this lends for the time of a call, and only the headers that are
/// asked for become Swift values. The corresponding C function is `csock_packet_dissect`.
@safe
public struct PacketDecoder: ~Copyable {
    // In memory of its own: a copy of what C has just written would wait for it.
    @usableFromInline let layers: UnsafeMutablePointer<csock_layer>
    @usableFromInline let packet: UnsafeMutablePointer<csock_packet>
    @usableFromInline let error: UnsafeMutablePointer<csock_wire_error>
    @usableFromInline let capacity: Int

    /// A reader of packets with as many headers at most; more are refused.
    public init(maximumHeaderCount: Int = 32) {
        capacity = max(maximumHeaderCount, 1)
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

    /// Takes bytes apart that begin with a header of the kind `first`, and lends what was found to `body`.
    ///
    /// What is lent is the reader's: a packet within the packet takes a second reader. Strictly, throws
    /// ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid`` and ``ResultCode/tooManyLayers``; leniently,
    /// accepts packets that end early or have, after the first header, a field that is not valid.
    @inlinable
    public mutating func read<Result>(
        _ bytes: RawSpan, as first: LayerKind, leniently: Bool = false, verifyingChecksums: Bool = false,
        _ body: (borrowing PacketLayers) throws(PacketError) -> Result
    ) throws(PacketError) -> Result {
        let flags =
            (leniently ? CSOCK_DISSECT_LENIENT : 0) | (verifyingChecksums ? CSOCK_DISSECT_CHECKSUMS : 0)
        let (layers, packet, error, capacity) = unsafe (layers, packet, error, capacity)
        defer { extendLifetime(self) }  // and with it the access that keeps others from replacing the reader
        return try unsafe bytes.withUnsafeBytes { bytes throws(PacketError) in
            let result = unsafe csock_packet_dissect(
                packet, layers, capacity, first.rawValue, bytes.baseAddress, bytes.count, Int32(flags), error)
            if result < 0 { throw unsafe PacketError(error.pointee) }
            return try unsafe body(PacketLayers(layers, packet, error, bytes.count))
        }
    }
}

/// What ``PacketDecoder`` has found in a packet, for the time of a call.
@safe
@frozen
public struct PacketLayers: ~Copyable {
    @usableFromInline let layers: UnsafePointer<csock_layer>
    @usableFromInline let packet: UnsafePointer<csock_packet>
    @usableFromInline let error: UnsafePointer<csock_wire_error>
    /// How many bytes there were.
    @usableFromInline let length: Int

    @inlinable
    init(
        _ layers: UnsafePointer<csock_layer>, _ packet: UnsafePointer<csock_packet>,
        _ error: UnsafePointer<csock_wire_error>, _ length: Int
    ) {
        unsafe self.layers = unsafe layers
        unsafe self.packet = unsafe packet
        unsafe self.error = unsafe error
        self.length = length
    }

    /// The first thing that is missing of a packet that ends early, or the field that is not valid; `nil` after
    /// strict reading.
    public var missing: PacketError? { unsafe error.pointee.code == 0 ? nil : PacketError(error.pointee) }

    @inlinable
    func layer(at index: Int) -> UnsafePointer<csock_layer> {
        precondition(index >= 0 && index < count, "no such header")
        return unsafe layers + index
    }

    /// How many headers there are.
    @inlinable public var count: Int { unsafe packet.pointee.count }

    /// The kind of a header, from 0, the outermost.
    @inlinable
    public func kind(at index: Int) -> LayerKind { LayerKind(rawValue: unsafe layer(at: index).pointee.kind) }

    /// Where a header and its payload are in the bytes.
    @inlinable
    public func range(at index: Int) -> Range<Int> {
        let (start, length) = unsafe (layer(at: index).pointee.offset, layer(at: index).pointee.length)
        return start..<start + length
    }

    /// What verifying a header's checksum found.
    public func checksum(at index: Int) -> ChecksumState {
        ChecksumState(unsafe layer(at: index).pointee.checksum)
    }

    /// The header at an index, if it is of that type.
    @inlinable @inline(__always)
    public func header<Header: PacketHeader>(at index: Int, as type: Header.Type) -> Header? {
        kind(at: index) == type.layerKind ? unsafe Header(layer(at: index)) : nil
    }

    /// The first header of a type.
    @inlinable @inline(__always)
    public subscript<Header: PacketHeader>(_ type: Header.Type) -> Header? {
        let kind = type.layerKind.rawValue
        for index in 0..<count where unsafe layers[index].kind == kind {
            return unsafe Header(layers + index)
        }
        return nil
    }

    /// Where the payload of the last header is in the bytes.
    @inlinable public var payload: Range<Int> {
        let start = unsafe packet.pointee.offset
        return start..<start + (unsafe packet.pointee.payload.count)
    }

    /// Where what follows the packet is in the bytes, as the padding of Ethernet.
    @inlinable public var trailer: Range<Int> { length - (unsafe packet.pointee.trailer.count)..<length }
}
