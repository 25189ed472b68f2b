internal import CSocketShim

/// Takes many packets apart without an allocation for each.
///
///     var reader = PacketReader()
///     let bytes: [UInt8] = [0x45, 0, 0, 28] + [UInt8](repeating: 0, count: 24)
///     try reader.read(bytes.span.bytes, as: .ipv4) { layers in
///         if let tcp = layers[TCPHeader.self] { print(tcp.destinationPort, layers.payload.count) }
///     }
///
/// What ``Packet`` reads into values of its own, this lends for the time of a call, and only the headers that are
/// asked for become Swift values. The corresponding C function is `csock_packet_dissect`.
@safe
public struct PacketReader: ~Copyable {
    private let layers: UnsafeMutableBufferPointer<csock_layer>

    /// A reader of packets with as many headers at most; more are refused.
    public init(maximumHeaderCount: Int = 32) {
        unsafe layers = .allocate(capacity: max(maximumHeaderCount, 1))
    }

    deinit {
        unsafe layers.deallocate()
    }

    /// Takes bytes apart that begin with a header of the kind `first`, and lends what was found to `body`.
    ///
    /// What is lent is the reader's: a packet within the packet takes a second reader. Strictly, throws ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid`` and
    /// ``ResultCode/tooManyLayers``; leniently, accepts packets that end early or
    /// have, after the first header, a field that is not valid.
    public mutating func read<Result>(
        _ bytes: RawSpan, as first: LayerKind, leniently: Bool = false, verifyingChecksums: Bool = false,
        _ body: (borrowing PacketLayers) throws(PacketError) -> Result
    ) throws(PacketError) -> Result {
        let flags =
            (leniently ? CSOCK_DISSECT_LENIENT : 0) | (verifyingChecksums ? CSOCK_DISSECT_CHECKSUMS : 0)
        let layers = unsafe layers
        return try unsafe Self.lending(bytes) { bytes throws(PacketError) in
            let found = try unsafe PacketLayers(bytes, layers, first, Int32(flags))
            return try body(found)
        }
    }

    /// `withUnsafeBytes` with a typed error.
    private static func lending<Result>(
        _ bytes: RawSpan, _ body: (UnsafeRawBufferPointer) throws(PacketError) -> Result
    ) throws(PacketError) -> Result {
        let outcome: Swift.Result<Result, PacketError> = unsafe bytes.withUnsafeBytes { bytes in
            do throws(PacketError) {
                return .success(try unsafe body(bytes))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }
}

/// What ``PacketReader`` has found in a packet, for the time of a call.
@safe
public struct PacketLayers: ~Copyable {
    private let layers: UnsafeMutableBufferPointer<csock_layer>
    private let packet: csock_packet
    /// How many bytes there were.
    private let length: Int
    /// The first thing that is missing of a packet that ends early, or the field that is not valid; `nil` after
    /// strict reading.
    public let missing: PacketError?

    fileprivate init(
        _ bytes: UnsafeRawBufferPointer, _ layers: UnsafeMutableBufferPointer<csock_layer>, _ first: LayerKind,
        _ flags: Int32
    ) throws(PacketError) {
        var packet = unsafe csock_packet()
        var error = unsafe csock_wire_error()
        guard let start = layers.baseAddress else { throw PacketError(noRoomFor: 1, in: 0) }
        let result = unsafe csock_packet_dissect(
            &packet, start, layers.count, first.rawValue, bytes.baseAddress, bytes.count, flags, &error)
        if result < 0 { throw unsafe PacketError(error) }
        missing = unsafe error.code == 0 ? nil : PacketError(error)
        length = bytes.count
        unsafe self.packet = unsafe packet
        unsafe self.layers = unsafe UnsafeMutableBufferPointer(rebasing: layers[..<Int(result)])
    }

    private func layer(at index: Int) -> csock_layer {
        precondition(index >= 0 && index < count, "no such header")
        return unsafe layers[index]
    }

    /// How many headers there are.
    public var count: Int { unsafe layers.count }

    /// The kind of a header, from 0, the outermost.
    public func kind(at index: Int) -> LayerKind { LayerKind(rawValue: unsafe layer(at: index).kind) }

    /// Where a header and its payload are in the bytes.
    public func range(at index: Int) -> Range<Int> {
        let layer = unsafe layer(at: index)
        return unsafe layer.offset..<layer.offset + layer.length
    }

    /// What verifying a header's checksum found.
    public func checksum(at index: Int) -> ChecksumState { ChecksumState(unsafe layer(at: index).checksum) }

    /// The header at an index, if it is of that type.
    public func header<Header: PacketHeader>(at index: Int, as type: Header.Type) -> Header? {
        kind(at: index) == type.layerKind ? unsafe Header(UnsafeLayer(layer(at: index))) : nil
    }

    /// The first header of a type.
    public subscript<Header: PacketHeader>(_ type: Header.Type) -> Header? {
        let kind = type.layerKind.rawValue
        for index in unsafe layers.indices where unsafe layers[index].kind == kind {
            return unsafe Header(UnsafeLayer(layers[index]))
        }
        return nil
    }

    /// Where the payload of the last header is in the bytes.
    public var payload: Range<Int> {
        let start = unsafe packet.offset
        return start..<start + (unsafe packet.payload.count)
    }

    /// Where what follows the packet is in the bytes, as the padding of Ethernet.
    public var trailer: Range<Int> { length - (unsafe packet.trailer.count)..<length }
}
