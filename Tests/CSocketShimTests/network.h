/// Network namespaces, interfaces and packets for the tests of raw sockets.
#ifndef NETWORK_H
#define NETWORK_H

#include "csock/address.h"

/// Runs `body` in a child process whose network is its own, with nothing in it but a loopback that
/// is up: as root, if this process is, in a network namespace, and as an ordinary user in a user
/// namespace as well. Its failed checks count here. What cannot be done is printed with its reason;
/// the test is skipped if that is both.
void run_in_own_network(void (*_Nonnull body)(void));

/// Two Ethernet interfaces, up, joined to each other: "va" with 10.9.0.1/24 and the address
/// 02:00:00:00:00:0a, "vb" without an IP address and 02:00:00:00:00:0b, for what leaves the
/// machine. Returns whether this kernel has such.
bool make_cable(void);
/// Sets an interface's MTU.
void set_mtu(const char *_Nonnull interface, int mtu);
/// A number that the kernel tells about an interface, by its IFLA_ attribute; UINT32_MAX if it does
/// not.
enum { PROMISCUITY = 30, ALLMULTI = 61 };
uint32_t link_number(const char *_Nonnull interface, uint16_t attribute);
/// Writes a file below /proc/sys/net; false if that is not allowed.
bool set_sysctl(const char *_Nonnull path, const char *_Nonnull value);

/// The first and last octets are 127 and `last`, the others 0.
csock_address loopback_host(uint8_t last);
csock_address ipv6_loopback(uint16_t port);

/// RFC 1071, one addition at a time.
uint16_t internet_checksum(const void *_Nonnull bytes, size_t count);
uint16_t load16(const void *_Nonnull bytes);
void store16(void *_Nonnull bytes, unsigned value);

/// Writes an IPv4 header for `payload` bytes from 127.0.0.1 to 127.0.0.1: TTL 64, Identification
/// 0x1234, no flags, a good checksum.
enum { IPV4_HEADER = 20, IPV6_HEADER = 40, UDP_HEADER = 8 };
void make_ipv4(uint8_t header[_Nonnull IPV4_HEADER], uint8_t protocol, size_t payload);
/// An IPv6 header from ::1 to ::1 with hop limit 64.
void make_ipv6(uint8_t header[_Nonnull IPV6_HEADER], uint8_t next, size_t payload);
/// Writes a UDP header for `payload` bytes, without a checksum.
void make_udp(uint8_t header[_Nonnull UDP_HEADER], uint16_t from, uint16_t to, size_t payload);
/// Writes an ICMP echo request of 8 bytes with a good ICMPv4 checksum.
void make_echo(uint8_t message[_Nonnull 8], uint16_t identifier, uint16_t sequence);

/// A packet socket that sees what goes over the loopback, without its link-level header: an
/// EtherType or CSOCK_ETH_P_ALL.
int watch_loopback(uint16_t protocol);
/// The same for what arrives at the interface.
int watch_interface(const char *_Nonnull interface, uint16_t protocol);

/// Receives what is there within a second; the result is csock_recv's.
int64_t receive_soon(int fd, void *_Nonnull buffer, size_t capacity);
/// Checks that nothing has arrived; what is sent on loopback arrives before the send returns.
#define CHECK_NOTHING(fd)                                                                          \
    CHECK_INT(csock_recv(fd, (uint8_t[1]){0}, 1, CSOCK_MSG_DONTWAIT, 0), -EAGAIN)

#endif
