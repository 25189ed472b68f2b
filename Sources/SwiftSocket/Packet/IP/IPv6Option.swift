internal import CSocketShim

/// An option of ``IPv6HopByHopOptions`` or ``IPv6DestinationOptions``: RFC 8200 section 4.2. Open to any type.
///
/// The corresponding C type is `csock_ipv6_option`.
public enum IPv6Option: Hashable, Sendable {
    /// One byte of padding.
    case pad1
    /// Two bytes of padding and these, which should be zeros.
    case padN([UInt8])
    /// How many more tunnels the packet may be put into: RFC 2473.
    case tunnelEncapsulationLimit(UInt8)
    /// Routers are to look at the packet: RFC 2711. 0 for multicast listener discovery.
    case routerAlert(UInt16)
    /// The payload length of a jumbogram, over 65535: RFC 2675.
    case jumboPayload(UInt32)
    /// The home address of the mobile node that sends: RFC 6275.
    case homeAddress(IPv6Address)
    /// Any other type, with what follows type and length.
    case other(type: UInt8, data: [UInt8])
    /// Bytes that are no option, at the end of a list that was read from somewhere.
    case malformed([UInt8])
}

extension IPv6Option {
    /// What a node does with a packet that carries an option whose type it does not know.
    public enum UnknownAction: Hashable, Sendable {
        /// Goes on behind the option.
        case skip
        /// Discards the packet.
        case discard
        /// Discards the packet and sends an ICMP parameter problem.
        case report
        /// The same, unless the destination is multicast.
        case reportUnicast
    }

    /// What the two highest bits of a type say.
    public static func unknownAction(ofType type: UInt8) -> UnknownAction {
        switch Int(type) & CSOCK_IPV6_OPTION_ACTION {
        case CSOCK_IPV6_OPTION_SKIP: .skip
        case CSOCK_IPV6_OPTION_DISCARD: .discard
        case CSOCK_IPV6_OPTION_REPORT: .report
        default: .reportUnicast
        }
    }

    /// Whether the data of an option of a type may change on the way: the third highest bit.
    public static func mayChange(type: UInt8) -> Bool {
        Int(type) & CSOCK_IPV6_OPTION_MAY_CHANGE != 0
    }
}

extension IPv6Option {
    /// Takes the first option from bytes that are not empty; `nil` if they are none.
    init?(next bytes: inout csock_bytes) {
        var option = unsafe csock_ipv6_option()
        if unsafe csock_ipv6_option_next(&bytes, &option, nil) <= 0 { return nil }
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

    /// Writes the option, aligned, after the first `count` bytes of memory, and returns how many there are then.
    func append(to memory: UnsafeMutableRawBufferPointer, after count: Int) throws(PacketError) -> Int {
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
        case .malformed(let bytes):
            return try unsafe count + copy(bytes, to: UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
        }
        return try unsafe data.withCBytes { bytes throws(PacketError) in
            unsafe option.data = bytes
            let end = try unsafe PacketError.check {
                unsafe csock_ipv6_option_append(&option, memory.baseAddress, count, memory.count, $0)
            }
            return Int(end)
        }
    }
}

extension IPv6Option: CustomStringConvertible {
    /// As tcpdump prints it: `pad1`, `padn`, `rtalert: 0x0000`, `jumbo: 65536`, `homeaddr: 2001:db8::7`, `type
    /// 0x3e: len=1`; and `tunnel limit: 4`.
    public var description: String {
        switch self {
        case .pad1: "pad1"
        case .padN: "padn"
        case .tunnelEncapsulationLimit(let limit): "tunnel limit: \(limit)"
        case .routerAlert(let value): "rtalert: 0x\(hex([UInt8(value >> 8), UInt8(value & 0xff)]))"
        case .jumboPayload(let length): "jumbo: \(length)"
        case .homeAddress(let address): "homeaddr: \(address)"
        case .other(let type, let data): "type 0x\(hex([type])): len=\(data.count)"
        case .malformed: "malformed"
        }
    }
}
