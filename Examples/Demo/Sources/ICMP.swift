import Foundation
import SwiftSocket

/// Sends an ICMP echo request to 127.0.0.1 over a raw socket; the kernel answers.
func pingLoopback() throws -> String {
    let socket = try Socket(.inet, .raw, protocol: .icmp)
    try socket.setTimeout(patience)
    // From others the socket now receives nothing.
    try socket.connect(to: .ipv4(.loopback, port: 0))

    let identifier = UInt16.random(in: 0 ... .max)
    var request: [UInt8] = [8, 0, 0, 0] + bytes(identifier) + bytes(1) + Array(message.utf8)
    request.replaceSubrange(2..<4, with: bytes(checksum(request)))
    let start = ContinuousClock.now
    _ = try socket.send(request)

    while start.duration(to: .now) < patience {
        let packet = try socket.recv(65535)
        // An IPv4 raw socket receives the IP header too, whose length is in its first byte.
        let headerLength = Int(packet.first ?? 0) % 16 * 4
        guard packet.count >= headerLength + 8 else { continue }
        let reply = Array(packet[headerLength...])
        // The request comes by too: loopback delivers it to this socket as well.
        guard reply[0] == 0, Array(reply[4..<6]) == bytes(identifier) else { continue }
        try expect(checksum(reply) == 0, "the checksum of the reply is wrong")
        try expect(reply[8...] == request[8...], "the reply holds other bytes")
        let time = start.duration(to: .now)
        return "127.0.0.1 replied: \(reply.count) bytes, ttl \(packet[8]), \(time.inMilliseconds)"
    }
    throw Failed(description: "no reply")
}

private func bytes(_ number: UInt16) -> [UInt8] {
    [UInt8(number >> 8), UInt8(number & 0xff)]
}

/// RFC 1071: the one's complement of the one's complement sum of 16-bit words.
private func checksum(_ bytes: [UInt8]) -> UInt16 {
    var sum: UInt32 = 0
    for (place, byte) in bytes.enumerated() {
        sum += place % 2 == 0 ? UInt32(byte) << 8 : UInt32(byte)
    }
    while sum > 0xffff { sum = sum >> 16 + sum & 0xffff }
    return ~UInt16(sum)
}

/// The same in a network namespace of its own where that needs privileges which are missing here.
func pingLoopbackSomehow() throws -> String {
    do {
        return try pingLoopback()
    } catch let error as SocketError where error.operation == .socket && error.code == .notPermitted {
        return try pingLoopbackInNamespace() + ", in a user and network namespace"
    }
}

private func pingLoopbackInNamespace() throws -> String {
    let probe = try output(of: "unshare -rn true")
    if probe.status != 0 {
        throw Skipped(reason: "raw sockets need CAP_NET_RAW, and here no namespace can be made: \(probe.text)")
    }
    let up = "{ ip link set lo up || ifconfig lo up || busybox ip link set lo up; } 2>/dev/null"
    let again = try output(of: "exec unshare -rn sh -c '\(up) || exit 77; exec \"$0\" --raw-part' \"$0\"")
    if again.status == 77 { throw Skipped(reason: "ip(8) is not here to bring the namespace's loopback up") }
    try expect(again.status == 0, again.text)
    return again.text
}

/// Runs a shell script whose `$0` is this program.
private func output(of script: String) throws -> (text: String, status: Int32) {
    let shell = Process()
    let output = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script, try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")]
    shell.standardOutput = output
    shell.standardError = output
    try shell.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return (text, shell.terminationStatus)
}
