import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct SendingPacketTests {
        private static let packet = Packet(
            IPv4Header(source: .any, destination: .loopback), UDPHeader(sourcePort: 4242, destinationPort: 0),
            payload: "hello".utf8)

        /// The kernel drops a datagram with a wrong length or checksum.
        @Test func packetArrivesAsAUDPDatagram() throws {
            try SocketSuite.inOwnNetwork {
                let receiver = try Socket(.inet, .datagram)
                try receiver.bind(to: .ipv4(.loopback, port: 0))
                try receiver.setTimeout(.seconds(1))
                let sender = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
                var packet = Self.packet
                packet[IPv4Header.self]?.source = .loopback
                packet[UDPHeader.self]?.destinationPort = try #require(receiver.localAddress().port)
                #expect(try sender.sendTo(packet, address: .ipv4(.loopback, port: 0)) == 33)
                let (bytes, from) = try receiver.recvFrom(100)
                #expect(bytes == Array("hello".utf8))
                #expect(from == .ipv4(.loopback, port: 4242))
                packet.payload = []
                #expect(try sender.sendTo(packet, address: .ipv4(.loopback, port: 0)) == 28)
                #expect(try receiver.recv(100) == [])
            }
        }

        @Test func frameIsSentWithItsPadding() throws {
            try SocketSuite.inOwnNetwork {
                let interface = try NetworkInterface(name: "lo").index
                let socket = try Socket.link()
                try socket.setTimeout(.seconds(1))
                try socket.setOption(.linkIgnoreOutgoing, true)
                let kind = EtherType(rawValue: 0x88b5)
                try socket.bind(interfaceIndex: interface, etherType: kind)
                let none = MACAddress(0, 0, 0, 0, 0, 0)
                let header = EthernetHeader(source: none, destination: none, etherType: kind)
                let frame = Packet(headers: [header], payload: [1, 2, 3], trailer: [UInt8](repeating: 0, count: 43))
                #expect(try socket.sendTo(frame, address: nil) == 60)
                #expect(try socket.recv(100) == frame.encoded())
            }
        }

        @Test func packetThatCannotBeEncodedIsNotSent() throws {
            let (left, right) = try Socket.pair(.unix, .datagram)
            var packet = Self.packet
            packet.payload = [UInt8](repeating: 0, count: 65536)
            let error = failure { try left.sendTo(packet, address: nil) }
            #expect(error?.code == .packetFieldOutOfRange)
            #expect(error?.subject == "UDP: Length at byte 4: cannot hold 65544, 65535 at most")
            try right.setTimeout(.zero)
            #expect(code { try right.recv(1) } == .wouldBlock)
            left.close()
            #expect(code { try left.sendTo(Self.packet, address: nil) } == .badFileDescriptor)
        }
    }
}
