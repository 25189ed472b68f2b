internal import CSocketShim

/// An Ethernet header: IEEE 802.3, RFC 894. Packet sockets and captures omit the preamble and the frame check
/// sequence.
///
///     let header = EthernetHeader(source: MACAddress(0x52, 0x54, 0, 0x12, 0x34, 0x56), etherType: .arp)
///
/// `Packet` fills in the EtherType. The corresponding C type is `csock_ethernet_header`.
public struct EthernetHeader: Hashable, Sendable {
    /// The receiver.
    public var destination: MACAddress
    /// The sender.
    public var source: MACAddress
    /// The type of the payload, or its length.
    public var etherType: EtherType

    /// A header with the given fields.
    public init(source: MACAddress, destination: MACAddress = .broadcast, etherType: EtherType = .ipv4) {
        self.destination = destination
        self.source = source
        self.etherType = etherType
    }
}

extension EthernetHeader: CHeader {
    /// Ethernet.
    public static var layerKind: LayerKind { .ethernet }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.ethernet
        self.init(
            source: MACAddress(header.source), destination: MACAddress(header.destination),
            etherType: EtherType(rawValue: UInt16(truncatingIfNeeded: header.ethertype)))
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe body(
            csock_layer(
                Self.layerKind,
                csock_ethernet_header(
                    destination: destination.octets, source: source.octets, ethertype: UInt32(etherType.rawValue))))
    }
}
