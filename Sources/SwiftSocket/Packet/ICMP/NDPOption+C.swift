internal import CSocketShim

// Options of neighbour discovery: C's form and text.

extension NDPOption {
    init(_ option: csock_ndp_option) {
        let data = unsafe option.data.array
        let (length, flags) = unsafe (
            UInt8(truncatingIfNeeded: option.prefix_length), UInt8(truncatingIfNeeded: option.flags)
        )
        let (lifetime, reserved) = unsafe (option.lifetime, UInt16(truncatingIfNeeded: option.reserved1))
        switch unsafe Int(option.type) {
        case CSOCK_NDP_OPTION_SOURCE_LINK_LAYER_ADDRESS: self = .sourceLinkLayerAddress(data)
        case CSOCK_NDP_OPTION_TARGET_LINK_LAYER_ADDRESS: self = .targetLinkLayerAddress(data)
        case CSOCK_NDP_OPTION_PREFIX_INFORMATION:
            self = unsafe .prefixInformation(
                NDPPrefix(
                    IPv6Address(option.prefix), length: length, flags: .init(rawValue: flags),
                    validLifetime: option.valid_lifetime, preferredLifetime: option.preferred_lifetime,
                    reserved: option.reserved2))
        case CSOCK_NDP_OPTION_REDIRECTED_HEADER:
            self = unsafe .redirectedHeader(data, reserved: UInt64(reserved) << 32 | UInt64(option.reserved2))
        case CSOCK_NDP_OPTION_MTU: self = unsafe .mtu(option.mtu, reserved: reserved)
        case CSOCK_NDP_OPTION_NONCE: self = .nonce(data)
        case CSOCK_NDP_OPTION_ROUTE_INFORMATION:
            self = .routeInformation(NDPRoute(bytes: data, length: length, flags: flags, lifetime: lifetime))
        case CSOCK_NDP_OPTION_RECURSIVE_DNS_SERVER:
            self = .recursiveDNSServers([IPv6Address](octets: data), lifetime: lifetime, reserved: reserved)
        case CSOCK_NDP_OPTION_DNS_SEARCH_LIST:
            self = .dnsSearchList(names: data, lifetime: lifetime, reserved: reserved)
        default: self = .other(type: unsafe UInt8(truncatingIfNeeded: option.type), data: data)
        }
    }

    /// Lends the option in C's form.
    func withC<Result>(_ body: (csock_ndp_option) -> Result) -> Result {
        var option = unsafe csock_ndp_option()
        let data = unsafe fill(&option)
        return unsafe data.withCBytes { bytes in
            unsafe option.data = bytes
            return unsafe body(option)
        }
    }

    /// Fills in all members except the data, which it returns.
    private func fill(_ option: inout csock_ndp_option) -> [UInt8] {
        unsafe option.type = UInt32(type)
        switch self {
        case .sourceLinkLayerAddress(let data), .targetLinkLayerAddress(let data), .nonce(let data),
            .other(_, let data):
            return data
        case .prefixInformation(let prefix):
            unsafe (option.prefix_length, option.flags) = (UInt32(prefix.length), UInt32(prefix.flags.rawValue))
            unsafe option.valid_lifetime = prefix.validLifetime
            unsafe option.preferred_lifetime = prefix.preferredLifetime
            unsafe (option.reserved2, option.prefix) = (prefix.reserved, prefix.prefix.octets)
            return []
        case .redirectedHeader(let data, let reserved):
            unsafe (option.reserved1, option.reserved2) = (
                UInt32(clamping: reserved >> 32), UInt32(truncatingIfNeeded: reserved)
            )
            return data
        case .mtu(let mtu, let reserved):
            unsafe (option.mtu, option.reserved1) = (mtu, UInt32(reserved))
            return []
        case .routeInformation(let route):
            unsafe (option.prefix_length, option.flags) = (UInt32(route.length), UInt32(route.flags))
            unsafe option.lifetime = route.lifetime
            return route.prefix
        case .recursiveDNSServers(let servers, let lifetime, let reserved):
            unsafe (option.lifetime, option.reserved1) = (lifetime, UInt32(reserved))
            return servers.octets
        case .dnsSearchList(let names, let lifetime, let reserved):
            unsafe (option.lifetime, option.reserved1) = (lifetime, UInt32(reserved))
            return names
        }
    }

    /// The number of the type.
    public var type: UInt8 {
        let number =
            switch self {
            case .sourceLinkLayerAddress: CSOCK_NDP_OPTION_SOURCE_LINK_LAYER_ADDRESS
            case .targetLinkLayerAddress: CSOCK_NDP_OPTION_TARGET_LINK_LAYER_ADDRESS
            case .prefixInformation: CSOCK_NDP_OPTION_PREFIX_INFORMATION
            case .redirectedHeader: CSOCK_NDP_OPTION_REDIRECTED_HEADER
            case .mtu: CSOCK_NDP_OPTION_MTU
            case .nonce: CSOCK_NDP_OPTION_NONCE
            case .routeInformation: CSOCK_NDP_OPTION_ROUTE_INFORMATION
            case .recursiveDNSServers: CSOCK_NDP_OPTION_RECURSIVE_DNS_SERVER
            case .dnsSearchList: CSOCK_NDP_OPTION_DNS_SEARCH_LIST
            case .other(let type, _): Int(type)
            }
        return UInt8(truncatingIfNeeded: number)
    }
}

extension NDPOption: CustomStringConvertible {
    /// In the form of tcpdump: `source link-address option: 02:00:00:00:00:01`, `mtu option: 1500`. The corresponding C
    /// function is `csock_ndp_option_format`.
    public var description: String { unsafe withC { unsafe text(of: $0, by: csock_ndp_option_format) } }
}
