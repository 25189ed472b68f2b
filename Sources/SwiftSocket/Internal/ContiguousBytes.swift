/// Lends the bytes of a collection to `body`. The bytes of a collection without contiguous storage are copied.
@inlinable
func withContiguousBytes<Value>(
    of bytes: some Collection<UInt8>, _ body: (UnsafeRawBufferPointer) -> Value
) -> Value {
    let value = bytes.withContiguousStorageIfAvailable { unsafe body(UnsafeRawBufferPointer($0)) }
    return unsafe value ?? Array(bytes).withUnsafeBytes(body)
}
