import SwiftSocket

extension PacketSend {
    /// The IP header, what follows it, and the payload.
    func builtPacket() throws -> Packet {
        let payload = try payload.bytes()
        switch transport.protocol {
        case .udp:
            let udp = UDPHeader(sourcePort: transport.sourcePort, destinationPort: transport.destinationPort)
            return Packet(try ip.header(to: destination, protocol: .udp), udp, payload: payload)
        case .tcp:
            return Packet(
                try ip.header(to: destination, protocol: .tcp), try tcp.header(transport), payload: payload)
        case .icmp where destination.isIPv4:
            return Packet(try ip.header(to: destination, protocol: .icmp), icmp.messageV4, payload: payload)
        case .icmp:
            return Packet(try ip.header(to: destination, protocol: .icmpv6), icmp.messageV6, payload: payload)
        case .raw(let number):
            return Packet(try ip.header(to: destination, protocol: number), payload: payload)
        }
    }
}

extension Packet {
    /// The same with a wrong checksum behind the IP header. Linux computes that of the IP header itself, in all
    /// but whole frames.
    func withWrongChecksum() -> Packet {
        var packet = self
        packet[UDPHeader.self]?.checksum.spoil()
        packet[TCPHeader.self]?.checksum.spoil()
        packet[ICMPv4Message.self]?.checksum.spoil()
        packet[ICMPv6Message.self]?.checksum.spoil()
        return packet
    }
}

extension UInt16 {
    /// Another number, but none of 0 and 0xffff, which are the same checksum, or none.
    fileprivate mutating func spoil() {
        self = self < 0x8000 ? self + 1 : self - 1
    }
}
