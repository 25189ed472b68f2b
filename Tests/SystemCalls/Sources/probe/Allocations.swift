import Allocations
import SwiftSocket

/// Prints how often an operation allocates, after a first time that pays for what is set up lazily.
func expectAllocations(_ expected: Int, _ name: String, _ operation: () throws -> Void) rethrows {
    try operation()
    let before = allocations()
    try operation()
    let count = allocations() - before
    if count == expected {
        print("ok: \(name): \(count) allocations")
    } else {
        print("FAILED: \(name): \(count) allocations instead of \(expected)")
    }
}

func countAllocations() throws {
    let (left, right) = try Socket.pair()
    try left.setTimeout(.seconds(5))
    let udp = try Socket(.inet, .datagram)
    try udp.bind(to: .ipv4(.loopback, port: 0))
    let address = try udp.localAddress()
    var buffer = [UInt8](repeating: 0, count: 64)
    let message: [UInt8] = [1, 2, 3]

    // So that a counter that counts nothing is found out.
    try expectAllocations(1, "recv into a new array") {
        try right.sendAll(message)
        _ = try left.recv(64)
    }
    try expectAllocations(0, "send and recv into a buffer") {
        _ = try right.send(message)
        _ = try left.recv(into: &buffer)
    }
    try expectAllocations(0, "sendTo and recvFrom into a buffer") {
        _ = try udp.sendTo(message, address: address)
        _ = try udp.recvFrom(into: &buffer)
    }

    let ip = IPv4Header(source: .loopback, destination: .loopback, protocol: .tcp)
    let tcp = TCPHeader(sourcePort: 1, destinationPort: 2, flags: .syn, options: [.maximumSegmentSize(1460)])
    let packet = try Packet(ip, tcp, payload: message).encoded()
    var decoder = PacketDecoder()
    try expectAllocations(0, "PacketDecoder and header values") {
        try decoder.decode(packet.span.bytes, as: .ipv4, verifyingChecksums: true) { layers in
            guard layers[IPv4Header.self]?.protocol == .tcp, layers[TCPHeader.self]?.flags == .syn else {
                fatalError("another packet was read")
            }
        }
    }
    try expectAllocations(0, "headers decoded and encoded") {
        let decoded = try IPv4Header.decode(packet)
        let length = try buffer.withUnsafeMutableBytes { memory in try decoded.header.encode(into: memory) }
        _ = try TCPHeader(decoding: packet[length...])
    }
    let udpIP = IPv4Header(source: .loopback, destination: .loopback)
    let udpHeader = UDPHeader(sourcePort: 1, destinationPort: 2)
    try expectAllocations(0, "IPv4, UDP and payload encoded with both checksums") {
        try buffer.withUnsafeMutableBytes { memory in
            var output = unsafe OutputRawSpan(buffer: memory, initializedCount: 0)
            try Packet.encode(udpIP, udpHeader, payload: message.span.bytes, into: &output)
        }
    }
    let stack = Packet(udpIP, udpHeader, payload: message)
    try expectAllocations(1, "Packet.encoded") {
        _ = try stack.encoded()
    }
    try expectAllocations(0, "Packet.encode into memory") {
        try buffer.withUnsafeMutableBytes { memory in _ = try stack.encode(into: memory) }
    }
    expectAllocations(0, "checksums") {
        var sum = InternetChecksum()
        sum.addPseudoHeader(source: ip.source, destination: ip.destination, protocol: .udp, length: 3)
        sum.add(message)
        _ = InternetChecksum.updated(sum.udpValue, replacing: UInt16(1), with: 2, kind: .udp)
        _ = CRC32c.of(message)
    }
}
