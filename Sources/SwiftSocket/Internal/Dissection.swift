public import CSocketShim

/// Dissects a packet with the C functions; headers of the caller's types are decoded in between.
@usableFromInline
@unsafe
struct Dissection {
    let packet: UnsafeMutablePointer<csock_packet>
    let layers: UnsafeMutablePointer<csock_layer>
    let capacity: Int
    let bytes: UnsafeRawBufferPointer
    let error: UnsafeMutablePointer<csock_wire_error>
    let isLenient: Bool
    let flags: Int32

    @usableFromInline
    init(
        _ packet: UnsafeMutablePointer<csock_packet>, _ layers: UnsafeMutablePointer<csock_layer>, _ capacity: Int,
        _ bytes: UnsafeRawBufferPointer, _ error: UnsafeMutablePointer<csock_wire_error>, leniently: Bool,
        _ verifyingChecksums: Bool
    ) {
        unsafe self.packet = unsafe packet
        unsafe self.layers = unsafe layers
        unsafe self.capacity = capacity
        unsafe self.bytes = unsafe bytes
        unsafe self.error = unsafe error
        unsafe isLenient = leniently
        unsafe flags = Self.flags(leniently: leniently, verifyingChecksums)
    }

    @inlinable
    static func flags(leniently: Bool, _ verifyingChecksums: Bool) -> Int32 {
        Int32((leniently ? CSOCK_DISSECT_LENIENT : 0) | (verifyingChecksums ? CSOCK_DISSECT_CHECKSUMS : 0))
    }

    /// Dissects the bytes from a header of the kind `first` on. Returns whether they could be decoded; otherwise the
    /// error is set.
    @usableFromInline
    func dissect(as first: LayerKind, knowing types: [any PacketHeader.Type]) -> Bool {
        let result = unsafe csock_packet_dissect(
            packet, layers, capacity, first.rawValue, bytes.baseAddress, bytes.count, flags, error)
        return unsafe result >= 0 && (types.isEmpty || dissectFurther(types))
    }

    /// Goes on after headers of the caller's types.
    @usableFromInline
    func dissectFurther(_ types: [any PacketHeader.Type]) -> Bool {
        while unsafe csock_layer_is_own(packet.pointee.next), unsafe error.pointee.code == 0 || isLenient {
            let kind = unsafe LayerKind(rawValue: packet.pointee.next)
            guard let type = types.first(where: { $0.layerKind == kind }) else { return true }
            // Bytes that are missing because the packet ends early, or goes on in another fragment, are no error.
            let mayBeShort = unsafe isLenient || packet.pointee.incomplete
            var failure = unsafe csock_wire_error()
            var own = csock_own_header(kind: kind.rawValue, next: 0, length: 0)
            if unsafe !type.measure(packet.pointee.payload, leniently: mayBeShort, &own, &failure) {
                if unsafe isLenient && packet.pointee.count > 0 || mayBeShort && failure.code == CSOCK_EPKTSHORT {
                    if unsafe isLenient && error.pointee.code == 0 { unsafe error.pointee = unsafe failure }
                    return true
                }
                unsafe error.pointee = unsafe failure
                return false
            }
            // Strictly, a header that the first fragment cuts off is payload, as C leaves its own.
            if unsafe !isLenient && failure.code == CSOCK_EPKTSHORT { return true }
            let missing = unsafe error.pointee.code == 0 ? failure : error.pointee
            let result = unsafe csock_packet_dissect_further(
                packet, layers, capacity, &own, bytes.baseAddress, bytes.count, flags, error)
            if result < 0 { return false }
            if unsafe isLenient && missing.code != 0 { unsafe error.pointee = unsafe missing }
        }
        return true
    }
}

extension PacketHeader {
    /// Reads the header at the start of a payload: its length and what follows. Returns whether it could be read.
    fileprivate static func measure(
        _ payload: csock_bytes, leniently: Bool, _ own: UnsafeMutablePointer<csock_own_header>,
        _ error: UnsafeMutablePointer<csock_wire_error>
    ) -> Bool {
        let bytes = unsafe UnsafeRawBufferPointer(start: payload.start, count: payload.count)
        var reader = unsafe HeaderReader(bytes, layerKind, leniently: leniently, error)
        guard let header = read(&reader), reader.isGood else {
            reader.requireError()
            return false
        }
        // No byte of the header is left.
        if unsafe reader.position == 0 && error.pointee.code != 0 { return false }
        unsafe own.pointee.length = reader.position
        // After a header that ends early nothing can follow.
        unsafe own.pointee.next = error.pointee.code == 0 ? header.nextLayer.rawValue : LayerKind.payload.rawValue
        return true
    }

    /// The header of a layer that C, or ``Dissection``, has read.
    @inlinable @inline(__always)
    static func header(of layer: UnsafePointer<csock_layer>) -> Self? {
        var error = unsafe csock_wire_error()
        let own = unsafe csock_layer_is_own(layer.pointee.kind)
        let bytes = unsafe own ? layer.pointee.custom : csock_bytes()
        var reader = unsafe HeaderReader(
            UnsafeRawBufferPointer(start: bytes.start, count: bytes.count), layerKind, leniently: own, &error,
            layer: own ? nil : layer)
        guard let header = read(&reader) else { return nil }
        // A type that is not the library's own of that kind wants bytes, and there are none.
        return unsafe own || error.code == 0 ? header : nil
    }
}
