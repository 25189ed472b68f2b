"""Random IP headers and upper layers of scapy's."""

from random import choice, getrandbits, randbytes, randint, random

from scapy.layers import inet6, sctp
from scapy.layers.inet import (
    IP,
    TCP,
    UDP,
    IPOption,
    IPOption_EOL,
    IPOption_LSRR,
    IPOption_NOP,
    IPOption_Router_Alert,
    IPOption_RR,
    IPOption_SSRR,
    IPOption_Timestamp,
    IPOption_Traceroute,
)
from scapy.layers.inet6 import IPv6
from scapy.packet import Raw

from scapy_fields import UDPLite


def address4():
    return f"{choice((10, 192, 198, 203))}.{randint(0, 255)}.{randint(0, 255)}.{randint(1, 254)}"


def group4():
    return f"{randint(225, 238)}.{randint(0, 255)}.{randint(0, 255)}.{randint(1, 254)}"


def address6():
    return "2001:db8:" + ":".join(f"{getrandbits(16):x}" for _ in range(6))


def group6():
    return f"ff0{choice('25e')}::" + ":".join(f"{getrandbits(16):x}" for _ in range(3))


def mac():
    return "02:" + ":".join(f"{getrandbits(8):02x}" for _ in range(5))


def some(make, most):
    return [make() for _ in range(randint(0, most))]


def data(most=64):
    return randbytes(choice((0, 1, 2, 3, randint(4, most), randint(4, most))))


def port():
    return randint(40000, 60000)


# IPv4 and IPv6 headers


def ipv4_option():
    return choice(
        (
            IPOption_NOP,
            lambda: IPOption_RR(pointer=choice((4, 8)), routers=[address4() for _ in range(randint(1, 3))]),
            lambda: IPOption_LSRR(pointer=choice((4, 8)), routers=[address4() for _ in range(randint(1, 3))]),
            lambda: IPOption_SSRR(pointer=4, routers=[address4() for _ in range(randint(1, 3))]),
            lambda: IPOption_Timestamp(pointer=5, oflw=getrandbits(4), flg=0, timestamp=getrandbits(32)),
            lambda: IPOption_Timestamp(
                pointer=5, flg=choice((1, 3)), internet_address=address4(), timestamp=getrandbits(32)
            ),
            lambda: IPOption_Router_Alert(alert=choice((0, 1, 65535))),
            lambda: IPOption_Traceroute(id=getrandbits(16), originator_ip=address4()),
            lambda: IPOption(copy_flag=1, optclass=0, option=randint(24, 30), value=data(6)),
        )
    )()


def ipv4_options():
    options = []
    while random() < 0.5:
        options.append(ipv4_option())
        if isinstance(options[-1], IPOption_RR) and sum(type(o) in (IPOption_LSRR, IPOption_SSRR) for o in options) > 1:
            options.pop()  # RFC 791: a source route appears at most once
    while sum(len(bytes(o)) for o in options) > 40:
        options.pop()
    if sum(len(bytes(o)) for o in options) < 40 and random() < 0.2:
        options.append(IPOption_EOL())
    return options


def ipv4(options=None, **fields):
    fields = {
        "src": address4(),
        "dst": address4(),
        "flags": choice((0, 0, 2)),
        "tos": getrandbits(8),
        "id": getrandbits(16),
        "ttl": randint(1, 255),
        **fields,
    }
    return IP(options=ipv4_options() if options is None else options, **fields)


def ipv6_option():
    return choice(
        (
            inet6.Pad1,
            lambda: inet6.PadN(optdata=bytes(randint(0, 5))),
            lambda: inet6.RouterAlert(value=randint(0, 3)),
            lambda: inet6.RplOption(Down=getrandbits(1), RplInstanceId=getrandbits(8), SenderRank=getrandbits(16)),
            lambda: inet6.HBHOptUnknown(otype=0x1E, optdata=data(20)),
            lambda: inet6.HBHOptUnknown(otype=4, optdata=bytes([getrandbits(8)])),
        )
    )()


def destination_option():
    return inet6.HAO(hoa=address6()) if random() < 0.3 else ipv6_option()


def segment_routing():
    route = [address6() for _ in range(randint(1, 4))]
    return inet6.IPv6ExtHdrSegmentRouting(addresses=route, segleft=randint(0, len(route) - 1), tag=getrandbits(16))


def routing():
    return choice(
        (
            lambda: inet6.IPv6ExtHdrRouting(
                type=0, addresses=[address6() for _ in range(randint(1, 3))], segleft=randint(0, 1)
            ),
            lambda: inet6.IPv6ExtHdrRouting(type=2, addresses=[address6()], segleft=choice((0, 1))),
            segment_routing,
        )
    )()


def ipv6(extensions=True, **fields):
    packet = IPv6(
        **{
            "src": address6(),
            "dst": address6(),
            "tc": getrandbits(8),
            "fl": getrandbits(20),
            "hlim": randint(1, 255),
            **fields,
        }
    )
    if extensions:
        if random() < 0.3:
            packet /= inet6.IPv6ExtHdrHopByHop(options=some(ipv6_option, 4))
        if random() < 0.2:
            packet /= inet6.IPv6ExtHdrDestOpt(options=some(ipv6_option, 4))
        if random() < 0.2:
            packet /= routing()
        if random() < 0.15:
            packet /= inet6.IPv6ExtHdrFragment(id=getrandbits(32))  # an atomic fragment: RFC 6946
        if random() < 0.2:
            packet /= inet6.IPv6ExtHdrDestOpt(options=some(destination_option, 3))
    return packet


# Upper layers of both


def udp():
    return UDP(sport=port(), dport=port()) / data(choice((64, 1400)))


def udplite():
    load = data()
    coverage = choice((0, 8, 8 + randint(0, len(load)), 8 + len(load)))
    return UDPLite(sport=port(), dport=port(), coverage=coverage) / load


def tcp_option():
    return choice(
        (
            lambda: ("NOP", None),
            lambda: ("MSS", getrandbits(16)),
            lambda: ("WScale", randint(0, 14)),
            lambda: ("SAckOK", b""),
            lambda: ("SAck", tuple(getrandbits(32) for _ in range(2 * randint(1, 3)))),
            lambda: ("Timestamp", (getrandbits(32), getrandbits(32))),
            lambda: ("MD5", randbytes(16)),
            lambda: ("UTO", getrandbits(16)),
            lambda: ("TFO", (getrandbits(32), getrandbits(32))),
            lambda: (34, randbytes(choice((0, 4, 6, 16)))),
            lambda: (randint(100, 250), data(6)),
        )
    )()


def tcp_options():
    options, packed = [], TCP.fields_desc[-1].i2m
    while random() < 0.7:
        options.append(tcp_option())
    while len(packed(None, options)) > 40:
        options.pop()
    return options + ([("EOL", None)] if random() < 0.2 and len(packed(None, options)) < 40 else [])


def tcp():
    return (
        TCP(
            sport=port(),
            dport=port(),
            seq=getrandbits(32),
            ack=getrandbits(32),
            reserved=choice((0, 0, getrandbits(3))),
            flags=choice((2, 16, 18, 24, 17, 4, getrandbits(9))),
            window=getrandbits(16),
            urgptr=getrandbits(16),
            options=tcp_options(),
        )
        / data()
    )


def sctp_parameters():
    return some(
        lambda: choice(
            (
                lambda: sctp.SCTPChunkParamIPv4Addr(addr=address4()),
                lambda: sctp.SCTPChunkParamIPv6Addr(addr=address6()),
                lambda: sctp.SCTPChunkParamStateCookie(cookie=randbytes(4 * randint(1, 9))),
                sctp.SCTPChunkParamECNCapable,
                sctp.SCTPChunkParamFwdTSN,
            )
        )(),
        3,
    )


def sctp_chunk():
    word = lambda: getrandbits(32)
    # RFC 9260 section 3.2: the length of a chunk does not count its last parameter's padding. Scapy's does, so
    # that there is none.
    info = lambda: sctp.SCTPChunkParamHeartbeatInfo(data=randbytes(4 * randint(1, 9)))
    return choice(
        (
            lambda: sctp.SCTPChunkData(
                reserved=0,
                beginning=getrandbits(1),
                ending=getrandbits(1),
                unordered=getrandbits(1),
                tsn=word(),
                stream_id=getrandbits(4),
                stream_seq=getrandbits(16),
                proto_id=0,
                data=Raw(randbytes(randint(1, 40))),
            ),
            lambda: sctp.SCTPChunkSACK(
                flags=0,
                cumul_tsn_ack=word(),
                a_rwnd=word(),
                gap_ack_list=[f"{10 * i + 2}:{10 * i + 9}" for i in range(randint(0, 3))],
                dup_tsn_list=some(word, 3),
            ),
            lambda: sctp.SCTPChunkHeartbeatReq(flags=0, params=[info()]),
            lambda: sctp.SCTPChunkHeartbeatAck(flags=0, params=[info()]),
            lambda: sctp.SCTPChunkShutdown(flags=0, cumul_tsn_ack=word()),
            lambda: sctp.SCTPChunkShutdownAck(flags=0),
            lambda: sctp.SCTPChunkCookieEcho(flags=0, cookie=randbytes(randint(4, 60))),
            lambda: sctp.SCTPChunkCookieAck(flags=0),
            lambda: sctp.SCTPChunkForwardTSN(flags=0, new_tsn=word(), skips=[]),
        )
    )()


def sctp_packet():
    packet = sctp.SCTP(sport=port(), dport=port(), tag=getrandbits(32))
    if random() < 0.3:  # an INIT stands alone: RFC 9260 section 6.10
        kind = choice((sctp.SCTPChunkInit, sctp.SCTPChunkInitAck))
        return packet / kind(
            flags=0,
            init_tag=getrandbits(32),
            a_rwnd=getrandbits(32),
            n_out_streams=randint(1, 99),
            n_in_streams=randint(1, 99),
            init_tsn=getrandbits(32),
            params=sctp_parameters(),
        )
    for _ in range(randint(1, 4)):
        packet /= sctp_chunk()
    return packet
