/// Lends the bytes of a string as C's pointer and length.
func withText<Result>(of string: String, _ body: (UnsafePointer<CChar>?, Int) -> Result) -> Result {
    var string = string
    return string.withUTF8 { utf8 in
        unsafe utf8.withMemoryRebound(to: CChar.self) { unsafe body($0.baseAddress, $0.count) }
    }
}

/// Makes a string from text that C writes, without a terminator, into memory of the given size. What is
/// not UTF-8 is repaired.
func text(capacity: Int, _ write: (UnsafeMutablePointer<CChar>) -> Int) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
        guard let start = buffer.baseAddress else { return "" }
        let written = unsafe UnsafeRawBufferPointer(start: start, count: write(start))
        return unsafe String(decoding: written, as: UTF8.self)
    }
}
