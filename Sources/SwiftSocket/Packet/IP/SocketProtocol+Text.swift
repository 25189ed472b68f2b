internal import CSocketShim

extension SocketProtocol: CustomStringConvertible {
    /// The name and the number: `TCP (6)`; the number alone for a protocol without a name. The corresponding C
    /// function is `csock_protocol_name`.
    public var description: String {
        guard let name = unsafe csock_protocol_name(UInt32(bitPattern: rawValue)) else { return "\(rawValue)" }
        return "\(unsafe String(cString: name)) (\(rawValue))"
    }
}
