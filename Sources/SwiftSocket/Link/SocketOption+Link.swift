internal import CSocketShim

// Options of SOL_PACKET, sorted by their C names among those of one type.
extension SocketOption where Value == LinkMembership, Access == OptionAccess.WriteOnly {
    /// Makes an interface receive more frames: `PACKET_ADD_MEMBERSHIP`, packet(7). Memberships are counted, and dropped
    /// when the socket closes. `ENODEV`; `EINVAL` for an address of another length than the interface's.
    ///
    /// The corresponding C function is `csock_set_link_membership`.
    public static var linkAddMembership: Self {
        Self(CSOCK_PACKET_ADD_MEMBERSHIP, "PACKET_ADD_MEMBERSHIP")
    }

    /// Drops a membership that ``linkAddMembership`` added: `PACKET_DROP_MEMBERSHIP`, packet(7).
    ///
    /// The corresponding C function is `csock_set_link_membership`.
    public static var linkDropMembership: Self {
        Self(CSOCK_PACKET_DROP_MEMBERSHIP, "PACKET_DROP_MEMBERSHIP")
    }
}

extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether received frames come with their length, VLAN tag and checksum status: `PACKET_AUXDATA`, packet(7). See
    /// ``AncillaryData/frame`` and ``AncillaryData/vlan``.
    public static var linkAuxiliaryData: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_AUXDATA, "PACKET_AUXDATA")
    }

    /// Whether frames that this machine sends are not received: `PACKET_IGNORE_OUTGOING`, packet(7).
    public static var linkIgnoreOutgoing: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_IGNORE_OUTGOING, "PACKET_IGNORE_OUTGOING")
    }

    /// Whether a received address names the physical interface instead of the bond or bridge above it:
    /// `PACKET_ORIGDEV`, packet(7).
    public static var linkOriginalDevice: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_ORIGDEV, "PACKET_ORIGDEV")
    }

    /// Whether frames are sent without the kernel's queueing: `PACKET_QDISC_BYPASS`, packet(7).
    public static var linkQueueBypass: Self {
        Self(CSOCK_SOL_PACKET, CSOCK_PACKET_QDISC_BYPASS, "PACKET_QDISC_BYPASS")
    }
}

extension SocketOption where Value == LinkStatistics, Access == OptionAccess.ReadOnly {
    /// How many frames were received and dropped since the last reading: `PACKET_STATISTICS`, packet(7). Reading resets
    /// both counts to 0.
    ///
    /// The corresponding C function is `csock_take_link_statistics`.
    public static var linkStatistics: Self {
        Self(id: OptionID(CSOCK_SOL_PACKET, CSOCK_PACKET_STATISTICS, "PACKET_STATISTICS")) {
            socket, id throws(SocketError) in
            var statistics = csock_link_statistics()
            try id.get(socket) { unsafe csock_take_link_statistics($0, &statistics) }
            return LinkStatistics(packets: statistics.packets, drops: statistics.drops)
        }
    }
}
