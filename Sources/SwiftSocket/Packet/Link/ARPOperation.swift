internal import CSocketShim

/// The operation of an ARP packet: RFC 826, RFC 903, RFC 2390. Open to any number.
public struct ARPOperation: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt16

    /// Any operation, known here or not.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt16(number))
    }

    /// A request for the hardware address of a protocol address.
    public static let request = ARPOperation(CSOCK_ARP_REQUEST)
    /// The reply to a request.
    public static let reply = ARPOperation(CSOCK_ARP_REPLY)
    /// A request for the protocol address of a hardware address (RARP).
    public static let reverseRequest = ARPOperation(CSOCK_RARP_REQUEST)
    /// The reply to that request.
    public static let reverseReply = ARPOperation(CSOCK_RARP_REPLY)
    /// A request for the protocol address of a circuit (InARP).
    public static let inverseRequest = ARPOperation(CSOCK_INARP_REQUEST)
    /// The reply to that request.
    public static let inverseReply = ARPOperation(CSOCK_INARP_REPLY)
}
