internal import CSocketShim

/// An option of ``IPv6HopByHopOptions`` or ``IPv6DestinationOptions``: RFC 8200 section 4.2. Open to any type.
///
/// The corresponding C type is `csock_ipv6_option`.
public enum IPv6Option: Hashable, Sendable {
    /// One byte of padding.
    case pad1
    /// Padding of two bytes and these bytes, which should be zeros.
    case padN([UInt8])
    /// The number of further tunnels that the packet may enter: RFC 2473.
    case tunnelEncapsulationLimit(UInt8)
    /// Routers examine the packet: RFC 2711. 0 for multicast listener discovery.
    case routerAlert(UInt16)
    /// The payload length of a jumbogram, over 65535: RFC 2675.
    case jumboPayload(UInt32)
    /// The home address of the mobile node that sends: RFC 6275.
    case homeAddress(IPv6Address)
    /// Any other type, with the bytes after type and length.
    case other(type: UInt8, data: [UInt8])
    /// Bytes that cannot be decoded as an option, at the end of a decoded list.
    case malformed([UInt8])
}

extension IPv6Option {
    /// What a node does with a packet that has an option of an unknown type.
    public enum UnknownAction: Hashable, Sendable {
        /// Ignores the option.
        case skip
        /// Discards the packet.
        case discard
        /// Discards the packet and sends an ICMP parameter problem.
        case report
        /// Discards the packet and, unless the destination is multicast, sends an ICMP parameter problem.
        case reportUnicast
    }

    /// The action that the two highest bits of a type select.
    public static func unknownAction(ofType type: UInt8) -> UnknownAction {
        switch Int(type) & CSOCK_IPV6_OPTION_ACTION {
        case CSOCK_IPV6_OPTION_SKIP: .skip
        case CSOCK_IPV6_OPTION_DISCARD: .discard
        case CSOCK_IPV6_OPTION_REPORT: .report
        default: .reportUnicast
        }
    }

    /// Whether routers may change the data of an option of a type: the third highest bit.
    public static func mayChange(type: UInt8) -> Bool {
        Int(type) & CSOCK_IPV6_OPTION_MAY_CHANGE != 0
    }
}

extension IPv6Option: HeaderOption {
    /// Reads an option by way of `csock_ipv6_option_next`.
    public static func read(_ reader: inout HeaderReader) -> IPv6Option? {
        unsafe reader.next(csock_ipv6_option(), { unsafe IPv6Option($0) }, by: csock_ipv6_option_next)
    }

    private init(_ option: csock_ipv6_option) {
        switch unsafe Int(option.type) {
        case CSOCK_IPV6_OPTION_PAD1: self = .pad1
        case CSOCK_IPV6_OPTION_PADN: self = .padN(unsafe option.data.array)
        case CSOCK_IPV6_OPTION_TUNNEL_LIMIT:
            self = .tunnelEncapsulationLimit(unsafe UInt8(truncatingIfNeeded: option.value))
        case CSOCK_IPV6_OPTION_ROUTER_ALERT: self = .routerAlert(unsafe UInt16(truncatingIfNeeded: option.value))
        case CSOCK_IPV6_OPTION_JUMBO_PAYLOAD: self = .jumboPayload(unsafe option.value)
        case CSOCK_IPV6_OPTION_HOME_ADDRESS: self = .homeAddress(IPv6Address(unsafe option.address))
        default: self = unsafe .other(type: UInt8(truncatingIfNeeded: option.type), data: option.data.array)
        }
    }

    /// Writes the option by way of `csock_ipv6_option_append`, after the padding that its alignment needs; malformed
    /// bytes as they are. The writer's memory starts with the first option of the header.
    public func write(to writer: inout HeaderWriter) {
        if case .malformed(let bytes) = self { writer.writeBytes(bytes) }
        unsafe withC { option in
            unsafe withUnsafePointer(to: option) { option in
                unsafe writer.append { unsafe csock_ipv6_option_append(option, $0, $1, $2, $3) }
            }
        }
    }

    /// Lends the option in C's form; nil for malformed bytes.
    @discardableResult
    private func withC<Result>(_ body: (csock_ipv6_option) -> Result) -> Result? {
        var option = unsafe csock_ipv6_option()
        var data: [UInt8] = []
        switch self {
        case .pad1: break
        case .padN(let padding):
            unsafe option.type = UInt32(CSOCK_IPV6_OPTION_PADN)
            data = padding
        case .tunnelEncapsulationLimit(let limit):
            unsafe (option.type, option.value) = (UInt32(CSOCK_IPV6_OPTION_TUNNEL_LIMIT), UInt32(limit))
        case .routerAlert(let value):
            unsafe (option.type, option.value) = (UInt32(CSOCK_IPV6_OPTION_ROUTER_ALERT), UInt32(value))
        case .jumboPayload(let length):
            unsafe (option.type, option.value) = (UInt32(CSOCK_IPV6_OPTION_JUMBO_PAYLOAD), length)
        case .homeAddress(let address):
            unsafe option.type = UInt32(CSOCK_IPV6_OPTION_HOME_ADDRESS)
            unsafe option.address = address.octets
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

extension IPv6Option: CustomStringConvertible {
    /// In the form of tcpdump: `pad1`, `padn`, `rtalert: 0x0000`, `jumbo: 65536`, `homeaddr: 2001:db8::7`, `type
    /// 0x3e: len=1`; and `tunnel limit: 4`, `malformed`. The corresponding C function is `csock_ipv6_option_format`.
    public var description: String {
        unsafe withC { unsafe text(of: $0, by: csock_ipv6_option_format) } ?? "malformed"
    }
}
