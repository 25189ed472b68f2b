// For unshare(2).
#define _GNU_SOURCE

#include "own_network.h"

#include "harness.h"
#include "interfaces.h"
#include "process.h"

#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534, REASON_SIZE = 200 };

static bool write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    close(fd);
    return written;
}

bool set_sysctl(const char *path, const char *value) {
    char file[100];
    snprintf(file, sizeof file, "/proc/sys/net/%s", path);
    return write_file(file, value);
}

// Becomes an ordinary user, and then root of a new user namespace. Returns why it cannot, or NULL.
static const char *enter_user_namespace(void) {
    char map[40];
    if (geteuid() == 0 && (setgroups(0, NULL) < 0 || setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
        return "cannot become an ordinary user";
    uid_t user = geteuid();
    gid_t group = getegid();
    prctl(PR_SET_DUMPABLE, 1); // setuid(2) has given the files in /proc/self to root
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0)
        return "no user namespace is allowed here";
    snprintf(map, sizeof map, "0 %u 1", (unsigned)user);
    if (!write_file("/proc/self/setgroups", "deny") || !write_file("/proc/self/uid_map", map))
        return "users cannot be mapped";
    snprintf(map, sizeof map, "0 %u 1", (unsigned)group);
    return write_file("/proc/self/gid_map", map) ? NULL : "groups cannot be mapped";
}

// Returns why the body did not run or skipped itself, or NULL.
static const char *prepare_and_run(bool as_user, void (*body)(void)) {
    const char *reason = as_user                     ? enter_user_namespace()
                         : unshare(CLONE_NEWNET) < 0 ? "no network namespace is allowed here"
                                                     : NULL;
    if (reason)
        return reason;
    prctl(PR_SET_PDEATHSIG, SIGKILL); // end with the parent
    if (!bring_up("lo"))
        return "the loopback cannot be brought up";
    set_case(as_user ? "as an ordinary user" : "as root");
    int descriptors = open_descriptors();
    body();
    CHECK_INT(open_descriptors(), descriptors);
    return skip_reason();
}

// Returns whether the body ran. If not, `reason` says why.
static bool run_as(bool as_user, void (*body)(void), char reason[REASON_SIZE]) {
    int ends[2];
    if (!CHECK_INT(pipe2(ends, O_CLOEXEC), 0))
        return true;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        const char *why = prepare_and_run(as_user, body);
        if (why)
            dprintf(ends[1], "%s", why);
        _exit(failed_checks() > 0);
    }
    close(ends[1]);
    ssize_t length = read(ends[0], reason, REASON_SIZE - 1);
    close(ends[0]);
    reason[length > 0 ? length : 0] = 0;
    int status = -1;
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0); // 256 after a failed check, which the child has printed
    return length <= 0;
}

// Prints why the bodies of this file do not run, once for each reason.
static void print_reason(bool as_user, const char *reason) {
    static char printed[2][REASON_SIZE];
    if (strcmp(printed[as_user], reason) == 0)
        return;
    snprintf(printed[as_user], REASON_SIZE, "%s", reason);
    printf("not run %s: %s\n", as_user ? "as an ordinary user" : "as root", reason);
}

void run_in_own_network(void (*body)(void)) {
    static char reasons[2][REASON_SIZE];
    bool is_root = geteuid() == 0, ran = false;
    for (int as_user = is_root ? 0 : 1; as_user <= 1; as_user++)
        if (run_as(as_user, body, reasons[as_user]))
            ran = true;
        else
            print_reason(as_user, reasons[as_user]);
    if (!ran)
        skip(reasons[is_root ? 0 : 1]);
}
