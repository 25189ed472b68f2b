import Addresses
import Datagrams
import Foundation
import SwiftSocket
import WallClock

/// Probes built by hand, IP header included, and sent as they are: raw(7). It takes CAP_NET_RAW.
struct RawProber: Prober {
    private let source: SocketAddress
    private let target: SocketAddress
    private let size: Int
    private var method: any ProbeMethod
    private let sender: Socket
    private let receivers: [Socket]

    init(
        _ method: any ProbeMethod, from source: SocketAddress, to target: SocketAddress, size: Int, interface: String?
    ) throws {
        (self.source, self.target, self.size, self.method) = (source, target, size, method)
        sender = try Socket.raw(target.family, protocol: .raw, headerIncluded: true)
        if let interface { try sender.setOption(.bindToDevice, interface) }
        var receivers = [try Socket.rawICMP(target.family)]
        if let answers = method.answers { receivers.append(try Socket.raw(target.family, protocol: answers)) }
        for receiver in receivers {
            try receiver.bind(to: source)
            try receiver.setOption(.timestampNanoseconds, true)
            try receiver.setTimeout(.zero)
        }
        // Not everything else that goes on here.
        if method.answers != nil { try receivers[1].connect(to: target) }
        self.receivers = receivers
    }

    mutating func send(_ number: Int, timeToLive: UInt8) throws {
        let header = try method.header(number)
        let packet: Packet
        if case (.ipv4(let source, _), .ipv4(let target, _)) = (source.kind, target.kind) {
            packet = Packet(
                IPv4Header(source: source, destination: target, timeToLive: timeToLive), header,
                payload: payload(after: 20))
        } else {
            packet = Packet(
                IPv6Header(
                    source: source.ipv6Address ?? .any, destination: target.ipv6Address ?? .any, hopLimit: timeToLive),
                header, payload: payload(after: 40))
        }
        try sender.sendTo(packet.encoded(), address: target)
    }

    private func payload(after ipHeader: Int) -> [UInt8] {
        [UInt8](repeating: 0x40, count: max(method.payloadCount(size - ipHeader), 0))
    }

    func receive(until end: ContinuousClock.Instant) throws -> Answer? {
        while true {
            for (index, receiver) in receivers.enumerated() {
                while let message = try receiver.nextMessage() {
                    if let answer = answer(message, isICMP: index == 0) { return answer }
                }
            }
            let milliseconds = ContinuousClock.now.duration(to: end).milliseconds.rounded(.up)
            if milliseconds <= 0 { return nil }
            var polled = receivers.map { pollfd(fd: $0.fileDescriptor, events: Int16(POLLIN), revents: 0) }
            unsafe poll(&polled, nfds_t(polled.count), Int32(milliseconds))
        }
    }

    private func answer(_ message: ReceivedMessage, isICMP: Bool) -> Answer? {
        // Only IPv4 comes with its IP header.
        let first: LayerKind = target.family == .inet ? .ipv4 : isICMP ? .icmpv6 : .tcp
        guard let packet = try? Packet.decodeLeniently(message.bytes, as: first).packet, let sender = message.address
        else { return nil }
        func answer(_ number: Int, _ verdict: Verdict, _ more: ICMPExtension? = nil) -> Answer {
            Answer(
                number: number, sender: sender, arrival: message.ancillary.timestamp ?? wallClock(), verdict: verdict,
                extension: more)
        }
        if let number = method.number(answered: packet) {
            return sender.isHost(target) ? answer(number, .reached) : nil
        }
        guard let error = ICMPError(packet), let number = method.number(quoted: error.quoted),
            error.quoted.destination?.isHost(target) == true
        else { return nil }
        return answer(number, error.verdict, error.extension)
    }
}
