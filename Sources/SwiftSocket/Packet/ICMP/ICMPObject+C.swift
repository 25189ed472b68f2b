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
        case .interfaceName, .interfaceIndex, .interfaceAddress:
            unsafe withIdentification { unsafe writer.write($0, by: csock_icmp_interface_id_encode) }
        case .other:
            unsafe withOther { unsafe writer.write($0, by: csock_icmp_object_encode) }
        }
    }

    /// Lends the interface in an extended echo request in C's form; nil for any other object.
    @discardableResult
    private func withIdentification<Result>(_ body: (csock_icmp_interface_id) -> Result) -> Result? {
        var id = unsafe csock_icmp_interface_id()
        switch self {
        case .interfaceName(let name):
            unsafe id.c_type = UInt32(CSOCK_ICMP_INTERFACE_ID_NAME)
            return unsafe name.withCBytes { name in
                unsafe id.name = name
                return unsafe body(id)
            }
        case .interfaceIndex(let index):
            unsafe (id.c_type, id.index) = (UInt32(CSOCK_ICMP_INTERFACE_ID_INDEX), index)
            return unsafe body(id)
        case .interfaceAddress(let address, let family, let reserved):
            unsafe id.c_type = UInt32(CSOCK_ICMP_INTERFACE_ID_ADDRESS)
            unsafe (id.afi, id.reserved) = (UInt32(family), UInt32(reserved))
            return unsafe address.withCBytes { address in
                unsafe id.address = address
                return unsafe body(id)
            }
        default: return nil
        }
    }

    /// Lends an object of any other class in C's form; nil for the known ones.
    @discardableResult
    private func withOther<Result>(_ body: (csock_icmp_object) -> Result) -> Result? {
        guard case .other(let classNumber, let cType, let payload) = self else { return nil }
        return unsafe payload.withCBytes { payload in
            unsafe body(csock_icmp_object(class_num: UInt32(classNumber), c_type: UInt32(cType), payload: payload))
        }
    }

    /// `MPLS (label 16, tc 0, [S], ttl 1)`, `interface "lo"`. The corresponding C functions are
    /// `csock_icmp_object_format`, `csock_icmp_interface_format` and `csock_icmp_interface_id_format`.
    public var description: String {
        switch self {
        // Label by label: C takes them encoded, and not every label can be encoded.
        case .mpls(let labels): (["MPLS"] + labels.map(\.description)).joined(separator: " ")
        case .interface(let interface): interface.description
        case .interfaceName, .interfaceIndex, .interfaceAddress:
            unsafe withIdentification { unsafe text(of: $0, by: csock_icmp_interface_id_format) } ?? ""
        case .other: unsafe withOther { unsafe text(of: $0, by: csock_icmp_object_format) } ?? ""
        }
    }
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

    func withC<Result>(_ body: (csock_icmp_interface) -> Result) -> Result {
        unsafe (name ?? []).withCBytes { name in
            var interface = unsafe csock_icmp_interface()
            unsafe fill(&interface)
            unsafe interface.name = name
            return unsafe body(interface)
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
    /// `incoming interface, index 5, 192.0.2.1, "eth0", mtu 1500`. The corresponding C function is
    /// `csock_icmp_interface_format`.
    public var description: String { unsafe withC { unsafe text(of: $0, by: csock_icmp_interface_format) } }
}
