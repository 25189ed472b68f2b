import Foundation
import WallClock

/// Counts and times, printed as the system's ping does.
struct Statistics {
    var transmitted = 0
    var received = 0
    var duplicates = 0
    var corrupted = 0
    var outOfOrder = 0
    var errors = 0
    private var count = 0.0, sum = 0.0, squares = 0.0, least = Double.infinity, greatest = 0.0

    /// Adds a round trip.
    mutating func add(_ time: Duration) {
        let time = time.milliseconds
        (count, sum, squares) = (count + 1, sum + time, squares + time * time)
        (least, greatest) = (min(least, time), max(greatest, time))
    }

    func text(host: String, time: Duration) -> String {
        var line = "\(transmitted) packets transmitted, \(received) received"
        for (count, what) in [
            (duplicates, "duplicates"), (corrupted, "corrupted"), (outOfOrder, "out of order"), (errors, "errors"),
        ] where count > 0 {
            line += ", +\(count) \(what)"
        }
        if transmitted > 0 {
            let loss = Double(transmitted - received) / Double(transmitted) * 100
            line += String(format: ", %g%% packet loss, time %.0fms", loss, time.milliseconds)
        }
        var lines = ["--- \(host) ping statistics ---", line]
        if count > 0 {
            let mean = sum / count
            // The "mean deviation" of the system's ping is the standard deviation.
            let deviation = max(squares / count - mean * mean, 0).squareRoot()
            lines.append(
                String(
                    format: "rtt min/avg/max/mdev = %.3f/%.3f/%.3f/%.3f ms", least, mean, greatest, deviation))
        }
        return lines.joined(separator: "\n")
    }
}

extension Duration {
    /// `0.042 ms`, `4.20 ms`, `42.0 ms`, `420 ms`: three digits count.
    var roundTrip: String {
        let digits = milliseconds < 1 ? 3 : milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0
        return String(format: "%.\(digits)f ms", milliseconds)
    }
}
