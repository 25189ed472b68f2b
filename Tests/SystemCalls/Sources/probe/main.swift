import SwiftSocket

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// Runs an operation between two access(2) calls that strace shows, after a first time that pays for what is
/// set up lazily. The paths are `/expect/COUNT/NAME` and `/end`.
func expect<Value>(_ count: Int, _ name: String, _ operation: () throws -> Value) rethrows {
    _ = try operation()
    access("/expect/\(count)/\(name)", F_OK)
    let value = try operation()
    access("/end", F_OK)
    withExtendedLifetime(value) {}
}

let (left, right) = try Socket.pair()
let listener = try Socket(.inet, .stream)
try listener.bind(to: .ipv4(.loopback, port: 0))
try listener.listen()
let address = try listener.localAddress()
var clients: [Socket] = []
for _ in 0..<6 {
    let client = try Socket(.inet, .stream)
    try client.connect(to: address)
    clients.append(client)
}
let udp = try Socket(.inet, .datagram)
try udp.bind(to: .ipv4(.loopback, port: 0))
let udpAddress = try udp.localAddress()
var buffer = [UInt8](repeating: 0, count: 16)
let message = [UInt8](repeating: 1, count: 4096)

try expect(1, "open") { try Socket(.inet, .stream) }
try expect(1, "pair") { try Socket.pair() }
try expect(1, "accept") { try listener.accept() }
try listener.setTimeout(.seconds(5))
try expect(1, "accept with a timeout") { try listener.accept() }
try expect(0, "setTimeout to the mode it has") { try listener.setTimeout(.seconds(6)) }
try expect(0, "setTimeout to nil when it is nil") { try left.setTimeout(nil) }

try right.sendAll(message)
try expect(1, "recv") { try left.recv(16) }
try left.setTimeout(.seconds(5))
try expect(1, "recv on a ready socket with a timeout") { try left.recv(16) }
try expect(1, "recv into a buffer with a timeout") { try left.recv(into: &buffer) }
try expect(1, "send with a timeout") { try left.send([1, 2, 3]) }
try expect(1, "sendAll of a buffer that fits") { try left.sendAll(message) }
try expect(1, "sendTo") { try udp.sendTo(message, address: udpAddress) }
try expect(1, "recvFrom") { try udp.recvFrom(4096) }
try expect(1, "connect of a datagram socket") { try udp.connect(to: udpAddress) }
try expect(1, "localAddress") { try udp.localAddress() }
try expect(1, "shutdown") { try left.shutdown(.sending) }

try countAllocations()
