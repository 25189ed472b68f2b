internal import CSocketShim

/// The result of a call: 0 for success, an `errno` number, or a number of the library's own.
///
/// It is a struct, so that a number without a name here can be kept. The library's own numbers are above 10000, where
/// errno has none: ``timedOut``, ``pathTooLong``, ``invalidAddressText`` and the resolver's codes.
///
///     do {
///         try socket.connect(to: address)
///     } catch where error.code == .connectionRefused {
///         print("nobody listens")
///     }
///
/// The corresponding C functions are `csock_result_name` and `csock_result_message`.
public struct ResultCode: RawRepresentable, Hashable, Sendable, Codable {
    /// 0, errno's positive number, or one of the library's own. Encoded and decoded as this number.
    public let rawValue: Int32

    /// Any number, with or without a name here.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The code of a result of a C function of `CSocketShim`: a negative result is the negated code, any other success.
    public init(result: Int) {
        rawValue = result < 0 ? Int32(truncatingIfNeeded: 0 &- result) : 0
    }

    /// The name in C: `ECONNREFUSED`, `CSOCK_ETIMEOUT`, `EAI_NONAME`, or `errno 4095` for a number without a name.
    ///
    /// The corresponding C function is `csock_result_name`.
    public var name: String {
        unsafe String(cString: csock_result_name(0 - Int64(rawValue)))
    }

    /// The meaning in English, whatever the locale: `Connection refused`.
    ///
    /// The corresponding C function is `csock_result_message`.
    public var message: String {
        unsafe String(cString: csock_result_message(0 - Int64(rawValue)))
    }
}

extension ResultCode: CustomStringConvertible {
    /// The message and the name, or only the message for success: `Connection refused (ECONNREFUSED)`.
    public var description: String { self == .success ? message : "\(message) (\(name))" }
}

extension ResultCode {
    /// The call succeeded.
    public static let success = ResultCode(rawValue: 0)

    private init(own number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// The timeout of the call expired (`CSOCK_ETIMEOUT`). When the kernel stops waiting for a peer, the code is
    /// ``connectionTimedOut``.
    public static let timedOut = ResultCode(own: CSOCK_ETIMEOUT)
    /// A Unix socket path of more than 107 bytes (`CSOCK_EPATHTOOLONG`): unix(7).
    public static let pathTooLong = ResultCode(own: CSOCK_EPATHTOOLONG)
    /// Text that is no address (`CSOCK_EADDRTEXT`).
    public static let invalidAddressText = ResultCode(own: CSOCK_EADDRTEXT)

    /// The host or service is not known (`EAI_NONAME`).
    public static let nameNotFound = ResultCode(own: CSOCK_EAI_NONAME)
    /// The host exists, but has no address (`EAI_NODATA`).
    public static let noAddressForName = ResultCode(own: CSOCK_EAI_NODATA)
    /// The name server did not answer. Trying again may succeed (`EAI_AGAIN`).
    public static let temporaryResolverFailure = ResultCode(own: CSOCK_EAI_AGAIN)
    /// The name server failed, and trying again will not help (`EAI_FAIL`).
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
