public import CSocketShim

/// The kind of checksum to update.
public enum ChecksumKind: Sendable {
    /// A checksum of any protocol except UDP.
    case ordinary
    /// A checksum of UDP: 0, which means no checksum, stays 0, and a result of 0 becomes 0xFFFF.
    case udp
}

extension InternetChecksum {
    /// The checksum after a field at an even offset has changed (RFC 1624). The data is not needed.
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

    /// The checksum after a field of 32 bits at an even offset has changed, such as an address or a sequence number.
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

    /// The checksum after bytes have changed. They begin `offset` bytes, an even or odd number, after the start of the data.
    /// `nil` unless there are as many bytes after as before.
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
