/// Test cases: each call that can block, set up so that it blocks.
#ifndef WAITING_H
#define WAITING_H

#include "call.h"
#include "sockets.h"

typedef enum { WAITS_TO_RECEIVE, WAITS_TO_ACCEPT, WAITS_TO_CONNECT, WAITS_TO_SEND } waiting_kind;

typedef struct {
    const char *_Nonnull name;
    waiting_kind kind;
    int family;
    int type;
    int64_t (*_Nonnull run)(call *_Nonnull);
    int64_t released; ///< The result when its event happens; for accept, any descriptor gives 0.
    bool slow;        ///< The kernel needs a second to notice the event.
} waiting_case;

/// The last case has no name.
extern const waiting_case waiting_cases[];

/// A blocking mode and a timeout.
typedef enum { BLOCKING_FOR_EVER, NONBLOCKING_FOR_EVER, WITH_DEADLINE, WAITING_MODES } waiting_mode;

typedef struct {
    const waiting_case *_Nonnull the;
    call call;
    int peer;
    full_listener full;
    char byte;
} waiting;

/// Prepares the call. The caller runs it. For WITH_DEADLINE, the timeout is 30 seconds and the
/// descriptor blocks.
void waiting_prepare(waiting *_Nonnull it, const waiting_case *_Nonnull the, waiting_mode mode);
/// Makes the event happen that the call waits for.
void waiting_release(waiting *_Nonnull it);
void waiting_clean_up(waiting *_Nonnull it);

#endif
