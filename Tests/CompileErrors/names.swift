// swift-format-ignore-file
// Names that newcomers try first: the compiler says what the right one is.
import SwiftSocket

func socketNames(_ socket: Socket, _ address: SocketAddress) throws {
    _ = try socket.receive(100)  // expected-error {{'receive' has been renamed to 'recv(_:)'}}
    _ = try socket.receive()  // expected-error {{'receive' has been renamed to 'recv(_:)'}}
    var bytes = [UInt8](repeating: 0, count: 100)
    _ = try socket.receive(into: &bytes)  // expected-error {{'receive(into:)' has been renamed to 'recv(into:)'}}
    _ = try socket.receiveFrom(100)  // expected-error {{'receiveFrom' has been renamed to 'recvFrom(_:)'}}
    _ = try socket.read(100)  // expected-error {{'read' is unavailable: use 'recv(_:)', or 'makeFile()' and 'read(_:)' to read an exact count}}
    try socket.write("hello")  // expected-error {{'write' is unavailable: use 'sendAll(_:)', or 'send(_:)' to send once}}
    try socket.write(bytes)  // expected-error {{'write' is unavailable: use 'sendAll(_:)', or 'send(_:)' to send once}}
    try socket.sendTo("hello", to: address)  // expected-error {{'sendTo(_:to:)' has been renamed to 'sendTo(_:address:)'}}
    try socket.sendTo(bytes, to: address)  // expected-error {{'sendTo(_:to:)' has been renamed to 'sendTo(_:address:)'}}
    socket.timeout = .seconds(1)  // expected-error {{setter for 'timeout' is unavailable: use 'try setTimeout(_:)', which can fail}}
}

func typeNames() throws {
    _ = try Socket(.inet, .dgram)  // expected-error {{'dgram' has been renamed to 'datagram'}}
    _ = try Socket(.inet, .tcp)  // expected-error {{'tcp' is unavailable: use 'stream'; TCP is the default protocol of '.inet' and '.inet6' streams}}
    _ = try Socket(.inet, .udp)  // expected-error {{'udp' is unavailable: use 'datagram'; UDP is the default protocol of '.inet' and '.inet6' datagrams}}
    _ = try Socket(.unix, .seqpacket)  // expected-error {{'seqpacket' has been renamed to 'sequencedPacket'}}
    _ = try Socket(.packet, .raw)  // expected-error {{'packet' has been renamed to 'link'}}
}
