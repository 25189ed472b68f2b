internal import CSocketShim

/// An IPv6 fragment header: RFC 8200 section 4.5.
///
/// The corresponding C type is `csock_ipv6_fragment_header`.
public struct IPv6FragmentHeader: Hashable, Sendable {
    /// The protocol of the first header in the first fragment.
    public var nextHeader: SocketProtocol
    /// Should be 0.
    public var reserved: UInt8
    /// The position of the fragment in the packet, in units of 8 bytes, 0 to 8191.
    public var fragmentOffset: UInt16
    /// Should be 0, 0 to 3.
    public var reservedFlags: UInt8
    /// Whether more fragments follow.
    public var moreFragments: Bool
    /// The same number in all fragments of a packet.
    public var identification: UInt32

    /// A header with the given fields.
    public init(
        identification: UInt32, fragmentOffset: UInt16 = 0, moreFragments: Bool = false,
        nextHeader: SocketProtocol = .noNextHeader, reserved: UInt8 = 0, reservedFlags: UInt8 = 0
    ) {
        self.nextHeader = nextHeader
        self.reserved = reserved
        self.fragmentOffset = fragmentOffset
        self.reservedFlags = reservedFlags
        self.moreFragments = moreFragments
        self.identification = identification
    }
}

extension IPv6FragmentHeader: CHeader {
    /// A fragment header.
    public static var layerKind: LayerKind { .ipv6Fragment }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.ipv6_fragment
        self.init(
            identification: header.identification, fragmentOffset: UInt16(truncatingIfNeeded: header.fragment_offset),
            moreFragments: header.more_fragments != 0,
            nextHeader: SocketProtocol(rawValue: Int32(truncatingIfNeeded: header.next_header)),
            reserved: UInt8(truncatingIfNeeded: header.reserved),
            reservedFlags: UInt8(truncatingIfNeeded: header.reserved_flags))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(
            csock_layer(
                Self.layerKind,
                csock_ipv6_fragment_header(
                    next_header: UInt32(bitPattern: nextHeader.rawValue), reserved: UInt32(reserved),
                    fragment_offset: UInt32(fragmentOffset), reserved_flags: UInt32(reservedFlags),
                    more_fragments: moreFragments ? 1 : 0, identification: identification)))
    }
}
