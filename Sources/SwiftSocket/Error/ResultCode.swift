internal import CSocketShim

#if canImport(Glibc)
internal import Glibc
#else
internal import Musl
#endif

/// What a call came to: 0 for success, an `errno` number, or a number of the library's own.
///
/// A struct rather than an enum, so that codes which nobody listed survive. Own numbers start above
/// 10000, beyond errno's: ``timedOut``, ``pathTooLong``, ``invalidAddressText`` and the resolver's.
///
///     do {
///         try socket.connect(to: address)
///     } catch where error.code == .connectionRefused {
///         print("nobody listens")
///     }
///
/// The corresponding C functions are `csock_result_name` and `csock_result_message`.
public struct ResultCode: RawRepresentable, Hashable, Sendable {
    /// 0, errno's positive number, or one of the library's own.
    public let rawValue: Int32

    /// Wraps any number; unknown ones keep theirs.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// What a C function of `CSocketShim` returned: its negated code, or success for everything from 0 up.
    public init(result: Int) {
        rawValue = result < 0 ? Int32(truncatingIfNeeded: 0 &- result) : 0
    }

    /// The field's name: `ECONNREFUSED`, `CSOCK_ETIMEOUT`, `EAI_NONAME`, or `errno 4095` for a number
    /// without one.
    public var name: String {
        unsafe String(cString: csock_result_name(0 - Int64(rawValue)))
    }

    /// What it means, independent of the locale: `Connection refused`.
    public var message: String {
        unsafe String(cString: csock_result_message(0 - Int64(rawValue)))
    }
}

extension ResultCode: CustomStringConvertible {
    /// The message and the name: `Connection refused (ECONNREFUSED)`.
    /// Success is just that.
    public var description: String { self == .success ? message : "\(message) (\(name))" }
}

extension ResultCode {
    /// The call succeeded.
    public static let success = ResultCode(rawValue: 0)

    /// The library's own codes.
    private init(own number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// The call's own timeout ran out (`CSOCK_ETIMEOUT`). Not ``connectionTimedOut``, which is the
    /// kernel giving up on a peer.
    public static let timedOut = ResultCode(own: CSOCK_ETIMEOUT)
    /// A Unix socket path of more than 107 bytes (`CSOCK_EPATHTOOLONG`): unix(7).
    public static let pathTooLong = ResultCode(own: CSOCK_EPATHTOOLONG)
    /// Text that is no numeric address (`CSOCK_EADDRTEXT`).
    public static let invalidAddressText = ResultCode(own: CSOCK_EADDRTEXT)

    /// The host or service is not known (`EAI_NONAME`).
    public static let nameNotFound = ResultCode(own: CSOCK_EAI_NONAME)
    /// The host exists, but has no address (`EAI_NODATA`).
    public static let noAddressForName = ResultCode(own: CSOCK_EAI_NODATA)
    /// The name server did not answer; later it may (`EAI_AGAIN`).
    public static let temporaryResolverFailure = ResultCode(own: CSOCK_EAI_AGAIN)
    /// The name server failed for good (`EAI_FAIL`).
    public static let permanentResolverFailure = ResultCode(own: CSOCK_EAI_FAIL)
    /// The service is not known for this socket type (`EAI_SERVICE`).
    public static let serviceNotFound = ResultCode(own: CSOCK_EAI_SERVICE)
    /// The resolver does not support the address family (`EAI_FAMILY`).
    public static let resolverFamilyNotSupported = ResultCode(own: CSOCK_EAI_FAMILY)
    /// The host has no address of the family asked for (`EAI_ADDRFAMILY`).
    public static let noAddressOfFamily = ResultCode(own: CSOCK_EAI_ADDRFAMILY)
    /// The resolver does not support the socket type (`EAI_SOCKTYPE`).
    public static let resolverTypeNotSupported = ResultCode(own: CSOCK_EAI_SOCKTYPE)
}

// The codes that socket calls return, by their numbers in errno(3).
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
    /// `EBADF`; also of every call on a closed ``Socket``
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
    /// `ETIMEDOUT`: the kernel gave up on the peer; see ``timedOut``
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
