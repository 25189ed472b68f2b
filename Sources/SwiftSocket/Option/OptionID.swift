internal import CSocketShim

/// Reads an option's value.
typealias OptionReader<Value> = @Sendable (Socket, OptionID) throws(SocketError) -> Value
/// Sets an option to a value.
typealias OptionWriter<Value> = @Sendable (Socket, OptionID, Value) throws(SocketError) -> Void

/// The numbers and the C name of an option. The methods read and set it for each type of value that C has.
struct OptionID: Sendable {
    let level: Int32
    let number: Int32
    private let cName: StaticString?

    init(_ level: Int, _ number: Int, _ cName: StaticString) {
        self.level = Int32(level)
        self.number = Int32(number)
        self.cName = cName
    }

    /// An option by its numbers, without a name.
    init(level: Int32, number: Int32) {
        self.level = level
        self.number = number
        cName = nil
    }

    var name: String { cName?.description ?? "level \(level) name \(number)" }

    func error(_ operation: SocketError.Operation, _ code: ResultCode) -> SocketError {
        SocketError(operation, code, subject: name)
    }

    /// Runs a C function that reads the option, and returns its result.
    @discardableResult
    func get(_ socket: Socket, _ read: (_ descriptor: Int32) -> Int32) throws(SocketError) -> Int {
        let result = socket.attempt { Int(read($0)) }
        if result < 0 { throw error(.option, ResultCode(result: result)) }
        return result
    }

    /// Runs a C function that sets the option.
    func set(_ socket: Socket, _ write: (_ descriptor: Int32) -> Int32) throws(SocketError) {
        let result = socket.attempt { Int(write($0)) }
        if result < 0 { throw error(.setOption, ResultCode(result: result)) }
    }
}

// Numbers.
extension OptionID {
    func readNumber(_ socket: Socket) throws(SocketError) -> Int64 {
        var value: Int64 = 0
        try get(socket) { unsafe csock_get_option_int($0, level, number, &value) }
        return value
    }

    func write(_ socket: Socket, number value: some FixedWidthInteger) throws(SocketError) {
        guard let value = Int64(exactly: value) else { throw error(.setOption, .invalidArgument) }
        try set(socket) { csock_set_option_int($0, level, number, value) }
    }
}

// Times.
extension OptionID {
    /// C's -1 is `nil`.
    func readTime(_ socket: Socket) throws(SocketError) -> Duration? {
        var nanoseconds: Int64 = 0
        try get(socket) { unsafe csock_get_option_time($0, level, number, &nanoseconds) }
        return Duration(timeoutNanoseconds: nanoseconds)
    }

    func write(_ socket: Socket, time: Duration?) throws(SocketError) {
        let nanoseconds = try Duration.timeoutNanoseconds(time, .setOption, subject: name)
        try set(socket) { csock_set_option_time($0, level, number, nanoseconds) }
    }
}

// Text and bytes.
extension OptionID {
    /// Longer than any name and any label of a security module.
    private static var textCapacity: Int { 1024 }
    /// Longer than any option that is read as bytes. The headers of TCP_SAVED_SYN are the longest.
    static var byteCapacity: Int { 4096 }
    /// Longer than any option of the kernel.
    private static var mostBytes: Int { 1 << 20 }

    func readText(_ socket: Socket) throws(SocketError) -> String {
        var result = 0
        let string = unsafe text(capacity: Self.textCapacity) { buffer in
            result = socket.attempt {
                unsafe Int(csock_get_option_text($0, level, number, buffer, Self.textCapacity))
            }
            return max(result, 0)
        }
        if result < 0 { throw error(.option, ResultCode(result: result)) }
        return string
    }

    func write(_ socket: Socket, text: String) throws(SocketError) {
        try set(socket) { descriptor in
            unsafe withText(of: text) { unsafe csock_set_option_text(descriptor, level, number, $0, $1) }
        }
    }

    func read(_ socket: Socket, count: Int) throws(SocketError) -> [UInt8] {
        if count < 0 || count > Int32.max { throw error(.option, .invalidArgument) }
        let capacity = min(count, Self.mostBytes)
        var result = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
            result = socket.attempt {
                unsafe Int(csock_get_option($0, level, number, buffer.baseAddress, capacity))
            }
            written = max(result, 0)
        }
        if result < 0 { throw error(.option, ResultCode(result: result)) }
        return bytes
    }

    func write(_ socket: Socket, bytes: some Collection<UInt8>) throws(SocketError) {
        try set(socket) { descriptor in
            unsafe withContiguousBytes(of: bytes) {
                unsafe csock_set_option(descriptor, level, number, $0.baseAddress, $0.count)
            }
        }
    }
}
