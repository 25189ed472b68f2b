import Foundation
import PcapFile
import SwiftSocket

/// Prints packets, one line for each layer.
struct Printer {
    let linkType: LinkType
    let withHex: Bool
    private var count = 0

    init(_ linkType: LinkType, withHex: Bool) {
        self.linkType = linkType
        self.withHex = withHex
    }

    /// Prints the packet's number, its time and length, and its layers.
    mutating func callAsFunction(_ packet: CapturedPacket) {
        count += 1
        let kept = packet.bytes.count == packet.length ? "" : "\(packet.bytes.count) of "
        print("\(count)  \(text(of: packet.time))  \(kept)\(packet.length) bytes")
        for line in lines(packet) { print("   \(line)") }
        if withHex { print(HexDump(packet.bytes), terminator: "") }
    }

    private func lines(_ packet: CapturedPacket) -> [String] {
        let link = LinkLayer(of: packet, linkType)
        let bytes = packet.bytes.dropFirst(link.offset)
        let before = link.line.map { [$0] } ?? []
        do {
            let decoded = try Packet.decodeLeniently(bytes, as: link.first, verifyingChecksums: true)
            var lines = before
            for (header, checksum) in zip(decoded.packet.headers, decoded.checksums) {
                lines.append(line(of: header, checksum, isUnfinished: packet.isChecksumUnfinished))
            }
            if !decoded.packet.payload.isEmpty { lines.append("payload, length \(decoded.packet.payload.count)") }
            if !decoded.packet.trailer.isEmpty { lines.append("trailer, length \(decoded.packet.trailer.count)") }
            if let fault = decoded.missing {
                lines.append("\(fault.code == .packetFieldNotValid ? "not valid" : "missing"): \(fault)")
            }
            return lines
        } catch {
            return before + ["not valid: \(error)"]
        }
    }

    private func line(of header: any PacketHeader, _ checksum: ChecksumState, isUnfinished: Bool) -> String {
        switch checksum {
        case .bad where isUnfinished: "\(header), cksum unfinished"
        case .bad: "\(header), bad cksum"
        case .off: "\(header), no cksum"
        case .good, .unverified: "\(header)"
        }
    }
}

/// `2026-11-22 17:57:06.123456789`, in UTC.
private func text(of time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space).year().month().day().time(
        includingFractionalSeconds: false)
    let digits = String(attoseconds / 1_000_000_000)
    return Date(timeIntervalSince1970: Double(seconds)).formatted(style) + "."
        + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
}
