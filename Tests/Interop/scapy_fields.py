"""What scapy makes of a packet, in the names of packet_lines.c."""

from scapy.fields import ShortField, XShortField
from scapy.layers import igmp, inet, inet6, l2, sctp
from scapy.packet import NoPayload, Packet, Padding, Raw, bind_layers

from addresses import addresses, ip4, ip6, mac
from lines import Record
from scapy_icmp_fields import icmpv4, icmpv6, igmp_message


class UDPLite(Packet):
    """RFC 3828, which scapy does not have."""

    name = "UDP-Lite"
    fields_desc = [
        ShortField("sport", 0),
        ShortField("dport", 0),
        ShortField("coverage", 0),
        XShortField("chksum", None),
    ]

    def post_build(self, header, payload):
        whole = header + payload
        if self.chksum is None:
            pseudo = inet.in4_pseudoheader if isinstance(self.underlayer, inet.IP) else inet6.in6_pseudoheader
            summed = bytes(pseudo(136, self.underlayer, len(whole))) + whole[: self.coverage or len(whole)]
            whole = whole[:6] + (inet.checksum(summed) or 0xFFFF).to_bytes(2, "big") + whole[8:]
        return whole


bind_layers(inet.IP, UDPLite, proto=136)
bind_layers(inet6.IPv6, UDPLite, nh=136)


def ethernet(p):
    return [Record("ethernet", destination=mac(p.dst), source=mac(p.src), ethertype=p.type)]


def vlan(p):
    return [Record("vlan", priority=p.prio, drop_eligible=p.dei, identifier=p.vlan, ethertype=p.type)]


def arp(p):
    hardware = mac if p.hwtype == 1 and p.hwlen == 6 else bytes
    protocol = {(0x0800, 4): ip4, (0x86DD, 16): ip6}.get((p.ptype, p.plen), bytes)
    return [
        Record(
            "arp",
            hardware_type=p.hwtype,
            protocol_type=p.ptype,
            operation=p.op,
            sender_hardware=hardware(p.hwsrc),
            sender_protocol=protocol(p.psrc),
            target_hardware=hardware(p.hwdst),
            target_protocol=protocol(p.pdst),
        )
    ]


def ipv4_options(options):
    for option in options:
        kind = option.copy_flag << 7 | option.optclass << 5 | option.option
        data = option.original
        if isinstance(option, inet.IPOption_EOL):
            yield Record("ipv4_option", type=kind, data=data[1:])  # of all that was left
            return
        if isinstance(option, inet.IPOption_NOP):
            yield Record("ipv4_option", type=kind)
        elif isinstance(option, inet.IPOption_RR):
            yield Record("ipv4_option", type=kind, pointer=option.pointer, data=addresses(ip4, option.routers))
        elif isinstance(option, inet.IPOption_Timestamp):
            first = ip4(option.internet_address) if option.flg else b""
            yield Record(
                "ipv4_option",
                type=kind,
                pointer=option.pointer,
                overflow=option.oflw,
                flag=option.flg,
                data=first + option.timestamp.to_bytes(4, "big"),
            )
        elif isinstance(option, inet.IPOption_Router_Alert):
            yield Record("ipv4_option", type=kind, value=option.alert)
        else:
            yield Record("ipv4_option", type=kind, data=data[2 : option.length])


def ipv4(p):
    header = Record(
        "ipv4",
        dscp=p.tos >> 2,
        ecn=p.tos & 3,
        total_length=p.len,
        identification=p.id,
        flags=int(p.flags),
        fragment_offset=p.frag,
        time_to_live=p.ttl,
        protocol=p.proto,
        checksum=p.chksum,
        source=ip4(p.src),
        destination=ip4(p.dst),
        options=p.original[20 : 4 * p.ihl],
    )
    return [header, *ipv4_options(p.options)]


def ipv6(p):
    return [
        Record(
            "ipv6",
            dscp=p.tc >> 2,
            ecn=p.tc & 3,
            flow_label=p.fl,
            payload_length=p.plen,
            next_header=p.nh,
            hop_limit=p.hlim,
            source=ip6(p.src),
            destination=ip6(p.dst),
        )
    ]


def ipv6_option(option):
    kind = option.otype
    if isinstance(option, inet6.Pad1):
        return Record("ipv6_option", type=kind)
    if isinstance(option, inet6.RouterAlert):
        return Record("ipv6_option", type=kind, value=option.value)
    if isinstance(option, inet6.Jumbo):
        return Record("ipv6_option", type=kind, value=option.jumboplen)
    if isinstance(option, inet6.HAO):
        return Record("ipv6_option", type=kind, address=ip6(option.hoa))
    if kind == 4 and option.optlen == 1:  # RFC 2473 section 4.1.1
        return Record("ipv6_option", type=kind, value=option.optdata[0])
    if isinstance(option, inet6.RplOption):
        flags = option.Down << 7 | option.RankError << 6 | option.ForwardError << 5 | option.unused
        return Record(
            "ipv6_option", type=kind, data=bytes([flags, option.RplInstanceId]) + option.SenderRank.to_bytes(2, "big")
        )
    return Record("ipv6_option", type=kind, data=option.optdata)


def ipv6_options(p):
    name = "hop_by_hop" if isinstance(p, inet6.IPv6ExtHdrHopByHop) else "destination"
    return [Record(name, next_header=p.nh, options=p.original[2 : 8 * p.len + 8]), *map(ipv6_option, p.options)]


def routing(p):
    records = [
        Record("routing", next_header=p.nh, type=p.type, segments_left=p.segleft, data=p.original[4 : 8 * p.len + 8])
    ]
    if isinstance(p, inet6.IPv6ExtHdrSegmentRouting):
        flags = p.unused1 << 7 | p.protected << 6 | p.oam << 5 | p.alert << 4 | p.hmac << 3 | p.unused2
        records.append(
            Record(
                "segment_route",
                flags=flags,
                tag=p.tag,
                segments=addresses(ip6, p.addresses),
                tlvs=b"".join(tlv.original for tlv in p.tlv_objects),
            )
        )
    elif p.type == 2:
        records.append(Record("home_route", reserved=p.reserved, home_address=ip6(p.addresses[0])))
    return records


def fragment(p):
    return [
        Record(
            "fragment",
            next_header=p.nh,
            reserved=p.res1,
            fragment_offset=p.offset,
            reserved_flags=p.res2,
            more_fragments=p.m,
            identification=p.id,
        )
    ]


def udp(p):
    return [Record("udp", source_port=p.sport, destination_port=p.dport, length=p.len, checksum=p.chksum)]


def udplite(p):
    return [
        Record(
            "udplite", source_port=p.sport, destination_port=p.dport, checksum_coverage=p.coverage, checksum=p.chksum
        )
    ]


def tcp_options(options, count):
    """Scapy's pairs of a name or number and a value."""
    used = 0
    for name, value in options:
        kind = inet.TCPOptions[1].get(name, name)
        if kind == 0:
            yield Record("tcp_option", kind=0, data=bytes(count - used - 1))
            return
        if kind == 1:
            used += 1
            yield Record("tcp_option", kind=1)
        elif kind == 2:
            used += 4
            yield Record("tcp_option", kind=2, segment_size=value)
        elif kind == 3:
            used += 3
            yield Record("tcp_option", kind=3, shift_count=value)
        elif kind == 5:
            used += 2 + 4 * len(value)
            edges = {f"blocks[{i // 2}].{'right' if i % 2 else 'left'}_edge": edge for i, edge in enumerate(value)}
            yield Record("tcp_option", kind=5, block_count=len(value) // 2, **edges)
        elif kind == 8:
            used += 10
            yield Record("tcp_option", kind=8, timestamp=value[0], echo_reply=value[1])
        else:
            if kind == 28 and isinstance(value, int):
                value = value.to_bytes(2, "big")
            elif kind in (14, 34) and isinstance(value, tuple):
                value = b"".join(
                    part.to_bytes(size, "big") for part, size in zip(value, (1, 2) if kind == 14 else (4, 4))
                )
            value = bytes(value or b"")
            used += 2 + len(value)
            yield Record("tcp_option", kind=kind, data=value)


def tcp(p):
    there = p.fields.get  # of a quote that ends early, scapy has defaults for the rest
    options = p.original[20 : 4 * (there("dataofs") or 5)]
    flags = there("flags")
    header = Record(
        "tcp",
        source_port=p.sport,
        destination_port=p.dport,
        sequence_number=there("seq"),
        acknowledgment_number=there("ack"),
        reserved=there("reserved"),
        flags=None if flags is None else int(flags),
        window=there("window"),
        checksum=there("chksum"),
        urgent_pointer=there("urgptr"),
        options=options,
    )
    return [header, *tcp_options(p.options, len(options))]


def sctp_packet(p):
    checksum = int.from_bytes(p.chksum.to_bytes(4, "big"), "little")  # RFC 9260 appendix A
    records = [Record("sctp", source_port=p.sport, destination_port=p.dport, verification_tag=p.tag, checksum=checksum)]
    chunk = p.payload
    while not isinstance(chunk, (NoPayload, Padding)):
        data = chunk.original
        if isinstance(chunk, Raw):
            return records + [Record("rest", payload=data)]
        records.append(
            Record(
                "sctp_chunk",
                type=chunk.type,
                flags=data[1],
                value=data[4 : chunk.len],
                padding=data[chunk.len : chunk.len + -chunk.len % 4],
            )
        )
        chunk = chunk.payload
    return records + [Record("rest", payload=b"")]


HEADERS = {
    l2.Ether: ethernet,
    l2.Dot1Q: vlan,
    l2.Dot1AD: vlan,
    l2.ARP: arp,
    inet.IP: ipv4,
    inet.IPerror: ipv4,
    inet6.IPv6: ipv6,
    inet6.IPerror6: ipv6,
    inet6.IPv6ExtHdrHopByHop: ipv6_options,
    inet6.IPv6ExtHdrDestOpt: ipv6_options,
    inet6.IPv6ExtHdrRouting: routing,
    inet6.IPv6ExtHdrSegmentRouting: routing,
    inet6.IPv6ExtHdrFragment: fragment,
    inet.UDP: udp,
    inet.UDPerror: udp,
    UDPLite: udplite,
    inet.TCP: tcp,
    inet.TCPerror: tcp,
    inet.ICMP: icmpv4,
    inet.ICMPerror: icmpv4,
    sctp.SCTP: sctp_packet,
}


def header_of(packet):
    if isinstance(packet, igmp.IGMP):
        return igmp_message
    if isinstance(packet, inet6._ICMPv6):
        return icmpv6
    return HEADERS.get(type(packet))


def describe(packet):
    """The records of a packet that scapy dissected."""
    records = []
    while True:
        records += header_of(packet)(packet)
        if records[-1].name == "rest":
            return records
        if header_of(packet.payload) is None:
            load = b"" if isinstance(packet.payload, Padding) else packet.payload.original
            return records + [Record("rest", payload=load or b"")]
        packet = packet.payload
