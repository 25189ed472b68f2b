internal import CSocketShim

/// Why a call failed: what was tried, the ``ResultCode``, and, where there is one, the address.
///
/// It prints as `connect 127.0.0.1:9: Connection refused (ECONNREFUSED)`. Python's `OSError`,
/// `TimeoutError` and `gaierror` in one: match on ``code``.
///
///     do {
///         try socket.sendAll(request)
///     } catch {
///         print("\(error.code.name) after \(error.bytesSent ?? 0) bytes")
///     }
public struct SocketError: Error, Hashable, Sendable {
    /// A call that can fail, by the name of the C function behind it. Open to others.
    public struct Operation: RawRepresentable, Hashable, Sendable {
        /// The name as it is printed.
        public let rawValue: String

        /// Any name.
        @inlinable
        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }

    /// One address of a name that was tried, and why it failed.
    public struct Attempt: Hashable, Sendable, CustomStringConvertible {
        /// The address that was tried.
        public let address: SocketAddress
        /// What became of it.
        public let code: ResultCode

        /// `127.0.0.1:9: Connection refused (ECONNREFUSED)`
        public var description: String { "\(address): \(code)" }
    }

    /// What few errors have is kept apart, so that a throwing call returns in registers.
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

    /// The call that failed.
    public let operation: Operation
    /// Why it failed.
    public let code: ResultCode
    private let details: Details?

    /// The address that the call was given.
    public var address: SocketAddress? { details?.address }
    /// What else the call was about: the name that was resolved, the option that was set.
    public var subject: String? { details?.subject }
    /// How many bytes went out before ``Socket/sendAll(_:flags:)-(Collection<UInt8>,_)`` failed.
    public var bytesSent: Int? { details?.bytesSent }
    /// Every address that ``Socket/connect(host:port:timeout:)`` tried, in the order of trying.
    public var attempts: [Attempt] { details?.attempts ?? [] }

    /// Whether time ran out: the call's own (``ResultCode/timedOut``) or the kernel's patience with a
    /// peer (``ResultCode/connectionTimedOut``). Python's `TimeoutError`.
    public var isTimeout: Bool { code == .timedOut || code == .connectionTimedOut }

    init(_ operation: Operation, _ code: ResultCode) {
        self.operation = operation
        self.code = code
        details = nil
    }

    init(
        _ operation: Operation, _ code: ResultCode, address: SocketAddress? = nil, subject: String? = nil,
        bytesSent: Int? = nil, attempts: [Attempt] = []
    ) {
        self.operation = operation
        self.code = code
        details = Details(address: address, subject: subject, bytesSent: bytesSent, attempts: attempts)
    }

    /// Hands a C function's result through, or throws its failure.
    @discardableResult
    @usableFromInline
    static func check(_ operation: Operation, _ result: Int) throws(SocketError) -> Int {
        if result < 0 { throw SocketError(operation, ResultCode(result: result)) }
        return result
    }

    /// The same, naming the address of the call.
    @discardableResult
    @usableFromInline
    static func check(_ operation: Operation, _ address: SocketAddress, _ result: Int) throws(SocketError) -> Int {
        if result < 0 { throw SocketError(operation, ResultCode(result: result), address: address) }
        return result
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
