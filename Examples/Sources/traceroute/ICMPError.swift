import SwiftSocket

/// An ICMP error, of either version, with the packet that it quotes, of which the end may be missing.
struct ICMPError {
    let verdict: Verdict
    let quoted: Packet
    let `extension`: ICMPExtension?

    init?(_ packet: Packet) {
        if let message = packet[ICMPv4Message.self] {
            let info: UInt32 = if case .destinationUnreachable(let mtu, _) = message.kind { UInt32(mtu) } else { 0 }
            guard let verdict = Verdict(icmpv4: message.kind.type, message.code, info) else { return nil }
            self.init(verdict, try? message.decodeQuote(packet.payload, leniently: true), .ipv4)
        } else if let message = packet[ICMPv6Message.self] {
            let info: UInt32 = if case .packetTooBig(let mtu) = message.kind { mtu } else { 0 }
            guard let verdict = Verdict(icmpv6: message.kind.type, message.code, info) else { return nil }
            self.init(verdict, try? message.decodeQuote(packet.payload, leniently: true), .ipv6)
        } else {
            return nil
        }
    }

    private init?(_ verdict: Verdict, _ quote: ICMPQuote?, _ first: LayerKind) {
        guard let quote, let quoted = try? Packet.decodeLeniently(quote.datagram, as: first).packet else { return nil }
        self.verdict = verdict
        self.quoted = quoted
        `extension` = quote.isExtensionIntact ? quote.extension : nil
    }
}
