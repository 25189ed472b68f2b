internal import CSocketShim

// Options of SOL_SOCKET, sorted by their C names among those of one type.
extension SocketOption where Value == Bool, Access == OptionAccess.ReadWrite {
    /// Whether datagrams may be sent to broadcast addresses; otherwise sending throws `EACCES`: `SO_BROADCAST`,
    /// socket(7).
    public static var broadcast: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BROADCAST, "SO_BROADCAST") }

    /// Whether the kernel records debugging information, which few protocols still do: `SO_DEBUG`, socket(7). Needs
    /// CAP_NET_ADMIN, else `EACCES`.
    public static var debug: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_DEBUG, "SO_DEBUG") }

    /// Whether packets are sent only to directly connected hosts: `SO_DONTROUTE`, socket(7).
    public static var dontRoute: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_DONTROUTE, "SO_DONTROUTE") }

    /// Whether an idle connection is probed: `SO_KEEPALIVE`, socket(7). See ``tcpKeepIdle``, ``tcpKeepInterval`` and
    /// ``tcpKeepCount``.
    public static var keepAlive: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_KEEPALIVE, "SO_KEEPALIVE") }

    /// Whether UDP over IPv4 is sent without a checksum: `SO_NO_CHECK`, linux/udp.h.
    public static var noChecksum: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_NO_CHECK, "SO_NO_CHECK") }

    /// Whether urgent data stays in the stream: `SO_OOBINLINE`, socket(7).
    public static var outOfBandInline: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_OOBINLINE, "SO_OOBINLINE") }

    /// Whether received messages come with the sender's credentials: `SO_PASSCRED`, unix(7). Unix and netlink sockets,
    /// else `EOPNOTSUPP`.
    public static var passCredentials: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSCRED, "SO_PASSCRED") }

    /// Whether received messages come with a descriptor of the sender's process: `SO_PASSPIDFD`, Linux 6.5. Unix
    /// sockets, else `EOPNOTSUPP`.
    public static var passProcessDescriptor: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSPIDFD, "SO_PASSPIDFD")
    }

    /// Whether received messages may come with descriptors, which is the default: `SO_PASSRIGHTS`, Linux 6.16. Unix
    /// sockets, else `EOPNOTSUPP`.
    public static var passRights: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSRIGHTS, "SO_PASSRIGHTS") }

    /// Whether received messages come with the sender's security label: `SO_PASSSEC`, unix(7). Unix and netlink
    /// sockets, else `EOPNOTSUPP`.
    public static var passSecurity: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PASSSEC, "SO_PASSSEC") }

    /// Whether busy polling has priority over interrupts: `SO_PREFER_BUSY_POLL`, Linux 5.11. Switching it on needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var preferBusyPoll: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_PREFER_BUSY_POLL, "SO_PREFER_BUSY_POLL")
    }

    /// Whether received messages come with the mark of their packet: `SO_RCVMARK`, Linux 5.19. Older kernels need
    /// CAP_NET_RAW or CAP_NET_ADMIN, else `EPERM`.
    public static var receiveMark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVMARK, "SO_RCVMARK") }

    /// Whether received messages come with the priority of their packet: `SO_RCVPRIORITY`, Linux 6.14.
    public static var receivePriority: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVPRIORITY, "SO_RCVPRIORITY") }

    /// Whether the socket can be bound to an address that closed connections still hold: `SO_REUSEADDR`, socket(7). Set
    /// it before ``Socket/bind(to:)``.
    public static var reuseAddress: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_REUSEADDR, "SO_REUSEADDR") }

    /// Whether sockets of one user can be bound to the same address and share its load: `SO_REUSEPORT`, socket(7). Set
    /// it on each of them before ``Socket/bind(to:)``. IPv4 and IPv6 sockets, else `EOPNOTSUPP`.
    public static var reusePort: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_REUSEPORT, "SO_REUSEPORT") }

    /// Whether received messages come with the count of datagrams that were dropped because the receive buffer was
    /// full: `SO_RXQ_OVFL`, socket(7). See ``AncillaryData/drops``.
    public static var receiveQueueOverflow: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RXQ_OVFL, "SO_RXQ_OVFL") }

    /// Whether poll(2) reports a message in the error queue as urgent data: `SO_SELECT_ERR_QUEUE`, socket(7).
    public static var selectErrorQueue: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_SELECT_ERR_QUEUE, "SO_SELECT_ERR_QUEUE")
    }

    /// Whether received messages come with their time of arrival in microseconds: `SO_TIMESTAMP`, socket(7). Setting it
    /// switches ``timestampNanoseconds`` off.
    public static var timestamp: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMP, "SO_TIMESTAMP") }

    /// Whether received messages come with their time of arrival in nanoseconds: `SO_TIMESTAMPNS`. Setting it switches
    /// ``timestamp`` off. See ``AncillaryData/timestamp``.
    public static var timestampNanoseconds: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_TIMESTAMPNS, "SO_TIMESTAMPNS")
    }

    /// Whether a connection with problems tries other paths, which is the default: `SO_TXREHASH`, Linux 6.0. TCP, else
    /// `EOPNOTSUPP`.
    public static var transmitRehash: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_TXREHASH, "SO_TXREHASH") }

    /// Whether ``MessageFlags/zeroCopy`` can be used: `SO_ZEROCOPY`, the kernel's networking/msg_zerocopy.rst. TCP and
    /// UDP, else `EOPNOTSUPP`.
    public static var zeroCopy: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_ZEROCOPY, "SO_ZEROCOPY") }
}

extension SocketOption where Value == Int, Access == OptionAccess.ReadWrite {
    /// The processor that handled the last packet, -1 for none: `SO_INCOMING_CPU`, socket(7). If several sockets share
    /// a port, packets go preferably to the socket for which their processor is set.
    public static var incomingCPU: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_INCOMING_CPU, "SO_INCOMING_CPU") }

    /// The mark of every packet that is sent, for routing and the firewall, 0 to 4294967295: `SO_MARK`, socket(7).
    /// Needs CAP_NET_ADMIN or CAP_NET_RAW, else `EPERM`.
    public static var mark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_MARK, "SO_MARK") }

    /// The highest rate of sending in bytes per second, -1 for no limit: `SO_MAX_PACING_RATE`, tc-fq(8). `EINVAL` below
    /// -1.
    public static var maxPacingRate: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_MAX_PACING_RATE, "SO_MAX_PACING_RATE")
    }

    /// The offset at which ``MessageFlags/peek`` begins, -1 for always at the front: `SO_PEEK_OFF`, socket(7). Peeking
    /// moves the offset forward.
    public static var peekOffset: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PEEK_OFF, "SO_PEEK_OFF") }

    /// The queueing priority of packets that are sent: `SO_PRIORITY`, socket(7). A priority over 6 needs CAP_NET_RAW or
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var priority: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PRIORITY, "SO_PRIORITY") }

    /// The size of the receive buffer in bytes: `SO_RCVBUF`, socket(7). The kernel doubles the value that is set, for
    /// its own use, and reads return the doubled value, 2304 to twice net.core.rmem_max. `EINVAL` if negative.
    public static var receiveBufferSize: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUF, "SO_RCVBUF") }

    /// How many bytes make a socket readable, 1 or more; 0 counts as 1: `SO_RCVLOWAT`, socket(7). `EINVAL` if negative.
    public static var receiveLowWaterMark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVLOWAT, "SO_RCVLOWAT") }

    /// The size of the send buffer in bytes: `SO_SNDBUF`, socket(7). The kernel doubles the value that is set, for its
    /// own use, and reads return the doubled value, 4608 to twice net.core.wmem_max. `EINVAL` if negative.
    public static var sendBufferSize: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDBUF, "SO_SNDBUF") }
}

extension SocketOption where Value == UInt32, Access == OptionAccess.ReadWrite {
    /// The index of the only interface that the socket uses, 0 for any: `SO_BINDTOIFINDEX`, socket(7). Setting it needs
    /// no privilege the first time; changing it needs CAP_NET_RAW, else `EPERM`. `EINVAL` for an index over 2147483647.
    /// The kernel does not check that the interface exists.
    public static var bindToInterfaceIndex: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_BINDTOIFINDEX, "SO_BINDTOIFINDEX")
    }
}

extension SocketOption where Value == Duration, Access == OptionAccess.ReadWrite {
    /// How long to poll the network card before sleeping, in microseconds: `SO_BUSY_POLL`, socket(7). On older kernels,
    /// raising it needs CAP_NET_ADMIN, else `EPERM`.
    public static var busyPoll: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BUSY_POLL, "SO_BUSY_POLL") }
}

extension SocketOption where Value == Duration?, Access == OptionAccess.ReadWrite {
    /// How long the kernel itself waits in a receive, `nil` for ever: `SO_RCVTIMEO`, socket(7). In microseconds,
    /// rounded up; zero becomes the shortest time. It applies only to descriptors that block, so not together with
    /// ``Socket/setTimeout(_:)``. Calls whose time expires throw `EAGAIN`.
    public static var receiveTimeout: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVTIMEO, "SO_RCVTIMEO") }

    /// How long the kernel itself waits in a send or connect, `nil` for ever: `SO_SNDTIMEO`, socket(7). See
    /// ``receiveTimeout``.
    public static var sendTimeout: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDTIMEO, "SO_SNDTIMEO") }
}

extension SocketOption where Value == String, Access == OptionAccess.ReadWrite {
    /// The name of the only interface that the socket uses, empty for any: `SO_BINDTODEVICE`, socket(7). Setting it
    /// needs no privilege the first time; changing it needs CAP_NET_RAW, else `EPERM`. `ENODEV` for a name without an
    /// interface, `ENAMETOOLONG` over 15 bytes.
    public static var bindToDevice: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BINDTODEVICE, "SO_BINDTODEVICE") }
}

extension SocketOption where Value == BufferLock, Access == OptionAccess.ReadWrite {
    /// Which buffers keep their size instead of being tuned by the kernel: `SO_BUF_LOCK`, Linux 5.16. Setting the size
    /// of a buffer locks it too. `EINVAL` for other bits.
    public static var bufferLock: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_BUF_LOCK, "SO_BUF_LOCK") }
}

extension SocketOption where Value == Linger, Access == OptionAccess.ReadWrite {
    /// What closing does with unsent data: `SO_LINGER`, socket(7). In whole seconds, rounded up. ``Socket/close()`` may
    /// then wait, whatever the timeout of the socket.
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
    /// The receive queue of the last packet, 0 if unknown: `SO_INCOMING_NAPI_ID`, socket(7).
    public static var incomingNAPI: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_INCOMING_NAPI_ID, "SO_INCOMING_NAPI_ID")
    }

    /// A new descriptor of the peer's process, close-on-exec, which the caller must close: `SO_PEERPIDFD`, Linux 6.5,
    /// pidfd_open(2). `ENODATA` without a Unix peer, `ESRCH` if the process has ended.
    public static var peerProcessDescriptor: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_PEERPIDFD, "SO_PEERPIDFD")
    }

    /// How many bytes of free buffer make a socket writable: `SO_SNDLOWAT`, socket(7). On Linux always 1.
    public static var sendLowWaterMark: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDLOWAT, "SO_SNDLOWAT") }
}

extension SocketOption where Value == UInt64, Access == OptionAccess.ReadOnly {
    /// A number that no other socket has until the machine reboots: `SO_COOKIE`, socket(7).
    public static var cookie: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_COOKIE, "SO_COOKIE") }

    /// A number that no other network namespace has until the machine reboots: `SO_NETNS_COOKIE`, Linux 5.14.
    public static var networkNamespaceCookie: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_NETNS_COOKIE, "SO_NETNS_COOKIE")
    }
}

extension SocketOption where Value == String, Access == OptionAccess.ReadOnly {
    /// The security label of the peer: `SO_PEERSEC`, unix(7). `ENOPROTOOPT` without a security module that sets labels.
    public static var peerSecurity: Self { Self(CSOCK_SOL_SOCKET, CSOCK_SO_PEERSEC, "SO_PEERSEC") }
}

extension SocketOption where Value == ResultCode, Access == OptionAccess.ReadOnly {
    /// The pending error, ``ResultCode/success`` for none: `SO_ERROR`, socket(7). Reading clears it.
    ///
    /// The corresponding C function is `csock_take_error`.
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
    /// How many packets one busy poll may process, 0 to 65535: `SO_BUSY_POLL_BUDGET`, Linux 5.11. More than 8 needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var busyPollBudget: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_BUSY_POLL_BUDGET, "SO_BUSY_POLL_BUDGET")
    }

    /// ``SocketOption/receiveBufferSize`` without the limit net.core.rmem_max: `SO_RCVBUFFORCE`, socket(7). Needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var receiveBufferSizeForced: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_RCVBUFFORCE, "SO_RCVBUFFORCE")
    }

    /// ``SocketOption/sendBufferSize`` without the limit net.core.wmem_max: `SO_SNDBUFFORCE`, socket(7). Needs
    /// CAP_NET_ADMIN, else `EPERM`.
    public static var sendBufferSizeForced: Self {
        Self(CSOCK_SOL_SOCKET, CSOCK_SO_SNDBUFFORCE, "SO_SNDBUFFORCE")
    }
}

extension SocketOption where Value == PeerCredentials, Access == OptionAccess.ReadOnly {
    /// The process, user and group at the other end when the connection was made: `SO_PEERCRED`, unix(7).
    ///
    /// The corresponding C function is `csock_peer_credentials`.
    public static var peerCredentials: Self {
        Self(id: OptionID(CSOCK_SOL_SOCKET, CSOCK_SO_PEERCRED, "SO_PEERCRED")) { socket, id throws(SocketError) in
            var peer = csock_credentials()
            try id.get(socket) { unsafe csock_peer_credentials($0, &peer) }
            return PeerCredentials(processID: peer.process, userID: peer.user, groupID: peer.group)
        }
    }
}

extension SocketOption where Value == [UInt32], Access == OptionAccess.ReadOnly {
    /// The supplementary groups at the other end when the connection was made: `SO_PEERGROUPS`, Linux 4.13. `ENODATA`
    /// without a Unix peer.
    ///
    /// The corresponding C function is `csock_peer_groups`.
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
    /// The clock of the times at which packets are to be sent: `SO_TXTIME`, tc-etf(8). A clock other than the monotonic
    /// clock (1) needs CAP_NET_ADMIN, else `EPERM`.
    ///
    /// The corresponding C functions are `csock_set_transmit_time` and `csock_get_transmit_time`.
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
