internal import CSocketShim

/// What an ARP packet asks or answers: RFC 826, RFC 903, RFC 2390. Open to any number.
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

    /// Who has this protocol address?
    public static let request = ARPOperation(CSOCK_ARP_REQUEST)
    /// I have it.
    public static let reply = ARPOperation(CSOCK_ARP_REPLY)
    /// Which protocol address has this hardware (RARP)?
    public static let reverseRequest = ARPOperation(CSOCK_RARP_REQUEST)
    /// The answer to that.
    public static let reverseReply = ARPOperation(CSOCK_RARP_REPLY)
    /// Which protocol address has this circuit (InARP)?
    public static let inverseRequest = ARPOperation(CSOCK_INARP_REQUEST)
    /// The answer to that.
    public static let inverseReply = ARPOperation(CSOCK_INARP_REPLY)
}
