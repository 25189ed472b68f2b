/// A packet as it was captured.
public struct CapturedPacket: Hashable, Sendable {
    /// When, since 1970.
    public var time: Duration
    /// How long the packet was, in bytes.
    public var length: Int
    /// The captured bytes: all, or the first ones.
    public var bytes: [UInt8]
    /// Whether this machine has sent it, and left the transport checksum for the hardware to finish. Files do not
    /// tell.
    public var isChecksumUnfinished = false

    /// A packet of which all was kept, unless `length` is more.
    public init(time: Duration, bytes: [UInt8], length: Int? = nil) {
        self.time = time
        self.bytes = bytes
        self.length = length ?? bytes.count
    }
}

/// What the packets of a capture begin with: a number of tcpdump.org's list. Open to any.
public struct LinkType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt16

    /// Any number, known here or not.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// An Ethernet header.
    public static let ethernet = LinkType(rawValue: 1)
    /// The IPv4 or IPv6 header.
    public static let raw = LinkType(rawValue: 101)
    /// What Linux makes of packets from all kinds of interfaces: 16 bytes.
    public static let linuxCooked = LinkType(rawValue: 113)
    /// The same of 20 bytes, with the interface.
    public static let linuxCooked2 = LinkType(rawValue: 276)
}
