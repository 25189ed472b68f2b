#include "csock/mode.h"

#include "core/mode.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>

int csock_get_blocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    return flags < 0 ? -errno : (flags & O_NONBLOCK) == 0;
}

int csock_set_blocking(int fd, bool blocking) {
    int nonblocking = !blocking;
    return ioctl(fd, FIONBIO, &nonblocking) < 0 ? -errno : 0;
}

int csock_enter_nonblocking(int fd, csock_flags flags, int64_t timeout_ns) {
    if (timeout_ns < 0 || flags & CSOCK_MODE_IN_STEP)
        return 0;
    int blocking = csock_get_blocking(fd);
    if (blocking <= 0)
        return blocking;
    int result = csock_set_blocking(fd, false);
    return result < 0 ? result : 1;
}

int csock_leave_nonblocking(int fd, int entered, int result) {
    if (entered > 0)
        csock_set_blocking(fd, true);
    return result;
}
