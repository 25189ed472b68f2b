internal import CSocketShim

extension Packet {
    /// The packet cut into fragments for links with an MTU of `mtu` bytes; see ``fragments(of:mtu:identification:)``. The first
    /// header must be of IPv4 or IPv6.
    ///
    /// Throws the errors of that function and of ``encoded(filling:)``.
    public func fragments(mtu: Int, identification: UInt32 = 0) throws(PacketError) -> [[UInt8]] {
        try Packet.fragments(of: encoded(), mtu: mtu, identification: identification)
    }

    /// An IPv4 or IPv6 packet cut into fragments for links with an MTU of `mtu` bytes. Each fragment is a complete IP packet. A
    /// packet that fits is returned unchanged as the only fragment.
    ///
    ///     let datagram = Packet(
    ///         IPv4Header(source: .loopback, destination: .loopback, identification: 7),
    ///         UDPHeader(sourcePort: 5353, destinationPort: 53), payload: [UInt8](repeating: 0, count: 3000))
    ///     for fragment in try datagram.fragments(mtu: 1500) { print(HexDump(fragment)) }
    ///
    /// `identification` is for the fragment header of IPv6; an IPv4 header has its own. Later IPv4 fragments have the options
    /// with the copied flag, and all IPv6 fragments have the hop-by-hop options and the routing header.
    ///
    /// Throws ``ResultCode/messageTooLong`` for a packet that does not fit and has ``IPv4Flags/dontFragment``, is an IPv6
    /// fragment itself, or has headers that leave less than 8 bytes of the MTU; ``ResultCode/packetTooShort`` and
    /// ``ResultCode/packetFieldNotValid`` for bytes that are not a packet. RFC 791, RFC 8200 section 4.5. The corresponding C
    /// functions are `csock_fragmenter_init` and `csock_fragmenter_next`.
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
