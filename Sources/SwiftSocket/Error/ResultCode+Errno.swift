#if canImport(Glibc)
internal import Glibc
#else
internal import Musl
#endif

// The codes of errno(3) that socket calls return.
extension ResultCode {
    /// `EPERM`
    public static let notPermitted = ResultCode(rawValue: EPERM)
    /// `ENOENT`
    public static let noSuchFileOrDirectory = ResultCode(rawValue: ENOENT)
    /// `EINTR`
    public static let interrupted = ResultCode(rawValue: EINTR)
    /// `EIO`
    public static let inputOutputError = ResultCode(rawValue: EIO)
    /// `ENXIO`
    public static let noSuchAddressOrDevice = ResultCode(rawValue: ENXIO)
    /// `EBADF`: also thrown by every call on a closed ``Socket``
    public static let badFileDescriptor = ResultCode(rawValue: EBADF)
    /// `EAGAIN`, which is `EWOULDBLOCK`
    public static let wouldBlock = ResultCode(rawValue: EAGAIN)
    /// `ENOMEM`
    public static let outOfMemory = ResultCode(rawValue: ENOMEM)
    /// `EACCES`
    public static let permissionDenied = ResultCode(rawValue: EACCES)
    /// `EFAULT`
    public static let badAddress = ResultCode(rawValue: EFAULT)
    /// `EBUSY`
    public static let resourceBusy = ResultCode(rawValue: EBUSY)
    /// `EEXIST`
    public static let fileExists = ResultCode(rawValue: EEXIST)
    /// `ENODEV`
    public static let noSuchDevice = ResultCode(rawValue: ENODEV)
    /// `EINVAL`
    public static let invalidArgument = ResultCode(rawValue: EINVAL)
    /// `ENFILE`
    public static let tooManyOpenFilesInSystem = ResultCode(rawValue: ENFILE)
    /// `EMFILE`
    public static let tooManyOpenFiles = ResultCode(rawValue: EMFILE)
    /// `EPIPE`
    public static let brokenPipe = ResultCode(rawValue: EPIPE)
    /// `EDOM`
    public static let argumentOutOfDomain = ResultCode(rawValue: EDOM)
    /// `ERANGE`
    public static let resultTooLarge = ResultCode(rawValue: ERANGE)
    /// `ENAMETOOLONG`
    public static let fileNameTooLong = ResultCode(rawValue: ENAMETOOLONG)
    /// `ENOTDIR`
    public static let notDirectory = ResultCode(rawValue: ENOTDIR)
    /// `ELOOP`
    public static let tooManySymbolicLinks = ResultCode(rawValue: ELOOP)
    /// `EROFS`
    public static let readOnlyFileSystem = ResultCode(rawValue: EROFS)
    /// `EPROTO`
    public static let protocolError = ResultCode(rawValue: EPROTO)
    /// `EOVERFLOW`
    public static let valueTooLarge = ResultCode(rawValue: EOVERFLOW)
    /// `EILSEQ`
    public static let illegalByteSequence = ResultCode(rawValue: EILSEQ)
    /// `ENODATA`
    public static let noData = ResultCode(rawValue: ENODATA)
    /// `ENOTSOCK`
    public static let notSocket = ResultCode(rawValue: ENOTSOCK)
    /// `EDESTADDRREQ`
    public static let destinationAddressRequired = ResultCode(rawValue: EDESTADDRREQ)
    /// `EMSGSIZE`
    public static let messageTooLong = ResultCode(rawValue: EMSGSIZE)
    /// `EPROTOTYPE`
    public static let wrongProtocolType = ResultCode(rawValue: EPROTOTYPE)
    /// `ENOPROTOOPT`
    public static let protocolOptionNotAvailable = ResultCode(rawValue: ENOPROTOOPT)
    /// `EPROTONOSUPPORT`
    public static let protocolNotSupported = ResultCode(rawValue: EPROTONOSUPPORT)
    /// `ESOCKTNOSUPPORT`
    public static let socketTypeNotSupported = ResultCode(rawValue: ESOCKTNOSUPPORT)
    /// `EOPNOTSUPP`
    public static let operationNotSupported = ResultCode(rawValue: EOPNOTSUPP)
    /// `EAFNOSUPPORT`
    public static let addressFamilyNotSupported = ResultCode(rawValue: EAFNOSUPPORT)
    /// `EADDRINUSE`
    public static let addressInUse = ResultCode(rawValue: EADDRINUSE)
    /// `EADDRNOTAVAIL`
    public static let addressNotAvailable = ResultCode(rawValue: EADDRNOTAVAIL)
    /// `ENETDOWN`
    public static let networkDown = ResultCode(rawValue: ENETDOWN)
    /// `ENETUNREACH`
    public static let networkUnreachable = ResultCode(rawValue: ENETUNREACH)
    /// `ENETRESET`
    public static let networkReset = ResultCode(rawValue: ENETRESET)
    /// `ECONNABORTED`
    public static let connectionAborted = ResultCode(rawValue: ECONNABORTED)
    /// `ECONNRESET`
    public static let connectionReset = ResultCode(rawValue: ECONNRESET)
    /// `ENOBUFS`
    public static let noBufferSpace = ResultCode(rawValue: ENOBUFS)
    /// `EISCONN`
    public static let alreadyConnected = ResultCode(rawValue: EISCONN)
    /// `ENOTCONN`
    public static let notConnected = ResultCode(rawValue: ENOTCONN)
    /// `ESHUTDOWN`
    public static let socketShutDown = ResultCode(rawValue: ESHUTDOWN)
    /// `ETIMEDOUT`: the kernel stopped waiting for the peer. When the timeout of a call expires, the code is
    /// ``timedOut``.
    public static let connectionTimedOut = ResultCode(rawValue: ETIMEDOUT)
    /// `ECONNREFUSED`
    public static let connectionRefused = ResultCode(rawValue: ECONNREFUSED)
    /// `EHOSTDOWN`
    public static let hostDown = ResultCode(rawValue: EHOSTDOWN)
    /// `EHOSTUNREACH`
    public static let hostUnreachable = ResultCode(rawValue: EHOSTUNREACH)
    /// `ECANCELED`
    public static let canceled = ResultCode(rawValue: ECANCELED)
    /// `EALREADY`
    public static let alreadyInProgress = ResultCode(rawValue: EALREADY)
    /// `EINPROGRESS`
    public static let inProgress = ResultCode(rawValue: EINPROGRESS)
}
