internal import CSocketShim

/// A hardware address of Ethernet, Wi-Fi and other IEEE 802 networks. A plain value of 48 bits.
public struct MACAddress: Hashable, Sendable {
    /// The address as a number, its first byte the most significant of 48 bits.
    private let value: UInt64

    /// Makes an address from its six bytes: `MACAddress(0x52, 0x54, 0, 0x12, 0x34, 0x56)`.
    public init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ e: UInt8, _ f: UInt8) {
        self.init((a, b, c, d, e, f))
    }

    /// Makes an address from six bytes; `nil` for any other number of them.
    public init?(bytes: some Collection<UInt8>) {
        if bytes.count != 6 { return nil }
        value = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The bytes in the order in which they are sent.
    public var bytes: [UInt8] { (0..<6).map { UInt8(truncatingIfNeeded: value >> (40 - 8 * $0)) } }

    /// ff:ff:ff:ff:ff:ff: every host of the link.
    public static let broadcast = MACAddress(0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
    /// 00:00:00:00:00:00: the unknown address in an ARP request.
    public static let unspecified = MACAddress(0, 0, 0, 0, 0, 0)

    /// Whether the address is for a group of hosts, as the broadcast address is.
    public var isMulticast: Bool { value >> 40 & 1 != 0 }
    /// Whether the address was assigned locally, not by the manufacturer.
    public var isLocallyAdministered: Bool { value >> 40 & 2 != 0 }

    /// The six bytes as C has them in a struct.
    typealias Octets = (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)

    init(_ octets: Octets) {
        let high = UInt64(octets.0) << 40 | UInt64(octets.1) << 32 | UInt64(octets.2) << 24
        value = high | UInt64(octets.3) << 16 | UInt64(octets.4) << 8 | UInt64(octets.5)
    }

    var octets: Octets {
        (
            UInt8(truncatingIfNeeded: value >> 40), UInt8(truncatingIfNeeded: value >> 32),
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16),
            UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)
        )
    }
}

extension MACAddress: LosslessStringConvertible {
    /// Reads `52:54:00:12:34:56` or `52-54-00-12-34-56`: two digits for each byte, with colons or with hyphens. `nil`
    /// for anything else.
    ///
    /// The corresponding C function is `csock_mac_parse`.
    public init?(_ description: String) {
        var octets: Octets = (0, 0, 0, 0, 0, 0)
        let result = unsafe withMutableBytePointer(to: &octets) { mac in
            unsafe withText(of: description) { unsafe csock_mac_parse($0, $1, mac) }
        }
        if result < 0 { return nil }
        self.init(octets)
    }

    /// `52:54:00:12:34:56`
    ///
    /// The corresponding C function is `csock_mac_format`.
    public var description: String {
        unsafe withBytePointer(to: octets) { mac in
            unsafe text(capacity: CSOCK_MAC_TEXT_LENGTH) { unsafe csock_mac_format(mac, $0) }
        }
    }
}

extension MACAddress: Comparable {
    /// Numerical order.
    public static func < (left: MACAddress, right: MACAddress) -> Bool { left.value < right.value }
}
