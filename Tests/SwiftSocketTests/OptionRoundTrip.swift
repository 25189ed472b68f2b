import Testing

@testable import SwiftSocket

/// What an option is tried on.
enum OptionSubject {
    case tcp, udp, udpLite, raw, tcp6, udp6, raw6, unix, vsock

    /// A new socket; nil, with a line saying so, where it takes a privilege or a module that is not there.
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
    /// `first` is its value before, nil if the system's settings decide that; `reads` is what the kernel
    /// makes of the new value. `refused` is what a user without privilege gets instead.
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

    /// What setting an option of a new socket throws.
    static func refusal<Value>(
        _ subject: OptionSubject, _ option: SocketOption<Value, OptionAccess.ReadWrite>, _ value: Value,
        test: String = #function
    ) throws -> ResultCode {
        guard let socket = try subject.open("\(test) \(option.id.name)") else { return .invalidArgument }
        let error = failure { try socket.setOption(option, value) }
        #expect(error?.operation == .setOption && error?.subject == option.id.name)
        return error?.code ?? .success
    }

    /// What reading an option of a new socket gives.
    static func read<Value>(
        _ subject: OptionSubject, _ option: SocketOption<Value, OptionAccess.ReadOnly>, test: String = #function
    ) throws -> Value? {
        try subject.open("\(test) \(option.id.name)")?.option(option)
    }
}
