public import CSocketShim

#if canImport(Glibc)
public import Glibc
#else
public import Musl
#endif

// The bridge to C: addresses of CSocketShim and of libc, in both directions.
extension SocketAddress {
    /// The address that a C function of `CSocketShim` wrote. A length over 128 bytes counts as 128.
    public init(_ address: csock_address) {
        storage = address
        storage.length = min(address.length, UInt32(CSOCK_ADDRESS_MAX))
    }

    /// The address as C functions of `CSocketShim` take it.
    public var csockAddress: csock_address { storage }

    /// A copy of a `sockaddr` of `length` bytes, 2 to 128.
    ///
    /// Throws `EINVAL` for any other length.
    ///
    /// The corresponding C function is `csock_address_set_bytes`.
    public init(_ address: UnsafePointer<sockaddr>, length: socklen_t) throws(SocketError) {
        unsafe try self.init(subject: "\(length) bytes") {
            unsafe csock_address_set_bytes($0, address, Int(length))
        }
    }

    /// Lends the address to a C function as a `sockaddr` and its length. The pointer is valid until `body` returns.
    ///
    ///     let result = address.withUnsafeSockAddr { pointer, length in
    ///         (Int(length), unsafe Int(pointer.pointee.sa_family))  // call bind(2), connect(2), sendto(2) here
    ///     }
    ///     print(result)
    public func withUnsafeSockAddr<Result, Failure: Error>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafePointer(to: storage.storage) { bytes throws(Failure) in
            try unsafe bytes.withMemoryRebound(to: sockaddr.self, capacity: 1) { address throws(Failure) in
                try unsafe body(address, socklen_t(storage.length))
            }
        }
    }
}
