internal import CSocketShim

/// What the extension headers of an IPv6 packet lead to.
///
/// The corresponding C type is `csock_ipv6_upper`.
public struct IPv6UpperLayer: Hashable, Sendable {
    /// The protocol of the upper layer; ``SocketProtocol/noNextHeader`` if nothing follows.
    public let `protocol`: SocketProtocol
    /// How many extension headers come before it.
    public let headerCount: Int
    /// Where it begins, in bytes from the first extension header.
    public let offset: Int
    /// Where the fragment belongs, in units of 8 bytes; `nil` if there is no fragment header. Not 0: what is at
    /// ``IPv6UpperLayer/offset`` continues an earlier fragment and begins with no header.
    public let fragmentOffset: UInt16?
}

extension IPv6Header {
    /// Follows the next headers through the bytes after this header to the upper layer, past hop-by-hop and
    /// destination options, routing, fragment and authentication headers. Any other protocol ends it, ESP too, and
    /// so does a fragment header that is not of the first fragment.
    ///
    /// Throws ``ResultCode/packetTooShort`` for a header that ends early, and ``ResultCode/packetFieldNotValid`` for
    /// more than 16 headers and for hop-by-hop options that are not first. The corresponding C function is
    /// `csock_ipv6_upper_layer`.
    public func upperLayer(in payload: RawSpan) throws(PacketError) -> IPv6UpperLayer {
        try unsafe payload.withUnsafeBytes { unsafe upperLayerResult($0) }.get()
    }

    /// Follows the next headers through any collection of bytes; see ``upperLayer(in:)-(RawSpan)``.
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
