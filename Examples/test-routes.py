"""A host behind a router, as it should not be: each address misbehaves in its own way. Usage: test-routes.py INTERFACE

Frames are read from the interface; the kernel drops what is for these addresses. They are 10.9.50.x for echoes and 10.9.51.x for
traceroute, and fd09:0:0:51::1.
"""

import socket
import struct
import sys


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total > 0xFFFF:
        total = (total >> 16) + (total & 0xFFFF)
    return total ^ 0xFFFF


def icmp(kind, code, rest, payload, wrong=0):
    message = struct.pack("!BBH4s", kind, code, 0, rest) + payload
    return message[:2] + struct.pack("!H", checksum(message) ^ wrong) + message[4:]


def send(source, destination, message):
    header = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 0, 0, 0, 64, 1, 0, source, destination)
    raw.sendto(header + message, (socket.inet_ntoa(destination), 0))


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


def answer_echo(how, reply, rest, data):
    good = icmp(0, 0, rest, data)
    if how == 1:  # twice
        reply(good)
        reply(good)
    elif how == 2:  # with a changed byte
        reply(icmp(0, 0, rest, flipped(data, 20)))
    elif how == 3:  # two at a time, the second first
        held.append(good)
        if len(held) == 2:
            reply(held.pop())
            reply(held.pop())
    elif how == 4:  # with a wrong checksum
        reply(icmp(0, 0, rest, data, wrong=1))
    elif how == 5:  # those of others first: another identifier, another payload, another number
        reply(icmp(0, 0, flipped(rest, 0), data))
        reply(icmp(0, 0, rest, flipped(data, 0)))
        reply(icmp(0, 0, flipped(rest, 2), data))
        reply(good)
    elif how == 6:  # an error that quotes the packet of somebody else
        reply(icmp(11, 0, bytes(4), quote(flipped(packet, 24))))
        reply(icmp(11, 0, bytes(4), quote(flipped(packet, 19))))
        reply(good)
    elif how == 7:  # with a hint that the kernel does not follow, not being from its router
        reply(icmp(5, 1, socket.inet_aton("10.9.1.99"), packet[:28]))
        reply(good)


def quote(packet, count=128):
    return packet[:count] + bytes(count - len(packet[:count]))


def mpls(wrong=0):
    labels = struct.pack("!HBBII", 12, 1, 1, 16001 << 12 | 5 << 9 | 7, 17 << 12 | 1 << 8 | 1)
    return struct.pack("!BBH", 0x20, 0, checksum(b"\x20\0\0\0" + labels) ^ wrong) + labels


def answer_probe(how, reply, time_to_live):
    words = struct.pack("!BBH", 0, 128 // 4, 0)
    if how == 1 and time_to_live == 1:  # a router that switches labels
        send(ROUTER, client, icmp(11, 0, words, quote(packet) + mpls()))
    elif how == 1:
        reply(icmp(3, 2, bytes(4), quote(packet)))
    elif how == 2 and time_to_live == 1:  # whose labels are damaged
        send(ROUTER, client, icmp(11, 0, words, quote(packet) + mpls(wrong=1)))
    elif how == 2:  # which quotes as little as it may
        reply(icmp(3, 3, bytes(4), packet[:28]))
    elif how == 3:
        reply(icmp(3, 4, struct.pack("!HH", 0, 1400), packet[:28]))
    elif how == 4:  # as from before RFC 4884: labels behind a quote whose length nobody tells
        reply(icmp(3, 13, bytes(4), quote(packet) + mpls()))


def answer_ipv6(packet):
    client, target, time_to_live = packet[8:24], packet[24:40], packet[7]

    def reply(source, kind, code, rest, payload):
        message = struct.pack("!BBH4s", kind, code, 0, rest) + payload
        sum = checksum(source + client + struct.pack("!II", len(message), 58) + message)
        message = message[:2] + struct.pack("!H", sum) + message[4:]
        header = struct.pack("!IHBB", 6 << 28, len(message), 58, 64) + source + client
        raw6.sendto(header + message, (socket.inet_ntop(socket.AF_INET6, client), 0))

    if target[:8] != bytes.fromhex("fd09000000000051"):
        return
    if time_to_live == 1:  # a router that switches labels
        reply(ROUTER6, 3, 0, struct.pack("!BBH", 128 // 8, 0, 0), quote(packet) + mpls())
    else:
        reply(target, 1, 4, bytes(4), packet[:48])


ROUTER6 = socket.inet_pton(socket.AF_INET6, "fd09:0:0:2::2")
ROUTER = socket.inet_aton("10.9.2.2")
held = []
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
raw6 = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_RAW)
frames = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM)
frames.bind((sys.argv[1], 3))
print("listening on", sys.argv[1], flush=True)
while True:
    packet, address = frames.recvfrom(65535)
    if address[2] == socket.PACKET_OUTGOING:
        continue
    if address[1] == 0x86DD:
        answer_ipv6(packet)
    if packet[0] != 0x45:
        continue
    client, target = packet[12:16], packet[16:20]
    packet = packet[: struct.unpack("!H", packet[2:4])[0]]
    reply = lambda message: send(target, client, message)
    if target[:3] == bytes([10, 9, 50]) and packet[9] == 1 and packet[20] == 8:
        answer_echo(target[3], reply, packet[24:28], packet[28:])
    elif target[:3] == bytes([10, 9, 51]):
        answer_probe(target[3], reply, packet[8])
