"""What scapy makes of ICMP and IGMP messages, in the names of packet_lines.c."""

from scapy.contrib.mpls import MPLS, ICMPExtension_MPLS
from scapy.layers import igmp, inet, inet6
from scapy.packet import NoPayload, Padding

from addresses import addresses, ip4, ip6, mac
from lines import Record


def error_payload(p, quoted):
    """What an ICMP error carries: a quote of so many bytes and an extension, or a quote alone."""
    if p.ext is None:
        return [Record("rest", payload=p.original[8:])]
    objects, one = [], p.ext.payload
    while isinstance(one, inet.ICMPExtension_Object):
        length = one.len
        data = one.original[4:length]
        if isinstance(one, ICMPExtension_MPLS):
            data = b"".join(
                (m.label << 12 | m.cos << 9 | m.s << 8 | m.ttl).to_bytes(4, "big") for m in labels(one.stack)
            )
        objects.append(Record("icmp_object", class_num=one.classnum, c_type=one.classtype, payload=data))
        one = one.payload
    return [
        Record("icmp_quote", datagram=p.original[8 : 8 + quoted]),
        *objects,
        Record("icmp_extension", version=p.ext.version, reserved=p.ext.reserved, checksum=p.ext.chksum),
        Record("rest", payload=b""),
    ]


def labels(stack):
    for label in stack:
        while isinstance(label, MPLS):
            yield label
            label = label.payload


def icmpv4(p):
    fields = {"type": p.type, "code": p.code, "checksum": p.chksum}
    if p.type in (0, 8, 13, 14, 15, 16, 17, 18):
        fields.update(identifier=p.id, sequence_number=p.seq)
    if p.type in (13, 14):
        fields.update(originate_timestamp=p.ts_ori, receive_timestamp=p.ts_rx, transmit_timestamp=p.ts_tx)
    if p.type in (17, 18):
        fields.update(address_mask=ip4(p.addr_mask))
    if p.type == 3:
        fields.update(unused=p.reserved, length=p.length, next_hop_mtu=p.nexthopmtu)
    if p.type == 11:
        fields.update(unused=p.reserved << 16 | p.unused, length=p.length)
    if p.type == 12:
        fields.update(pointer=p.ptr, length=p.length, unused=p.unused)
    if p.type == 5:
        fields.update(gateway=ip4(p.gw))
    if p.type in (4, 10):
        fields.update(unused=p.unused)
    records = [Record("icmpv4", **fields)]
    rest = p.original[{13: 20, 14: 20, 17: 12, 18: 12}.get(p.type, 8) :]
    if p.type == 9:  # scapy has no fields for it: RFC 1256 section 3
        word = p.unused
        records[0].fields.update(
            num_addrs=str(word >> 24), addr_entry_size=str(word >> 16 & 255), lifetime=str(word & 0xFFFF)
        )
        for entry in (rest[i : i + 8] for i in range(0, len(rest), 8)):
            records.append(
                Record("router", address=entry[:4], preference_level=str(int.from_bytes(entry[4:], "big", signed=True)))
            )
        rest = b""
    elif p.type not in (0, 3, 4, 5, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 40):
        rest = p.original[4:]  # of any other type, all but the first four bytes is payload
    elif p.type == 40:  # RFC 2521 section 2
        records[0].fields.update(unused=str(p.unused >> 16), pointer=str(p.unused & 0xFFFF))
    if p.type in (3, 11, 12):
        return records + error_payload(p, 4 * p.length)
    return records + [Record("rest", payload=rest)]


def ndp_option(o):
    kind, data = o.type, o.original
    if isinstance(o, inet6.ICMPv6NDOptSrcLLAddr):
        return Record("ndp_option", type=kind, data=mac(o.lladdr) if o.len == 1 else data[2 : 8 * o.len])
    if isinstance(o, inet6.ICMPv6NDOptPrefixInfo):
        return Record(
            "ndp_option",
            type=kind,
            prefix_length=o.prefixlen,
            flags=o.L << 7 | o.A << 6 | o.R << 5 | o.res1,
            valid_lifetime=o.validlifetime,
            preferred_lifetime=o.preferredlifetime,
            reserved2=o.res2,
            prefix=ip6(o.prefix),
        )
    if isinstance(o, inet6.ICMPv6NDOptRedirectedHdr):
        return Record(
            "ndp_option",
            type=kind,
            reserved1=int.from_bytes(o.res[:2], "big"),
            reserved2=int.from_bytes(o.res[2:], "big"),
            data=data[8 : 8 * o.len],
        )
    if isinstance(o, inet6.ICMPv6NDOptMTU):
        return Record("ndp_option", type=kind, reserved1=o.res, mtu=o.mtu)
    if isinstance(o, inet6.ICMPv6NDOptRouteInfo):
        return Record(
            "ndp_option",
            type=kind,
            prefix_length=o.plen,
            flags=o.res1 << 5 | o.prf << 3 | o.res2,
            lifetime=o.rtlifetime,
            data=ip6(o.prefix)[: 8 * o.len - 8],
        )
    if isinstance(o, inet6.ICMPv6NDOptRDNSS):
        return Record("ndp_option", type=kind, reserved1=o.res, lifetime=o.lifetime, data=addresses(ip6, o.dns))
    if isinstance(o, inet6.ICMPv6NDOptDNSSL):
        names = b"".join(
            b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) for name in o.searchlist
        )
        return Record(
            "ndp_option", type=kind, reserved1=o.res, lifetime=o.lifetime, data=names + bytes(-len(names) % 8)
        )
    return Record("ndp_option", type=kind, data=data[2 : 8 * o.len])


def ndp_options(p):
    option = p.payload
    while not isinstance(option, (NoPayload, Padding)):
        yield ndp_option(option)
        option = option.payload


def icmpv6(p):
    fields = {"type": p.type, "code": getattr(p, "code", getattr(p, "res", 0)), "checksum": p.cksum}
    header, items, rest = Record("icmpv6", **fields), [], p.original[8:]

    def more(**others):
        header.fields.update(Record("", **others).fields)

    if p.type == 1 or p.type == 3:
        more(length=p.length, unused=p.unused)
        return [header, *error_payload(p, 8 * p.length)]
    elif p.type == 2:
        more(mtu=p.mtu)
    elif p.type == 4:
        more(pointer=p.ptr)
    elif p.type in (128, 129):
        more(identifier=p.id, sequence_number=p.seq)
        rest = p.data
    elif p.type in (130, 131, 132):
        more(maximum_response_code=p.mrd, unused=p.reserved, multicast_address=ip6(p.mladdr))
        rest = b""
        if isinstance(p, inet6.ICMPv6MLQuery2):
            items = [
                Record(
                    "mld_query",
                    flags=p.Resv,
                    suppress=p.S,
                    robustness=p.QRV,
                    query_interval=p.QQIC,
                    sources=addresses(ip6, p.sources),
                )
            ]
    elif p.type == 143:
        more(flags=p.reserved, number_of_records=p.records_number)
        items, records = [], list(p.records)
        for r in records:
            items.append(
                Record(
                    "mld_record",
                    type=r.rtype,
                    multicast_address=ip6(r.dst),
                    sources=addresses(ip6, r.sources),
                    auxiliary=r.auxdata,
                )
            )
            if r.payload:  # scapy takes the next record for this one's payload
                records.append(r.payload)
        rest = b""
    elif 133 <= p.type <= 137:
        items, rest = list(ndp_options(p)), b""
        if p.type == 134:
            more(
                cur_hop_limit=p.chlim,
                flags=p.M << 7 | p.O << 6 | p.H << 5 | p.prf << 3 | p.P << 2 | p.res,
                router_lifetime=p.routerlifetime,
                reachable_time=p.reachabletime,
                retrans_timer=p.retranstimer,
            )
        elif p.type == 136:
            more(flags=p.R << 2 | p.S << 1 | p.O, unused=p.res, target=ip6(p.tgt))
        else:
            more(unused=p.res)
            if p.type != 133:
                more(target=ip6(p.tgt))
            if p.type == 137:
                more(destination=ip6(p.dst))
    return [header, *items, Record("rest", payload=rest)]


def igmp_message(p):
    fields = {"type": p.type, "checksum": p.chksum}
    if isinstance(p, igmp.IGMPv3_MR):
        header = Record(
            "igmp",
            max_response_code=p.reserved,
            flags=int(p.flags),
            record_count=p.numgrp,
            records=p.original[8:],
            **fields,
        )
        return (
            [header]
            + [
                Record("igmp_record", type=r.rtype, group=ip4(r.maddr), sources=addresses(ip4, r.srcaddrs))
                for r in p.records
            ]
            + [Record("rest", payload=b"")]
        )
    header = Record("igmp", max_response_code=p.original[1], group=ip4(p.gaddr), **fields)
    if isinstance(p, igmp.IGMPv3_MQ):
        header.fields.update(
            Record(
                "",
                flags=int(p.flags),
                version_3=1,
                suppress=p.s,
                robustness=p.qrv,
                query_interval=p.qqic,
                sources=addresses(ip4, p.srcaddrs),
            ).fields
        )
    return [header, Record("rest", payload=b"")]
