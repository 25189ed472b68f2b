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
        if let layer = unsafe reader.layer { return unsafe Self(layer: layer) }
        let kind = layerKind.rawValue
        let decode = unsafe reader.isLenient ? csock_layer_decode_lenient : csock_layer_decode
        return unsafe reader.decode(csock_layer(), { unsafe Self(layer: $0) }) {
            unsafe decode($0, kind, $1, $2, $3)
        }
    }

    /// Writes the header by way of `csock_layer_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe withLayer { unsafe writer.write($0, by: csock_layer_encode) }
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
