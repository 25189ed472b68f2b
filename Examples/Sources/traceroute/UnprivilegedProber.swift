import Addresses
import Datagrams
import SwiftSocket
import WallClock

/// UDP probes of an ordinary socket. The ICMP errors come by its error queue, which takes no privilege: `IP_RECVERR`,
/// ip(7).
struct UnprivilegedProber: Prober {
    private let target: SocketAddress
    private let firstPort: UInt16
    private let payload: [UInt8]
    private let socket: Socket

    init(
        from source: SocketAddress, to target: SocketAddress, firstPort: UInt16, size: Int, interface: String?
    ) throws(SocketError) {
        (self.target, self.firstPort) = (target, firstPort)
        let headers = (target.family == .inet ? 20 : 40) + 8
        payload = [UInt8](repeating: 0x40, count: max(size - headers, 0))
        socket = try Socket(target.family, .datagram)
        if let interface { try socket.setOption(.bindToDevice, interface) }
        try socket.bind(to: source)
        try socket.setOption(target.family == .inet ? .ipReceiveErrors : .ipv6ReceiveErrors, true)
        // Where ICMP's extensions begin is told since Linux 5.9.
        try? socket.setOption(target.family == .inet ? .ipReceiveErrorsRFC4884 : .ipv6ReceiveErrorsRFC4884, true)
        try socket.setOption(.timestampNanoseconds, true)
        try socket.setTimeout(.zero)
    }

    func send(_ number: Int, timeToLive: UInt8) throws {
        try socket.setOption(target.family == .inet ? .ipTTL : .ipv6UnicastHops, Int(timeToLive))
        try socket.send(payload, pastErrorsTo: target.with(port: firstPort &+ UInt16(truncatingIfNeeded: number)))
    }

    func receive(until end: ContinuousClock.Instant) throws -> Answer? {
        while true {
            while let error = try socket.nextError() {
                if let answer = answer(error) { return answer }
            }
            // Somebody listens there, and has answered.
            while let message = try socket.nextMessage(pastErrors: true) {
                if let sender = message.address, let port = sender.port, sender.isHost(target) {
                    return answer(port, sender, message.ancillary, .reached)
                }
            }
            if try !socket.isReadable(within: ContinuousClock.now.duration(to: end)) { return nil }
        }
    }

    private func answer(_ error: ReceivedError) -> Answer? {
        let verdict =
            switch error.origin {
            case .icmp: Verdict(icmpv4: error.type, ICMPv4Code(rawValue: error.icmpCode), error.info)
            case .icmpv6: Verdict(icmpv6: error.type, ICMPv6Code(rawValue: error.icmpCode), error.info)
            default: nil as Verdict?
            }
        // What the kernel quotes begins with the payload, and tells where that was going.
        guard let verdict, let sender = error.offender, let port = error.message.address?.port else { return nil }
        let structure = error.data == 0 ? [] : Array(error.message.bytes.dropFirst(Int(error.data)))
        return answer(port, sender, error.message.ancillary, verdict, try? ICMPExtension(decoding: structure))
    }

    private func answer(
        _ port: UInt16, _ sender: SocketAddress, _ told: AncillaryData, _ verdict: Verdict,
        _ more: ICMPExtension? = nil
    ) -> Answer {
        Answer(
            number: Int(port &- firstPort), sender: sender, arrival: told.timestamp ?? wallClock(), verdict: verdict,
            extension: more)
    }
}
