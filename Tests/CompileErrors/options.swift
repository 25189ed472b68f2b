// swift-format-ignore-file
// Options that do not exist, cannot be set, cannot be read or have another type.
import SwiftSocket

func wrongNames(_ socket: Socket) throws {
    try socket.setOption(.reuseAdress, true)  // expected-error {{has no member 'reuseAdress'}}
    _ = try socket.option(.reciveBufferSize)  // expected-error {{has no member 'reciveBufferSize'}}
    try socket.setOption(.noDelay, true)  // expected-error {{'noDelay' has been renamed to 'tcpNoDelay'}}
    try socket.setOption(.reuseAddr, true)  // expected-error {{'reuseAddr' has been renamed to 'reuseAddress'}}
    try socket.setOption(.v6Only, true)  // expected-error {{'v6Only' has been renamed to 'ipv6Only'}}
}

func wrongAccess(_ socket: Socket) throws {
    try socket.setOption(.isListening, true)  // expected-error {{'setOption' is unavailable: this option can only be read}}
    _ = try socket.option(.joinGroup)  // expected-error {{'option' is unavailable: this option can only be set}}
}

func wrongTypes(_ socket: Socket) throws {
    try socket.setOption(.reuseAddress, 1)  // expected-error {{integer literal value '1' cannot be used as a boolean; did you mean 'true'?}}
    try socket.setOption(.receiveBufferSize, true)  // expected-error {{cannot convert value of type 'Bool' to expected argument type 'Int'}}
}

func rightUse(_ socket: Socket) throws {
    try socket.setOption(.reuseAddress, true)
    let size = try socket.option(.receiveBufferSize)
    try socket.setOption(.receiveBufferSize, size)
    try socket.setOption(.joinGroup, MulticastMembership(IPv4Address(224, 0, 0, 251)))
    let isListening: Bool = try socket.option(.isListening)
    print(size, isListening)
}
