public import CSocketShim

extension csock_bytes {
    @inlinable
    init(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.init(start: bytes.assumingMemoryBound(to: UInt8.self).baseAddress, count: bytes.count)
    }

    /// A copy of the bytes.
    var array: [UInt8] { unsafe Array(UnsafeBufferPointer(start: start, count: count)) }
}

extension [UInt8] {
    /// Lends the bytes to C.
    func withCBytes<Value>(_ body: (csock_bytes) -> Value) -> Value {
        unsafe span.bytes.withUnsafeBytes { unsafe body(csock_bytes($0)) }
    }
}
