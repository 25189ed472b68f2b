internal import CSocketShim

/// A VLAN tag: IEEE 802.1Q and 802.1ad. It follows an EtherType for which ``EtherType/isVLAN`` is true. Its own
/// EtherType is that of the payload, which may be another tag.
///
/// The corresponding C type is `csock_vlan_header`.
public struct VLANTag: Hashable, Sendable {
    /// The priority code point (PCP), 0 to 7.
    public var priority: UInt8
    /// Whether the frame may be dropped first under congestion (DEI).
    public var isDropEligible: Bool
    /// The VLAN, 0 to 4095; 0 means no VLAN.
    public var identifier: UInt16
    /// The type of the payload, or its length.
    public var etherType: EtherType

    /// A tag with the given fields.
    public init(
        _ identifier: UInt16, priority: UInt8 = 0, isDropEligible: Bool = false, etherType: EtherType = .ipv4
    ) {
        self.priority = priority
        self.isDropEligible = isDropEligible
        self.identifier = identifier
        self.etherType = etherType
    }
}

extension VLANTag: CHeader {
    /// A VLAN tag.
    public static var layerKind: LayerKind { .vlan }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.vlan
        self.init(
            UInt16(truncatingIfNeeded: header.identifier), priority: UInt8(truncatingIfNeeded: header.priority),
            isDropEligible: header.drop_eligible != 0,
            etherType: EtherType(rawValue: UInt16(truncatingIfNeeded: header.ethertype)))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(
            csock_layer(
                Self.layerKind,
                csock_vlan_header(
                    priority: UInt32(priority), drop_eligible: isDropEligible ? 1 : 0, identifier: UInt32(identifier),
                    ethertype: UInt32(etherType.rawValue))))
    }
}
