internal import CSocketShim

/// Frames that an interface is to receive in addition to its own: packet(7). See ``SocketOption/linkAddMembership``.
public struct LinkMembership: Hashable, Sendable, OptionMembership {
    /// The frames of a membership.
    private enum Kind: String, CustomStringConvertible {
        case promiscuous, allMulticast, multicast, unicast

        var description: String { rawValue }

        var number: Int {
            switch self {
            case .promiscuous: CSOCK_PACKET_MR_PROMISC
            case .allMulticast: CSOCK_PACKET_MR_ALLMULTI
            case .multicast: CSOCK_PACKET_MR_MULTICAST
            case .unicast: CSOCK_PACKET_MR_UNICAST
            }
        }
    }

    /// The index of the interface.
    public let interfaceIndex: UInt32
    private let kind: Kind
    /// The address of a multicast or unicast membership; otherwise empty.
    public let hardwareAddress: [UInt8]

    private init(_ kind: Kind, _ interfaceIndex: UInt32, _ hardwareAddress: [UInt8] = []) {
        self.interfaceIndex = interfaceIndex
        self.kind = kind
        self.hardwareAddress = hardwareAddress
    }

    /// All frames: `PACKET_MR_PROMISC`
    public static func promiscuous(interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(.promiscuous, interfaceIndex)
    }

    /// All multicast frames: `PACKET_MR_ALLMULTI`
    public static func allMulticast(interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(.allMulticast, interfaceIndex)
    }

    /// Frames to a multicast address: `PACKET_MR_MULTICAST`
    public static func multicast(_ hardwareAddress: [UInt8], interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(.multicast, interfaceIndex, hardwareAddress)
    }

    /// Frames to another unicast address: `PACKET_MR_UNICAST`
    public static func unicast(_ hardwareAddress: [UInt8], interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(.unicast, interfaceIndex, hardwareAddress)
    }

    static var level: Int { CSOCK_SOL_PACKET }

    func set(_ descriptor: Int32, _ number: Int32) -> Int32 {
        unsafe hardwareAddress.withUnsafeBufferPointer {
            unsafe csock_set_link_membership(
                descriptor, number, interfaceIndex, Int32(kind.number), $0.baseAddress, $0.count)
        }
    }
}
