/// A string of the text that C writes into memory of a capacity. `write` returns the length of the whole text, as
/// snprintf(3) does, and is called again with more memory for a longer text.
func text(_ write: (UnsafeMutablePointer<CChar>?, Int) -> Int) -> String {
    var length = 0
    let short = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer -> String? in
        length = unsafe write(buffer.baseAddress, buffer.count)
        if length >= buffer.count { return nil }
        return unsafe String(decoding: UnsafeRawBufferPointer(buffer).prefix(length), as: UTF8.self)
    }
    return unsafe short
        ?? withUnsafeTemporaryAllocation(of: CChar.self, capacity: length + 1) { buffer in
            let written = unsafe min(write(buffer.baseAddress, buffer.count), length)
            return unsafe String(decoding: UnsafeRawBufferPointer(buffer).prefix(written), as: UTF8.self)
        }
}

/// A string of the text that one of C's functions, such as `csock_tcp_option_format`, writes for a value.
func text<C>(of c: C, by format: (UnsafePointer<C>, UnsafeMutablePointer<CChar>?, Int) -> Int) -> String {
    unsafe withUnsafePointer(to: c) { c in unsafe text { unsafe format(c, $0, $1) } }
}
