"""What tshark says about packets, every checksum verified."""

import re
import struct
import subprocess
import tempfile
from socket import AF_INET6, inet_pton

LINK_TYPES = {"ethernet": 1, "ipv4": 228, "ipv6": 229}

PREFERENCES = [
    "ip.check_checksum:TRUE",
    "udp.check_checksum:TRUE",
    "tcp.check_checksum:TRUE",
    "sctp.checksum:CRC 32c",
    "udplite.check_checksum:TRUE",
    "udplite.ignore_checksum_coverage:FALSE",
    # Each packet for itself.
    "ip.defragment:FALSE",
    "ipv6.defragment:FALSE",
    "tcp.analyze_sequence_numbers:FALSE",
    "sctp.tsn_analysis:FALSE",
    "sctp.reassembly:FALSE",
    "arp.detect_duplicate_ips:FALSE",
    "eth.fcs:Never",
]

STATUS = [
    "ip.checksum.status",
    "udp.checksum.status",
    "tcp.checksum.status",
    "icmp.checksum.status",
    "icmpv6.checksum.status",
    "igmp.checksum.status",
    "sctp.checksum.status",
    "icmp.ext.checksum.status",
]
BAD, GOOD = "0", "1"

# Of which headers tshark states a checksum, and where.
STATED = {
    "ipv4": "ip",
    "udp": "udp",
    "udplite": "udp",
    "tcp": "tcp",
    "icmpv4": "icmp",
    "icmpv6": "icmpv6",
    "igmp": "igmp",
    "sctp": "sctp",
    "icmp_extension": "icmp.ext",
}

# Fields here, and there.
SAME = {
    "ethernet": {"destination": "eth.dst", "source": "eth.src"},
    "vlan": {
        "priority": "vlan.priority",
        "drop_eligible": "vlan.dei",
        "identifier": "vlan.id",
        "ethertype": "vlan.etype",
    },
    "vlan of 802.1ad": {
        "priority": "ieee8021ad.priority",
        "drop_eligible": "ieee8021ad.dei",
        "identifier": "ieee8021ad.id",
    },
    "arp": {
        "operation": "arp.opcode",
        "sender_hardware": "arp.src.hw_mac",
        "sender_protocol": "arp.src.proto_ipv4",
        "target_hardware": "arp.dst.hw_mac",
        "target_protocol": "arp.dst.proto_ipv4",
    },
    "ipv4": {
        "dscp": "ip.dsfield.dscp",
        "ecn": "ip.dsfield.ecn",
        "total_length": "ip.len",
        "identification": "ip.id",
        "time_to_live": "ip.ttl",
        "protocol": "ip.proto",
        "checksum": "ip.checksum",
        "source": "ip.src",
        "destination": "ip.dst",
    },
    "ipv6": {
        "dscp": "ipv6.tclass.dscp",
        "ecn": "ipv6.tclass.ecn",
        "flow_label": "ipv6.flow",
        "payload_length": "ipv6.plen",
        "next_header": "ipv6.nxt",
        "hop_limit": "ipv6.hlim",
        "source": "ipv6.src",
        "destination": "ipv6.dst",
    },
    "routing": {"type": "ipv6.routing.type", "segments_left": "ipv6.routing.segleft"},
    "fragment": {"fragment_offset": "ipv6.fraghdr.offset", "identification": "ipv6.fraghdr.ident"},
    "udp": {
        "source_port": "udp.srcport",
        "destination_port": "udp.dstport",
        "length": "udp.length",
        "checksum": "udp.checksum",
    },
    "tcp": {
        "source_port": "tcp.srcport",
        "destination_port": "tcp.dstport",
        "sequence_number": "tcp.seq_raw",
        "acknowledgment_number": "tcp.ack_raw",
        "window": "tcp.window_size_value",
        "checksum": "tcp.checksum",
        "urgent_pointer": "tcp.urgent_pointer",
    },
    "icmpv4": {"type": "icmp.type", "code": "icmp.code", "checksum": "icmp.checksum"},
    "icmpv6": {"type": "icmpv6.type", "code": "icmpv6.code", "checksum": "icmpv6.checksum"},
    "igmp": {"type": "igmp.type", "checksum": "igmp.checksum"},
    "sctp": {
        "source_port": "sctp.srcport",
        "destination_port": "sctp.dstport",
        "verification_tag": "sctp.verification_tag",
    },
    "sctp_chunk": {"type": "sctp.chunk_type"},
}

# Two IEEE 802.1ad tags in a row have other names for the same field.
DOUBLE = ["ieee8021ad.svid", "ieee8021ad.cvid"]
FIELDS = STATUS + DOUBLE + [field for fields in SAME.values() for field in fields.values()]
FIRST = ["frame.number", "_ws.malformed", "_ws.expert.severity", "_ws.expert.message"]
REMARKS = ("1048576", "2097152", "4194304")  # comment, chat, note: not warning, not error
SERVICE_VLAN = str(0x88A8)


def number(value):
    """A value of tshark's or of ours, so that both can be compared."""
    if re.fullmatch(r"(0x)?[0-9a-f]+", value):
        return int(value, 0) if value.startswith("0x") else int(value)
    return value


def as_theirs(field, value):
    if field in ("ip.src", "ip.dst") or "proto_ipv4" in field:
        return ".".join(str(byte) for byte in bytes.fromhex(value))
    if field.startswith(("eth.", "arp.")) and len(value) == 12:
        return ":".join(value[i : i + 2] for i in range(0, 12, 2))
    return value


def same(field, ours, theirs):
    if field in ("ipv6.src", "ipv6.dst"):
        return inet_pton(AF_INET6, theirs).hex() == ours
    return number(as_theirs(field, ours)) == number(theirs)


def rows(kind, packets):
    """For each packet a dictionary of lists of texts."""
    with tempfile.NamedTemporaryFile(suffix=".pcap") as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, LINK_TYPES[kind]))
        for data in packets:
            file.write(struct.pack("<IIII", 0, 0, len(data), len(data)) + data)
        file.flush()
        command = [
            "tshark",
            "-n",
            "-r",
            file.name,
            "-T",
            "fields",
            "-E",
            "occurrence=a",
            "-E",
            "aggregator=|",
            "-E",
            "separator=/t",
        ]
        for preference in PREFERENCES:
            command += ["-o", preference]
        for table in ("udp.port", "tcp.port", "sctp.port"):  # payload is no protocol
            command += ["-d", f"{table}==40000-60000,data"]
        for field in FIRST + FIELDS:
            command += ["-e", field]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"tshark: {done.stderr.strip()}")
    lines = done.stdout.splitlines()
    if len(lines) != len(packets):
        raise SystemExit(f"tshark has read {len(lines)} of {len(packets)} packets")
    for line in lines:
        row = {
            field: [part for part in cell.split("|") if part] for field, cell in zip(FIRST + FIELDS, line.split("\t"))
        }
        row["ieee8021ad.id"] = sum((row[field] for field in DOUBLE), []) + row["ieee8021ad.id"]
        yield row


def disagreements(kind, records_of, packets):
    """Of packets and the records in them: for each a list of what tshark holds against it."""
    for records, row in zip(records_of, rows(kind, packets)):
        found = [f"tshark: malformed: {text}" for text in row["_ws.malformed"]]
        found += [
            f"tshark: expert: {text}"
            for text, severity in zip(row["_ws.expert.message"], row["_ws.expert.severity"])
            if severity not in REMARKS and not text.startswith("Bad checksum")
        ]
        wanted, seen, ethertype = {}, {}, ""
        for record in records:
            if record.fields.get("@checksum") == "good" and record.name in STATED:
                status = STATED[record.name] + ".checksum.status"
                wanted[status] = wanted.get(status, 0) + 1
            name = "vlan of 802.1ad" if record.name == "vlan" and ethertype == SERVICE_VLAN else record.name
            ethertype = record.fields.get("ethertype", "")
            for ours, theirs in SAME.get(name, {}).items():
                index = seen.setdefault(theirs, 0)
                seen[theirs] += 1
                value = row[theirs][index] if index < len(row[theirs]) else "absent"
                if value == "absent" or not same(theirs, record.fields[ours], value):
                    found.append(f"tshark: {record.label}.{ours}: {theirs} is {value}, here {record.fields[ours]}")
        for status, count in wanted.items():
            # What follows is of a datagram that an ICMP error quotes, of which tshark has not all.
            for state in [*row[status], *["absent"] * count][:count]:
                if state != GOOD:
                    found.append(f"tshark: {status}: {'bad' if state == BAD else 'not verified'}")
        yield found
