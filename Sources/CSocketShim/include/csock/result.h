/// Result codes: the negative numbers that failed calls return, their names and their messages.
/// errno(3), gai_strerror(3).
#ifndef CSOCK_RESULT_H
#define CSOCK_RESULT_H

#include "base.h"

CSOCK_BEGIN_DECLS

/// Errors that have no errno number. As with errno, the constants are positive and functions return
/// them negated: `if (result == -CSOCK_ETIMEOUT)`. They are above 4095, the largest errno.
enum {
    /// The call's own timeout expired. ETIMEDOUT is different: the peer did not answer the kernel.
    CSOCK_ETIMEOUT = 10200,
    /// A Unix socket path or abstract name is longer than 107 bytes: unix(7).
    CSOCK_EPATHTOOLONG = 10201,
    /// The text is not an address of the expected kind.
    CSOCK_EADDRTEXT = 10202,

    /// The packet is truncated. csock_wire_error reports where this and the other CSOCK_EPKT…
    /// errors occurred.
    CSOCK_EPKTSHORT = 10300,
    /// A field's value contradicts another field or the RFC.
    CSOCK_EPKTFIELD = 10301,
    /// The buffer is too small for the encoded packet.
    CSOCK_EPKTROOM = 10302,
    /// A value does not fit into its header field.
    CSOCK_EPKTRANGE = 10303,
    /// A checksum does not match the bytes. No function of this library returns it; it is for
    /// callers that verify checksums.
    CSOCK_EPKTSUM = 10304,
    /// The packet has more layers than the caller has room for.
    CSOCK_EPKTLAYERS = 10305,

    /// Name resolution: the EAI_ codes of getaddrinfo(3). EAI_SYSTEM is never returned: the errno
    /// code is returned instead.
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

/// Returns the name of a result: "ECONNREFUSED" for -ECONNREFUSED, "CSOCK_ETIMEOUT" for
/// -CSOCK_ETIMEOUT, "errno 4095" for a number without a name, "CSOCK_OK" for 0 and above. The text
/// is constant, except for a number without a name: that text is valid until the calling thread's
/// next call of this function or csock_result_message.
/// See errno(3).
const char *_Nonnull csock_result_name(int64_t result);

/// Returns the meaning of a result, as an English sentence without a full stop: "Connection
/// refused". The text does not depend on the locale. Its lifetime is that of csock_result_name's
/// text.
/// See strerror(3).
const char *_Nonnull csock_result_message(int64_t result);

CSOCK_END_DECLS

#endif
