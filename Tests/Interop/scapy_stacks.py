"""Random packets that scapy builds."""

from random import choice, choices, getrandbits, randbytes, randint, random

from scapy.layers import inet6
from scapy.layers.l2 import ARP, Dot1AD, Dot1Q, Ether
from scapy.packet import Raw

from scapy_headers import address4, ipv4, ipv6, mac, sctp_packet, tcp, udp, udplite
from scapy_icmp_stacks import icmpv4, icmpv6, igmp


def over_ipv4():
    make = choices((udp, udplite, tcp, sctp_packet, icmpv4, igmp, tunnel4, fragment4), (4, 1, 5, 3, 6, 3, 1, 1))[0]
    return make() if make in (tunnel4, fragment4) else ipv4() / make()


def over_ipv6():
    make = choices((udp, udplite, tcp, sctp_packet, icmpv6, fragment6), (3, 1, 4, 2, 9, 1))[0]
    return make() if make is fragment6 else ipv6() / make()


def tunnel4():
    return ipv4() / choice((lambda: ipv4() / udp(), lambda: ipv4() / tcp(), lambda: ipv6() / tcp(), over_ipv6))()


def fragment4():
    if random() < 0.5:
        return ipv4(flags=1, frag=0) / udp()
    return ipv4(flags=choice((0, 1)), frag=randint(1, 6000), proto=choice((6, 17))) / Raw(randbytes(8 * randint(1, 9)))


def fragment6():
    return (
        ipv6(extensions=False)
        / inet6.IPv6ExtHdrFragment(
            offset=randint(1, 6000),
            m=getrandbits(1),
            res1=getrandbits(8),
            res2=getrandbits(2),
            id=getrandbits(32),
            nh=choice((6, 17)),
        )
        / Raw(randbytes(8 * randint(1, 9)))
    )


def arp():
    return ARP(op=randint(1, 9), hwsrc=mac(), psrc=address4(), hwdst=mac(), pdst=address4())


def packet():
    """The kind of the first header, a packet, and how many bytes of padding are to follow it."""
    first, make = choice((("ipv4", over_ipv4), ("ipv6", over_ipv6)))
    if random() < 0.5:
        return first, make(), 0
    frame = Ether(src=mac(), dst=mac())
    for _ in range(choice((0, 0, 1, 2))):
        frame /= choice((Dot1Q, Dot1Q, Dot1AD))(prio=getrandbits(3), dei=getrandbits(1), vlan=randint(1, 4094))
    frame /= arp() if random() < 0.1 else make()
    padding = randint(1, 20) if random() < 0.3 else 0
    return "ethernet", frame, padding
