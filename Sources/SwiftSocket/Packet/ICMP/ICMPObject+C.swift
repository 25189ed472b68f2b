internal import CSocketShim

// The objects of ICMP extensions as C has them, and as text.

extension ICMPObject: PayloadElement {
    /// Reads the objects that bytes consist of. The corresponding C function is `csock_icmp_object_next`.
    public static func list(in bytes: [UInt8]) throws(PacketError) -> [ICMPObject] {
        try unsafe bytes.withCBytes { bytes throws(PacketError) in
            try unsafe elements(of: bytes, csock_icmp_object(), csock_icmp_object_next) { unsafe ICMPObject($0) }.get()
        }
    }

    private init(_ object: csock_icmp_object) {
        var object = unsafe object
        let payload = unsafe object.payload.array
        self = unsafe .other(
            classNumber: UInt8(truncatingIfNeeded: object.class_num), cType: UInt8(truncatingIfNeeded: object.c_type),
            payload: payload)
        switch unsafe (Int(object.class_num), Int(object.c_type)) {
        case (CSOCK_ICMP_CLASS_MPLS, CSOCK_ICMP_MPLS_INCOMING_STACK):
            if let labels = try? MPLSLabel.list(in: payload) { self = .mpls(labels) }
        case (CSOCK_ICMP_CLASS_INTERFACE_INFORMATION, _):
            var interface = unsafe csock_icmp_interface()
            if unsafe csock_icmp_interface_decode(&interface, &object, nil) == 0 {
                self = unsafe .interface(ICMPInterface(interface))
            }
        case (CSOCK_ICMP_CLASS_INTERFACE_IDENTIFICATION, _):
            var id = unsafe csock_icmp_interface_id()
            if unsafe csock_icmp_interface_id_decode(&id, &object, nil) == 0 { self = unsafe ICMPObject(id) }
        default: break
        }
    }

    private init(_ id: csock_icmp_interface_id) {
        switch unsafe Int(id.c_type) {
        case CSOCK_ICMP_INTERFACE_ID_NAME: self = .interfaceName(unsafe id.name.array)
        case CSOCK_ICMP_INTERFACE_ID_INDEX: self = .interfaceIndex(unsafe id.index)
        default:
            self = unsafe .interfaceAddress(
                id.address.array, family: UInt16(truncatingIfNeeded: id.afi),
                reserved: UInt8(truncatingIfNeeded: id.reserved))
        }
    }

    /// The object's bytes. The corresponding C functions are `csock_icmp_object_encode`,
    /// `csock_icmp_interface_encode` and `csock_icmp_interface_id_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        switch self {
        case .mpls(let labels):
            return try ICMPObject.other(
                classNumber: UInt8(CSOCK_ICMP_CLASS_MPLS), cType: UInt8(CSOCK_ICMP_MPLS_INCOMING_STACK),
                payload: labels.encoded()
            ).encoded()
        case .interface(let interface): return try interface.encoded()
        case .interfaceName(let name):
            return try unsafe Self.encode(CSOCK_ICMP_INTERFACE_ID_NAME, name) { unsafe $0.name = $1 }
        case .interfaceIndex(let index):
            return try unsafe Self.encode(CSOCK_ICMP_INTERFACE_ID_INDEX, []) { id, _ in unsafe id.index = index }
        case .interfaceAddress(let address, let family, let reserved):
            return try unsafe Self.encode(CSOCK_ICMP_INTERFACE_ID_ADDRESS, address) {
                unsafe ($0.address, $0.afi, $0.reserved) = ($1, UInt32(family), UInt32(reserved))
            }
        case .other(let classNumber, let cType, let payload):
            return try unsafe payload.withCBytes { payload throws(PacketError) in
                var object = unsafe csock_icmp_object(
                    class_num: UInt32(classNumber), c_type: UInt32(cType), payload: payload)
                return try unsafe encodedBytes { memory throws(PacketError) in
                    Int(
                        try unsafe PacketError.check {
                            unsafe csock_icmp_object_encode(&object, memory.baseAddress, memory.count, $0)
                        })
                }
            }
        }
    }

    private static func encode(
        _ cType: Int, _ bytes: [UInt8], _ fill: (inout csock_icmp_interface_id, csock_bytes) -> Void
    ) throws(PacketError) -> [UInt8] {
        try unsafe bytes.withCBytes { bytes throws(PacketError) in
            var id = unsafe csock_icmp_interface_id()
            unsafe id.c_type = UInt32(cType)
            unsafe fill(&id, bytes)
            return try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_icmp_interface_id_encode(&id, memory.baseAddress, memory.count, $0)
                    })
            }
        }
    }

    /// `MPLS (label 16, tc 0, [S], ttl 1)`, `interface "lo"`.
    public var description: String {
        switch self {
        case .mpls(let labels): "MPLS " + labels.map(\.description).joined(separator: " ")
        case .interface(let interface): interface.description
        case .interfaceName(let name): "interface \"\(Self.describe(name))\""
        case .interfaceIndex(let index): "interface index \(index)"
        case .interfaceAddress(let address, let family, _): "interface address \(hex(address)), family \(family)"
        case .other(let classNumber, let cType, let payload):
            "object class \(classNumber), c-type \(cType), length \(payload.count)"
        }
    }

    static func describe(_ name: [UInt8]) -> String { String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) }
}

extension ICMPInterface {
    init(_ interface: csock_icmp_interface) {
        let parts = unsafe Int(interface.parts)
        unsafe self.init(
            role: UInt8(truncatingIfNeeded: interface.role), reserved: UInt8(truncatingIfNeeded: interface.reserved),
            addressReserved: UInt16(truncatingIfNeeded: interface.address_reserved))
        if parts & CSOCK_ICMP_INTERFACE_INDEX != 0 { index = unsafe interface.index }
        if parts & CSOCK_ICMP_INTERFACE_ADDRESS != 0 {
            let six = unsafe interface.address
            address =
                unsafe Int(interface.afi) == CSOCK_AFI_IPV4
                ? .ipv4(IPv4Address(six.0, six.1, six.2, six.3)) : .ipv6(IPv6Address(six))
        }
        if parts & CSOCK_ICMP_INTERFACE_NAME != 0 { name = unsafe interface.name.array }
        if parts & CSOCK_ICMP_INTERFACE_MTU != 0 { mtu = unsafe interface.mtu }
    }

    func encoded() throws(PacketError) -> [UInt8] {
        try unsafe (name ?? []).withCBytes { name throws(PacketError) in
            var interface = unsafe csock_icmp_interface()
            unsafe fill(&interface)
            unsafe interface.name = name
            return try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_icmp_interface_encode(&interface, memory.baseAddress, memory.count, $0)
                    })
            }
        }
    }

    private func fill(_ interface: inout csock_icmp_interface) {
        var parts = 0
        unsafe (interface.role, interface.reserved) = (UInt32(role), UInt32(reserved))
        if let index {
            parts |= CSOCK_ICMP_INTERFACE_INDEX
            unsafe interface.index = index
        }
        if let address {
            parts |= CSOCK_ICMP_INTERFACE_ADDRESS
            unsafe interface.address_reserved = UInt32(addressReserved)
            switch address {
            case .ipv4(let address):
                unsafe interface.afi = UInt32(CSOCK_AFI_IPV4)
                // The first four bytes of sixteen.
                unsafe interface.address = IPv6Address(high: UInt64(address.rawValue) << 32, low: 0).octets
            case .ipv6(let address):
                unsafe interface.afi = UInt32(CSOCK_AFI_IPV6)
                unsafe interface.address = address.octets
            }
        }
        if name != nil { parts |= CSOCK_ICMP_INTERFACE_NAME }
        if let mtu {
            parts |= CSOCK_ICMP_INTERFACE_MTU
            unsafe interface.mtu = mtu
        }
        unsafe interface.parts = UInt32(parts)
    }
}

extension ICMPInterface: CustomStringConvertible {
    /// `incoming interface, index 5, 192.0.2.1, "eth0", mtu 1500`
    public var description: String {
        let roles = ["incoming", "incoming sub-IP", "outgoing", "next hop"]
        var words = ["\(roles.indices.contains(Int(role)) ? roles[Int(role)] : "role \(role)") interface"]
        if let index { words.append("index \(index)") }
        switch address {
        case .ipv4(let address): words.append("\(address)")
        case .ipv6(let address): words.append("\(address)")
        case nil: break
        }
        if let name { words.append("\"\(ICMPObject.describe(name))\"") }
        if let mtu { words.append("mtu \(mtu)") }
        return words.joined(separator: ", ")
    }
}
