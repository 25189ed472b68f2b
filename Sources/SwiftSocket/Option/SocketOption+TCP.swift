internal import CSocketShim

// Options of IPPROTO_TCP, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether only full segments are sent, until the option is switched off or 200 milliseconds have passed:
    /// `TCP_CORK`, tcp(7).
    public static var tcpCork: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_CORK, "TCP_CORK") }

    /// Whether connecting waits for the first send, whose data then opens the connection: `TCP_FASTOPEN_CONNECT`,
    /// tcp(7). `EOPNOTSUPP` without bit 1 of net.ipv4.tcp_fastopen.
    public static var tcpFastOpenConnect: Self {
        Self(CSOCK_SOL_TCP, CSOCK_TCP_FASTOPEN_CONNECT, "TCP_FASTOPEN_CONNECT")
    }

    /// Whether fast open works without a cookie: `TCP_FASTOPEN_NO_COOKIE`, Linux 4.15.
    public static var tcpFastOpenNoCookie: Self {
        Self(CSOCK_SOL_TCP, CSOCK_TCP_FASTOPEN_NO_COOKIE, "TCP_FASTOPEN_NO_COOKIE")
    }

    /// Whether received data comes with the count of bytes that can still be received: `TCP_INQ`, Linux 4.18.
    public static var tcpInQueue: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_INQ, "TCP_INQ") }

    /// Whether small segments are sent at once, without Nagle's algorithm: `TCP_NODELAY`, tcp(7).
    public static var tcpNoDelay: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_NODELAY, "TCP_NODELAY") }

    /// Whether acknowledgements are sent at once, until the kernel changes this by itself: `TCP_QUICKACK`, tcp(7).
    public static var tcpQuickAck: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_QUICKACK, "TCP_QUICKACK") }

    /// Has no effect since Linux 4.11 and always reads as false: `TCP_THIN_DUPACK`.
    public static var tcpThinDupAck: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_THIN_DUPACK, "TCP_THIN_DUPACK") }

    /// Whether the retransmission timeout of a thin stream does not double at first: `TCP_THIN_LINEAR_TIMEOUTS`, the
    /// kernel's networking/tcp-thin.rst.
    public static var tcpThinLinearTimeouts: Self {
        Self(CSOCK_SOL_TCP, CSOCK_TCP_THIN_LINEAR_TIMEOUTS, "TCP_THIN_LINEAR_TIMEOUTS")
    }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// For a listener: how many connections that were opened with data may be pending, 0 for none: `TCP_FASTOPEN`,
    /// tcp(7). Needs bit 2 of net.ipv4.tcp_fastopen.
    public static var tcpFastOpen: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_FASTOPEN, "TCP_FASTOPEN") }

    /// How many unanswered probes end a connection, 1 to 127: `TCP_KEEPCNT`, tcp(7). `EINVAL` for any other value.
    public static var tcpKeepCount: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_KEEPCNT, "TCP_KEEPCNT") }

    /// The largest segment in bytes, 88 to 32767; 0 for the system's: `TCP_MAXSEG`, tcp(7). On a connection, reading
    /// returns the size in use. `EINVAL` for any other value.
    public static var tcpMaxSegment: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_MAXSEG, "TCP_MAXSEG") }

    /// The count of unsent bytes below which the socket is writable, 0 to 4294967295; 0 for the system's:
    /// `TCP_NOTSENT_LOWAT`, tcp(7).
    public static var tcpNotSentLowWaterMark: Self {
        Self(CSOCK_SOL_TCP, CSOCK_TCP_NOTSENT_LOWAT, "TCP_NOTSENT_LOWAT")
    }

    /// The sequence number of ``tcpRepairQueue`` in repair mode: `TCP_QUEUE_SEQ`, Linux 3.5. `EINVAL` or `EPERM`
    /// outside it.
    public static var tcpQueueSequence: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_QUEUE_SEQ, "TCP_QUEUE_SEQ") }

    /// Repair mode: 1 begins it, 0 ends it, -1 ends it without window probes: `TCP_REPAIR`, Linux 3.5. Needs
    /// CAP_NET_ADMIN and a closed or established connection, else `EPERM`.
    public static var tcpRepair: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_REPAIR, "TCP_REPAIR") }

    /// The queue under repair: 0 none, 1 receiving, 2 sending: `TCP_REPAIR_QUEUE`, Linux 3.5. `EINVAL` or `EPERM`
    /// outside repair mode.
    public static var tcpRepairQueue: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_REPAIR_QUEUE, "TCP_REPAIR_QUEUE") }

    /// Whether a listener keeps the headers of the segments that open connections: 0 no, 1 from the IP header on, 2
    /// from the link-layer header on: `TCP_SAVE_SYN`, Linux 4.3. `EINVAL` for any other value. See ``tcpSavedSYN``.
    public static var tcpSaveSYN: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_SAVE_SYN, "TCP_SAVE_SYN") }

    /// How often connecting is retried, 1 to 127: `TCP_SYNCNT`, tcp(7). `EINVAL` for any other value.
    public static var tcpSYNCount: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_SYNCNT, "TCP_SYNCNT") }

    /// The current value of the timestamp option: `TCP_TIMESTAMP`, Linux 3.9. It can be set only in repair mode, else
    /// `EPERM`.
    public static var tcpTimestamp: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_TIMESTAMP, "TCP_TIMESTAMP") }

    /// The largest window to advertise in bytes: `TCP_WINDOW_CLAMP`, tcp(7). The kernel raises it to half of its
    /// smallest receive buffer. 0, only on a closed socket, removes the limit.
    public static var tcpWindowClamp: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_WINDOW_CLAMP, "TCP_WINDOW_CLAMP") }
}

extension SocketOption where Value == Duration, Access == OptionAccess.ReadWrite {
    /// How long a listener holds back connections without data, in seconds: `TCP_DEFER_ACCEPT`, tcp(7). The kernel
    /// rounds up to 1, 3, 7, 15 seconds and so on.
    public static var tcpDeferAccept: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_DEFER_ACCEPT, "TCP_DEFER_ACCEPT") }

    /// The longest delay of an acknowledgement, in microseconds: `TCP_DELACK_MAX_US`, Linux 6.15. `EINVAL` outside the
    /// kernel's limits.
    public static var tcpDelayedAckMax: Self {
        Self(CSOCK_SOL_TCP, CSOCK_TCP_DELACK_MAX_US, "TCP_DELACK_MAX_US")
    }

    /// How long a connection is idle before it is probed, 1 to 32767 seconds: `TCP_KEEPIDLE`, tcp(7). `EINVAL` for any
    /// other value. See ``keepAlive``.
    public static var tcpKeepIdle: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_KEEPIDLE, "TCP_KEEPIDLE") }

    /// The time between probes, 1 to 32767 seconds: `TCP_KEEPINTVL`, tcp(7). `EINVAL` for any other value.
    public static var tcpKeepInterval: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_KEEPINTVL, "TCP_KEEPINTVL") }

    /// The longest retransmission timeout, 1 to 120 seconds, in milliseconds: `TCP_RTO_MAX_MS`, Linux 6.15. `EINVAL`
    /// for any other value.
    public static var tcpRTOMax: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_RTO_MAX_MS, "TCP_RTO_MAX_MS") }

    /// The shortest retransmission timeout, in microseconds: `TCP_RTO_MIN_US`, Linux 6.15. `EINVAL` outside the
    /// kernel's limits.
    public static var tcpRTOMin: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_RTO_MIN_US, "TCP_RTO_MIN_US") }

    /// A delay of every packet that is sent, to simulate distance, in microseconds: `TCP_TX_DELAY`, Linux 5.3. Needs
    /// the fq queueing discipline, tc-fq(8), or pacing.
    public static var tcpTransmitDelay: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_TX_DELAY, "TCP_TX_DELAY") }

    /// How long sent data may remain unacknowledged before the connection is closed, in milliseconds; zero for the
    /// system's: `TCP_USER_TIMEOUT`, tcp(7), RFC 5482.
    public static var tcpUserTimeout: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_USER_TIMEOUT, "TCP_USER_TIMEOUT") }
}

extension SocketOption where Value == Duration?, Access == OptionAccess.ReadWrite {
    /// How long a closed connection waits for the peer to close, in seconds, at most 120 (a longer time is shortened);
    /// `nil` does not wait, zero restores the system's: `TCP_LINGER2`, tcp(7).
    public static var tcpLinger2: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_LINGER2, "TCP_LINGER2") }
}

extension SocketOption where Value == String, Access == OptionAccess.ReadWrite {
    /// The congestion control by name: `TCP_CONGESTION`, tcp(7). `ENOENT` if it is not loaded, `EPERM` if it is not in
    /// net.ipv4.tcp_allowed_congestion_control and the caller does not have CAP_NET_ADMIN, `ENAMETOOLONG` over 15
    /// bytes.
    public static var tcpCongestion: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_CONGESTION, "TCP_CONGESTION") }

    /// The protocol on top of TCP by name, empty for none: `TCP_ULP`, Linux 4.13. `ENOENT` if it is not loaded,
    /// `ENOTCONN` for tls before connecting, `ENAMETOOLONG` over 15 bytes.
    public static var tcpUpperProtocol: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_ULP, "TCP_ULP") }
}

extension SocketOption where Value == [UInt8], Access == OptionAccess.ReadWrite {
    /// The key of fast open cookies: 16 bytes, or 32 with a backup key; empty at first: `TCP_FASTOPEN_KEY`, Linux 4.15.
    /// `EINVAL` for any other length.
    public static var tcpFastOpenKey: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_FASTOPEN_KEY, "TCP_FASTOPEN_KEY") }
}

extension SocketOption where Value == Bool, Access == OptionAccess.ReadOnly {
    /// Whether the connection is multipath TCP: `TCP_IS_MPTCP`, Linux 5.16.
    public static var tcpIsMultipath: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_IS_MPTCP, "TCP_IS_MPTCP") }
}

extension SocketOption where Value == [UInt8], Access == OptionAccess.ReadOnly {
    /// The headers of the segment that opened the connection, if its listener had ``tcpSaveSYN``; otherwise empty:
    /// `TCP_SAVED_SYN`, Linux 4.3. A second reading is empty too.
    public static var tcpSavedSYN: Self { Self(CSOCK_SOL_TCP, CSOCK_TCP_SAVED_SYN, "TCP_SAVED_SYN") }
}

extension SocketOption where Value == TCPInfo, Access == OptionAccess.ReadOnly {
    /// State and statistics of a connection: `TCP_INFO`, tcp(7).
    ///
    /// The corresponding C function is `csock_get_tcp_info`.
    public static var tcpInfo: Self {
        Self(id: OptionID(CSOCK_SOL_TCP, CSOCK_TCP_INFO, "TCP_INFO")) { socket, id throws(SocketError) in
            var info = csock_tcp_info()
            try id.get(socket) { unsafe csock_get_tcp_info($0, &info) }
            return TCPInfo(info)
        }
    }
}
