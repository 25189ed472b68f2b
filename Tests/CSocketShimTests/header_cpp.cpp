// All headers, compiled as C++. It is not run.
#include "CSocketShim.h"

namespace {

[[maybe_unused]] bool refused(int fd, const csock_address &address) {
    enum { LOOPBACK = CSOCK_IP_LOOPBACK };
    const uint8_t host[4] = {127, 0, 0, 1};
    csock_address own{};
    csock_address_set_ipv4(&own, host, 0);
    return csock_ipv4_kind(host) == LOOPBACK && csock_bind(fd, &own) == 0 &&
           csock_connect(fd, &address, CSOCK_INTERRUPTIBLE, CSOCK_SECOND) == -CSOCK_ETIMEOUT;
}

} // namespace
