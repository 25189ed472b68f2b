import CSocketShim
import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    /// Addresses passed to C and back.
    @Suite struct BridgeTests {
        @Test func libcBindsToALentAddress() throws {
            let address = SocketAddress.ipv4(.loopback, port: 0)
            let socket = try Socket(.inet, .stream)
            let result = try socket.withFileDescriptor { descriptor in
                unsafe address.withUnsafeSockAddr { pointer, length in unsafe bind(descriptor, pointer, length) }
            }
            #expect(result == 0)
            #expect(try socket.localAddress().ipv4Address == .loopback)
        }

        @Test func addressesFromLibc() throws {
            let socket = try Socket(.inet6, .datagram)
            try socket.bind(to: .ipv6(.loopback, port: 0))
            var storage = sockaddr_storage()
            var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
            let address = try unsafe withUnsafeMutablePointer(to: &storage) { storage in
                try unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    let result = try socket.withFileDescriptor { unsafe getsockname($0, pointer, &length) }
                    #expect(result == 0)
                    return try unsafe SocketAddress(pointer, length: length)
                }
            }
            #expect(try address == socket.localAddress())
            var short = sockaddr()
            #expect(code { try unsafe SocketAddress(&short, length: 1) } == .invalidArgument)
            #expect(code { try unsafe SocketAddress(&short, length: 129) } == .invalidArgument)
        }

        @Test func addressesOfTheCLibrary() throws {
            let address = try SocketAddress(text: "[fe80::1%lo]:80")
            var c = csock_address()
            #expect(unsafe csock_address_set_ip_text(&c, "fe80::1%lo", 10, 80) == 0)
            #expect(SocketAddress(c) == address)
            c = address.csockAddress
            #expect(unsafe csock_address_port(&c) == 80)
            c.length = 1000  // beyond the struct
            #expect(SocketAddress(c).bytes.count == 128)
        }

        @Test func errorsThatAClientMakes() {
            let address = SocketAddress.ipv4(.loopback, port: 9)
            let operation = SocketError.Operation(rawValue: "handshake")
            let plain = SocketError(operation, .protocolError)
            #expect(plain.description == "handshake: Protocol error (EPROTO)")
            let error = SocketError(
                operation, .timedOut, address: address, subject: "peer", bytesSent: 3,
                attempts: [.init(address: address, code: .connectionRefused)])
            #expect(error.isTimeout && error.address == address && error.bytesSent == 3)
            #expect(error.attempts.map(\.code) == [.connectionRefused])
            #expect(SocketError(operation, .protocolError, address: nil) == plain)
        }
    }
}
