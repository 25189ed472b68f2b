// For struct cmsghdr and the CMSG_ macros under -std=c11.
#define _GNU_SOURCE

#include "message/control.h"

#include <errno.h>
#include <string.h>

bool csock_control_get(const csock_control *one, void *value, size_t size) {
    if (one->data.count < size)
        return false;
    csock_copy(value, one->data.start, size);
    return true;
}

// CMSG_NXTHDR is not used: some C libraries' macro does not compile without warnings.
bool csock_control_next(csock_bytes *rest, csock_control *one) {
    struct cmsghdr header;
    if (rest->count < sizeof header)
        return false;
    memcpy(&header, rest->start, sizeof header);
    size_t length = header.cmsg_len;
    if (length < CMSG_LEN(0) || length > rest->count)
        return false;
    one->level = header.cmsg_level;
    one->type = header.cmsg_type;
    one->data = csock_view(rest->start + CMSG_LEN(0), length - CMSG_LEN(0));
    size_t space = CMSG_SPACE(one->data.count);
    if (space > rest->count)
        space = rest->count;
    *rest = csock_view(rest->start + space, rest->count - space);
    return true;
}

int csock_control_add(csock_control_buffer *buffer, int level, int type, const void *value,
                      size_t size) {
    struct cmsghdr header = {.cmsg_level = level, .cmsg_type = type};
    if (size > sizeof buffer->data || CMSG_SPACE(size) > sizeof buffer->data - buffer->length)
        return -ENOBUFS;
    uint8_t *end = buffer->data.bytes + buffer->length;
    header.cmsg_len = (socklen_t)CMSG_LEN(size);
    memset(end, 0, CMSG_SPACE(size));
    memcpy(end, &header, sizeof header);
    memcpy(end + CMSG_LEN(0), value, size);
    buffer->length += CMSG_SPACE(size);
    return 0;
}
