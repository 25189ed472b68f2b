/// A new array with the bytes that `body` writes, and the result of `body`. The array has room for at most 2 GiB less a
/// page: one call never receives more (read(2)).
func received(
    _ maxCount: Int, _ operation: SocketError.Operation, _ body: (UnsafeMutableRawBufferPointer) -> Int
) throws(SocketError) -> (bytes: [UInt8], result: Int) {
    if maxCount < 0 { throw SocketError(operation, .invalidArgument) }
    var result = 0
    let room = min(maxCount, 0x7fff_f000)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        result = unsafe body(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: room))
        count = max(result, 0)
    }
    return (bytes, result)
}

/// Appends the bytes that `body` writes to a span.
func appending(to span: inout OutputRawSpan, _ body: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    unsafe span.withUnsafeMutableBytes { memory, count in
        let result = unsafe body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
        count += max(result, 0)
        return result
    }
}
