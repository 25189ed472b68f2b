public import CSocketShim

/// Whose checksum is updated.
public enum ChecksumKind: Sendable {
    /// Any but UDP's.
    case ordinary
    /// UDP's: 0 is no checksum and stays so, and what would become 0 is 0xFFFF.
    case udp
}

extension InternetChecksum {
    /// The checksum after a field at an even place has changed (RFC 1624), without the data.
    ///
    ///     let (before, after): (UInt16, UInt16) = (0x4011, 0x3f11)  // TTL and protocol
    ///     print(InternetChecksum.updated(0xb861, replacing: before, with: after))
    ///
    /// The corresponding C functions are `csock_checksum_replace16` and `csock_checksum_replace16_udp`.
    @inlinable
    public static func updated(
        _ checksum: UInt16, replacing before: UInt16, with after: UInt16, kind: ChecksumKind = .ordinary
    ) -> UInt16 {
        switch kind {
        case .ordinary: csock_checksum_replace16(checksum, before, after)
        case .udp: csock_checksum_replace16_udp(checksum, before, after)
        }
    }

    /// The checksum after a field of 32 bits at an even place has changed: an address, a sequence number.
    ///
    /// The corresponding C functions are `csock_checksum_replace32` and `csock_checksum_replace32_udp`.
    @inlinable
    public static func updated(
        _ checksum: UInt16, replacing before: UInt32, with after: UInt32, kind: ChecksumKind = .ordinary
    ) -> UInt16 {
        switch kind {
        case .ordinary: csock_checksum_replace32(checksum, before, after)
        case .udp: csock_checksum_replace32_udp(checksum, before, after)
        }
    }

    /// The checksum after bytes have changed that begin `offset` bytes into what it covers, which may be odd.
    /// `nil` if there are not as many bytes after as before, which is no change that a checksum follows.
    ///
    /// The corresponding C functions are `csock_checksum_replace_bytes` and
    /// `csock_checksum_replace_bytes_udp`.
    @inlinable
    public static func updated(
        _ checksum: UInt16, replacing before: some Collection<UInt8>, with after: some Collection<UInt8>,
        at offset: Int, kind: ChecksumKind = .ordinary
    ) -> UInt16? {
        unsafe withContiguousBytes(of: before) { before in
            unsafe withContiguousBytes(of: after) { after in
                unsafe updatedResult(checksum, before, after, offset, kind)
            }
        }
    }

    @inlinable
    static func updatedResult(
        _ checksum: UInt16, _ before: UnsafeRawBufferPointer, _ after: UnsafeRawBufferPointer, _ offset: Int,
        _ kind: ChecksumKind
    ) -> UInt16? {
        if before.count != after.count { return nil }
        let (place, old, new) = (offset & 1, before.baseAddress, after.baseAddress)
        return switch kind {
        case .ordinary: unsafe csock_checksum_replace_bytes(checksum, place, old, new, before.count)
        case .udp: unsafe csock_checksum_replace_bytes_udp(checksum, place, old, new, before.count)
        }
    }
}
