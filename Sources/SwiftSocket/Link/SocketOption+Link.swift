internal import CSocketShim

extension SocketOption where Value == LinkMembership, Access == OptionAccess.WriteOnly {
    /// Has an interface receive more: `PACKET_ADD_MEMBERSHIP`, packet(7). Counted, and undone when the socket
    /// closes. `ENODEV`; `EINVAL` for an address that is not as long as the interface's. The C function is
    /// `csock_set_link_membership`.
    public static var linkAddMembership: Self {
        membership(CSOCK_PACKET_ADD_MEMBERSHIP, "PACKET_ADD_MEMBERSHIP")
    }

    /// Undoes ``linkAddMembership``: `PACKET_DROP_MEMBERSHIP`, packet(7). The C function is
    /// `csock_set_link_membership`.
    public static var linkDropMembership: Self {
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

extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether frames bring their length, VLAN tag and the state of their checksum: `PACKET_AUXDATA`, packet(7).
    /// See ``AncillaryData/frame`` and ``AncillaryData/vlan``.
    public static var linkAuxiliaryData: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_AUXDATA, "PACKET_AUXDATA")
    }

    /// Whether what this machine sends is left out: `PACKET_IGNORE_OUTGOING`, packet(7).
    public static var linkIgnoreOutgoing: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_IGNORE_OUTGOING, "PACKET_IGNORE_OUTGOING")
    }

    /// Whether the interface told is the one that a frame came by, not the one that was made of several:
    /// `PACKET_ORIGDEV`, packet(7).
    public static var linkOriginalDevice: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_ORIGDEV, "PACKET_ORIGDEV")
    }

    /// Whether frames are sent without queueing: `PACKET_QDISC_BYPASS`, packet(7).
    public static var linkQueueBypass: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_QDISC_BYPASS, "PACKET_QDISC_BYPASS")
    }
}

extension SocketOption where Value == LinkStatistics, Access == OptionAccess.ReadOnly {
    /// How many frames there were since the last time: `PACKET_STATISTICS`, packet(7). Reading it starts again
    /// from 0. The C function is `csock_take_link_statistics`.
    public static var linkStatistics: Self {
        Self(id: OptionID(CSOCK_SOL_PACKET, CSOCK_PACKET_STATISTICS, "PACKET_STATISTICS")) {
            socket, id throws(SocketError) in
            var statistics = csock_link_statistics()
            try id.get(socket) { unsafe csock_take_link_statistics($0, &statistics) }
            return LinkStatistics(packets: statistics.packets, drops: statistics.drops)
        }
    }
}
