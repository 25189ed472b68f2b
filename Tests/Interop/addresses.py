"""The addresses of scapy, which are text, as bytes."""

from socket import AF_INET6, inet_aton, inet_pton


def mac(address):
    return bytes.fromhex(address.replace(":", ""))


def ip4(address):
    return inet_aton(address)


def ip6(address):
    return inet_pton(AF_INET6, address)


def addresses(convert, values):
    return b"".join(map(convert, values or []))
