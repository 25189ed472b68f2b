internal import CSocketShim

// Multicast memberships, sorted by their C names among those of one type. They cannot be read.
extension SocketOption where Value == IPv4Membership, Access == OptionAccess.WriteOnly {
    /// Joins an IPv4 group by local address or interface: `IP_ADD_MEMBERSHIP`, ip(7). `EADDRINUSE` if joined,
    /// `ENODEV`, `ENOBUFS` over net.ipv4.igmp_max_memberships, `EINVAL` if it is no multicast address. The C
    /// function is `csock_set_ipv4_membership`.
    public static var ipAddMembership: Self { Self(CSOCK_IP_ADD_MEMBERSHIP, "IP_ADD_MEMBERSHIP") }

    /// Leaves what ``ipAddMembership`` joined: `IP_DROP_MEMBERSHIP`, ip(7). `EADDRNOTAVAIL` if not joined.
    public static var ipDropMembership: Self { Self(CSOCK_IP_DROP_MEMBERSHIP, "IP_DROP_MEMBERSHIP") }
}

extension SocketOption where Value == IPv4SourceMembership, Access == OptionAccess.WriteOnly {
    /// Joins an IPv4 group for one sender: `IP_ADD_SOURCE_MEMBERSHIP`, ip(7). `EADDRNOTAVAIL` for one that
    /// was added, `EINVAL` if the group was joined for all. The C function is
    /// `csock_set_ipv4_source_membership`.
    public static var ipAddSourceMembership: Self {
        Self(CSOCK_IP_ADD_SOURCE_MEMBERSHIP, "IP_ADD_SOURCE_MEMBERSHIP")
    }

    /// Stops datagrams of a sender to a group that was joined for all: `IP_BLOCK_SOURCE`, ip(7).
    public static var ipBlockSource: Self { Self(CSOCK_IP_BLOCK_SOURCE, "IP_BLOCK_SOURCE") }

    /// Leaves what ``ipAddSourceMembership`` joined: `IP_DROP_SOURCE_MEMBERSHIP`, ip(7). `EADDRNOTAVAIL` if
    /// not joined.
    public static var ipDropSourceMembership: Self {
        Self(CSOCK_IP_DROP_SOURCE_MEMBERSHIP, "IP_DROP_SOURCE_MEMBERSHIP")
    }

    /// Undoes ``ipBlockSource``: `IP_UNBLOCK_SOURCE`, ip(7). `EADDRNOTAVAIL` if it was not blocked.
    public static var ipUnblockSource: Self { Self(CSOCK_IP_UNBLOCK_SOURCE, "IP_UNBLOCK_SOURCE") }
}

extension SocketOption where Value == IPv6Membership, Access == OptionAccess.WriteOnly {
    /// Joins an IPv6 group: `IPV6_JOIN_GROUP`, ipv6(7), RFC 3493. `EADDRINUSE` if joined, `ENODEV`, `EINVAL`
    /// if it is no multicast address. The C function is `csock_set_ipv6_membership`.
    public static var ipv6JoinGroup: Self { Self(CSOCK_IPV6_JOIN_GROUP, "IPV6_JOIN_GROUP") }

    /// Leaves what ``ipv6JoinGroup`` joined: `IPV6_LEAVE_GROUP`, ipv6(7). `EADDRNOTAVAIL` if not joined.
    public static var ipv6LeaveGroup: Self { Self(CSOCK_IPV6_LEAVE_GROUP, "IPV6_LEAVE_GROUP") }
}

extension SocketOption where Value == MulticastMembership, Access == OptionAccess.WriteOnly {
    /// Joins a group of either family by interface: `MCAST_JOIN_GROUP`, RFC 3678. `EADDRINUSE` if joined,
    /// `ENODEV`, `ENOBUFS` over net.ipv4.igmp_max_memberships, `EINVAL` if it is no multicast address,
    /// `ENOPROTOOPT` on a socket of the other family. The C function is `csock_set_membership`.
    public static var joinGroup: Self { Self(CSOCK_MCAST_JOIN_GROUP, "MCAST_JOIN_GROUP") }

    /// Leaves what ``joinGroup`` joined: `MCAST_LEAVE_GROUP`, RFC 3678. `EADDRNOTAVAIL` if not joined.
    public static var leaveGroup: Self { Self(CSOCK_MCAST_LEAVE_GROUP, "MCAST_LEAVE_GROUP") }
}

extension SocketOption where Value == MulticastSource, Access == OptionAccess.WriteOnly {
    /// Stops datagrams of a sender to a group that was joined for all: `MCAST_BLOCK_SOURCE`, RFC 3678.
    public static var blockSource: Self { Self(CSOCK_MCAST_BLOCK_SOURCE, "MCAST_BLOCK_SOURCE") }

    /// Joins a group for one sender: `MCAST_JOIN_SOURCE_GROUP`, RFC 3678. `EADDRNOTAVAIL` for one that was
    /// added, `EINVAL` if the group was joined for all. The C function is `csock_set_source_membership`.
    public static var joinSourceGroup: Self { Self(CSOCK_MCAST_JOIN_SOURCE_GROUP, "MCAST_JOIN_SOURCE_GROUP") }

    /// Leaves what ``joinSourceGroup`` joined: `MCAST_LEAVE_SOURCE_GROUP`, RFC 3678. `EADDRNOTAVAIL` if not
    /// joined.
    public static var leaveSourceGroup: Self {
        Self(CSOCK_MCAST_LEAVE_SOURCE_GROUP, "MCAST_LEAVE_SOURCE_GROUP")
    }

    /// Undoes ``blockSource``: `MCAST_UNBLOCK_SOURCE`, RFC 3678. `EADDRNOTAVAIL` if it was not blocked.
    public static var unblockSource: Self { Self(CSOCK_MCAST_UNBLOCK_SOURCE, "MCAST_UNBLOCK_SOURCE") }
}
