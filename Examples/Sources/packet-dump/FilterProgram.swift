import PcapFile
import SwiftSocket

/// A filter as a program of classic BPF, which the kernel runs for an interface, and this program for a file.
struct FilterProgram {
    private let program: SocketFilter
    /// Whether the program wants packets from their beginning, or from the IP header.
    private let isForWholePackets: Bool
    private let etherType: EtherType?

    /// The program of a filter's conditions.
    init(_ filter: Filter, _ linkType: LinkType) throws(SocketError) {
        isForWholePackets = linkType == .ethernet
        etherType = isForWholePackets ? nil : filter.etherType
        program = try .matching(
            etherType: isForWholePackets ? filter.etherType : nil, protocol: filter.protocol, port: filter.port,
            host: filter.host, ethernet: isForWholePackets)
    }

    /// The program that `tcpdump -ddd` has written to a file: the number of instructions, and for each a line of
    /// four numbers.
    init(path: String) throws {
        let text = String(decoding: try ByteReader.bytes(ofFile: path), as: UTF8.self)
        let numbers = text.split(whereSeparator: \.isWhitespace).map { UInt32($0) }
        var instructions: [SocketFilter.Instruction] = []
        for start in stride(from: 1, to: numbers.count - 3, by: 4) {
            guard let code = numbers[start].flatMap({ UInt16(exactly: $0) }),
                let jumpTrue = numbers[start + 1].flatMap({ UInt8(exactly: $0) }),
                let jumpFalse = numbers[start + 2].flatMap({ UInt8(exactly: $0) }), let k = numbers[start + 3]
            else { throw FilterError("\(path): line \(start / 4 + 2) is no instruction") }
            instructions.append(.init(code: code, jumpTrue: jumpTrue, jumpFalse: jumpFalse, k: k))
        }
        guard numbers.first == UInt32(instructions.count), numbers.count == 1 + 4 * instructions.count else {
            throw FilterError("\(path) is not what tcpdump -ddd writes")
        }
        program = try SocketFilter(instructions)
        isForWholePackets = true
        etherType = nil
    }

    /// The program for a socket of an interface.
    func forSocket() throws(SocketError) -> SocketFilter {
        guard let etherType else { return program }
        // Without a link-level header the packet does not contain its protocol; Linux provides it at this offset
        // (SKF_AD_PROTOCOL).
        let etherTypeOffset: UInt32 = 0xffff_f000
        return try SocketFilter(
            [
                .load(.half, at: etherTypeOffset),
                .jump(.equal, UInt32(etherType.rawValue), then: 1, else: 0),
                .keep(0),
            ] + program.instructions)
    }

    /// Whether a packet of a file passes.
    func passes(_ packet: CapturedPacket, _ linkType: LinkType) -> Bool {
        if isForWholePackets { return program.run(on: packet.bytes, length: packet.length) > 0 }
        let link = LinkLayer(of: packet, linkType)
        if let etherType, etherType != link.etherType { return false }
        return program.run(on: packet.bytes.dropFirst(link.offset), length: packet.length - link.offset) > 0
    }
}
