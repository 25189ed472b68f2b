/// Lends the bytes of a plain value to C.
func withBytePointer<Value: BitwiseCopyable, Result>(
    to value: Value, _ body: (UnsafePointer<UInt8>) -> Result
) -> Result {
    unsafe withUnsafePointer(to: value) { pointer in
        unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout<Value>.size) { unsafe body($0) }
    }
}

/// Lends the bytes of a plain value to C, to write to.
func withMutableBytePointer<Value: BitwiseCopyable, Result>(
    to value: inout Value, _ body: (UnsafeMutablePointer<UInt8>) -> Result
) -> Result {
    unsafe withUnsafeMutablePointer(to: &value) { pointer in
        unsafe pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout<Value>.size) { unsafe body($0) }
    }
}
