internal import CSocketShim

extension Packet {
    /// The packet cut into fragments for links that take packets of `mtu` bytes; see
    /// ``fragments(of:mtu:identification:)``. Its first header is IPv4's or IPv6's.
    ///
    /// Throws what that and ``encoded(filling:)`` do.
    public func fragments(mtu: Int, identification: UInt32 = 0) throws(PacketError) -> [[UInt8]] {
        try Packet.fragments(of: encoded(), mtu: mtu, identification: identification)
    }

    /// An IPv4 or IPv6 packet cut into fragments, each a packet as it goes on the wire, for links that take
    /// packets of `mtu` bytes. A packet that fits is its own only fragment.
    ///
    ///     let datagram = Packet(
    ///         IPv4Header(source: .loopback, destination: .loopback, identification: 7),
    ///         UDPHeader(sourcePort: 5353, destinationPort: 53), payload: [UInt8](repeating: 0, count: 3000))
    ///     for fragment in try datagram.fragments(mtu: 1500) { print(HexDump(fragment)) }
    ///
    /// `identification` is the one of IPv6's fragment header; an IPv4 header brings its own. Later IPv4 fragments carry
    /// the options whose type says so, and all IPv6 fragments hop-by-hop options and a routing header.
    ///
    /// Throws ``ResultCode/messageTooLong`` for a packet that does not fit and has
    /// ``IPv4Flags/dontFragment``, is an IPv6 fragment itself, or has headers without room for 8 bytes more in the
    /// MTU; ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid`` for bytes that are no packet. The
    /// corresponding C functions are `csock_fragmenter_init` and `csock_fragmenter_next`. RFC 791, RFC 8200 section 4.5.
    @inlinable
    public static func fragments(
        of packet: some Collection<UInt8>, mtu: Int, identification: UInt32 = 0
    ) throws(PacketError) -> [[UInt8]] {
        try unsafe withContiguousBytes(of: packet) {
            unsafe fragmentsResult($0, mtu: mtu, identification: identification)
        }.get()
    }

    @usableFromInline
    static func fragmentsResult(
        _ packet: UnsafeRawBufferPointer, mtu: Int, identification: UInt32
    ) -> Result<[[UInt8]], PacketError> {
        var fragmenter = unsafe csock_fragmenter()
        var fragments: [[UInt8]] = []
        do throws(PacketError) {
            // No packet is longer than 40 + 65535 bytes.
            let mtu = Swift.min(Swift.max(mtu, 0), 65575)
            try unsafe PacketError.check {
                unsafe csock_fragmenter_init(&fragmenter, packet.baseAddress, packet.count, mtu, identification, $0)
            }
            while true {
                let fragment = try unsafe array(Swift.min(mtu, packet.count + 8)) { memory throws(PacketError) in
                    let length = try unsafe PacketError.check {
                        unsafe csock_fragmenter_next(&fragmenter, memory.baseAddress, memory.count, $0)
                    }
                    return Int(length)
                }
                if fragment.isEmpty { return .success(fragments) }
                fragments.append(fragment)
            }
        } catch {
            return .failure(error)
        }
    }
}
