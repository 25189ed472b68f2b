internal import CSocketShim

// Multicast memberships, sorted by their C names among those of one type. They cannot be read.
extension SocketOption where Value == IPv4Membership, Access == OptionAccess.WriteOnly {
    /// The kernel's older form of ``joinGroup``, for IPv4 only: `IP_ADD_MEMBERSHIP`, ip(7). The interface can be given
    /// by a local address. `EADDRINUSE` if already joined, `ENODEV`, `ENOBUFS` over net.ipv4.igmp_max_memberships,
    /// `EINVAL` if the group is no multicast address.
    ///
    /// The corresponding C function is `csock_set_ipv4_membership`.
    public static var ipAddMembership: Self { Self(CSOCK_IP_ADD_MEMBERSHIP, "IP_ADD_MEMBERSHIP") }

    /// The kernel's older form of ``leaveGroup``, for IPv4 only: `IP_DROP_MEMBERSHIP`, ip(7). `EADDRNOTAVAIL` if not
    /// joined.
    ///
    /// The corresponding C function is `csock_set_ipv4_membership`.
    public static var ipDropMembership: Self { Self(CSOCK_IP_DROP_MEMBERSHIP, "IP_DROP_MEMBERSHIP") }
}

extension SocketOption where Value == IPv4SourceMembership, Access == OptionAccess.WriteOnly {
    /// The kernel's older form of ``joinSourceGroup``, for IPv4 only: `IP_ADD_SOURCE_MEMBERSHIP`, ip(7).
    /// `EADDRNOTAVAIL` if already joined for this sender, `EINVAL` if the group was joined for all senders.
    ///
    /// The corresponding C function is `csock_set_ipv4_source_membership`.
    public static var ipAddSourceMembership: Self {
        Self(CSOCK_IP_ADD_SOURCE_MEMBERSHIP, "IP_ADD_SOURCE_MEMBERSHIP")
    }

    /// The kernel's older form of ``blockSource``, for IPv4 only: `IP_BLOCK_SOURCE`, ip(7).
    ///
    /// The corresponding C function is `csock_set_ipv4_source_membership`.
    public static var ipBlockSource: Self { Self(CSOCK_IP_BLOCK_SOURCE, "IP_BLOCK_SOURCE") }

    /// The kernel's older form of ``leaveSourceGroup``, for IPv4 only: `IP_DROP_SOURCE_MEMBERSHIP`, ip(7).
    /// `EADDRNOTAVAIL` if not joined.
    ///
    /// The corresponding C function is `csock_set_ipv4_source_membership`.
    public static var ipDropSourceMembership: Self {
        Self(CSOCK_IP_DROP_SOURCE_MEMBERSHIP, "IP_DROP_SOURCE_MEMBERSHIP")
    }

    /// The kernel's older form of ``unblockSource``, for IPv4 only: `IP_UNBLOCK_SOURCE`, ip(7). `EADDRNOTAVAIL` if not
    /// blocked.
    ///
    /// The corresponding C function is `csock_set_ipv4_source_membership`.
    public static var ipUnblockSource: Self { Self(CSOCK_IP_UNBLOCK_SOURCE, "IP_UNBLOCK_SOURCE") }
}

extension SocketOption where Value == IPv6Membership, Access == OptionAccess.WriteOnly {
    /// The kernel's older form of ``joinGroup``, for IPv6 only: `IPV6_JOIN_GROUP`, ipv6(7), RFC 3493. `EADDRINUSE` if
    /// already joined, `ENODEV`, `EINVAL` if the group is no multicast address.
    ///
    /// The corresponding C function is `csock_set_ipv6_membership`.
    public static var ipv6JoinGroup: Self { Self(CSOCK_IPV6_JOIN_GROUP, "IPV6_JOIN_GROUP") }

    /// The kernel's older form of ``leaveGroup``, for IPv6 only: `IPV6_LEAVE_GROUP`, ipv6(7). `EADDRNOTAVAIL` if not
    /// joined.
    ///
    /// The corresponding C function is `csock_set_ipv6_membership`.
    public static var ipv6LeaveGroup: Self { Self(CSOCK_IPV6_LEAVE_GROUP, "IPV6_LEAVE_GROUP") }
}

extension SocketOption where Value == MulticastMembership, Access == OptionAccess.WriteOnly {
    /// Joins a multicast group of IPv4 or IPv6 on an interface: `MCAST_JOIN_GROUP`, RFC 3678. `EADDRINUSE` if already
    /// joined, `ENODEV`, `ENOBUFS` over net.ipv4.igmp_max_memberships, `EINVAL` if the group is no multicast address,
    /// `ENOPROTOOPT` on a socket of the other family.
    ///
    /// The corresponding C function is `csock_set_membership`.
    public static var joinGroup: Self { Self(CSOCK_MCAST_JOIN_GROUP, "MCAST_JOIN_GROUP") }

    /// Leaves a group that ``joinGroup`` joined: `MCAST_LEAVE_GROUP`, RFC 3678. `EADDRNOTAVAIL` if not joined.
    ///
    /// The corresponding C function is `csock_set_membership`.
    public static var leaveGroup: Self { Self(CSOCK_MCAST_LEAVE_GROUP, "MCAST_LEAVE_GROUP") }
}

extension SocketOption where Value == MulticastSource, Access == OptionAccess.WriteOnly {
    /// Drops the datagrams of one sender to a group that was joined for all senders: `MCAST_BLOCK_SOURCE`, RFC 3678.
    ///
    /// The corresponding C function is `csock_set_source_membership`.
    public static var blockSource: Self { Self(CSOCK_MCAST_BLOCK_SOURCE, "MCAST_BLOCK_SOURCE") }

    /// Joins a group for the datagrams of one sender: `MCAST_JOIN_SOURCE_GROUP`, RFC 3678. `EADDRNOTAVAIL` if already
    /// joined for this sender, `EINVAL` if the group was joined for all senders.
    ///
    /// The corresponding C function is `csock_set_source_membership`.
    public static var joinSourceGroup: Self { Self(CSOCK_MCAST_JOIN_SOURCE_GROUP, "MCAST_JOIN_SOURCE_GROUP") }

    /// Leaves a group that ``joinSourceGroup`` joined: `MCAST_LEAVE_SOURCE_GROUP`, RFC 3678. `EADDRNOTAVAIL` if not
    /// joined.
    ///
    /// The corresponding C function is `csock_set_source_membership`.
    public static var leaveSourceGroup: Self {
        Self(CSOCK_MCAST_LEAVE_SOURCE_GROUP, "MCAST_LEAVE_SOURCE_GROUP")
    }

    /// Ends what ``blockSource`` began: `MCAST_UNBLOCK_SOURCE`, RFC 3678. `EADDRNOTAVAIL` if not blocked.
    ///
    /// The corresponding C function is `csock_set_source_membership`.
    public static var unblockSource: Self { Self(CSOCK_MCAST_UNBLOCK_SOURCE, "MCAST_UNBLOCK_SOURCE") }
}
