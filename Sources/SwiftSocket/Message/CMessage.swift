internal import CSocketShim

extension MessageFlags {
    /// The flags as C functions take them, without the library's own flags.
    var c: csock_flags { csock_flags(UInt32(bitPattern: rawValue)) }
}

/// Lends C a message of up to three pieces. Each may be empty.
func withMessage<Result>(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer = unsafe .empty,
    _ third: UnsafeRawBufferPointer = unsafe .empty, to address: SocketAddress?, _ flags: csock_flags,
    ancillary: csock_ancillary? = nil, _ body: (UnsafePointer<csock_message>) -> Result
) -> Result {
    unsafe withUnsafeTemporaryAllocation(of: csock_bytes.self, capacity: 3) { pieces in
        unsafe pieces.initializeElement(at: 0, to: csock_bytes(first))
        unsafe pieces.initializeElement(at: 1, to: csock_bytes(second))
        unsafe pieces.initializeElement(at: 2, to: csock_bytes(third))
        return unsafe SocketAddress.withPointer(to: address) { address in
            var message = unsafe csock_message(
                pieces: UnsafePointer(pieces.baseAddress), piece_count: pieces.count, address: address,
                ancillary: nil, flags: flags)
            guard let ancillary else { return unsafe body(&message) }
            return unsafe withUnsafePointer(to: ancillary) {
                unsafe message.ancillary = $0
                return unsafe body(&message)
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate static var empty: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
}
