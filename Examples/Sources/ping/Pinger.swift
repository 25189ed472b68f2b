import Addresses
import SwiftSocket
import WallClock

/// Sends requests at intervals and prints what they bring about.
struct Pinger {
    struct Schedule {
        var count: Int?
        var interval: Duration
        /// How long a reply may take.
        var timeout: Duration
        /// How long everything may take.
        var deadline: Duration?
    }

    private struct Request {
        let number: Int
        let sent: Duration
        var isAnswered = false
    }

    let socket: EchoSocket
    let target: SocketAddress
    let schedule: Schedule
    let payload: [UInt8]
    /// Prints something for each answer.
    let printsAnswers: Bool

    private(set) var statistics = Statistics()
    /// By sequence number; of those that are the same after 65536 requests, the last.
    private var requests: [UInt16: Request] = [:]
    private var unanswered = 0
    private var greatestAnswered = 0
    private var start = ContinuousClock.now
    private var lastSent = ContinuousClock.now
    private var lastEvent = ContinuousClock.now

    init(_ socket: EchoSocket, target: SocketAddress, size: Int, schedule: Schedule, printsAnswers: Bool) {
        self.socket = socket
        self.target = target
        self.schedule = schedule
        self.printsAnswers = printsAnswers
        // It begins with what no other ping has, which may have the same identifier on a raw socket.
        let secret = (0..<min(size, secretLength)).map { _ in UInt8.random(in: 0 ... .max) }
        payload = secret + (secret.count..<size).map { UInt8(truncatingIfNeeded: $0) }
    }

    /// From the first request to the last event.
    var elapsed: Duration { start.duration(to: lastEvent) }

    /// Returns when all requests are answered or given up, at the deadline, or when the socket is closed.
    mutating func run() throws {
        start = .now
        lastEvent = start
        let end = schedule.deadline.map { start + $0 }
        var next = start
        do {
            while true {
                if statistics.transmitted != schedule.count && next <= .now {
                    try send()
                    // After a pause of the machine's, no burst.
                    next = max(next + schedule.interval, .now)
                }
                let isDone = statistics.transmitted == schedule.count
                if isDone && unanswered == 0 { return }
                let until = isDone ? lastSent + schedule.timeout : next
                let wakeUp = min(until, end ?? until)
                let time = ContinuousClock.now.duration(to: wakeUp)
                if time <= .zero && (isDone || wakeUp < next) { return }
                if try socket.isReadable(within: time) { try receive() }
            }
        } catch let error as SocketError where error.code == .badFileDescriptor {
            // Ctrl-C has closed it.
        }
    }

    private mutating func send() throws {
        let number = statistics.transmitted + 1
        let sequenceNumber = UInt16(truncatingIfNeeded: number)
        if requests[sequenceNumber]?.isAnswered == false { unanswered -= 1 }
        requests[sequenceNumber] = Request(number: number, sent: wallClock())
        do {
            try socket.send(sequenceNumber, payload, to: target)
            unanswered += 1
        } catch let error as SocketError where number > 1 && error.code != .badFileDescriptor {
            // The route went away, and may come back.
            requests[sequenceNumber]?.isAnswered = true
            statistics.errors += 1
            report("ping: \(error)")
        }
        statistics.transmitted = number
        lastSent = .now
        lastEvent = lastSent
    }

    private mutating func receive() throws {
        if let error = try socket.receiveError(), let answer = socket.answer(error) {
            take(answer)
        }
        if let message = try socket.receive(), let answer = socket.answer(message, target: target) {
            take(answer)
        }
    }

    private mutating func take(_ answer: Answer) {
        guard let request = requests[answer.sequenceNumber] else { return }
        switch answer.kind {
        case .reply(let bytes):
            if socket.kind == .raw && !isOurs(bytes) { return }
            takeReply(answer, bytes, request)
        case .problem(let text):
            if !isOurs(answer.quote) { return }
            statistics.errors += 1
            report(answer, text)
        case .notice(let text):
            if isOurs(answer.quote) { report(answer, text) }
            return
        }
        lastEvent = .now
        if !request.isAnswered { unanswered -= 1 }
        requests[answer.sequenceNumber]?.isAnswered = true
    }

    /// Whether a payload begins like ours, as far as there is one: a router need not quote more than 8 bytes (RFC 792),
    /// which is the ICMP header.
    private func isOurs(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(secretLength).elementsEqual(payload.prefix(min(secretLength, bytes.count)))
    }

    private mutating func takeReply(_ answer: Answer, _ bytes: [UInt8], _ request: Request) {
        // The clock may have been set back meanwhile.
        let time = max((answer.arrival ?? wallClock()) - request.sent, .zero)
        var marks = ""
        if request.isAnswered {
            statistics.duplicates += 1
            marks += " (DUP!)"
        } else if time > schedule.timeout {
            marks += " (too late)"
        } else {
            statistics.received += 1
            statistics.add(time)
        }
        if !request.isAnswered && request.number < greatestAnswered {
            statistics.outOfOrder += 1
            marks += " (out of order)"
        }
        greatestAnswered = max(greatestAnswered, request.number)
        if bytes != payload {
            statistics.corrupted += 1
            let place = zip(bytes, payload).enumerated().first { $1.0 != $1.1 }?.offset
            marks += place.map { " (wrong data byte #\($0))" } ?? " (wrong length)"
        }
        let timeToLive = answer.timeToLive.map { " ttl=\($0)" } ?? ""
        let sender = answer.sender?.host ?? "?"
        report(
            "\(bytes.count + 8) bytes from \(sender): icmp_seq=\(answer.sequenceNumber)\(timeToLive) "
                + "time=\(time.roundTrip)\(marks)")
    }

    private func report(_ answer: Answer, _ text: String) {
        let sender = answer.sender.map { "From \($0.host)" } ?? "ping: local error:"
        report("\(sender) icmp_seq=\(answer.sequenceNumber) \(text)")
    }

    private func report(_ line: String) {
        if printsAnswers { say(line) }
    }
}

private let secretLength = 8
