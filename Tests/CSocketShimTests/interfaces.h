/// Network interfaces, for tests that run in a network namespace of their own.
#ifndef INTERFACES_H
#define INTERFACES_H

#include <stdbool.h>
#include <stdint.h>

/// Makes two Ethernet interfaces that are up and joined: "va" with 10.9.0.1/24 and the hardware
/// address 02:00:00:00:00:0a, and "vb" without an IP address and with 02:00:00:00:00:0b. Packets
/// between them leave the host as far as IP is concerned. False if this kernel has no veth(4).
bool make_cable(void);
bool bring_up(const char *interface);
void set_mtu(const char *interface, int mtu);

/// A number that rtnetlink(7) reports about an interface, by its IFLA_ attribute; UINT32_MAX if it
/// does not.
uint32_t link_number(const char *interface, uint16_t attribute);
enum { PROMISCUITY = 30, ALLMULTI = 61 };

/// A packet socket that receives what arrives at an interface, without the link-layer header.
/// `protocol` is an EtherType or CSOCK_ETH_P_ALL.
int watch_interface(const char *interface, uint16_t protocol);
/// The same for the loopback interface.
int watch_loopback(uint16_t protocol);

#endif
