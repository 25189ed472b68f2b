"""The text of packet_lines.c, and that program."""

import subprocess

KINDS = {"ethernet": 1, "arp": 3, "ipv4": 4, "ipv6": 5}
LENIENT, CHECKSUMS = 1, 2
FILL_NOTHING, FILL_ALL = 0, 7


class Record:
    """A header, an option, a chunk: a name and fields, all of them text as the program writes it.

    What is None, because a packet ends early, is left out.
    """

    def __init__(self, name, **fields):
        self.name = name
        self.fields = {key: text(value) for key, value in fields.items() if value is not None}

    def __str__(self):
        return " ".join([self.name] + [f"{key}={value}" for key, value in self.fields.items()])

    @property
    def label(self):
        for key in ("type", "kind"):
            if key in self.fields:
                return f"{self.name}[{self.fields[key]}]"
        return self.name

    def number(self, key):
        return int(self.fields[key])


def text(value):
    return value if isinstance(value, str) else value.hex() if isinstance(value, bytes) else str(int(value))


def is_nothing(value):
    return value.strip("0") == ""


def join(records):
    return " ".join(map(str, records))


def parse(line):
    records = []
    for word in line.split():
        key, equals, value = word.partition("=")
        if equals:
            records[-1].fields[key] = value
        else:
            records.append(Record(key))
    return records


class Program:
    def __init__(self, path):
        self.path = path

    def answers(self, requests):
        done = subprocess.run(
            [self.path], input="".join(line + "\n" for line in requests), text=True, stdout=subprocess.PIPE
        )
        lines = done.stdout.splitlines()
        if done.returncode != 0 or len(lines) != len(requests):
            said = f"{self.path} ended with status {done.returncode}"
            raise SystemExit(f"{said} at: {requests[min(len(lines), len(requests) - 1)]}")
        return lines

    def dissect(self, packets, flags=CHECKSUMS):
        """Of (kind, bytes): the records, or the text of an error."""
        lines = self.answers([f"dissect {KINDS[kind]} {flags} {data.hex()}" for kind, data in packets])
        return [line if line.startswith("error") else parse(line) for line in lines]

    def compose(self, stacks, fill):
        """Of lists of records: the bytes, or the text of an error."""
        lines = self.answers([f"compose {fill} {join(stack)}" for stack in stacks])
        return [line if line.startswith("error") else bytes.fromhex(line) for line in lines]
