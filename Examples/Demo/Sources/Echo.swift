import Foundation
import SwiftSocket

/// Nothing here takes long: if it does, that is the failure.
let patience = Duration.seconds(5)

let message = "Hello, socket! Grüß Gott! 你好"

/// A server thread that takes one connection and echoes; a client that connects and compares.
func echo(at address: SocketAddress) throws -> String {
    let listener = try Socket(address.family, .stream)
    try listener.setTimeout(patience)
    try listener.bind(to: address)
    try listener.listen()
    Thread.detachNewThread {
        do {
            let (connection, _) = try listener.accept()
            try connection.setTimeout(patience)
            while case let bytes = try connection.recv(4096), !bytes.isEmpty {
                try connection.sendAll(bytes)
            }
        } catch {
            // The client sees that nothing comes back.
        }
    }

    let client = try Socket(address.family, .stream)
    try client.setTimeout(patience)
    let server = try listener.localAddress()
    try client.connect(to: server)
    try client.sendAll(message)
    try client.shutdown(.sending)
    let answer = try client.makeFile(.read).readText()
    try expect(answer == message, "sent “\(message)”, got “\(answer)”")
    return "\(message.utf8.count) bytes to \(server) and back"
}

func skippingWithoutIPv6<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SocketError
        where error.code == .addressFamilyNotSupported || error.code == .addressNotAvailable
    {
        throw Skipped(reason: "no IPv6 on this machine (\(error))")
    }
}

func exchangeDatagrams() throws -> String {
    let server = try Socket(.inet, .datagram)
    let client = try Socket(.inet, .datagram)
    for socket in [server, client] {
        try socket.setTimeout(patience)
        try socket.bind(to: .ipv4(.loopback, port: 0))
    }

    try client.sendTo(message, address: server.localAddress())
    let (request, sender) = try server.recvFrom(65535)
    guard let sender else { throw Failed(description: "the datagram has no sender") }
    try server.sendTo(request.reversed(), address: sender)
    let (answer, replier) = try client.recvFrom(65535)

    try expect(answer.reversed() == Array(message.utf8), "other bytes came back")
    try expect(try replier == server.localAddress(), "the answer is from somebody else")
    return "a datagram from \(sender) answered"
}
