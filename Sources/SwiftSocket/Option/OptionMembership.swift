internal import CSocketShim

/// A value that joins or leaves a group. Its C function takes the number of the option; the type of the value implies
/// the level.
protocol OptionMembership: Sendable {
    static var level: Int { get }
    /// Runs the C function.
    func set(_ descriptor: Int32, _ number: Int32) -> Int32
}

extension SocketOption where Value: OptionMembership, Access == OptionAccess.WriteOnly {
    init(_ number: Int, _ cName: StaticString) {
        self.init(id: OptionID(Value.level, number, cName)) { socket, id, value throws(SocketError) in
            try id.set(socket) { value.set($0, id.number) }
        }
    }
}

extension IPv4Membership: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withBytes { group in
            unsafe localAddress.withBytes {
                unsafe csock_set_ipv4_membership(descriptor, number, group, $0, interfaceIndex)
            }
        }
    }
}

extension IPv4SourceMembership: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withBytes { group in
            unsafe source.withBytes { source in
                unsafe localAddress.withBytes {
                    unsafe csock_set_ipv4_source_membership(descriptor, number, group, source, $0)
                }
            }
        }
    }
}

extension IPv6Membership: OptionMembership {
    static var level: Int { CSOCK_SOL_IPV6 }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withBytes { unsafe csock_set_ipv6_membership(descriptor, number, $0, interfaceIndex) }
    }
}

// The C functions choose the level of the next two by the family of the group.

extension MulticastMembership: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withPointer { unsafe csock_set_membership(descriptor, number, $0, interfaceIndex) }
    }
}

extension MulticastSource: OptionMembership {
    static var level: Int { CSOCK_SOL_IP }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe group.withPointer { group in
            unsafe source.withPointer {
                unsafe csock_set_source_membership(descriptor, number, group, $0, interfaceIndex)
            }
        }
    }
}
