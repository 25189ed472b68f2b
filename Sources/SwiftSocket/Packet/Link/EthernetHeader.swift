public import CSocketShim

/// An Ethernet header: IEEE 802.3, RFC 894. Packet sockets and captures have it without preamble and frame
/// check sequence.
///
///     let header = EthernetHeader(source: MACAddress(0x52, 0x54, 0, 0x12, 0x34, 0x56), etherType: .arp)
///
/// `Packet` fills in the EtherType. The corresponding C type is `csock_ethernet_header`.
public struct EthernetHeader: Hashable, Sendable {
    /// The receiver.
    public var destination: MACAddress
    /// The sender.
    public var source: MACAddress
    /// What follows, or the length of what follows.
    public var etherType: EtherType

    /// A header with the given fields.
    public init(source: MACAddress, destination: MACAddress = .broadcast, etherType: EtherType = .ipv4) {
        self.destination = destination
        self.source = source
        self.etherType = etherType
    }
}

extension EthernetHeader: PacketHeader {
    /// Ethernet.
    public static var layerKind: LayerKind { .ethernet }

    /// Takes over what C has read.
    public init(_ layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.ethernet
        self.init(
            source: MACAddress(header.source), destination: MACAddress(header.destination),
            etherType: EtherType(rawValue: UInt16(truncatingIfNeeded: header.ethertype)))
    }

    /// Lends the header to C.
    public func withUnsafeLayer(
        _ body: (csock_layer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        var layer = unsafe csock_layer(Self.layerKind)
        unsafe layer.ethernet = csock_ethernet_header(
            destination: destination.octets, source: source.octets, ethertype: UInt32(etherType.rawValue))
        return try unsafe body(layer)
    }

    /// `Ethernet 52:54:00:12:34:56 > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806)`.
    public var description: String { "Ethernet \(source) > \(destination), \(etherType)" }
}
