import SwiftSocket

func checkOptions(_ report: inout Report) {
    check(.reuseAddress, "reuseAddress", true, &report)
    check(.keepAlive, "keepAlive", true, &report)
    check(.tcpNoDelay, "tcpNoDelay", true, &report)
    check(.ipTTL, "ipTTL", 42, &report)
    check(.tcpKeepIdle, "tcpKeepIdle", .seconds(30), &report)
    // The kernel doubles it, to have room for what it keeps about the data: socket(7).
    check(.receiveBufferSize, "receiveBufferSize", 16384, reading: 32768, &report)
}

/// Sets an option of a new TCP socket and reads it back.
private func check<Value: Equatable>(
    _ option: SocketOption<Value, OptionAccess.ReadWrite>, _ name: String, _ value: Value,
    reading expected: Value? = nil,
    _ report: inout Report
) {
    report.check(name) {
        let socket = try Socket(.inet, .stream)
        let before = try socket.option(option)
        try socket.setOption(option, value)
        let after = try socket.option(option)
        try expect(before != after, "it was \(before) before")
        try expect(after == expected ?? value, "set to \(value), it is \(after)")
        return "was \(before), set to \(value), is \(after)"
    }
}
