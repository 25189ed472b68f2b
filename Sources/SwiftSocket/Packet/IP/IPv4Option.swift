internal import CSocketShim

/// An option of an IPv4 header: RFC 791 section 3.1. Open to any type.
///
/// The corresponding C type is `csock_ipv4_option`.
public enum IPv4Option: Hashable, Sendable {
    /// The end of the list, with the padding that follows it in the header.
    case endOfList(padding: [UInt8] = [])
    /// Padding of one byte.
    case noOperation
    /// The addresses of the routers that the datagram passed. `pointer` is the octet for the next address; the first
    /// octet of the option is 1.
    case recordRoute(pointer: UInt8 = 4, [IPv4Address])
    /// Routers to pass; the datagram may pass others.
    case looseSourceRoute(pointer: UInt8 = 4, [IPv4Address])
    /// Routers to pass; the datagram may pass no others.
    case strictSourceRoute(pointer: UInt8 = 4, [IPv4Address])
    /// Timestamps of the routers passed: RFC 781. `overflow` is the number of routers without room for a timestamp, 0 to
    /// 15. With `flag` 0 the data are timestamps of 4 bytes, otherwise pairs of an address and a timestamp.
    case timestamp(pointer: UInt8 = 5, overflow: UInt8 = 0, flag: UInt8, data: [UInt8])
    /// Routers examine the datagram: RFC 2113. The value is 0.
    case routerAlert(UInt16)
    /// Any other type, with the bytes after type and length.
    case other(type: UInt8, data: [UInt8])
    /// Bytes that cannot be decoded as an option, at the end of a decoded list.
    case malformed([UInt8])
}

extension IPv4Option: HeaderOption {
    /// Reads an option by way of `csock_ipv4_option_next`.
    public static func read(_ reader: inout HeaderReader) -> IPv4Option? {
        unsafe reader.next(csock_ipv4_option(), { unsafe IPv4Option($0) }, by: csock_ipv4_option_next)
    }

    private init(_ option: csock_ipv4_option) {
        let data = unsafe option.data.array
        let pointer = unsafe UInt8(truncatingIfNeeded: option.pointer)
        switch unsafe Int(option.type) {
        case CSOCK_IPV4_OPTION_END: self = .endOfList(padding: data)
        case CSOCK_IPV4_OPTION_NO_OPERATION: self = .noOperation
        case CSOCK_IPV4_OPTION_RECORD_ROUTE: self = .recordRoute(pointer: pointer, .init(octets: data))
        case CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE: self = .looseSourceRoute(pointer: pointer, .init(octets: data))
        case CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE:
            self = .strictSourceRoute(pointer: pointer, .init(octets: data))
        case CSOCK_IPV4_OPTION_TIMESTAMP:
            self = unsafe .timestamp(
                pointer: pointer, overflow: UInt8(truncatingIfNeeded: option.overflow),
                flag: UInt8(truncatingIfNeeded: option.flag), data: data)
        case CSOCK_IPV4_OPTION_ROUTER_ALERT: self = .routerAlert(unsafe UInt16(truncatingIfNeeded: option.value))
        default: self = .other(type: unsafe UInt8(truncatingIfNeeded: option.type), data: data)
        }
    }

    /// Writes the option by way of `csock_ipv4_option_encode`; malformed bytes as they are.
    public func write(to writer: inout HeaderWriter) {
        if case .malformed(let bytes) = self { writer.writeBytes(bytes) }
        unsafe withC { unsafe writer.write($0, by: csock_ipv4_option_encode) }
    }

    /// Lends the option in C's form; nil for malformed bytes.
    @discardableResult
    private func withC<Result>(_ body: (csock_ipv4_option) -> Result) -> Result? {
        var option = unsafe csock_ipv4_option()
        var data: [UInt8] = []
        switch self {
        case .endOfList(let padding): data = padding
        case .noOperation: unsafe option.type = UInt32(CSOCK_IPV4_OPTION_NO_OPERATION)
        case .recordRoute(let pointer, let route):
            unsafe (option.type, option.pointer) = (UInt32(CSOCK_IPV4_OPTION_RECORD_ROUTE), UInt32(pointer))
            data = route.octets
        case .looseSourceRoute(let pointer, let route):
            unsafe (option.type, option.pointer) = (UInt32(CSOCK_IPV4_OPTION_LOOSE_SOURCE_ROUTE), UInt32(pointer))
            data = route.octets
        case .strictSourceRoute(let pointer, let route):
            unsafe (option.type, option.pointer) = (UInt32(CSOCK_IPV4_OPTION_STRICT_SOURCE_ROUTE), UInt32(pointer))
            data = route.octets
        case .timestamp(let pointer, let overflow, let flag, let timestamps):
            unsafe (option.type, option.pointer) = (UInt32(CSOCK_IPV4_OPTION_TIMESTAMP), UInt32(pointer))
            unsafe (option.overflow, option.flag) = (UInt32(overflow), UInt32(flag))
            data = timestamps
        case .routerAlert(let value):
            unsafe (option.type, option.value) = (UInt32(CSOCK_IPV4_OPTION_ROUTER_ALERT), UInt32(value))
        case .other(let type, let bytes):
            unsafe option.type = UInt32(type)
            data = bytes
        case .malformed: return nil
        }
        return unsafe data.withCBytes { bytes in
            unsafe option.data = bytes
            return unsafe body(option)
        }
    }
}

extension IPv4Option: CustomStringConvertible {
    /// In the form of tcpdump: `RR 192.0.2.1`, `LSRR`, `SSRR`, `TS`, `RA`, `NOP`, `EOL`, `unknown 66`; `malformed` for
    /// malformed bytes. The corresponding C function is `csock_ipv4_option_format`.
    public var description: String {
        unsafe withC { unsafe text(of: $0, by: csock_ipv4_option_format) } ?? "malformed"
    }
}
