internal import CSocketShim

// Options of IPPROTO_UDP and IPPROTO_UDPLITE, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether sent data is collected into one datagram, until the option is switched off: `UDP_CORK`, udp(7).
    public static var udpCork: Self { Self(CSOCK_SOL_UDP, CSOCK_UDP_CORK, "UDP_CORK") }

    /// Whether datagrams of one size may be received joined, with that size (GRO): `UDP_GRO`, udp(7).
    public static var udpReceiveOffload: Self { Self(CSOCK_SOL_UDP, CSOCK_UDP_GRO, "UDP_GRO") }

    /// Whether IPv6 datagrams without a checksum are received: `UDP_NO_CHECK6_RX`, linux/udp.h, RFC 6936.
    public static var udpNoCheck6Receive: Self {
        Self(CSOCK_SOL_UDP, CSOCK_UDP_NO_CHECK6_RX, "UDP_NO_CHECK6_RX")
    }

    /// Whether IPv6 datagrams are sent without a checksum: `UDP_NO_CHECK6_TX`, linux/udp.h, RFC 6936.
    public static var udpNoCheck6Send: Self {
        Self(CSOCK_SOL_UDP, CSOCK_UDP_NO_CHECK6_TX, "UDP_NO_CHECK6_TX")
    }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// How many bytes a checksum must cover at least, 0 for all; 1 to 7 count as 8: `UDPLITE_RECV_CSCOV`, udplite(7).
    /// `EINVAL` over 65535.
    public static var udpLiteReceiveCoverage: Self {
        Self(CSOCK_SOL_UDPLITE, CSOCK_UDPLITE_RECV_CSCOV, "UDPLITE_RECV_CSCOV")
    }

    /// How many bytes the checksum covers, 0 for all; 1 to 7 count as 8: `UDPLITE_SEND_CSCOV`, udplite(7). `EINVAL`
    /// over 65535.
    public static var udpLiteSendCoverage: Self {
        Self(CSOCK_SOL_UDPLITE, CSOCK_UDPLITE_SEND_CSCOV, "UDPLITE_SEND_CSCOV")
    }

    /// GSO segment size: the kernel splits each send into datagrams of this many bytes; 0 for no splitting:
    /// `UDP_SEGMENT`, udp(7). `EINVAL` over 65535.
    public static var udpSegment: Self { Self(CSOCK_SOL_UDP, CSOCK_UDP_SEGMENT, "UDP_SEGMENT") }
}
