import Testing

@testable import SwiftSocket

/// A kind of socket to test an option on.
enum OptionSubject {
    case tcp, udp, udpLite, raw, tcp6, udp6, raw6, unix, vsock

    /// Opens a socket. Prints a line and returns nil if a privilege or a kernel module is missing.
    func open(_ test: String) throws -> Socket? {
        switch self {
        case .tcp: return try Socket(.inet, .stream)
        case .udp: return try Socket(.inet, .datagram)
        case .udpLite: return try Socket(.inet, .datagram, protocol: .udpLite)
        case .tcp6: return try Socket(.inet6, .stream)
        case .udp6: return try Socket(.inet6, .datagram)
        case .unix: return try Socket(.unix, .stream)
        case .raw, .raw6:
            guard SocketSuite.isRoot else {
                SocketSuite.skip("raw sockets need CAP_NET_RAW", test: test)
                return nil
            }
            return self == .raw
                ? try Socket(.inet, .raw, protocol: .udp) : try Socket(.inet6, .raw, protocol: .udp)
        case .vsock:
            do {
                return try Socket(.vsock, .stream)
            } catch  where error.code == .addressFamilyNotSupported {
                SocketSuite.skip("this kernel has no vsock", test: test)
                return nil
            }
        }
    }
}

extension SocketSuite {
    /// Sets an option of a new socket and reads it back.
    /// `first` is its initial value, nil if that depends on the system's settings; `reads` is the value that is read back if
    /// the kernel changes it. `refused` is the error for a user without privilege.
    static func roundTrip<Value: Equatable>(
        _ subject: OptionSubject, _ option: SocketOption<Value, OptionAccess.ReadWrite>, _ first: Value?, _ new: Value,
        reads: Value? = nil,
        refused: ResultCode? = nil, test: String = #function, at location: SourceLocation = #_sourceLocation
    ) throws {
        guard let socket = try subject.open("\(test) \(option.id.name)") else { return }
        let before = try socket.option(option)
        if let first { #expect(before == first, "at first", sourceLocation: location) }
        #expect(before != reads ?? new, "the test says nothing", sourceLocation: location)
        if let refused, !isRoot {
            let error = failure { try socket.setOption(option, new) }
            #expect(error?.code == refused, sourceLocation: location)
            #expect(error?.subject == option.id.name, sourceLocation: location)
            #expect(try socket.option(option) == before, sourceLocation: location)
            return
        }
        try socket.setOption(option, new)
        #expect(try socket.option(option) == reads ?? new, sourceLocation: location)
    }

    /// The code of the error of setting an option of a new socket.
    static func refusal<Value>(
        _ subject: OptionSubject, _ option: SocketOption<Value, OptionAccess.ReadWrite>, _ value: Value,
        test: String = #function
    ) throws -> ResultCode {
        guard let socket = try subject.open("\(test) \(option.id.name)") else { return .invalidArgument }
        let error = failure { try socket.setOption(option, value) }
        #expect(error?.operation == .setOption && error?.subject == option.id.name)
        return error?.code ?? .success
    }

    /// The value of an option of a new socket.
    static func read<Value>(
        _ subject: OptionSubject, _ option: SocketOption<Value, OptionAccess.ReadOnly>, test: String = #function
    ) throws -> Value? {
        try subject.open("\(test) \(option.id.name)")?.option(option)
    }
}
