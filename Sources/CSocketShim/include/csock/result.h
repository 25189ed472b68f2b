/// Result codes: what a call returns when it fails, and how to show it to a person.
#ifndef CSOCK_RESULT_H
#define CSOCK_RESULT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Failures that errno has no number for. Like errno's, the numbers are positive here and negative
/// when a function returns them: `if (result == -CSOCK_ETIMEOUT)`. errno ends at 4095.
enum {
    /// The call's own deadline ran out. Not ETIMEDOUT, which is the kernel giving up on a peer.
    CSOCK_ETIMEOUT = 10200,
    /// A Unix path of more than 107 bytes, or an abstract name of more: see unix(7).
    CSOCK_EPATHTOOLONG = 10201,
    /// Text that is no address of the kind that was asked for.
    CSOCK_EADDRTEXT = 10202,

    /// Packets: csock_wire_error says where. Fewer bytes than the packet needs.
    CSOCK_EPKTSHORT = 10300,
    /// A field whose value contradicts the packet's other fields or the RFC.
    CSOCK_EPKTFIELD = 10301,
    /// Less memory than encoding takes.
    CSOCK_EPKTROOM = 10302,
    /// A value that the field cannot hold.
    CSOCK_EPKTRANGE = 10303,
    /// A checksum that does not go with the bytes.
    CSOCK_EPKTSUM = 10304,
    /// More layers than there is room for.
    CSOCK_EPKTLAYERS = 10305,

    /// Name resolution: getaddrinfo(3)'s EAI_ codes. EAI_SYSTEM never appears: errno's code does.
    CSOCK_EAI_BADFLAGS = 10001,
    CSOCK_EAI_NONAME = 10002,
    CSOCK_EAI_AGAIN = 10003,
    CSOCK_EAI_FAIL = 10004,
    CSOCK_EAI_NODATA = 10005,
    CSOCK_EAI_FAMILY = 10006,
    CSOCK_EAI_SOCKTYPE = 10007,
    CSOCK_EAI_SERVICE = 10008,
    CSOCK_EAI_ADDRFAMILY = 10009,
    CSOCK_EAI_MEMORY = 10010,
    CSOCK_EAI_OVERFLOW = 10012,
    CSOCK_EAI_INPROGRESS = 10100,
    CSOCK_EAI_CANCELED = 10101,
    CSOCK_EAI_NOTCANCELED = 10102,
    CSOCK_EAI_ALLDONE = 10103,
    CSOCK_EAI_INTR = 10104,
    CSOCK_EAI_IDN_ENCODE = 10105,
};

/// The name of a result: "ECONNREFUSED" for -ECONNREFUSED, "CSOCK_ETIMEOUT" for -CSOCK_ETIMEOUT,
/// "errno 4095" for a number that nobody has named, "CSOCK_OK" for 0 and above.
/// The text is constant, except that of an unnamed number: it is this thread's until its next call.
const char *_Nonnull csock_result_name(int64_t result);

/// What a result means, as a sentence without a full stop: "Connection refused".
/// The text does not depend on the locale; for its lifetime see csock_result_name.
const char *_Nonnull csock_result_message(int64_t result);

CSOCK_END_DECLS

#endif
