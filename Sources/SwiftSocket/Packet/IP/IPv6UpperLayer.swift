internal import CSocketShim

/// The upper layer after the extension headers of an IPv6 packet.
///
/// The corresponding C type is `csock_ipv6_upper`.
public struct IPv6UpperLayer: Hashable, Sendable {
    /// The protocol of the upper layer; ``SocketProtocol/noNextHeader`` if there is none.
    public let `protocol`: SocketProtocol
    /// The number of extension headers before it.
    public let headerCount: Int
    /// The offset of the upper layer, in bytes from the first extension header.
    public let offset: Int
    /// The position of the fragment in units of 8 bytes; `nil` without a fragment header. If it is not 0, the bytes at
    /// ``IPv6UpperLayer/offset`` continue an earlier fragment: they do not start with a header.
    public let fragmentOffset: UInt16?
}

extension IPv6Header {
    /// Finds the upper layer in the bytes after this header. Skips hop-by-hop and destination options, routing, fragment and
    /// authentication headers. Stops at any other protocol, ESP included, and at a fragment header that is not of the first
    /// fragment.
    ///
    /// Throws ``ResultCode/packetTooShort`` for a header that ends early, and ``ResultCode/packetFieldNotValid`` for more than
    /// 16 headers and for hop-by-hop options that are not first. The corresponding C function is `csock_ipv6_upper_layer`.
    public func upperLayer(in payload: RawSpan) throws(PacketError) -> IPv6UpperLayer {
        try unsafe payload.withUnsafeBytes { unsafe upperLayerResult($0) }.get()
    }

    /// Finds the upper layer in any collection of bytes; see ``upperLayer(in:)-(RawSpan)``.
    @inlinable
    public func upperLayer(in payload: some Collection<UInt8>) throws(PacketError) -> IPv6UpperLayer {
        try unsafe withContiguousBytes(of: payload) { unsafe upperLayerResult($0) }.get()
    }

    @usableFromInline
    func upperLayerResult(_ bytes: UnsafeRawBufferPointer) -> Result<IPv6UpperLayer, PacketError> {
        var upper = csock_ipv6_upper()
        var error = unsafe csock_wire_error()
        let first = UInt32(bitPattern: nextHeader.rawValue)
        if unsafe csock_ipv6_upper_layer(&upper, first, bytes.baseAddress, bytes.count, &error) < 0 {
            return .failure(unsafe PacketError(error))
        }
        return .success(
            IPv6UpperLayer(
                protocol: SocketProtocol(rawValue: Int32(truncatingIfNeeded: upper.protocol)),
                headerCount: Int(upper.headers), offset: upper.offset,
                fragmentOffset: upper.is_fragment ? UInt16(truncatingIfNeeded: upper.fragment_offset) : nil))
    }
}
