/// Lends the UTF-8 bytes of a string to C, as a pointer and a length.
func withText<Result>(of string: String, _ body: (UnsafePointer<CChar>?, Int) -> Result) -> Result {
    var string = string
    return string.withUTF8 { utf8 in
        unsafe utf8.withMemoryRebound(to: CChar.self) { unsafe body($0.baseAddress, $0.count) }
    }
}

/// A string of the text that C writes into memory of `capacity` bytes. `write` returns the length; the text is not
/// terminated. Bytes that are not UTF-8 become U+FFFD.
func text(capacity: Int, _ write: (UnsafeMutablePointer<CChar>) -> Int) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
        guard let start = buffer.baseAddress else { return "" }
        let written = unsafe UnsafeRawBufferPointer(start: start, count: min(write(start), capacity))
        return unsafe String(decoding: written, as: UTF8.self)
    }
}
