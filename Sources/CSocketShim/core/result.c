#include "csock/result.h"

#include <errno.h>
#include <stdio.h>

typedef struct {
    int code;
    const char *name;
    const char *message;
} known_result;

// A linear search: the values of the errno constants differ between architectures, so the table
// cannot be sorted by number.
static const known_result known_results[] = {
    {EPERM, "EPERM", "Operation not permitted"},
    {ENOENT, "ENOENT", "No such file or directory"},
    {ESRCH, "ESRCH", "No such process"},
    {EINTR, "EINTR", "Interrupted system call"},
    {EIO, "EIO", "Input/output error"},
    {ENXIO, "ENXIO", "No such device or address"},
    {E2BIG, "E2BIG", "Argument list too long"},
    {ENOEXEC, "ENOEXEC", "Exec format error"},
    {EBADF, "EBADF", "Bad file descriptor"},
    {ECHILD, "ECHILD", "No child processes"},
    {EAGAIN, "EAGAIN", "Resource temporarily unavailable"},
    {ENOMEM, "ENOMEM", "Cannot allocate memory"},
    {EACCES, "EACCES", "Permission denied"},
    {EFAULT, "EFAULT", "Bad address"},
    {ENOTBLK, "ENOTBLK", "Block device required"},
    {EBUSY, "EBUSY", "Device or resource busy"},
    {EEXIST, "EEXIST", "File exists"},
    {EXDEV, "EXDEV", "Invalid cross-device link"},
    {ENODEV, "ENODEV", "No such device"},
    {ENOTDIR, "ENOTDIR", "Not a directory"},
    {EISDIR, "EISDIR", "Is a directory"},
    {EINVAL, "EINVAL", "Invalid argument"},
    {ENFILE, "ENFILE", "Too many open files in system"},
    {EMFILE, "EMFILE", "Too many open files"},
    {ENOTTY, "ENOTTY", "Inappropriate ioctl for device"},
    {ETXTBSY, "ETXTBSY", "Text file busy"},
    {EFBIG, "EFBIG", "File too large"},
    {ENOSPC, "ENOSPC", "No space left on device"},
    {ESPIPE, "ESPIPE", "Illegal seek"},
    {EROFS, "EROFS", "Read-only file system"},
    {EMLINK, "EMLINK", "Too many links"},
    {EPIPE, "EPIPE", "Broken pipe"},
    {EDOM, "EDOM", "Numerical argument out of domain"},
    {ERANGE, "ERANGE", "Numerical result out of range"},
    {EDEADLK, "EDEADLK", "Resource deadlock avoided"},
    {ENAMETOOLONG, "ENAMETOOLONG", "File name too long"},
    {ENOLCK, "ENOLCK", "No locks available"},
    {ENOSYS, "ENOSYS", "Function not implemented"},
    {ENOTEMPTY, "ENOTEMPTY", "Directory not empty"},
    {ELOOP, "ELOOP", "Too many levels of symbolic links"},
    {ENOMSG, "ENOMSG", "No message of desired type"},
    {EIDRM, "EIDRM", "Identifier removed"},
    {ECHRNG, "ECHRNG", "Channel number out of range"},
    {EL2NSYNC, "EL2NSYNC", "Level 2 not synchronized"},
    {EL3HLT, "EL3HLT", "Level 3 halted"},
    {EL3RST, "EL3RST", "Level 3 reset"},
    {ELNRNG, "ELNRNG", "Link number out of range"},
    {EUNATCH, "EUNATCH", "Protocol driver not attached"},
    {ENOCSI, "ENOCSI", "No CSI structure available"},
    {EL2HLT, "EL2HLT", "Level 2 halted"},
    {EBADE, "EBADE", "Invalid exchange"},
    {EBADR, "EBADR", "Invalid request descriptor"},
    {EXFULL, "EXFULL", "Exchange full"},
    {ENOANO, "ENOANO", "No anode"},
    {EBADRQC, "EBADRQC", "Invalid request code"},
    {EBADSLT, "EBADSLT", "Invalid slot"},
    {EBFONT, "EBFONT", "Bad font file format"},
    {ENOSTR, "ENOSTR", "Device not a stream"},
    {ENODATA, "ENODATA", "No data available"},
    {ETIME, "ETIME", "Timer expired"},
    {ENOSR, "ENOSR", "Out of streams resources"},
    {ENONET, "ENONET", "Machine is not on the network"},
    {ENOPKG, "ENOPKG", "Package not installed"},
    {EREMOTE, "EREMOTE", "Object is remote"},
    {ENOLINK, "ENOLINK", "Link has been severed"},
    {EADV, "EADV", "Advertise error"},
    {ESRMNT, "ESRMNT", "Srmount error"},
    {ECOMM, "ECOMM", "Communication error on send"},
    {EPROTO, "EPROTO", "Protocol error"},
    {EMULTIHOP, "EMULTIHOP", "Multihop attempted"},
    {EDOTDOT, "EDOTDOT", "RFS specific error"},
    {EBADMSG, "EBADMSG", "Bad message"},
    {EOVERFLOW, "EOVERFLOW", "Value too large for defined data type"},
    {ENOTUNIQ, "ENOTUNIQ", "Name not unique on network"},
    {EBADFD, "EBADFD", "File descriptor in bad state"},
    {EREMCHG, "EREMCHG", "Remote address changed"},
    {ELIBACC, "ELIBACC", "Can not access a needed shared library"},
    {ELIBBAD, "ELIBBAD", "Accessing a corrupted shared library"},
    {ELIBSCN, "ELIBSCN", ".lib section in a.out corrupted"},
    {ELIBMAX, "ELIBMAX", "Attempting to link in too many shared libraries"},
    {ELIBEXEC, "ELIBEXEC", "Cannot exec a shared library directly"},
    {EILSEQ, "EILSEQ", "Invalid or incomplete multibyte or wide character"},
    {ERESTART, "ERESTART", "Interrupted system call should be restarted"},
    {ESTRPIPE, "ESTRPIPE", "Streams pipe error"},
    {EUSERS, "EUSERS", "Too many users"},
    {ENOTSOCK, "ENOTSOCK", "Socket operation on non-socket"},
    {EDESTADDRREQ, "EDESTADDRREQ", "Destination address required"},
    {EMSGSIZE, "EMSGSIZE", "Message too long"},
    {EPROTOTYPE, "EPROTOTYPE", "Protocol wrong type for socket"},
    {ENOPROTOOPT, "ENOPROTOOPT", "Protocol not available"},
    {EPROTONOSUPPORT, "EPROTONOSUPPORT", "Protocol not supported"},
    {ESOCKTNOSUPPORT, "ESOCKTNOSUPPORT", "Socket type not supported"},
    {EOPNOTSUPP, "EOPNOTSUPP", "Operation not supported"},
    {EPFNOSUPPORT, "EPFNOSUPPORT", "Protocol family not supported"},
    {EAFNOSUPPORT, "EAFNOSUPPORT", "Address family not supported by protocol"},
    {EADDRINUSE, "EADDRINUSE", "Address already in use"},
    {EADDRNOTAVAIL, "EADDRNOTAVAIL", "Cannot assign requested address"},
    {ENETDOWN, "ENETDOWN", "Network is down"},
    {ENETUNREACH, "ENETUNREACH", "Network is unreachable"},
    {ENETRESET, "ENETRESET", "Network dropped connection on reset"},
    {ECONNABORTED, "ECONNABORTED", "Software caused connection abort"},
    {ECONNRESET, "ECONNRESET", "Connection reset by peer"},
    {ENOBUFS, "ENOBUFS", "No buffer space available"},
    {EISCONN, "EISCONN", "Transport endpoint is already connected"},
    {ENOTCONN, "ENOTCONN", "Transport endpoint is not connected"},
    {ESHUTDOWN, "ESHUTDOWN", "Cannot send after transport endpoint shutdown"},
    {ETOOMANYREFS, "ETOOMANYREFS", "Too many references: cannot splice"},
    {ETIMEDOUT, "ETIMEDOUT", "Connection timed out"},
    {ECONNREFUSED, "ECONNREFUSED", "Connection refused"},
    {EHOSTDOWN, "EHOSTDOWN", "Host is down"},
    {EHOSTUNREACH, "EHOSTUNREACH", "No route to host"},
    {EALREADY, "EALREADY", "Operation already in progress"},
    {EINPROGRESS, "EINPROGRESS", "Operation now in progress"},
    {ESTALE, "ESTALE", "Stale file handle"},
    {EUCLEAN, "EUCLEAN", "Structure needs cleaning"},
    {ENOTNAM, "ENOTNAM", "Not a XENIX named type file"},
    {ENAVAIL, "ENAVAIL", "No XENIX semaphores available"},
    {EISNAM, "EISNAM", "Is a named type file"},
    {EREMOTEIO, "EREMOTEIO", "Remote I/O error"},
    {EDQUOT, "EDQUOT", "Disk quota exceeded"},
    {ENOMEDIUM, "ENOMEDIUM", "No medium found"},
    {EMEDIUMTYPE, "EMEDIUMTYPE", "Wrong medium type"},
    {ECANCELED, "ECANCELED", "Operation canceled"},
    {ENOKEY, "ENOKEY", "Required key not available"},
    {EKEYEXPIRED, "EKEYEXPIRED", "Key has expired"},
    {EKEYREVOKED, "EKEYREVOKED", "Key has been revoked"},
    {EKEYREJECTED, "EKEYREJECTED", "Key was rejected by service"},
    {EOWNERDEAD, "EOWNERDEAD", "Owner died"},
    {ENOTRECOVERABLE, "ENOTRECOVERABLE", "State not recoverable"},
    {ERFKILL, "ERFKILL", "Operation not possible due to RF-kill"},
    {EHWPOISON, "EHWPOISON", "Memory page has hardware error"},
    {CSOCK_ETIMEOUT, "CSOCK_ETIMEOUT", "Timed out"},
    {CSOCK_EPATHTOOLONG, "CSOCK_EPATHTOOLONG", "Unix socket path too long"},
    {CSOCK_EADDRTEXT, "CSOCK_EADDRTEXT", "Not a valid address text"},
    {CSOCK_EPKTSHORT, "CSOCK_EPKTSHORT", "Packet too short"},
    {CSOCK_EPKTFIELD, "CSOCK_EPKTFIELD", "Packet field not valid"},
    {CSOCK_EPKTROOM, "CSOCK_EPKTROOM", "No room for the packet"},
    {CSOCK_EPKTRANGE, "CSOCK_EPKTRANGE", "Value too large for the packet's field"},
    {CSOCK_EPKTSUM, "CSOCK_EPKTSUM", "Wrong checksum"},
    {CSOCK_EPKTLAYERS, "CSOCK_EPKTLAYERS", "Too many layers in the packet"},
    {CSOCK_EAI_BADFLAGS, "EAI_BADFLAGS", "Bad value for resolver flags"},
    {CSOCK_EAI_NONAME, "EAI_NONAME", "Name or service not known"},
    {CSOCK_EAI_AGAIN, "EAI_AGAIN", "Temporary failure in name resolution"},
    {CSOCK_EAI_FAIL, "EAI_FAIL", "Non-recoverable failure in name resolution"},
    {CSOCK_EAI_NODATA, "EAI_NODATA", "No address associated with hostname"},
    {CSOCK_EAI_FAMILY, "EAI_FAMILY", "Address family not supported by the resolver"},
    {CSOCK_EAI_SOCKTYPE, "EAI_SOCKTYPE", "Socket type not supported by the resolver"},
    {CSOCK_EAI_SERVICE, "EAI_SERVICE", "Service not supported for socket type"},
    {CSOCK_EAI_ADDRFAMILY, "EAI_ADDRFAMILY", "Address family for hostname not supported"},
    {CSOCK_EAI_MEMORY, "EAI_MEMORY", "Memory allocation failure in name resolution"},
    {CSOCK_EAI_OVERFLOW, "EAI_OVERFLOW", "Resolver argument buffer overflow"},
    {CSOCK_EAI_INPROGRESS, "EAI_INPROGRESS", "Name resolution in progress"},
    {CSOCK_EAI_CANCELED, "EAI_CANCELED", "Name resolution canceled"},
    {CSOCK_EAI_NOTCANCELED, "EAI_NOTCANCELED", "Name resolution not canceled"},
    {CSOCK_EAI_ALLDONE, "EAI_ALLDONE", "All name resolutions done"},
    {CSOCK_EAI_INTR, "EAI_INTR", "Name resolution interrupted by a signal"},
    {CSOCK_EAI_IDN_ENCODE, "EAI_IDN_ENCODE", "Host name not correctly encoded"},
};

static const known_result *find(int64_t result) {
    for (size_t i = 0; i < sizeof known_results / sizeof known_results[0]; i++)
        if (known_results[i].code + result == 0)
            return &known_results[i];
    return NULL;
}

// Holds "Unknown error " and the longest number.
static _Thread_local char unnamed[40];

static const char *describe_unnamed(const char *prefix, int64_t result) {
    // Negated as unsigned: -INT64_MIN overflows.
    snprintf(unnamed, sizeof unnamed, "%s %llu", prefix,
             (unsigned long long)(0 - (uint64_t)result));
    return unnamed;
}

const char *csock_result_name(int64_t result) {
    if (result >= 0)
        return "CSOCK_OK";
    const known_result *known = find(result);
    return known ? known->name : describe_unnamed("errno", result);
}

const char *csock_result_message(int64_t result) {
    if (result >= 0)
        return "Success";
    const known_result *known = find(result);
    return known ? known->message : describe_unnamed("Unknown error", result);
}
