internal import CSocketShim

// Options of SOL_SOCKET, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether datagrams may go to broadcast addresses, which otherwise is `EACCES`: `SO_BROADCAST`,
    /// socket(7).
    public static var broadcast: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BROADCAST, "SO_BROADCAST") }

    /// Whether debugging is on, which the kernel hardly heeds any more: `SO_DEBUG`, socket(7). Needs
    /// CAP_NET_ADMIN, else `EACCES`.
    public static var debug: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_DEBUG, "SO_DEBUG") }

    /// Whether packets go to directly connected hosts only: `SO_DONTROUTE`, socket(7).
    public static var dontRoute: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_DONTROUTE, "SO_DONTROUTE") }

    /// Whether an idle connection is probed: `SO_KEEPALIVE`, socket(7). See ``tcpKeepIdle``,
    /// ``tcpKeepInterval`` and ``tcpKeepCount``.
    public static var keepAlive: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_KEEPALIVE, "SO_KEEPALIVE") }

    /// Whether UDP over IPv4 goes out without a checksum: `SO_NO_CHECK`.
    public static var noChecksum: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_NO_CHECK, "SO_NO_CHECK") }

    /// Whether urgent data stays in the stream: `SO_OOBINLINE`, socket(7).
    public static var outOfBandInline: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_OOBINLINE, "SO_OOBINLINE") }

    /// Whether messages bring their sender's credentials: `SO_PASSCRED`, unix(7). Unix and netlink sockets,
    /// else `EOPNOTSUPP`.
    public static var passCredentials: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSCRED, "SO_PASSCRED") }

    /// Whether messages bring a descriptor of their sender's process: `SO_PASSPIDFD`, Linux 6.5. Unix
    /// sockets, else `EOPNOTSUPP`.
    public static var passProcessDescriptor: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSPIDFD, "SO_PASSPIDFD")
    }

    /// Whether messages may bring descriptors, which is the default: `SO_PASSRIGHTS`, Linux 6.16. Unix
    /// sockets, else `EOPNOTSUPP`.
    public static var passRights: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSRIGHTS, "SO_PASSRIGHTS") }

    /// Whether messages bring their sender's security label: `SO_PASSSEC`, unix(7). Unix and netlink sockets,
    /// else `EOPNOTSUPP`.
    public static var passSecurity: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSSEC, "SO_PASSSEC") }

    /// Whether busy polling takes precedence over interrupts: `SO_PREFER_BUSY_POLL`, Linux 5.11. Switching it
    /// on needs CAP_NET_ADMIN, else `EPERM`.
    public static var preferBusyPoll: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_PREFER_BUSY_POLL, "SO_PREFER_BUSY_POLL")
    }

    /// Whether messages bring the mark of their packet: `SO_RCVMARK`, Linux 5.19. Older kernels want
    /// CAP_NET_RAW or CAP_NET_ADMIN, else `EPERM`.
    public static var receiveMark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVMARK, "SO_RCVMARK") }

    /// Whether messages bring the priority of their packet: `SO_RCVPRIORITY`, Linux 6.14.
    public static var receivePriority: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVPRIORITY, "SO_RCVPRIORITY") }

    /// Whether an address can be bound that connections of the past still hold: `SO_REUSEADDR`, socket(7).
    /// Before ``Socket/bind(to:)``.
    public static var reuseAddress: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_REUSEADDR, "SO_REUSEADDR") }

    /// Whether sockets of one user share an address and the load: `SO_REUSEPORT`, socket(7). Before
    /// ``Socket/bind(to:)``, on each of them. Internet sockets, else `EOPNOTSUPP`.
    public static var reusePort: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_REUSEPORT, "SO_REUSEPORT") }

    /// Whether messages bring the number of those dropped for want of room: `SO_RXQ_OVFL`, socket(7).
    public static var receiveQueueOverflow: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RXQ_OVFL, "SO_RXQ_OVFL") }

    /// Whether a message in the error queue counts as urgent data for poll(2): `SO_SELECT_ERR_QUEUE`,
    /// socket(7).
    public static var selectErrorQueue: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_SELECT_ERR_QUEUE, "SO_SELECT_ERR_QUEUE")
    }

    /// Whether messages bring their time of arrival in microseconds: `SO_TIMESTAMP`, socket(7). Setting it
    /// switches off ``timestampNanoseconds``.
    public static var timestamp: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMP, "SO_TIMESTAMP") }

    /// Whether messages bring their time of arrival in nanoseconds: `SO_TIMESTAMPNS`. Setting it switches off
    /// ``timestamp``.
    public static var timestampNanoseconds: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMPNS, "SO_TIMESTAMPNS")
    }

    /// Whether a connection in trouble tries other paths, which is the default: `SO_TXREHASH`, Linux 6.0.
    /// TCP, else `EOPNOTSUPP`.
    public static var transmitRehash: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_TXREHASH, "SO_TXREHASH") }

    /// Whether ``MessageFlags/zeroCopy`` works: `SO_ZEROCOPY`, the kernel's networking/msg_zerocopy.rst. TCP
    /// and UDP, else `EOPNOTSUPP`.
    public static var zeroCopy: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_ZEROCOPY, "SO_ZEROCOPY") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// The processor that handled the last packet, -1 for none; of sockets that share a port, one set to a
    /// processor is preferred there: `SO_INCOMING_CPU`, socket(7).
    public static var incomingCPU: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_INCOMING_CPU, "SO_INCOMING_CPU") }

    /// The mark of every packet, for routing and the firewall, 0 to 4294967295: `SO_MARK`, socket(7). Needs
    /// CAP_NET_ADMIN or CAP_NET_RAW, else `EPERM`.
    public static var mark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_MARK, "SO_MARK") }

    /// The most bytes per second to send, -1 without limit: `SO_MAX_PACING_RATE`, tc-fq(8). `EINVAL` below
    /// -1.
    public static var maxPacingRate: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_MAX_PACING_RATE, "SO_MAX_PACING_RATE")
    }

    /// Where ``MessageFlags/peek`` starts; it moves on by itself; -1 for always at the front: `SO_PEEK_OFF`,
    /// socket(7).
    public static var peekOffset: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PEEK_OFF, "SO_PEEK_OFF") }

    /// The queueing priority of packets: `SO_PRIORITY`, socket(7). Over 6 needs CAP_NET_RAW or CAP_NET_ADMIN,
    /// else `EPERM`.
    public static var priority: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PRIORITY, "SO_PRIORITY") }

    /// The receive buffer's size in bytes: `SO_RCVBUF`, socket(7). The kernel doubles what is set, for its
    /// own needs, and reports that; it keeps it between 2304 and twice net.core.rmem_max. `EINVAL` if
    /// negative.
    public static var receiveBufferSize: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUF, "SO_RCVBUF") }

    /// How many bytes make a socket readable, 1 or more; 0 counts as 1: `SO_RCVLOWAT`, socket(7). `EINVAL` if
    /// negative.
    public static var receiveLowWaterMark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVLOWAT, "SO_RCVLOWAT") }

    /// The send buffer's size in bytes: `SO_SNDBUF`, socket(7). The kernel doubles what is set, and reports
    /// that; it keeps it between 4608 and twice net.core.wmem_max. `EINVAL` if negative.
    public static var sendBufferSize: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDBUF, "SO_SNDBUF") }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.ReadWrite {
    /// The index of the network interface that the socket is confined to, 0 for none: `SO_BINDTOIFINDEX`,
    /// socket(7). The first time is free; changing it needs CAP_NET_RAW, else `EPERM`. `EINVAL` for an
    /// index over 2147483647; one without an interface is taken.
    public static var bindToInterfaceIndex: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_BINDTOIFINDEX, "SO_BINDTOIFINDEX")
    }
}

extension SocketOption where Value == Duration, Access == OptionAccess.ReadWrite {
    /// How long to poll the network card before sleeping, in microseconds: `SO_BUSY_POLL`, socket(7). Older
    /// kernels want CAP_NET_ADMIN to raise it, else `EPERM`.
    public static var busyPoll: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BUSY_POLL, "SO_BUSY_POLL") }
}

extension SocketOption where Value == Duration?, Access == OptionAccess.ReadWrite {
    /// How long the kernel itself waits in a receive, `nil` without limit: `SO_RCVTIMEO`, socket(7). In
    /// microseconds, rounded up; zero is the least. It works on blocking descriptors only, so not beside
    /// ``Socket/setTimeout(_:)``, and calls then throw `EAGAIN`.
    public static var receiveTimeout: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVTIMEO, "SO_RCVTIMEO") }

    /// How long the kernel itself waits in a send or connect: `SO_SNDTIMEO`, socket(7); see
    /// ``receiveTimeout``.
    public static var sendTimeout: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, "SO_SNDTIMEO") }
}

extension SocketOption where Value == String, Access == OptionAccess.ReadWrite {
    /// The name of the network interface that the socket is confined to, empty for none: `SO_BINDTODEVICE`,
    /// socket(7). The first time is free; changing it needs CAP_NET_RAW, else `EPERM`. `ENODEV` for a name
    /// without an interface, `ENAMETOOLONG` over 15 bytes.
    public static var bindToDevice: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, "SO_BINDTODEVICE") }
}

extension SocketOption where Value == BufferLock, Access == OptionAccess.ReadWrite {
    /// Which buffers keep their size although the kernel would tune it: `SO_BUF_LOCK`, Linux 5.16. Setting a
    /// buffer's size does this too. `EINVAL` for other bits.
    public static var bufferLock: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BUF_LOCK, "SO_BUF_LOCK") }
}

extension SocketOption where Value == Linger, Access == OptionAccess.ReadWrite {
    /// What closing does with data that has not been sent: `SO_LINGER`, socket(7). In whole seconds, rounded
    /// up. A socket of any timeout may then wait in ``Socket/close()``.
    public static var linger: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_LINGER, "SO_LINGER") }
}

extension SocketOption where Value == TimestampingFlags, Access == OptionAccess.ReadWrite {
    /// Which times of sent and received packets to report, and how: `SO_TIMESTAMPING`, the kernel's
    /// networking/timestamping.rst. `EINVAL` for unknown bits.
    public static var timestamping: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMPING, "SO_TIMESTAMPING") }
}

extension SocketOption where Value == Bool, Access == OptionAccess.ReadOnly {
    /// Whether the socket listens: `SO_ACCEPTCONN`, socket(7).
    public static var isListening: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_ACCEPTCONN, "SO_ACCEPTCONN") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadOnly {
    /// The receive queue of the last packet, 0 if not known: `SO_INCOMING_NAPI_ID`, socket(7).
    public static var incomingNAPI: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_INCOMING_NAPI_ID, "SO_INCOMING_NAPI_ID")
    }

    /// A new descriptor of the process at the other end, close-on-exec, which the caller is to close:
    /// `SO_PEERPIDFD`, Linux 6.5, pidfd_open(2). `ENODATA` without a Unix peer, `ESRCH` when it is gone.
    public static var peerProcessDescriptor: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_PEERPIDFD, "SO_PEERPIDFD")
    }

    /// How many bytes of room make a socket writable: on Linux 1, for good: `SO_SNDLOWAT`, socket(7).
    public static var sendLowWaterMark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDLOWAT, "SO_SNDLOWAT") }
}

extension SocketOption where Value == UInt64, Access == OptionAccess.ReadOnly {
    /// A number that no other socket of this boot has: `SO_COOKIE`, socket(7).
    public static var cookie: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_COOKIE, "SO_COOKIE") }

    /// A number that no other network namespace of this boot has: `SO_NETNS_COOKIE`, Linux 5.14.
    public static var networkNamespaceCookie: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_NETNS_COOKIE, "SO_NETNS_COOKIE")
    }
}

extension SocketOption where Value == String, Access == OptionAccess.ReadOnly {
    /// The security label of the other end: `SO_PEERSEC`, unix(7). `ENOPROTOOPT` without a security module
    /// that labels.
    public static var peerSecurity: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PEERSEC, "SO_PEERSEC") }
}

extension SocketOption where Value == ResultCode, Access == OptionAccess.ReadOnly {
    /// The pending error, ``ResultCode/success`` for none; reading clears it: `SO_ERROR`, socket(7). The C
    /// function that does it in one step is `csock_take_error`.
    public static var error: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_ERROR, "SO_ERROR") }
}

extension SocketOption where Value == SocketFamily, Access == OptionAccess.ReadOnly {
    /// The address family: `SO_DOMAIN`, socket(7).
    public static var family: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_DOMAIN, "SO_DOMAIN") }
}

extension SocketOption where Value == SocketProtocol, Access == OptionAccess.ReadOnly {
    /// The protocol: `SO_PROTOCOL`, socket(7).
    public static var `protocol`: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PROTOCOL, "SO_PROTOCOL") }
}

extension SocketOption where Value == SocketType, Access == OptionAccess.ReadOnly {
    /// The type: `SO_TYPE`, socket(7).
    public static var type: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_TYPE, "SO_TYPE") }
}

extension SocketOption where Value == Int, Access == OptionAccess.WriteOnly {
    /// How many packets one busy poll may take, 0 to 65535: `SO_BUSY_POLL_BUDGET`, Linux 5.11. Over 8 needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var busyPollBudget: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_BUSY_POLL_BUDGET, "SO_BUSY_POLL_BUDGET")
    }

    /// ``SocketOption/receiveBufferSize`` beyond net.core.rmem_max: `SO_RCVBUFFORCE`, socket(7). Needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var receiveBufferSizeForced: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUFFORCE, "SO_RCVBUFFORCE")
    }

    /// ``SocketOption/sendBufferSize`` beyond net.core.wmem_max: `SO_SNDBUFFORCE`, socket(7). Needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var sendBufferSizeForced: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDBUFFORCE, "SO_SNDBUFFORCE")
    }
}

extension SocketOption where Value == PeerCredentials, Access == OptionAccess.ReadOnly {
    /// Who was at the other end when the connection was made: `SO_PEERCRED`, unix(7). The C function is
    /// `csock_peer_credentials`.
    public static var peerCredentials: Self {
        Self(id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_PEERCRED, "SO_PEERCRED")) { socket, id throws(SocketError) in
            var peer = csock_credentials()
            try id.get(socket) { unsafe csock_peer_credentials($0, &peer) }
            return PeerCredentials(processID: peer.process, userID: peer.user, groupID: peer.group)
        }
    }
}

extension SocketOption where Value == [UInt32], Access == OptionAccess.ReadOnly {
    /// The supplementary groups of the other end: `SO_PEERGROUPS`, Linux 4.13. `ENODATA` without a Unix peer.
    /// The C function is `csock_peer_groups`.
    public static var peerGroups: Self {
        Self(id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_PEERGROUPS, "SO_PEERGROUPS")) { socket, id throws(SocketError) in
            // As many as a process can have: NGROUPS_MAX.
            var groups = [UInt32](repeating: 0, count: 65536)
            let count = try id.get(socket) { descriptor in
                unsafe groups.withUnsafeMutableBufferPointer {
                    unsafe csock_peer_groups(descriptor, $0.baseAddress, $0.count)
                }
            }
            return Array(groups.prefix(count))
        }
    }
}

extension SocketOption where Value == TransmitTime, Access == OptionAccess.ReadWrite {
    /// Which clock gives packets their time of departure: `SO_TXTIME`, tc-etf(8). Another clock than the
    /// monotonic one (1) needs CAP_NET_ADMIN, else `EPERM`.
    public static var transmitTime: Self {
        Self(
            id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_TXTIME, "SO_TXTIME"),
            reader: { socket, id throws(SocketError) in
                var clock: Int32 = 0
                var flags: UInt32 = 0
                try id.get(socket) { unsafe csock_get_transmit_time($0, &clock, &flags) }
                return TransmitTime(clock: clock, flags: TransmitTime.Flags(rawValue: flags))
            },
            writer: { socket, id, value throws(SocketError) in
                try id.set(socket) { csock_set_transmit_time($0, value.clock, value.flags.rawValue) }
            })
    }
}
