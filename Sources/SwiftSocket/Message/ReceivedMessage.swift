internal import CSocketShim

/// The result of ``Socket/recvMessage(_:flags:)``: bytes, sender, flags and ancillary data.
public struct ReceivedMessage: Hashable, Sendable {
    /// The bytes that were received.
    public let bytes: [UInt8]
    /// The count of ``bytes``, or, with the flag ``MessageFlags/truncate``, the true length of the datagram.
    public let length: Int
    /// The flags that the kernel reported: ``MessageFlags/truncated``, ``MessageFlags/controlTruncated``,
    /// ``MessageFlags/outOfBand``, ``MessageFlags/endOfRecord``, ``MessageFlags/errorQueue``.
    public let flags: MessageFlags
    /// The sender, if the kernel reported one.
    public let address: SocketAddress?
    /// Hop limit, destination, time of arrival and other values that socket options ask for.
    public let ancillary: AncillaryData

    /// Whether the datagram was truncated.
    public var isTruncated: Bool { flags.contains(.truncated) }

    init(_ bytes: [UInt8], _ message: csock_received, _ ancillary: csock_ancillary) {
        self.bytes = bytes
        length = message.length
        flags = MessageFlags(rawValue: message.flags)
        address = SocketAddress(received: message.from)
        self.ancillary = AncillaryData(ancillary)
    }
}
