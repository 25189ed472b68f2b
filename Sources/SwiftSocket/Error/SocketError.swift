internal import CSocketShim

/// Why a call failed: the operation, the ``ResultCode`` and, where there is one, the address.
///
/// It prints as `connect 127.0.0.1:9: Connection refused (ECONNREFUSED)`. It stands for Python's `OSError`,
/// `TimeoutError` and `gaierror`; match on ``code``.
///
///     do {
///         try socket.sendAll(request)
///     } catch {
///         print("\(error.code.name) after \(error.bytesSent ?? 0) bytes")
///     }
public struct SocketError: Error, Hashable, Sendable {
    /// The operation that failed, by the name of the Swift method. Other libraries can add their own.
    @frozen
    public struct Operation: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name as it is printed.
        public let rawValue: String

        /// Any name.
        @inlinable
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The name: `sendAll`.
        public var description: String { rawValue }
    }

    /// One address of a host that was tried, and the result.
    public struct Attempt: Hashable, Sendable, CustomStringConvertible {
        /// The address that was tried.
        public let address: SocketAddress
        /// The result of trying it.
        public let code: ResultCode

        /// An address and the result of trying it.
        public init(address: SocketAddress, code: ResultCode) {
            self.address = address
            self.code = code
        }

        /// `127.0.0.1:9: Connection refused (ECONNREFUSED)`
        public var description: String { "\(address): \(code)" }
    }

    /// What only some errors have. It is a reference, so that a call that throws can return in registers.
    private final class Details: Hashable, Sendable {
        let address: SocketAddress?
        let subject: String?
        let bytesSent: Int?
        let attempts: [Attempt]

        init(address: SocketAddress?, subject: String?, bytesSent: Int?, attempts: [Attempt]) {
            self.address = address
            self.subject = subject
            self.bytesSent = bytesSent
            self.attempts = attempts
        }

        static func == (left: Details, right: Details) -> Bool {
            left.address == right.address && left.subject == right.subject && left.bytesSent == right.bytesSent
                && left.attempts == right.attempts
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(address)
            hasher.combine(subject)
            hasher.combine(bytesSent)
            hasher.combine(attempts)
        }
    }

    /// The operation that failed.
    public let operation: Operation
    /// Why it failed.
    public let code: ResultCode
    private let details: Details?

    /// The address that the call was given.
    public var address: SocketAddress? { details?.address }
    /// What the call was about, other than an address: the name that was resolved, the C name of the option.
    public var subject: String? { details?.subject }
    /// The count of bytes that were sent before ``Socket/sendAll(_:flags:)-(Collection<UInt8>,_)`` failed.
    public var bytesSent: Int? { details?.bytesSent }
    /// Every address that ``Socket/connect(host:port:timeout:)`` tried, in the order of trying.
    public var attempts: [Attempt] { details?.attempts ?? [] }

    /// Whether the call's own timeout expired (``ResultCode/timedOut``) or the kernel stopped waiting for a peer
    /// (``ResultCode/connectionTimedOut``). Python's `TimeoutError`.
    public var isTimeout: Bool { code == .timedOut || code == .connectionTimedOut }

    /// An error with an operation and a code.
    public init(_ operation: Operation, _ code: ResultCode) {
        self.operation = operation
        self.code = code
        details = nil
    }

    /// An error with an operation, a code and details. `bytesSent` and `attempts` are for operations that report them.
    public init(
        _ operation: Operation, _ code: ResultCode, address: SocketAddress? = nil, subject: String? = nil,
        bytesSent: Int? = nil, attempts: [Attempt] = []
    ) {
        self.operation = operation
        self.code = code
        let hasDetails = address != nil || subject != nil || bytesSent != nil || !attempts.isEmpty
        details =
            hasDetails
            ? Details(address: address, subject: subject, bytesSent: bytesSent, attempts: attempts) : nil
    }
}

extension SocketError: CustomStringConvertible {
    /// `connect 127.0.0.1:9: Connection refused (ECONNREFUSED)`
    public var description: String {
        var text = operation.rawValue
        if let subject { text += " \(subject)" }
        if let address { text += " \(address)" }
        text += ": \(code)"
        if let bytesSent { text += ", \(bytesSent) bytes sent" }
        if attempts.count > 1 || attempts.contains(where: { $0.address.description != subject }) {
            text += "; tried " + attempts.map(\.description).joined(separator: "; ")
        }
        return text
    }
}

// MARK: Results of C functions

extension SocketError {
    /// Returns the result of a C function, or throws if it is negative.
    @discardableResult
    @usableFromInline
    static func check(_ operation: Operation, _ result: Int) throws(SocketError) -> Int {
        if result < 0 { throw SocketError(operation, ResultCode(result: result)) }
        return result
    }

    /// Returns the result of a C function, or throws an error with the address that the call was given.
    @discardableResult
    @usableFromInline
    static func check(_ operation: Operation, _ address: SocketAddress, _ result: Int) throws(SocketError) -> Int {
        if result < 0 { throw SocketError(operation, ResultCode(result: result), address: address) }
        return result
    }

    /// Returns the result of a C function, or throws an error with the address if the call was given one.
    @discardableResult
    static func check(_ operation: Operation, _ address: SocketAddress?, _ result: Int) throws(SocketError) -> Int {
        if result < 0 { throw SocketError(operation, ResultCode(result: result), address: address) }
        return result
    }
}
