internal import CSocketShim

/// A packet of the address resolution protocol: RFC 826 (ARP), RFC 903 (RARP), RFC 2390 (InARP). Addresses may have any
/// length.
///
///     let request = ARPHeader(
///         asking: IPv4Address(192, 0, 2, 254), from: IPv4Address(192, 0, 2, 1),
///         at: MACAddress(0x52, 0x54, 0, 0x12, 0x34, 0x56))
///
/// Both hardware addresses must have the same length, and so must both protocol addresses; otherwise encoding throws
/// ``ResultCode/packetFieldOutOfRange``. The corresponding C type is `csock_arp_header`.
public struct ARPHeader: Hashable, Sendable {
    /// The kind of hardware, a number of the IANA: 1 for Ethernet.
    public var hardwareType: UInt16
    /// The kind of protocol.
    public var protocolType: EtherType
    /// Request or reply.
    public var operation: ARPOperation
    /// The sender's hardware address, 0 to 255 bytes.
    public var senderHardware: [UInt8]
    /// The sender's protocol address, 0 to 255 bytes.
    public var senderProtocol: [UInt8]
    /// The receiver's hardware address; ignored in a request.
    public var targetHardware: [UInt8]
    /// The receiver's protocol address.
    public var targetProtocol: [UInt8]

    /// A packet with the given fields.
    public init(
        _ operation: ARPOperation, hardwareType: UInt16 = 1, protocolType: EtherType = .ipv4,
        senderHardware: [UInt8], senderProtocol: [UInt8], targetHardware: [UInt8], targetProtocol: [UInt8]
    ) {
        self.hardwareType = hardwareType
        self.protocolType = protocolType
        self.operation = operation
        self.senderHardware = senderHardware
        self.senderProtocol = senderProtocol
        self.targetHardware = targetHardware
        self.targetProtocol = targetProtocol
    }

    /// A request on Ethernet for the owner of an IPv4 address. From 0.0.0.0 it is a probe; for the sender's own address it
    /// is an announcement: RFC 5227.
    public init(asking target: IPv4Address, from sender: IPv4Address, at hardware: MACAddress) {
        self.init(
            .request, senderHardware: hardware.bytes, senderProtocol: sender.bytes,
            targetHardware: MACAddress.unspecified.bytes, targetProtocol: target.bytes)
    }

    /// The reply to a request, with the hardware address of the owner of the protocol address: RFC 826.
    public init(answering request: ARPHeader, with hardware: MACAddress) {
        self.init(
            .reply, hardwareType: request.hardwareType, protocolType: request.protocolType,
            senderHardware: hardware.bytes, senderProtocol: request.targetProtocol,
            targetHardware: request.senderHardware, targetProtocol: request.senderProtocol)
    }

    /// The sender's hardware address, if it has six bytes.
    public var senderMAC: MACAddress? { MACAddress(bytes: senderHardware) }
    /// The sender's protocol address, if it is an IPv4 address.
    public var senderIPv4: IPv4Address? { protocolType == .ipv4 ? IPv4Address(bytes: senderProtocol) : nil }
    /// The receiver's hardware address, if it has six bytes.
    public var targetMAC: MACAddress? { MACAddress(bytes: targetHardware) }
    /// The receiver's protocol address, if it is an IPv4 address.
    public var targetIPv4: IPv4Address? { protocolType == .ipv4 ? IPv4Address(bytes: targetProtocol) : nil }
}

extension ARPHeader: CHeader {
    /// ARP.
    public static var layerKind: LayerKind { .arp }

    init(layer: UnsafePointer<csock_layer>) {
        let header = unsafe layer.pointee.arp
        unsafe self.init(
            ARPOperation(rawValue: UInt16(truncatingIfNeeded: header.operation)),
            hardwareType: UInt16(truncatingIfNeeded: header.hardware_type),
            protocolType: EtherType(rawValue: UInt16(truncatingIfNeeded: header.protocol_type)),
            senderHardware: header.sender_hardware.array, senderProtocol: header.sender_protocol.array,
            targetHardware: header.target_hardware.array, targetProtocol: header.target_protocol.array)
    }

    func withLayer<Result>(_ body: (csock_layer) -> Result) -> Result {
        unsafe senderHardware.withCBytes { senderHardware in
            unsafe senderProtocol.withCBytes { senderProtocol in
                unsafe targetHardware.withCBytes { targetHardware in
                    unsafe targetProtocol.withCBytes { targetProtocol in
                        unsafe body(
                            csock_layer(
                                Self.layerKind,
                                csock_arp_header(
                                    hardware_type: UInt32(hardwareType), protocol_type: UInt32(protocolType.rawValue),
                                    operation: UInt32(operation.rawValue), sender_hardware: senderHardware,
                                    sender_protocol: senderProtocol, target_hardware: targetHardware,
                                    target_protocol: targetProtocol)))
                    }
                }
            }
        }
    }
}
