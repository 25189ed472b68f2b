"""Random ICMP and IGMP messages of scapy's."""

from random import choice, getrandbits, randbytes, randint, random

from scapy.contrib.mpls import MPLS, ICMPExtension_MPLS
from scapy.layers import inet6
from scapy.layers.igmp import IGMP_MQ, IGMP_MR, IGMPv2_LG, IGMPv2_MR, IGMPv3_MQ, IGMPv3_MR, IGMPv3_MR_Group
from scapy.layers.inet import ICMP, UDP, ICMPExtension_Header, ICMPExtension_Object, IPOption_LSRR, IPOption_SSRR

from scapy_headers import address4, address6, data, group4, group6, ipv4, ipv4_options, ipv6, mac, some, tcp, udp


def plain4():
    """Without source routes: scapy's checksum is wrong where one is used up."""
    options = [option for option in ipv4_options() if not isinstance(option, (IPOption_LSRR, IPOption_SSRR))]
    return ipv4(options) / choice((udp, tcp))()


def quote4():
    whole = bytes(plain4())
    return whole[: choice((len(whole), 4 * (whole[0] & 15) + 8, 548))]


def quote6():
    return bytes(ipv6(extensions=False) / choice((udp, tcp))())[:1200]


def extension():
    return (
        ICMPExtension_Header()
        / choice(
            (
                lambda: ICMPExtension_MPLS(
                    stack=[
                        MPLS(label=getrandbits(20), cos=getrandbits(3), ttl=getrandbits(8), s=last)
                        for last in [0] * randint(0, 2) + [1]
                    ]
                ),
                lambda: ICMPExtension_Object(classnum=randint(100, 200), classtype=1) / randbytes(4 * randint(0, 4)),
            )
        )()
    )


def icmpv4_error():
    fields = choice(
        (
            lambda: {"type": 3, "code": randint(0, 15), "nexthopmtu": getrandbits(16)},
            lambda: {"type": 11, "code": randint(0, 1)},
            lambda: {"type": 12, "code": randint(0, 2), "ptr": getrandbits(8)},
        )
    )()
    if random() < 0.5:
        return ICMP(**fields, length=32, ext=extension()) / bytes(plain4() / randbytes(choice((0, 200))))[:128]
    return ICMP(**fields) / quote4()


def icmpv4():
    number, time = (lambda: getrandbits(16)), (lambda: getrandbits(32))
    return choice(
        (
            lambda: ICMP(type=choice((0, 8)), id=number(), seq=number()) / data(choice((64, 1400))),
            icmpv4_error,
            icmpv4_error,
            icmpv4_error,
            lambda: ICMP(type=4) / quote4(),
            lambda: ICMP(type=5, code=randint(0, 3), gw=address4()) / quote4(),
            lambda: ICMP(type=10),
            lambda: ICMP(type=choice((13, 14)), id=number(), seq=number(), ts_ori=time(), ts_rx=time(), ts_tx=time()),
            lambda: ICMP(type=choice((15, 16)), id=number(), seq=number()),
            lambda: ICMP(type=choice((17, 18)), id=number(), seq=number(), addr_mask="255.255.254.0"),
            router_advertisement4,
            lambda: ICMP(type=40, code=randint(0, 5), unused=number()),
        )
    )()


def router_advertisement4():
    count = randint(1, 4)
    entries = b"".join(bytes(map(int, address4().split("."))) + randbytes(4) for _ in range(count))
    return ICMP(type=9, unused=count << 24 | 2 << 16 | getrandbits(16)) / entries


def icmpv6_error():
    # Scapy has the length of a quote before an extension in no units: RFC 4884 has 8 bytes for ICMPv6.
    more = {"length": 16, "ext": extension()} if random() < 0.3 else {}
    quote = quote6()[:128] if more else quote6()
    return (
        choice(
            (
                lambda: inet6.ICMPv6DestUnreach(code=randint(0, 6), **more),
                lambda: inet6.ICMPv6TimeExceeded(code=randint(0, 1), **more),
            )
        )()
        / quote
    )


def ndp_option():
    time = lambda: getrandbits(32)
    return choice(
        (
            lambda: inet6.ICMPv6NDOptSrcLLAddr(lladdr=mac()),
            lambda: inet6.ICMPv6NDOptDstLLAddr(lladdr=mac()),
            lambda: inet6.ICMPv6NDOptPrefixInfo(
                prefixlen=randint(0, 128),
                L=getrandbits(1),
                A=getrandbits(1),
                R=getrandbits(1),
                validlifetime=time(),
                preferredlifetime=time(),
                prefix=address6(),
            ),
            lambda: inet6.ICMPv6NDOptRedirectedHdr(pkt=ipv6(extensions=False) / UDP() / randbytes(8 * randint(0, 8))),
            lambda: inet6.ICMPv6NDOptMTU(mtu=time()),
            lambda: inet6.ICMPv6NDOptRouteInfo(
                plen=choice((0, 32, 64)), prf=choice((0, 1, 3)), rtlifetime=time(), len=2, prefix="2001:db8::"
            ),
            lambda: inet6.ICMPv6NDOptRouteInfo(
                plen=randint(65, 128), prf=0, rtlifetime=time(), len=3, prefix=address6()
            ),
            lambda: inet6.ICMPv6NDOptRDNSS(res=0, lifetime=time(), dns=[address6() for _ in range(randint(1, 3))]),
            lambda: inet6.ICMPv6NDOptDNSSL(
                res=0, lifetime=time(), searchlist=["example.com.", "a.b.example."][: randint(1, 2)]
            ),
            lambda: inet6.ICMPv6NDOptUnknown(type=14, data=randbytes(6)),
        )
    )()


def with_options(packet):
    for option in some(ndp_option, 4):
        packet /= option
    return packet


def mld_record():
    return inet6.ICMPv6MLDMultAddrRec(rtype=randint(1, 6), dst=group6(), sources=some(address6, 3))


def icmpv6():
    number, word, bit = (lambda: getrandbits(16)), (lambda: getrandbits(32)), (lambda: getrandbits(1))
    return choice(
        (
            lambda: choice((inet6.ICMPv6EchoRequest, inet6.ICMPv6EchoReply))(
                id=number(), seq=number(), data=data(choice((64, 1300)))
            ),
            icmpv6_error,
            lambda: inet6.ICMPv6PacketTooBig(mtu=word()) / quote6(),
            lambda: inet6.ICMPv6ParamProblem(code=randint(0, 3), ptr=word()) / quote6(),
            lambda: inet6.ICMPv6MLQuery(mrd=number(), mladdr=group6()),
            lambda: inet6.ICMPv6MLReport(mladdr=group6()),
            lambda: inet6.ICMPv6MLDone(mladdr=group6()),
            lambda: inet6.ICMPv6MLQuery2(
                mrd=number(),
                mladdr=group6(),
                S=bit(),
                QRV=getrandbits(3),
                QQIC=getrandbits(8),
                sources=some(address6, 3),
            ),
            lambda: inet6.ICMPv6MLReport2(records=some(mld_record, 4)),
            lambda: with_options(inet6.ICMPv6ND_RS()),
            lambda: with_options(
                inet6.ICMPv6ND_RA(
                    chlim=getrandbits(8),
                    M=bit(),
                    O=bit(),
                    H=bit(),
                    prf=choice((0, 1, 3)),
                    P=bit(),
                    routerlifetime=number(),
                    reachabletime=word(),
                    retranstimer=word(),
                )
            ),
            lambda: with_options(inet6.ICMPv6ND_NS(tgt=address6())),
            lambda: with_options(inet6.ICMPv6ND_NA(R=bit(), S=bit(), O=bit(), tgt=address6())),
            lambda: with_options(inet6.ICMPv6ND_Redirect(tgt=address6(), dst=address6())),
        )
    )()


# IGMP


def igmp():
    record = lambda: IGMPv3_MR_Group(rtype=randint(1, 6), maddr=group4(), srcaddrs=some(address4, 3))
    return choice(
        (
            lambda: IGMP_MQ(mrcode=choice((0, randint(1, 255))), gaddr=choice(("0.0.0.0", group4()))),
            lambda: IGMP_MR(gaddr=group4()),
            lambda: IGMPv2_MR(gaddr=group4()),
            lambda: IGMPv2_LG(gaddr=group4()),
            lambda: IGMPv3_MQ(
                mrcode=getrandbits(7),
                gaddr=group4(),
                s=getrandbits(1),
                qrv=getrandbits(3),
                qqic=getrandbits(8),
                srcaddrs=some(address4, 4),
            ),
            lambda: IGMPv3_MR(records=[record() for _ in range(randint(1, 4))]),
        )
    )()
