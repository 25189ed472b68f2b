"""What became of each packet, and which disagreements known-disagreements.txt explains."""

import re

MOST_SHOWN = 40


class Known:
    """known-disagreements.txt: patterns, one a line, and below them, indented, the reason."""

    def __init__(self, path):
        self.used, waiting = {}, []
        for line in path.read_text().splitlines():
            if line.startswith("#") or not line.strip():
                continue
            if not line[0].isspace():
                waiting.append(re.compile(line))
            else:
                self.used.update(dict.fromkeys(waiting, 0))
                waiting = []
        if waiting:
            raise SystemExit(f"{path.name}: without a reason: {waiting[0].pattern}")

    def explains(self, disagreement):
        for pattern in self.used:
            if pattern.match(disagreement):
                self.used[pattern] += 1
                return True
        return False

    def unused(self):
        return [pattern.pattern for pattern, times in self.used.items() if times == 0]


def length_of(datagram):
    """What an IPv4 or IPv6 datagram says of itself."""
    at, more = (2, 0) if datagram[0] >> 4 == 4 else (4, 40)
    return int.from_bytes(datagram[at : at + 2], "big") + more


def circumstances(records):
    """What in a packet disagreements may depend on, for the patterns of known-disagreements.txt."""
    found = set()
    for record in records:
        if record.name == "ipv4_option" and record.fields["type"] in ("131", "137"):
            left = record.number("pointer") <= len(record.fields["data"]) // 2
            found.add("source route" if left else "source route at its end")
        if record.name == "routing" and record.fields["segments_left"] != "0":
            found.add("routing")
        if record.name == "ipv6_option" and record.fields["type"] == "201":
            found.add("home address")
        if record.name == "icmp_quote" and length_of(bytes.fromhex(record.fields["datagram"])) > 128:
            found.add("cut quote")
    return "".join(f" ({one})" for one in sorted(found))


class Results:
    def __init__(self, known):
        self.known, self.passed, self.failed, self.explained = known, 0, 0, 0

    def add(self, what, disagreements, records=()):
        disagreements = [one + circumstances(records) for one in disagreements]
        open_ones = [one for one in disagreements if not self.known.explains(one)]
        self.explained += len(disagreements) - len(open_ones)
        self.passed += not open_ones
        self.failed += bool(open_ones)
        if open_ones and self.failed <= MOST_SHOWN:
            print(f"failed: {what}")
            for one in open_ones:
                print(f"    {one}")
