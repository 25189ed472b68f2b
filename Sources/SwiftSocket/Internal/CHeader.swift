internal import CSocketShim

/// A header that C reads and writes. The file of such a header has its fields, and how they correspond to C's.
protocol CHeader: PacketHeader {
    /// Takes over a header that C has read. Pointers in the layer are valid during the call.
    init(layer: UnsafePointer<csock_layer>)

    /// Lends the header in C's form. Pointers in the layer are valid during the call.
    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result
}

extension CHeader {
    /// Reads the header by way of `csock_layer_decode` or `csock_layer_decode_lenient`.
    public static func read(_ reader: inout HeaderReader) -> Self? {
        if let layer = unsafe reader.layer(of: layerKind) { return unsafe Self(layer: layer) }
        let bytes = unsafe reader.unread
        let (kind, error) = unsafe (layerKind.rawValue, reader.error)
        let isLenient = reader.isLenient
        // Not initialized: C sets what it returns.
        let (header, length) = unsafe withUnsafeTemporaryAllocation(of: csock_layer.self, capacity: 1) { memory in
            guard let layer = memory.baseAddress else { return (Self?.none, Int32(0)) }
            let length =
                unsafe isLenient
                ? csock_layer_decode_lenient(layer, kind, bytes.baseAddress, bytes.count, error)
                : csock_layer_decode(layer, kind, bytes.baseAddress, bytes.count, error)
            return unsafe (length < 0 ? nil : Self(layer: layer), length)
        }
        reader.offset += Int(max(length, 0))
        return header
    }

    /// Writes the header by way of `csock_layer_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe withLayer { unsafe writer.write($0, by: csock_layer_encode) }
    }

    /// The header in the form of tcpdump, as `UDP 53411 > 53, length 12`. The corresponding C function is
    /// `csock_layer_format`.
    public var description: String {
        unsafe withLayer { unsafe text(of: $0, by: csock_layer_format) }
    }

    /// The kind of the layer that follows. The corresponding C function is `csock_layer_next`.
    public var nextLayer: LayerKind {
        unsafe withLayer { layer in
            unsafe withUnsafePointer(to: layer) { unsafe LayerKind(rawValue: csock_layer_next($0)) }
        }
    }
}

extension csock_layer {
    /// A layer with a header: the member of the union that the kind says.
    init<C>(_ kind: LayerKind, _ header: C) {
        unsafe self.init()
        unsafe self.kind = kind.rawValue
        unsafe withUnsafeMutablePointer(to: &self) { layer in
            unsafe UnsafeMutableRawPointer(mutating: csock_layer_header(layer))
                .assumingMemoryBound(to: C.self).initialize(to: header)
        }
    }
}
