internal import CSocketShim

/// An array of the bytes that `write` writes: one allocation. The bytes are written to the stack first; a value that is
/// longer is written a second time, into the array.
func encodedBytes(
    _ kind: LayerKind, _ write: (inout HeaderWriter) -> Void
) throws(PacketError) -> [UInt8] {
    let onStack = 512
    return try unsafe withUnsafeTemporaryAllocation(byteCount: onStack, alignment: 8) { memory in
        var error = unsafe csock_wire_error()
        return unsafe withUnsafeMutablePointer(to: &error) { error -> Result<[UInt8], PacketError> in
            var writer = unsafe HeaderWriter(memory, kind, error)
            write(&writer)
            let length = writer.finish()
            if length >= 0 { return .success(unsafe Array(memory.prefix(length))) }
            guard unsafe error.pointee.code == CSOCK_EPKTROOM else {
                return .failure(unsafe PacketError(error.pointee))
            }
            return Result { () throws(PacketError) in
                try unsafe array(writer.position) { memory throws(PacketError) in
                    unsafe error.pointee.code = 0
                    var writer = unsafe HeaderWriter(memory, kind, error)
                    write(&writer)
                    let length = writer.finish()
                    if length < 0 { throw unsafe PacketError(error.pointee) }
                    return length
                }
            }
        }
    }.get()
}

/// An array of the bytes that `body` writes into memory of `capacity` bytes; it returns their number.
func array(
    _ capacity: Int, _ body: (UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
) throws(PacketError) -> [UInt8] {
    var failure: PacketError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        do throws(PacketError) {
            count = try unsafe body(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: capacity))
        } catch {
            failure = error
        }
    }
    if let failure { throw failure }
    return bytes
}

/// Appends the bytes that `body` writes to the free capacity of a span; it returns their number.
@inlinable
func append(
    to span: inout OutputRawSpan, _ body: (UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
) throws(PacketError) {
    try unsafe span.withUnsafeMutableBytes { memory, count throws(PacketError) in
        count += try unsafe body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
    }
}
