public import CSocketShim

/// The headers that ``PacketDecoder`` has decoded, for the time of a call.
@safe
@frozen
public struct PacketLayers: ~Copyable {
    @usableFromInline let layers: UnsafePointer<csock_layer>
    @usableFromInline let packet: UnsafePointer<csock_packet>
    @usableFromInline let error: UnsafePointer<csock_wire_error>
    /// The number of bytes decoded.
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

    /// What is missing first from a packet that ends early, or the field that is not valid; `nil` after strict decoding.
    public var missing: PacketError? { unsafe error.pointee.code == 0 ? nil : PacketError(error.pointee) }

    @inlinable
    func layer(at index: Int) -> UnsafePointer<csock_layer> {
        precondition(index >= 0 && index < count, "no such header")
        return unsafe layers + index
    }

    /// The number of headers.
    @inlinable public var count: Int { unsafe packet.pointee.count }

    /// The kind of a header; index 0 is the outermost.
    @inlinable
    public func kind(at index: Int) -> LayerKind { LayerKind(rawValue: unsafe layer(at: index).pointee.kind) }

    /// The range of a header and its payload in the bytes.
    @inlinable
    public func range(at index: Int) -> Range<Int> {
        let (start, length) = unsafe (layer(at: index).pointee.offset, layer(at: index).pointee.length)
        return start..<start + length
    }

    /// The result of verifying a header's checksum.
    public func checksum(at index: Int) -> ChecksumState {
        ChecksumState(unsafe layer(at: index).pointee.checksum)
    }

    /// The header at an index, if it is of that type.
    @inlinable @inline(__always)
    public func header<Header: PacketHeader>(at index: Int, as type: Header.Type) -> Header? {
        kind(at: index) == type.layerKind ? unsafe Header.header(of: layer(at: index)) : nil
    }

    /// The first header of a type.
    @inlinable @inline(__always)
    public subscript<Header: PacketHeader>(_ type: Header.Type) -> Header? {
        let kind = type.layerKind.rawValue
        for index in 0..<count where unsafe layers[index].kind == kind {
            return unsafe Header.header(of: layers + index)
        }
        return nil
    }

    /// The kind of the payload as the last header announces it; ``LayerKind/payload`` if unknown.
    @inlinable public var payloadKind: LayerKind { LayerKind(rawValue: unsafe packet.pointee.next) }

    /// The range of the last header's payload in the bytes.
    @inlinable public var payload: Range<Int> {
        let start = unsafe packet.pointee.offset
        return start..<start + (unsafe packet.pointee.payload.count)
    }

    /// The range of the bytes after the packet, such as the padding of Ethernet.
    @inlinable public var trailer: Range<Int> { length - (unsafe packet.pointee.trailer.count)..<length }
}
