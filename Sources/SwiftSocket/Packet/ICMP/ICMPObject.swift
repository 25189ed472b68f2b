internal import CSocketShim

/// An object of an ICMP extension: RFC 4884 section 8. Open to any class.
///
/// The corresponding C type is `csock_icmp_object`.
public enum ICMPObject: Hashable, Sendable {
    /// The MPLS label stack of the packet when it arrived: RFC 4950.
    case mpls([MPLSLabel])
    /// Information about an interface: RFC 5837.
    case interface(ICMPInterface)
    /// The interface in an extended echo request by name, padded with zeros to a multiple of 4 bytes: RFC 8335.
    case interfaceName([UInt8])
    /// The interface in an extended echo request by index.
    case interfaceIndex(UInt32)
    /// The interface in an extended echo request by address: `family` is 1 for IPv4, 2 for IPv6, 16389 for a MAC address.
    case interfaceAddress([UInt8], family: UInt16, reserved: UInt8 = 0)
    /// Any other class and C-Type, and objects that cannot be decoded as one of these.
    case other(classNumber: UInt8, cType: UInt8, payload: [UInt8])

    /// The interface with a name.
    public static func interface(named name: String) -> ICMPObject {
        .interfaceName(Array(name.utf8) + [UInt8](repeating: 0, count: (4 - name.utf8.count % 4) % 4))
    }

    /// The interface with an address.
    public static func interface(_ address: IPv4Address) -> ICMPObject {
        .interfaceAddress(address.bytes, family: UInt16(CSOCK_AFI_IPV4))
    }

    /// The interface with an address.
    public static func interface(_ address: IPv6Address) -> ICMPObject {
        .interfaceAddress(address.bytes, family: UInt16(CSOCK_AFI_IPV6))
    }
}

/// An entry of an MPLS label stack: RFC 3032, RFC 5462.
///
/// The corresponding C type is `csock_mpls_label`.
public struct MPLSLabel: Hashable, Sendable {
    /// The label, 20 bits.
    public var label: UInt32
    /// The traffic class, 3 bits; earlier "Exp".
    public var trafficClass: UInt8
    /// Whether it is the last of the stack (S).
    public var isBottomOfStack: Bool
    /// The number of routers that may forward the packet.
    public var timeToLive: UInt8

    /// An entry with the given fields.
    public init(_ label: UInt32, trafficClass: UInt8 = 0, isBottomOfStack: Bool, timeToLive: UInt8) {
        self.label = label
        self.trafficClass = trafficClass
        self.isBottomOfStack = isBottomOfStack
        self.timeToLive = timeToLive
    }
}

extension MPLSLabel: PacketCodable {
    /// ICMP extension.
    public static var errorLayer: LayerKind { .icmpExtension }

    /// Reads an entry by way of `csock_mpls_label_next`.
    public static func read(_ reader: inout HeaderReader) -> MPLSLabel? {
        unsafe reader.next(
            csock_mpls_label(),
            {
                MPLSLabel(
                    $0.label, trafficClass: UInt8(truncatingIfNeeded: $0.traffic_class),
                    isBottomOfStack: $0.bottom_of_stack != 0, timeToLive: UInt8(truncatingIfNeeded: $0.time_to_live))
            }, by: csock_mpls_label_next)
    }

    /// Writes the entry by way of `csock_mpls_label_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe writer.write(c, by: csock_mpls_label_encode)
    }

    private var c: csock_mpls_label {
        csock_mpls_label(
            label: label, traffic_class: UInt32(trafficClass), bottom_of_stack: isBottomOfStack ? 1 : 0,
            time_to_live: UInt32(timeToLive))
    }

    /// `(label 16, tc 0, [S], ttl 1)`, in the form of tcpdump. The corresponding C function is
    /// `csock_mpls_label_format`.
    public var description: String { unsafe text(of: c, by: csock_mpls_label_format) }
}

/// An interface that handled a packet quoted by an ICMP error: RFC 5837.
///
/// The corresponding C type is `csock_icmp_interface`.
public struct ICMPInterface: Hashable, Sendable {
    /// The role of the interface: 0 the packet arrived there, 1 the sub-IP component of that interface, 2 the packet would
    /// have left there, 3 the next hop.
    public var role: UInt8
    /// The index, as in SNMP's ifIndex.
    public var index: UInt32?
    /// The address.
    public var address: Address?
    /// The name with its padding of zeros, 63 bytes at most.
    public var name: [UInt8]?
    /// The MTU.
    public var mtu: UInt32?
    /// Two bits that should be 0.
    public var reserved: UInt8
    /// Sixteen bits beside the address that should be 0.
    public var addressReserved: UInt16

    /// An address of either family.
    public enum Address: Hashable, Sendable {
        /// An IPv4 address.
        case ipv4(IPv4Address)
        /// An IPv6 address.
        case ipv6(IPv6Address)
    }

    /// An interface with the given fields.
    public init(
        role: UInt8, index: UInt32? = nil, address: Address? = nil, name: [UInt8]? = nil, mtu: UInt32? = nil,
        reserved: UInt8 = 0, addressReserved: UInt16 = 0
    ) {
        self.role = role
        self.index = index
        self.address = address
        self.name = name
        self.mtu = mtu
        self.reserved = reserved
        self.addressReserved = addressReserved
    }
}
