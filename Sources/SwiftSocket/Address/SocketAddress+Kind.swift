internal import CSocketShim

extension SocketAddress {
    /// The parts of an address, to switch over.
    public enum Kind: Hashable, Sendable {
        /// An IPv4 address: ip(7).
        case ipv4(IPv4Address, port: UInt16)
        /// An IPv6 address: ipv6(7).
        case ipv6(IPv6Address, port: UInt16, flowInfo: UInt32, scopeID: UInt32)
        /// The path of a Unix socket up to its NUL. It need not be UTF-8.
        case unixPath([UInt8])
        /// The abstract name of a Unix socket without the leading NUL.
        case unixAbstract([UInt8])
        /// A Unix socket without a name.
        case unixUnnamed
        /// The address of a frame: packet(7).
        case link(LinkAddress)
        /// All bytes of the `sockaddr` of any other family.
        case other(SocketFamily, bytes: [UInt8])
    }

    /// The parts of the address. An address that is too short for its family is ``Kind/other(_:bytes:)``.
    ///
    /// The corresponding C functions are `csock_address_get_ipv4`, `csock_address_get_ipv6`, `csock_address_get_unix`
    /// and `csock_address_get_link`.
    public var kind: Kind {
        unsafe withPointer { address in
            var port: UInt16 = 0
            switch unsafe Int(csock_address_family(address)) {
            case CSOCK_AF_INET:
                if let host = try? unsafe IPv4Address({ unsafe csock_address_get_ipv4(address, $0, &port) }) {
                    return .ipv4(host, port: port)
                }
            case CSOCK_AF_INET6:
                var flowInfo: UInt32 = 0
                var scopeID: UInt32 = 0
                let host = try? unsafe IPv6Address {
                    unsafe csock_address_get_ipv6(address, $0, &port, &flowInfo, &scopeID)
                }
                if let host { return .ipv6(host, port: port, flowInfo: flowInfo, scopeID: scopeID) }
            case CSOCK_AF_UNIX:
                var kind: Int32 = 0
                let name = unsafe [UInt8](unsafeUninitializedCapacity: 108) { buffer, count in
                    if let start = buffer.baseAddress {
                        kind = unsafe csock_address_get_unix(address, start, &count)
                    }
                }
                switch Int(kind) {
                case CSOCK_UNIX_PATH: return .unixPath(name)
                case CSOCK_UNIX_ABSTRACT: return .unixAbstract(name)
                default: return .unixUnnamed
                }
            case CSOCK_AF_PACKET:
                if let link = linkAddress { return .link(link) }
            default: break
            }
            return .other(family, bytes: bytes)
        }
    }

    /// The address family.
    ///
    /// The corresponding C function is `csock_address_family`.
    public var family: SocketFamily {
        SocketFamily(rawValue: unsafe withPointer { unsafe csock_address_family($0) })
    }

    /// The port of an IPv4 or IPv6 address; `nil` for any other.
    ///
    /// The corresponding C function is `csock_address_port`.
    public var port: UInt16? {
        UInt16(exactly: unsafe withPointer { unsafe csock_address_port($0) })
    }

    /// The host of an IPv4 address; `nil` for any other.
    public var ipv4Address: IPv4Address? {
        if case .ipv4(let host, _) = kind { host } else { nil }
    }

    /// The host of an IPv6 address; `nil` for any other.
    public var ipv6Address: IPv6Address? {
        if case .ipv6(let host, _, _, _) = kind { host } else { nil }
    }

    /// The path of a Unix address; `nil` if there is none or it is not UTF-8. ``kind`` has the bytes of any path.
    public var unixPath: String? {
        if case .unixPath(let path) = kind { String(validating: path, as: UTF8.self) } else { nil }
    }

    /// The bytes of the `sockaddr` in the kernel's layout, beginning with the family.
    public var bytes: [UInt8] {
        unsafe withUnsafeBytes(of: storage.storage) { bytes in
            unsafe Array(bytes.prefix(Int(storage.length)))
        }
    }
}
