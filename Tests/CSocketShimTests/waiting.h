/// Every call that can wait, made to wait: for the tests of what ends it, and of what must not.
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
    int64_t released; ///< The result when what it waits for happens; for accept, any descriptor.
    bool slow;        ///< Needs a second to notice what it waits for.
} waiting_case;

/// The last one has no name.
extern const waiting_case waiting_cases[];

/// The modes that calls wait in.
typedef enum { BLOCKING_FOR_EVER, NONBLOCKING_FOR_EVER, WITH_DEADLINE, WAITING_MODES } waiting_mode;

typedef struct {
    const waiting_case *_Nonnull the;
    call call;
    int peer;
    full_listener full;
    char byte;
} waiting;

/// Prepares the call, which the caller runs. In WITH_DEADLINE the deadline is half a minute and the
/// descriptor blocks.
void waiting_prepare(waiting *_Nonnull it, const waiting_case *_Nonnull the, waiting_mode mode);
/// Lets what the call waits for happen.
void waiting_release(waiting *_Nonnull it);
void waiting_clean_up(waiting *_Nonnull it);

#endif
