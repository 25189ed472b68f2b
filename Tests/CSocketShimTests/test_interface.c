#include "csock/interface.h"

#include "csock/address_text.h"
#include "csock/constant.h"
#include "csock/interface_name.h"
#include "csock/socket.h"
#include "harness.h"
#include "interfaces.h"
#include "sockets.h"

#include <errno.h>
#include <net/if.h>
#include <string.h>

NETWORK_TEST(interface_index_and_name_agree_with_the_system) {
    char name[CSOCK_INTERFACE_NAME_SIZE];
    int lo = csock_interface_index("lo", 2);
    CHECK_INT(lo, if_nametoindex("lo"));
    CHECK_INT(csock_interface_index("loud", 2), lo);
    CHECK_INT(csock_interface_name((uint32_t)lo, name), 2);
    CHECK_TEXT(name, "lo");

    CHECK_INT(csock_interface_index("lo", 3), -ENODEV); // with the terminating NUL
    CHECK_INT(csock_interface_index(NULL, 0), -ENODEV);
    CHECK_INT(csock_interface_index("no such", 7), -ENODEV);
    CHECK_INT(csock_interface_index("sixteen bytes go", 16), -ENODEV);
    CHECK_INT(csock_interface_name(0, name), -ENODEV);
    CHECK_INT(csock_interface_name(UINT32_MAX, name), -ENODEV);
}

NETWORK_TEST(interfaces_are_listed_with_flags_mtu_and_hardware_address) {
    csock_interface list[4], one;
    if (!make_cable())
        SKIP("no veth(4) here");
    memset(list, 0xa5, sizeof list);
    CHECK_INT(csock_interfaces(NULL, 0), 3);
    CHECK_INT(csock_interfaces(list, 1), 3);
    CHECK_INT(list[1].index, 0xa5a5a5a5);
    CHECK_INT(csock_interfaces(list, 4), 3);
    CHECK_INT(list[3].index, 0xa5a5a5a5);
    for (int i = 0; i < 3; i++)
        CHECK_INT(list[i].index, if_nametoindex(list[i].name));

    CHECK_INT(csock_interface_read(if_nametoindex("lo"), &one), 0);
    CHECK_TEXT(one.name, "lo");
    CHECK_INT(one.flags, CSOCK_IFF_UP | CSOCK_IFF_LOOPBACK | CSOCK_IFF_RUNNING | 0x10000);
    CHECK_INT(one.mtu, 65536);
    CHECK_INT(one.hardware_type, CSOCK_ARPHRD_LOOPBACK);
    CHECK_BYTES(one.hardware, one.hardware_length, "\0\0\0\0\0\0", 6);

    set_mtu("va", 1280);
    CHECK_INT(csock_interface_read(if_nametoindex("va"), &one), 0);
    CHECK_TEXT(one.name, "va");
    CHECK_INT(one.mtu, 1280);
    CHECK_INT(one.hardware_type, CSOCK_ARPHRD_ETHER);
    CHECK_BYTES(one.hardware, one.hardware_length, "\2\0\0\0\0\xa", 6);
    CHECK(one.flags & CSOCK_IFF_BROADCAST && one.flags & CSOCK_IFF_MULTICAST);
    CHECK_INT(csock_interface_read(0, &one), -ENODEV);
    CHECK_INT(csock_interface_read(UINT32_MAX, &one), -ENODEV);
}

static const csock_interface_address *find(const csock_interface_address *list, int count,
                                           int family) {
    for (int i = 0; i < count; i++)
        if (csock_address_family(&list[i].address) == family)
            return &list[i];
    static const csock_interface_address none;
    CHECK(false);
    return &none;
}

NETWORK_TEST(interface_addresses_are_listed_with_prefix_and_broadcast) {
    csock_interface_address list[8];
    char text[CSOCK_ADDRESS_TEXT_MAX];
    if (!make_cable())
        SKIP("no veth(4) here");
    uint32_t lo = if_nametoindex("lo"), va = if_nametoindex("va");
    csock_address wanted = loopback(0), wanted6 = ipv6_loopback(0);
    int count = csock_interface_addresses(lo, list, 8);
    CHECK_INT(count, 2);
    const csock_interface_address *found = find(list, count, CSOCK_AF_INET);
    CHECK(csock_address_equal(&found->address, &wanted));
    CHECK_INT(found->index, lo);
    CHECK_INT(found->prefix, 8);
    CHECK_INT(found->broadcast.length + found->peer.length, 0);
    found = find(list, count, CSOCK_AF_INET6);
    CHECK(csock_address_equal(&found->address, &wanted6));
    CHECK_INT(found->prefix, 128);

    CHECK_INT(csock_interface_addresses(va, list, 8), 1);
    CHECK_INT(list[0].prefix, 24);
    text[csock_address_format(&list[0].address, text)] = 0;
    CHECK_TEXT(text, "10.9.0.1:0");
    text[csock_address_format(&list[0].broadcast, text)] = 0;
    CHECK_TEXT(text, "10.9.0.255:0");
    CHECK_INT(csock_interface_addresses(0, list, 8), 3);
    CHECK_INT(csock_interface_addresses(0, NULL, 0), 3);
    CHECK_INT(csock_interface_addresses(if_nametoindex("vb"), list, 8), 0);
    CHECK_INT(csock_interface_addresses(UINT32_MAX, list, 8), 0);
}
