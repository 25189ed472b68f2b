internal import CSocketShim

/// A type of value that every option with such a value reads and sets in the same way.
protocol OptionValue: Sendable {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Self
    static func write(_ socket: Socket, _ id: OptionID, _ value: Self) throws(SocketError)
}

extension SocketOption where Value: OptionValue, Access == OptionAccess.ReadWrite {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        self.init(id: OptionID(level, number, cName), reader: Value.read, writer: Value.write)
    }
}

extension SocketOption where Value: OptionValue, Access == OptionAccess.ReadOnly {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        self.init(id: OptionID(level, number, cName), reader: Value.read)
    }
}

extension SocketOption where Value: OptionValue, Access == OptionAccess.WriteOnly {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        self.init(id: OptionID(level, number, cName), writer: Value.write)
    }
}

extension Bool: OptionValue {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Bool {
        try id.readNumber(socket) != 0
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: Bool) throws(SocketError) {
        try id.write(socket, number: value ? 1 : 0)
    }
}

extension OptionValue where Self: FixedWidthInteger {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Self {
        let number = try id.readNumber(socket)
        // C returns the bits of an unsigned number.
        return isSigned ? Self(clamping: number) : Self(truncatingIfNeeded: number)
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: Self) throws(SocketError) {
        try id.write(socket, number: value)
    }
}

extension Int: OptionValue {}
extension UInt32: OptionValue {}
extension UInt64: OptionValue {}

/// A value that is a number of the kernel, such as ``PathMTUDiscovery``.
protocol OptionNumber: OptionValue, RawRepresentable<Int32> {
    init(rawValue: Int32)
}

extension OptionNumber {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Self {
        Self(rawValue: Int32(truncatingIfNeeded: try id.readNumber(socket)))
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: Self) throws(SocketError) {
        try id.write(socket, number: value.rawValue)
    }
}

extension SocketFamily: OptionNumber {}
extension SocketType: OptionNumber {}
extension SocketProtocol: OptionNumber {}
extension ResultCode: OptionNumber {}

extension Duration: OptionValue {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Duration {
        try id.readTime(socket) ?? .zero
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: Duration) throws(SocketError) {
        try id.write(socket, time: value)
    }
}

extension Optional: OptionValue where Wrapped == Duration {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Duration? {
        try id.readTime(socket)
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: Duration?) throws(SocketError) {
        try id.write(socket, time: value)
    }
}

extension Linger: OptionValue {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> Linger {
        Linger(time: try id.readTime(socket))
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: Linger) throws(SocketError) {
        try id.write(socket, time: value.time)
    }
}

extension String: OptionValue {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> String {
        try id.readText(socket)
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: String) throws(SocketError) {
        try id.write(socket, text: value)
    }
}

extension Array: OptionValue where Element == UInt8 {
    static func read(_ socket: Socket, _ id: OptionID) throws(SocketError) -> [UInt8] {
        try id.read(socket, count: OptionID.byteCapacity)
    }

    static func write(_ socket: Socket, _ id: OptionID, _ value: [UInt8]) throws(SocketError) {
        try id.write(socket, bytes: value)
    }
}
