internal import CSocketShim

/// What an interface is to receive beside what is for it: packet(7).
public struct PacketMembership: Hashable, Sendable {
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
    public static func promiscuous(interface index: UInt32) -> PacketMembership {
        PacketMembership(index, CSOCK_PACKET_MR_PROMISC)
    }

    /// All multicast frames: `PACKET_MR_ALLMULTI`
    public static func allMulticast(interface index: UInt32) -> PacketMembership {
        PacketMembership(index, CSOCK_PACKET_MR_ALLMULTI)
    }

    /// Frames for a multicast address: `PACKET_MR_MULTICAST`
    public static func multicast(_ hardwareAddress: [UInt8], interface index: UInt32) -> PacketMembership {
        PacketMembership(index, CSOCK_PACKET_MR_MULTICAST, hardwareAddress)
    }

    /// Frames for another address: `PACKET_MR_UNICAST`
    public static func unicast(_ hardwareAddress: [UInt8], interface index: UInt32) -> PacketMembership {
        PacketMembership(index, CSOCK_PACKET_MR_UNICAST, hardwareAddress)
    }
}

/// How many frames a packet socket was given since the last time that it was asked: packet(7).
public struct PacketStatistics: Hashable, Sendable {
    /// Those that the filter let through, with the dropped ones.
    public let packets: UInt32
    /// Those that found no room in the receive buffer.
    public let drops: UInt32
}

extension WriteOnlySocketOption where Value == PacketMembership {
    /// Has an interface receive more: `PACKET_ADD_MEMBERSHIP`, packet(7). Counted, and undone when the socket
    /// closes. `ENODEV`; `EINVAL` for an address that is not as long as the interface's. The C function is
    /// `csock_set_link_membership`.
    public static var packetAddMembership: Self {
        membership(CSOCK_PACKET_ADD_MEMBERSHIP, "PACKET_ADD_MEMBERSHIP")
    }

    /// Undoes ``packetAddMembership``: `PACKET_DROP_MEMBERSHIP`, packet(7). The C function is
    /// `csock_set_link_membership`.
    public static var packetDropMembership: Self {
        membership(CSOCK_PACKET_DROP_MEMBERSHIP, "PACKET_DROP_MEMBERSHIP")
    }

    private static func membership(_ number: Int, _ cName: StaticString) -> Self {
        Self(id: OptionID(CSOCK_SOL_PACKET, number, cName)) { socket, id, value throws(SocketError) in
            try id.set(socket) { descriptor in
                unsafe value.hardwareAddress.withUnsafeBufferPointer {
                    unsafe csock_set_link_membership(
                        descriptor, id.number, value.interfaceIndex, value.kind, $0.baseAddress, $0.count)
                }
            }
        }
    }
}

extension SocketOption where Value == Bool {
    /// Whether frames bring their length, VLAN tag and the state of their checksum: `PACKET_AUXDATA`, packet(7).
    /// See ``AncillaryData/frame`` and ``AncillaryData/vlan``.
    public static var packetAuxiliaryData: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_AUXDATA, "PACKET_AUXDATA")
    }

    /// Whether what this machine sends is left out: `PACKET_IGNORE_OUTGOING`, packet(7).
    public static var packetIgnoreOutgoing: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_IGNORE_OUTGOING, "PACKET_IGNORE_OUTGOING")
    }

    /// Whether the interface told is the one that a frame came by, not the one that was made of several:
    /// `PACKET_ORIGDEV`, packet(7).
    public static var packetOriginalDevice: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_ORIGDEV, "PACKET_ORIGDEV")
    }

    /// Whether frames are sent without queueing: `PACKET_QDISC_BYPASS`, packet(7).
    public static var packetQueueBypass: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_QDISC_BYPASS, "PACKET_QDISC_BYPASS")
    }
}

extension ReadOnlySocketOption where Value == PacketStatistics {
    /// How many frames there were since the last time: `PACKET_STATISTICS`, packet(7). Reading it starts again
    /// from 0. The C function is `csock_take_link_statistics`.
    public static var packetStatistics: Self {
        Self(id: OptionID(CSOCK_SOL_PACKET, CSOCK_PACKET_STATISTICS, "PACKET_STATISTICS")) {
            socket, id throws(SocketError) in
            var statistics = csock_link_statistics()
            try id.get(socket) { unsafe csock_take_link_statistics($0, &statistics) }
            return PacketStatistics(packets: statistics.packets, drops: statistics.drops)
        }
    }
}
