internal import CSocketShim

extension SocketProtocol: CustomStringConvertible {
    /// The name and the number: `TCP (6)`; the number alone for a protocol without a name. The corresponding C
    /// function is `csock_protocol_format`.
    public var description: String {
        if rawValue < 0 { return "\(rawValue)" }
        return unsafe text { unsafe csock_protocol_format(UInt32(bitPattern: rawValue), $0, $1) }
    }
}
