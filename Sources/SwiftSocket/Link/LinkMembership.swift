internal import CSocketShim

/// What an interface is to receive beside what is for it: packet(7).
public struct LinkMembership: Hashable, Sendable {
    /// The interface's index.
    public let interfaceIndex: UInt32
    /// The kernel's `PACKET_MR_` number.
    let kind: Int32
    /// The address of the kinds that have one.
    let hardwareAddress: [UInt8]

    private init(_ interfaceIndex: UInt32, _ kind: Int, _ hardwareAddress: [UInt8] = []) {
        self.interfaceIndex = interfaceIndex
        self.kind = Int32(kind)
        self.hardwareAddress = hardwareAddress
    }

    /// All frames: `PACKET_MR_PROMISC`
    public static func promiscuous(interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(interfaceIndex, CSOCK_PACKET_MR_PROMISC)
    }

    /// All multicast frames: `PACKET_MR_ALLMULTI`
    public static func allMulticast(interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(interfaceIndex, CSOCK_PACKET_MR_ALLMULTI)
    }

    /// Frames for a multicast address: `PACKET_MR_MULTICAST`
    public static func multicast(_ hardwareAddress: [UInt8], interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(interfaceIndex, CSOCK_PACKET_MR_MULTICAST, hardwareAddress)
    }

    /// Frames for another address: `PACKET_MR_UNICAST`
    public static func unicast(_ hardwareAddress: [UInt8], interfaceIndex: UInt32) -> LinkMembership {
        LinkMembership(interfaceIndex, CSOCK_PACKET_MR_UNICAST, hardwareAddress)
    }
}
