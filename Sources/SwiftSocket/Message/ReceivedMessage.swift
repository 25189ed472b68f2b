internal import CSocketShim

/// What ``Socket/recvMessage(_:flags:)`` received, with all that the kernel tells about it.
public struct ReceivedMessage: Hashable, Sendable {
    /// The bytes that were written to memory.
    public let bytes: [UInt8]
    /// How many there were: with ``MessageFlags/truncate`` a datagram's true length, even if fewer fitted.
    public let length: Int
    /// What the kernel reported: ``MessageFlags/truncate``, ``MessageFlags/outOfBand``,
    /// ``MessageFlags/endOfRecord``, ``MessageFlags/errorQueue``.
    public let flags: MessageFlags
    /// The sender, if the kernel told one.
    public let address: SocketAddress?
    /// What options of the socket ask the kernel to tell: hop limit, destination, time of arrival.
    public let ancillary: AncillaryData

    /// Whether a datagram was cut off, its rest lost.
    public var isTruncated: Bool { flags.contains(.truncate) }

    init(_ bytes: [UInt8], _ message: csock_received, _ ancillary: csock_ancillary) {
        self.bytes = bytes
        length = message.length
        flags = MessageFlags(rawValue: message.flags)
        address = SocketAddress(received: message.from)
        self.ancillary = AncillaryData(ancillary)
    }
}
