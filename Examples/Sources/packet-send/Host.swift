import Addresses
import ArgumentParser
import SwiftSocket

/// A numeric address, of an interface where it is link-local: `192.0.2.1`, `2001:db8::1`, `fe80::1%eth0`.
struct Host: ExpressibleByArgument, CustomStringConvertible {
    let address: SocketAddress

    init(_ address: SocketAddress) {
        self.address = address
    }

    init?(argument: String) {
        guard let address = try? SocketAddress(host: argument, port: 0) else { return nil }
        self.address = address
    }

    var isIPv4: Bool { address.family == .inet }

    var description: String { address.host }

    /// The address of this machine that it would use as the source of packets to this one. Nothing is sent:
    /// connecting a UDP socket only looks up the route.
    func localAddress() throws(SocketError) -> Host {
        let socket = try Socket(address.family, .datagram)
        if isIPv4 { try socket.setOption(.broadcast, true) }
        let discard: UInt16 = 9
        try socket.connect(to: address.with(port: discard))
        return Host(try socket.localAddress())
    }
}

/// Bytes in hexadecimal digits; spaces and colons in between do not count.
struct Hex: ExpressibleByArgument {
    private(set) var bytes: [UInt8] = []

    init?(argument: String) {
        let digits = argument.filter { $0 != " " && $0 != ":" }.utf8
        if digits.count % 2 != 0 { return nil }
        var rest = digits[...]
        while !rest.isEmpty {
            // A sign is a number too, but no digit.
            let pair = String(decoding: rest.prefix(2), as: UTF8.self)
            guard pair.allSatisfy(\.isHexDigit), let byte = UInt8(pair, radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
    }
}
