#include "csock/icmp_filter.h"

#include "csock/option.h"

#include <errno.h>
#include <string.h>

csock_icmpv4_filter csock_icmpv4_filter_pass_all(void) {
    return (csock_icmpv4_filter){0};
}

csock_icmpv4_filter csock_icmpv4_filter_block_all(void) {
    return (csock_icmpv4_filter){UINT32_MAX};
}

int csock_icmpv4_filter_pass(csock_icmpv4_filter *filter, uint32_t type) {
    if (type >= CSOCK_ICMPV4_FILTER_TYPES)
        return -EINVAL;
    filter->blocked &= ~(UINT32_C(1) << type);
    return 0;
}

int csock_icmpv4_filter_block(csock_icmpv4_filter *filter, uint32_t type) {
    if (type >= CSOCK_ICMPV4_FILTER_TYPES)
        return -EINVAL;
    filter->blocked |= UINT32_C(1) << type;
    return 0;
}

bool csock_icmpv4_filter_passes(const csock_icmpv4_filter *filter, uint32_t type) {
    return type >= CSOCK_ICMPV4_FILTER_TYPES || (filter->blocked >> type & 1) == 0;
}

int csock_set_icmpv4_filter(int fd, const csock_icmpv4_filter *filter) {
    return csock_set_option(fd, CSOCK_SOL_RAW, CSOCK_ICMP_FILTER, filter, sizeof *filter);
}

int csock_get_icmpv4_filter(int fd, csock_icmpv4_filter *filter) {
    int length = csock_get_option(fd, CSOCK_SOL_RAW, CSOCK_ICMP_FILTER, filter, sizeof *filter);
    return length < 0 ? length : 0;
}

csock_icmpv6_filter csock_icmpv6_filter_pass_all(void) {
    return (csock_icmpv6_filter){0};
}

csock_icmpv6_filter csock_icmpv6_filter_block_all(void) {
    csock_icmpv6_filter filter;
    memset(&filter, 0xff, sizeof filter);
    return filter;
}

int csock_icmpv6_filter_pass(csock_icmpv6_filter *filter, uint32_t type) {
    if (type > UINT8_MAX)
        return -EINVAL;
    filter->blocked[type / 32] &= ~(UINT32_C(1) << type % 32);
    return 0;
}

int csock_icmpv6_filter_block(csock_icmpv6_filter *filter, uint32_t type) {
    if (type > UINT8_MAX)
        return -EINVAL;
    filter->blocked[type / 32] |= UINT32_C(1) << type % 32;
    return 0;
}

bool csock_icmpv6_filter_passes(const csock_icmpv6_filter *filter, uint32_t type) {
    return type <= UINT8_MAX && (filter->blocked[type / 32] >> type % 32 & 1) == 0;
}

int csock_set_icmpv6_filter(int fd, const csock_icmpv6_filter *filter) {
    return csock_set_option(fd, CSOCK_SOL_ICMPV6, CSOCK_ICMPV6_FILTER, filter, sizeof *filter);
}

int csock_get_icmpv6_filter(int fd, csock_icmpv6_filter *filter) {
    int length =
        csock_get_option(fd, CSOCK_SOL_ICMPV6, CSOCK_ICMPV6_FILTER, filter, sizeof *filter);
    return length < 0 ? length : 0;
}
