"""Random stacks in the terms of packet_lines.c: every field of a header at random, whatever a sender would choose."""

from random import choice, choices, getrandbits, randbytes, randint, random

from lines import Record
from own_items import address4, ended, fit, ipv4_option, ipv6_options, tcp_option

# Fields that nothing else depends on, and their bits; bytes if more than 32.
FREE = {
    "ethernet": {"destination": 48},
    "vlan": {"priority": 3, "drop_eligible": 1, "identifier": 12},
    "arp": {"operation": 16, "sender_hardware": 48, "target_hardware": 48},
    "ipv4": {"dscp": 6, "ecn": 2, "identification": 16, "time_to_live": 8},
    "ipv6": {"dscp": 6, "ecn": 2, "flow_label": 20, "hop_limit": 8, "source": 128, "destination": 128},
    "fragment": {"reserved": 8, "reserved_flags": 2, "identification": 32},
    "udp": {},
    "tcp": {
        "sequence_number": 32,
        "acknowledgment_number": 32,
        "reserved": 3,
        "flags": 9,
        "window": 16,
        "urgent_pointer": 16,
    },
    "sctp": {"verification_tag": 32},
}

ICMPV4 = {
    0: {"identifier": 16, "sequence_number": 16},
    8: {"identifier": 16, "sequence_number": 16},
    3: {"next_hop_mtu": 16, "unused": 8},
    4: {"unused": 32},
    5: {"gateway": -4},
    10: {"unused": 32},
    11: {"unused": 24},
    12: {"pointer": 8, "unused": 16},
    13: {
        "identifier": 16,
        "sequence_number": 16,
        "originate_timestamp": 32,
        "receive_timestamp": 32,
        "transmit_timestamp": 32,
    },
    15: {"identifier": 16, "sequence_number": 16},
    17: {"identifier": 16, "sequence_number": 16, "address_mask": -4},
    40: {"unused": 16, "pointer": 16},
}
ICMPV4.update({14: ICMPV4[13], 16: ICMPV4[15], 18: ICMPV4[17]})

ICMPV6 = {
    1: {"unused": 24},
    2: {"mtu": 32},
    3: {"unused": 24},
    4: {"pointer": 32},
    128: {"identifier": 16, "sequence_number": 16},
    129: {"identifier": 16, "sequence_number": 16},
    130: {"maximum_response_code": 16, "unused": 16, "multicast_address": 128},
    133: {"unused": 32},
    134: {"cur_hop_limit": 8, "flags": 8, "router_lifetime": 16, "reachable_time": 32, "retrans_timer": 32},
    135: {"unused": 32, "target": 128},
    136: {"flags": 3, "unused": 29, "target": 128},
    137: {"unused": 32, "target": 128, "destination": 128},
    143: {"flags": 16},
}
ICMPV6.update({131: ICMPV6[130], 132: ICMPV6[130]})


def values(bits):
    return {
        name: randbytes(width // 8) if width > 32 else randbytes(-width) if width < 0 else getrandbits(width)
        for name, width in bits.items()
    }


def header(name, **fields):
    return Record(name, **{**values(FREE[name]), **fields})


def ports():
    return {"source_port": randint(40000, 60000), "destination_port": randint(40000, 60000)}


def rest(most=64):
    return [Record("rest", payload=randbytes(choice((0, 1, randint(2, most)))))]


def count(most):
    return range(randint(0, most))


def udp():
    return [header("udp", **ports()), *rest(1200)]


def udplite():
    load = randbytes(randint(0, 40))
    return [
        Record("udplite", checksum_coverage=choice((0, 8, 8 + randint(0, len(load)))), **ports()),
        Record("rest", payload=load),
    ]


def tcp():
    return [header("tcp", **ports()), *fit(tcp_option, 40, 4, ended("tcp_option", "kind")), *rest()]


def sctp():
    def chunk():
        kind = choice((4, 5, 10))
        # Scapy takes the padding of a heartbeat for the next chunk, so those need none.
        value = randbytes(4 * randint(1, 9) if kind < 10 else randint(4, 40))
        parameter = b"\0\1" + (4 + len(value)).to_bytes(2, "big") if kind < 10 else b""
        return Record("sctp_chunk", type=kind, flags=getrandbits(8), value=parameter + value)

    return [header("sctp", **ports()), *(chunk() for _ in range(randint(1, 3)))]


def icmpv4(quotes):
    kind = choice(list(ICMPV4))
    load = choice(quotes["ipv4"]) if kind in (3, 4, 5, 11, 12) else randbytes(randint(0, 40)) if kind in (0, 8) else b""
    return [Record("icmpv4", type=kind, code=getrandbits(8), **values(ICMPV4[kind])), Record("rest", payload=load)]


def ndp_option():
    words = {name: getrandbits(32) for name in ("valid_lifetime", "preferred_lifetime", "reserved2")}
    return choice(
        (
            lambda: Record("ndp_option", type=choice((1, 2)), data=randbytes(6)),
            lambda: Record(
                "ndp_option", type=3, prefix_length=randint(0, 128), flags=getrandbits(8), prefix=randbytes(16), **words
            ),
            lambda: Record("ndp_option", type=5, mtu=getrandbits(32), reserved1=getrandbits(16)),
            lambda: Record(
                "ndp_option",
                type=24,
                prefix_length=randint(0, 64),
                flags=getrandbits(8),
                lifetime=getrandbits(32),
                data=randbytes(8),
            ),
            lambda: Record(
                "ndp_option",
                type=25,
                reserved1=getrandbits(16),
                lifetime=getrandbits(32),
                data=randbytes(16 * randint(1, 3)),
            ),
            lambda: Record(
                "ndp_option",
                type=31,
                reserved1=getrandbits(16),
                lifetime=getrandbits(32),
                data=b"\7example\3org\0" + bytes(3),
            ),
        )
    )()


def icmpv6(quotes):
    kind = choice(list(ICMPV6))
    head = Record("icmpv6", type=kind, code=getrandbits(8), **values(ICMPV6[kind]))
    if kind < 128:
        return [head, Record("rest", payload=choice(quotes["ipv6"]))]
    if kind in (128, 129):
        return [head, *rest()]
    if 133 <= kind <= 137:
        return [head, *(ndp_option() for _ in count(3)), Record("rest")]
    if kind == 130 and random() < 0.5:
        return [
            head,
            Record(
                "mld_query",
                flags=getrandbits(4),
                suppress=getrandbits(1),
                robustness=getrandbits(3),
                query_interval=getrandbits(8),
                sources=randbytes(16 * randint(0, 3)),
            ),
            Record("rest"),
        ]
    if kind == 143:
        records = [
            Record(
                "mld_record", type=randint(1, 6), multicast_address=randbytes(16), sources=randbytes(16 * randint(0, 3))
            )
            for _ in count(3)
        ]
        head.fields["number_of_records"] = str(len(records))
        return [head, *records, Record("rest")]
    return [head, Record("rest")]


def igmp():
    kind = choice((0x11, 0x12, 0x16, 0x17, 0x22))
    if kind == 0x22:
        records = [
            Record("igmp_record", type=randint(1, 6), group=address4(), sources=randbytes(4 * randint(0, 3)))
            for _ in count(3)
        ]
        return [
            Record(
                "igmp", type=kind, max_response_code=getrandbits(8), flags=getrandbits(16), record_count=len(records)
            ),
            *records,
            Record("rest"),
        ]
    more = {}
    if kind == 0x11 and random() < 0.5:
        more = dict(
            flags=getrandbits(4),
            version_3=1,
            suppress=getrandbits(1),
            robustness=getrandbits(3),
            query_interval=getrandbits(8),
            sources=randbytes(4 * randint(0, 3)),
        )
    return [Record("igmp", type=kind, max_response_code=getrandbits(8), group=address4(), **more), Record("rest")]


def ipv4():
    return [
        header("ipv4", source=address4(), destination=address4(), flags=choice((0, 2, 4, 6))),
        *fit(ipv4_option, 40, 4, ended("ipv4_option", "type")),
    ]


def routing():
    hops = randint(1, 3)
    return choice(
        (
            lambda: [Record("routing", type=0, segments_left=randint(0, hops), data=randbytes(4 + 16 * hops))],
            lambda: [
                Record("routing", type=2, segments_left=1),
                Record("home_route", reserved=getrandbits(32), home_address=randbytes(16)),
            ],
            lambda: [
                Record("routing", type=4, segments_left=randint(0, hops - 1)),
                Record("segment_route", flags=getrandbits(8), tag=getrandbits(16), segments=randbytes(16 * hops)),
            ],
        )
    )()


def ipv6():
    stack = [header("ipv6")]
    for chance, make in (
        (0.3, lambda: ipv6_options("hop_by_hop")),
        (0.2, routing),
        (0.1, lambda: [header("fragment")]),
        (0.2, lambda: ipv6_options("destination")),
    ):
        if random() < chance:
            stack += make()
    return stack


def over_ipv4(quotes):
    upper = choices(
        (udp, udplite, tcp, sctp, lambda: icmpv4(quotes), igmp, lambda: over_ipv4(quotes), lambda: over_ipv6(quotes)),
        (3, 1, 4, 2, 5, 3, 0.5, 0.5),
    )[0]
    return ipv4() + upper()


def over_ipv6(quotes):
    return ipv6() + choices((udp, udplite, tcp, sctp, lambda: icmpv6(quotes)), (3, 1, 4, 2, 8))[0]()


def arp():
    return [
        header("arp", hardware_type=1, protocol_type=0x0800, sender_protocol=address4(), target_protocol=address4()),
        Record("rest"),
    ]


def stack(quotes):
    """The kind of the first header, and records."""
    first, make = choice((("ipv4", over_ipv4), ("ipv6", over_ipv6)))
    if random() < 0.5:
        return first, make(quotes)
    tags = [header("vlan") for _ in range(choice((0, 0, 1, 2)))]
    frame = [header("ethernet", source=b"\2" + randbytes(5)), *tags]
    for tagged in frame[:-1]:
        tagged.fields["ethertype"] = str(choice((0x8100, 0x88A8)))
    return "ethernet", frame + (arp() if random() < 0.1 else make(quotes))
