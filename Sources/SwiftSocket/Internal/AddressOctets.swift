extension IPv4Address {
    /// Four bytes in one of C's structs.
    @usableFromInline typealias Octets = (UInt8, UInt8, UInt8, UInt8)

    @inlinable
    init(_ octets: Octets) {
        self.init(octets.0, octets.1, octets.2, octets.3)
    }

    @inlinable
    var octets: Octets {
        (
            UInt8(truncatingIfNeeded: rawValue >> 24), UInt8(truncatingIfNeeded: rawValue >> 16),
            UInt8(truncatingIfNeeded: rawValue >> 8), UInt8(truncatingIfNeeded: rawValue)
        )
    }
}

extension [IPv4Address] {
    /// The addresses in bytes, 4 bytes each.
    init(octets: [UInt8]) {
        self = stride(from: 0, to: octets.count, by: 4).compactMap {
            IPv4Address(bytes: octets[$0..<Swift.min($0 + 4, octets.count)])
        }
    }

    /// The bytes of all addresses.
    var octets: [UInt8] { flatMap(\.bytes) }
}

extension IPv6Address {
    /// Sixteen bytes in one of C's structs.
    @usableFromInline
    typealias Octets = (
        UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
    )

    @inlinable
    init(_ octets: Octets) {
        let words = unsafe withUnsafeBytes(of: octets) { unsafe $0.loadUnaligned(as: (UInt64, UInt64).self) }
        self.init(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
    }

    @inlinable
    var octets: Octets {
        unsafe withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { unsafe $0.loadUnaligned(as: Octets.self) }
    }
}

extension [IPv6Address] {
    /// The addresses in bytes, 16 bytes each.
    init(octets: [UInt8]) {
        self = stride(from: 0, to: octets.count, by: 16).compactMap {
            IPv6Address(bytes: octets[$0..<Swift.min($0 + 16, octets.count)])
        }
    }

    /// The bytes of all addresses.
    var octets: [UInt8] { flatMap(\.bytes) }
}
