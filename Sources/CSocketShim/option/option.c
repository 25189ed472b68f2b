// For struct timeval and the SO_ constants, some of which -std=c11 hides.
#define _GNU_SOURCE

#include "csock/option.h"

#include "csock/constant.h"
#include "option/option_rule.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

int csock_set_option(int fd, int level, int name, const void *value, size_t length) {
    if (length > INT_MAX)
        return -EINVAL;
    return setsockopt(fd, level, name, value, (socklen_t)length) < 0 ? -errno : 0;
}

int csock_get_option(int fd, int level, int name, void *value, size_t capacity) {
    if (capacity > INT_MAX)
        return -EINVAL;
    socklen_t length = (socklen_t)capacity;
    if (getsockopt(fd, level, name, value, &length) < 0)
        return -errno;
    return (int)(length < capacity ? length : capacity);
}

int csock_set_option_int(int fd, int level, int name, int64_t value) {
    const csock_option_rule *rule = csock_option_rule_of(level, name);
    if (!csock_option_allows(rule, value))
        return -EINVAL;
    name = csock_option_system_name(level, name);
    if (rule->kind == OPTION_WIDE)
        return csock_set_option(fd, level, name, &value, sizeof value);
    if (rule->kind >= OPTION_TIMEVAL)
        return -EINVAL;
    // The conversion keeps the bits of unsigned values.
    uint32_t bits = (uint32_t)value;
    if (rule->kind == OPTION_NETWORK)
        bits = htonl(bits);
    return csock_set_option(fd, level, name, &bits, sizeof bits);
}

int csock_get_option_int(int fd, int level, int name, int64_t *value) {
    const csock_option_rule *rule = csock_option_rule_of(level, name);
    if (rule->kind >= OPTION_TIMEVAL)
        return -EINVAL;
    union {
        uint8_t one;
        uint16_t two;
        int32_t four;
        uint32_t bits;
        int64_t eight;
    } read = {0};
    // Reads at most an int, unless the option is known to have 64 bits: for some struct options the
    // kernel fills the whole buffer, and the result would not be a number.
    int length = csock_get_option(fd, level, csock_option_system_name(level, name), &read,
                                  rule->kind == OPTION_WIDE ? sizeof read.eight : sizeof read.four);
    if (length < 0)
        return length;
    switch (length) {
    case 0:
        *value = 0;
        return 0;
    case sizeof read.one:
        *value = read.one;
        return 0;
    case sizeof read.two:
        *value = read.two;
        return 0;
    case sizeof read.four:
        *value = rule->kind == OPTION_NETWORK    ? (int64_t)ntohl(read.bits)
                 : rule->kind == OPTION_UNSIGNED ? (int64_t)read.bits
                                                 : (int64_t)read.four;
        return 0;
    case sizeof read.eight:
        *value = read.eight;
        return 0;
    default:
        return -EINVAL;
    }
}

static int set_limit(int fd, int name, int64_t microseconds) {
    // To the kernel, 0 means no limit: 0 becomes 1 microsecond.
    int64_t wanted = microseconds < 0 ? 0 : microseconds > 0 ? microseconds : 1;
    struct timeval limit = {.tv_sec = (time_t)(wanted / 1000000),
                            .tv_usec = (suseconds_t)(wanted % 1000000)};
    if (limit.tv_sec != wanted / 1000000)
        return -EINVAL; // does not fit a 32-bit time_t
    return csock_set_option(fd, SOL_SOCKET, name, &limit, sizeof limit);
}

static int set_linger(int fd, int64_t seconds) {
    struct linger linger = {.l_onoff = seconds >= 0, .l_linger = seconds < 0 ? 0 : (int)seconds};
    return csock_set_option(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

int csock_set_option_time(int fd, int level, int name, int64_t time_ns) {
    const csock_option_rule *rule = csock_option_rule_of(level, name);
    if (rule->unit_ns == 0 || time_ns < -1)
        return -EINVAL;
    int64_t units =
        time_ns < 0 ? -1 : time_ns / rule->unit_ns + (time_ns % rule->unit_ns != 0 ? 1 : 0);
    if (!csock_option_allows(rule, units))
        return -EINVAL;
    switch (rule->kind) {
    case OPTION_TIMEVAL:
        return set_limit(fd, csock_option_system_name(level, name), units);
    case OPTION_LINGER:
        return set_linger(fd, units);
    default:
        return csock_set_option_int(fd, level, name, units);
    }
}

static int get_limit(int fd, int name, int64_t *microseconds) {
    struct timeval limit = {0};
    int length = csock_get_option(fd, SOL_SOCKET, name, &limit, sizeof limit);
    if (length < 0)
        return length;
    // Saturates: the kernel can hold more than the 292 years that fit int64_t nanoseconds.
    bool none = limit.tv_sec == 0 && limit.tv_usec == 0;
    int64_t seconds = limit.tv_sec;
    if (seconds > INT64_MAX / CSOCK_SECOND - 1)
        seconds = INT64_MAX / CSOCK_SECOND - 1;
    *microseconds = none ? -1 : seconds * 1000000 + limit.tv_usec;
    return 0;
}

static int get_linger(int fd, int64_t *seconds) {
    struct linger linger = {0};
    int length = csock_get_option(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    if (length < 0)
        return length;
    *seconds = linger.l_onoff ? linger.l_linger : -1;
    return 0;
}

int csock_get_option_time(int fd, int level, int name, int64_t *time_ns) {
    const csock_option_rule *rule = csock_option_rule_of(level, name);
    int64_t units = 0;
    int result = rule->unit_ns == 0 ? -EINVAL
                 : rule->kind == OPTION_TIMEVAL
                     ? get_limit(fd, csock_option_system_name(level, name), &units)
                 : rule->kind == OPTION_LINGER ? get_linger(fd, &units)
                                               : csock_get_option_int(fd, level, name, &units);
    if (result < 0)
        return result;
    *time_ns = units < 0 ? -1 : units * rule->unit_ns;
    return 0;
}

int csock_set_option_text(int fd, int level, int name, const char *text, size_t length) {
    char padded[CSOCK_OPTION_NAME_SIZE] = {0};
    if (length >= sizeof padded)
        return -ENAMETOOLONG;
    if (length > 0) {
        if (memchr(text, 0, length))
            return -EINVAL;
        memcpy(padded, text, length);
    }
    return csock_set_option(fd, level, name, padded, length + 1);
}

int csock_get_option_text(int fd, int level, int name, char *text, size_t capacity) {
    int length = csock_get_option(fd, level, name, text, capacity);
    return length < 0 ? length : (int)strnlen(text, (size_t)length);
}

int csock_take_error(int fd) {
    int64_t error;
    int result = csock_get_option_int(fd, SOL_SOCKET, SO_ERROR, &error);
    return result < 0 ? result : -(int)error;
}
