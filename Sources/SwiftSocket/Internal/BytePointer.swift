/// Lends the bytes of a plain value as C's pointer.
func withBytePointer<Value: BitwiseCopyable, Result>(
    to value: Value, _ body: (UnsafePointer<UInt8>) -> Result
) -> Result {
    unsafe withUnsafePointer(to: value) { pointer in
        unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout<Value>.size) { unsafe body($0) }
    }
}

/// The same for C to write to.
func withMutableBytePointer<Value: BitwiseCopyable, Result>(
    to value: inout Value, _ body: (UnsafeMutablePointer<UInt8>) -> Result
) -> Result {
    unsafe withUnsafeMutablePointer(to: &value) { pointer in
        unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout<Value>.size) { unsafe body($0) }
    }
}
