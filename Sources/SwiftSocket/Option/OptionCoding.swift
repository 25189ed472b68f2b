internal import CSocketShim

// How an option is made for each type of value: one initialiser per type and direction, each of which
// names the two functions that carry a value to C and back.

/// A value that is one number of the kernel's: the open types such as ``PathMTUDiscovery``.
protocol OptionNumber: RawRepresentable<Int32>, Sendable {
    init(rawValue: Int32)
}

extension SocketFamily: OptionNumber {}
extension SocketType: OptionNumber {}
extension SocketProtocol: OptionNumber {}
extension ResultCode: OptionNumber {}

extension OptionID {
    func readNumber<Value: OptionNumber>(_ socket: Socket) throws(SocketError) -> Value {
        Value(rawValue: Int32(truncatingIfNeeded: try readInt(socket)))
    }

    func write(_ socket: Socket, number value: some OptionNumber) throws(SocketError) {
        try write(socket, Int(value.rawValue))
    }
}

extension SocketOption where Value == Bool {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readInt(socket) != 0 }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, value ? 1 : 0) }
    }
}

extension SocketOption where Value == Int {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readInt(socket) }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, value) }
    }
}

extension SocketOption where Value: OptionNumber {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readNumber(socket) }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, number: value) }
    }
}

extension SocketOption where Value == Duration {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readTime(socket) ?? .zero }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, value) }
    }
}

extension SocketOption where Value == Duration? {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readTime(socket) }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, value) }
    }
}

extension SocketOption where Value == Linger {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in Linger(time: try id.readTime(socket)) }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, value.time) }
    }
}

extension SocketOption where Value == String {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readText(socket) }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, text: value) }
    }
}

extension SocketOption where Value == [UInt8] {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.read(socket, count: OptionID.byteCapacity) }
        writer = { socket, id, value throws(SocketError) in try id.write(socket, bytes: value) }
    }
}

extension ReadOnlySocketOption where Value == Bool {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readInt(socket) != 0 }
    }
}

extension ReadOnlySocketOption where Value == Int {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readInt(socket) }
    }
}

extension ReadOnlySocketOption where Value: OptionNumber {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readNumber(socket) }
    }
}

extension ReadOnlySocketOption where Value == String {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.readText(socket) }
    }
}

extension ReadOnlySocketOption where Value == [UInt8] {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        reader = { socket, id throws(SocketError) in try id.read(socket, count: OptionID.byteCapacity) }
    }
}

extension WriteOnlySocketOption where Value == Int {
    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        id = OptionID(level, number, cName)
        writer = { socket, id, value throws(SocketError) in try id.write(socket, value) }
    }
}
