import Addresses
import Foundation
import SwiftSocket
import WallClock

/// Finds the routers on the way to a host: probes that may pass one router more each time.
struct Tracer {
    let hops: ClosedRange<UInt8>
    let queries: Int
    /// How long to wait for the answers from one hop.
    let timeout: Duration

    /// Calls `report` with a line for each hop, up to the one from which no probe goes further.
    func run(_ prober: inout some Prober, report: (String) -> Void) throws {
        for hop in hops {
            let first = Int(hop - hops.lowerBound) * queries
            let answers = try answers(first..<first + queries, timeToLive: hop, &prober)
            report(line(hop, answers))
            if answers.contains(where: { $0.map { $0.answer.verdict != .expired } ?? false }) { return }
        }
    }

    private typealias Timed = (answer: Answer, time: Duration)

    private func answers(
        _ numbers: Range<Int>, timeToLive: UInt8, _ prober: inout some Prober
    ) throws -> [Timed?] {
        var sent: [Duration] = []
        for number in numbers {
            sent.append(wallClock())
            try prober.send(number, timeToLive: timeToLive)
        }
        let end = ContinuousClock.now + timeout
        var answers = [Timed?](repeating: nil, count: numbers.count)
        while answers.contains(where: { $0 == nil }), let answer = try prober.receive(until: end) {
            // Others are late ones, from hops before.
            guard numbers.contains(answer.number) else { continue }
            let index = answer.number - numbers.lowerBound
            if answers[index] == nil { answers[index] = (answer, answer.arrival - sent[index]) }
        }
        return answers
    }

    /// ` 2  192.0.2.1  0.041 ms  0.038 ms 192.0.2.9  0.044 ms !H`
    private func line(_ hop: UInt8, _ answers: [Timed?]) -> String {
        var line = String(format: "%2d ", Int(hop))
        var last: Answer?
        for timed in answers {
            guard let (answer, time) = timed else {
                line += " *"
                continue
            }
            if last?.sender.isHost(answer.sender) != true || last?.extension != answer.extension {
                line += " \(answer.sender.host)"
                if let more = answer.extension { line += " <\(more.summary)>" }
            }
            line += String(format: "  %.3f ms", time.milliseconds)
            if case .refused(let mark) = answer.verdict { line += " \(mark)" }
            last = answer
        }
        return line
    }
}

extension ICMPExtension {
    /// `MPLS:L=16,E=0,S=1,T=1`
    fileprivate var summary: String {
        objects.map { object in
            guard case .mpls(let labels) = object else { return object.description }
            return "MPLS:"
                + labels.map { "L=\($0.label),E=\($0.trafficClass),S=\($0.isBottomOfStack ? 1 : 0),T=\($0.timeToLive)" }
                .joined(separator: "/")
        }.joined(separator: ";")
    }
}
