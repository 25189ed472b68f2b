"""Random options, as many as there is room for."""

from random import choice, getrandbits, randbytes, randint, random

from lines import Record


def address4():
    return bytes([choice((10, 172, 192, 203)), *randbytes(2), randint(1, 254)])


def fit(make, room, unit, padding):
    """Random items of at most `room` bytes, and what fills them up to a multiple of `unit` and `extra`."""
    items, used = [], 0
    while random() < 0.6:
        length, item = make()
        if used + length <= room:
            items.append(item)
            used += length
    return items + padding(-used % unit)


def ipv4_option():
    route = b"".join(address4() for _ in range(randint(1, 3)))
    plain = randbytes(randint(0, 8))
    return choice(
        (
            lambda: (1, Record("ipv4_option", type=1)),
            lambda: (3 + len(route), Record("ipv4_option", type=7, pointer=getrandbits(8), data=route)),
            lambda: (
                8,
                Record(
                    "ipv4_option", type=68, pointer=getrandbits(8), overflow=getrandbits(4), flag=0, data=randbytes(4)
                ),
            ),
            lambda: (
                12,
                Record(
                    "ipv4_option",
                    type=68,
                    pointer=getrandbits(8),
                    overflow=getrandbits(4),
                    flag=choice((1, 3)),
                    data=randbytes(8),
                ),
            ),
            lambda: (4, Record("ipv4_option", type=148, value=getrandbits(16))),
            lambda: (2 + len(plain), Record("ipv4_option", type=choice((30, 94, 158, 222)), data=plain)),
        )
    )()


def ipv6_option():
    plain = randbytes(randint(0, 20))
    return choice(
        (
            lambda: (1, Record("ipv6_option", type=0)),
            lambda: (2 + len(plain), Record("ipv6_option", type=1, data=bytes(len(plain)))),
            lambda: (4, Record("ipv6_option", type=5, value=getrandbits(16))),
            lambda: (3, Record("ipv6_option", type=4, value=getrandbits(8))),
            lambda: (2 + len(plain), Record("ipv6_option", type=choice((30, 62, 94, 126)), data=plain)),
        )
    )()


def tcp_option():
    blocks = randint(1, 4)
    plain = randbytes(randint(0, 8))
    edges = {f"blocks[{i // 2}].{'right' if i % 2 else 'left'}_edge": getrandbits(32) for i in range(2 * blocks)}
    return choice(
        (
            lambda: (1, Record("tcp_option", kind=1)),
            lambda: (4, Record("tcp_option", kind=2, segment_size=getrandbits(16))),
            lambda: (3, Record("tcp_option", kind=3, shift_count=getrandbits(8))),
            lambda: (2, Record("tcp_option", kind=4)),
            lambda: (2 + 8 * blocks, Record("tcp_option", kind=5, block_count=blocks, **edges)),
            lambda: (10, Record("tcp_option", kind=8, timestamp=getrandbits(32), echo_reply=getrandbits(32))),
            lambda: (18, Record("tcp_option", kind=19, data=randbytes(16))),
            lambda: (4, Record("tcp_option", kind=28, data=randbytes(2))),
            lambda: (10, Record("tcp_option", kind=34, data=randbytes(8))),
            lambda: (2 + len(plain), Record("tcp_option", kind=randint(100, 250), data=plain)),
        )
    )()


def ended(name, key):
    return lambda free: [Record(name, **{key: 0, "data": bytes(free - 1)})] if free else []


def padded6(free):
    return (
        []
        if free == 0
        else [Record("ipv6_option", type=0)] if free == 1 else [Record("ipv6_option", type=1, data=bytes(free - 2))]
    )


def ipv6_options(name):
    items, used = fit(ipv6_option, 200, 1, padded6), 0
    if name == "destination" and random() < 0.3:  # once at most: RFC 6275 section 6.3
        items.append(Record("ipv6_option", type=201, address=randbytes(16)))
    sizes = {0: 1, 5: 4, 4: 3, 201: 18}
    for item in items:
        kind = item.number("type")
        used += sizes.get(kind) or 2 + len(item.fields["data"]) // 2
    return [Record(name), *items, *padded6((6 - used) % 8)]
