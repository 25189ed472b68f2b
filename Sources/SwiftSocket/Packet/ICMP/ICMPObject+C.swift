internal import CSocketShim

// Objects of ICMP extensions: C's form and text.

extension ICMPObject: PacketCodable {
    /// ICMP extension.
    public static var errorLayer: LayerKind { .icmpExtension }

    /// Reads an object by way of `csock_icmp_object_next`.
    public static func read(_ reader: inout HeaderReader) -> ICMPObject? {
        unsafe reader.next(csock_icmp_object(), { unsafe ICMPObject($0) }, by: csock_icmp_object_next)
    }

    private init(_ object: csock_icmp_object) {
        var object = unsafe object
        let payload = unsafe object.payload.array
        self = unsafe .other(
            classNumber: UInt8(truncatingIfNeeded: object.class_num), cType: UInt8(truncatingIfNeeded: object.c_type),
            payload: payload)
        switch unsafe (Int(object.class_num), Int(object.c_type)) {
        case (CSOCK_ICMP_CLASS_MPLS, CSOCK_ICMP_MPLS_INCOMING_STACK):
            if let labels = try? [MPLSLabel](decoding: payload) { self = .mpls(labels) }
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

    /// Writes the object by way of `csock_icmp_object_encode`, `csock_icmp_interface_encode` or
    /// `csock_icmp_interface_id_encode`.
    public func write(to writer: inout HeaderWriter) {
        switch self {
        case .mpls(let labels):
            unsafe writer.write(labels) { writer, labels in
                unsafe writer.write(
                    csock_icmp_object(
                        class_num: UInt32(CSOCK_ICMP_CLASS_MPLS), c_type: UInt32(CSOCK_ICMP_MPLS_INCOMING_STACK),
                        payload: labels), by: csock_icmp_object_encode)
            }
        case .interface(let interface):
            unsafe interface.withC { unsafe writer.write($0, by: csock_icmp_interface_encode) }
        case .interfaceName(let name):
            unsafe Self.write(CSOCK_ICMP_INTERFACE_ID_NAME, name, to: &writer) { unsafe $0.name = $1 }
        case .interfaceIndex(let index):
            unsafe Self.write(CSOCK_ICMP_INTERFACE_ID_INDEX, [], to: &writer) { id, _ in unsafe id.index = index }
        case .interfaceAddress(let address, let family, let reserved):
            unsafe Self.write(CSOCK_ICMP_INTERFACE_ID_ADDRESS, address, to: &writer) {
                unsafe ($0.address, $0.afi, $0.reserved) = ($1, UInt32(family), UInt32(reserved))
            }
        case .other(let classNumber, let cType, let payload):
            unsafe payload.withCBytes { payload in
                unsafe writer.write(
                    csock_icmp_object(class_num: UInt32(classNumber), c_type: UInt32(cType), payload: payload),
                    by: csock_icmp_object_encode)
            }
        }
    }

    private static func write(
        _ cType: Int, _ bytes: [UInt8], to writer: inout HeaderWriter,
        _ fill: (inout csock_icmp_interface_id, csock_bytes) -> Void
    ) {
        unsafe bytes.withCBytes { bytes in
            var id = unsafe csock_icmp_interface_id()
            unsafe id.c_type = UInt32(cType)
            unsafe fill(&id, bytes)
            unsafe writer.write(id, by: csock_icmp_interface_id_encode)
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

    func withC(_ body: (csock_icmp_interface) -> Void) {
        unsafe (name ?? []).withCBytes { name in
            var interface = unsafe csock_icmp_interface()
            unsafe fill(&interface)
            unsafe interface.name = name
            unsafe body(interface)
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
