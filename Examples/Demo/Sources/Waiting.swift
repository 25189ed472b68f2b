import SwiftSocket

func connectToOpenPort() throws -> String {
    let listener = try Socket(.inet, .stream)
    try listener.bind(to: .ipv4(.loopback, port: 0))
    try listener.listen()
    return try connectEx(to: listener.localAddress(), expecting: .success)
}

func connectToClosedPort() throws -> String {
    // A port that is bound but does not listen refuses, and nobody else can open it meanwhile.
    let holder = try Socket(.inet, .stream)
    try holder.bind(to: .ipv4(.loopback, port: 0))
    return try connectEx(to: holder.localAddress(), expecting: .connectionRefused)
}

private func connectEx(to address: SocketAddress, expecting expected: ResultCode) throws -> String {
    let client = try Socket(address.family, .stream)
    try client.setTimeout(patience)
    let code = client.connectEx(to: address)
    try expect(code == expected, "\(address): \(code) instead of \(expected)")
    return "\(address): \(code)"
}

/// A socket to which nobody sends.
private func silentSocket() throws(SocketError) -> Socket {
    let socket = try Socket(.inet, .datagram)
    try socket.bind(to: .ipv4(.loopback, port: 0))
    return socket
}

func waitInVain() throws -> String {
    let socket = try silentSocket()
    let limit = Duration.milliseconds(200)
    try socket.setTimeout(limit)
    let (code, time) = failureOfReceiving(from: socket)
    try expect(code == .timedOut, "\(code) instead of \(ResultCode.timedOut)")
    try expect(limit <= time && time < limit * 5, "it took \(time.inMilliseconds)")
    return "recv gave up after \(time.inMilliseconds) of \(limit.inMilliseconds): \(code)"
}

func receiveWithoutWaiting() throws -> String {
    let socket = try silentSocket()
    try socket.setBlocking(false)
    let (code, time) = failureOfReceiving(from: socket)
    try expect(code == .wouldBlock, "\(code) instead of \(ResultCode.wouldBlock)")
    return "recv came back after \(time.inMilliseconds): \(code)"
}

private func failureOfReceiving(from socket: Socket) -> (code: ResultCode, time: Duration) {
    var code = ResultCode.success
    let time = ContinuousClock().measure {
        do throws(SocketError) { _ = try socket.recv(1) } catch { code = error.code }
    }
    return (code, time)
}
