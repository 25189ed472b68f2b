/// Lends the bytes of a collection; those of one without contiguous storage are copied.
@inlinable
func withContiguousBytes<Value>(
    of bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Value
) -> Value {
    let value = bytes.withContiguousStorageIfAvailable { unsafe body(UnsafeRawBufferPointer($0)) }
    return unsafe value ?? Array(bytes).withUnsafeBytes(body)
}
