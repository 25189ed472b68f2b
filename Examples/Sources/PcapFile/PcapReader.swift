/// Reads a pcap file, packet by packet: draft-ietf-opsawg-pcap. Either byte order, with microseconds or
/// nanoseconds.
public struct PcapReader {
    /// What the packets begin with.
    public let linkType: LinkType
    /// How many bytes of each packet were kept at most.
    public let snapshotLength: Int

    private var file: ByteReader
    private let order: ByteOrder
    private let nanosecondsPerUnit: Int64
    private var packetCount = 0

    /// As much as any capture keeps of a packet: a greater number comes from a file that is broken.
    private static var maximumLength: Int { 262144 }

    /// Opens a file; `-` is standard input. Throws ``FileError`` for one that is none of pcap.
    public init(path: String) throws {
        file = try ByteReader(path: path)
        let magic = try file.take(4)
        switch magic {
        case [0xa1, 0xb2, 0xc3, 0xd4]: (order, nanosecondsPerUnit) = (.big, 1000)
        case [0xd4, 0xc3, 0xb2, 0xa1]: (order, nanosecondsPerUnit) = (.little, 1000)
        case [0xa1, 0xb2, 0x3c, 0x4d]: (order, nanosecondsPerUnit) = (.big, 1)
        case [0x4d, 0x3c, 0xb2, 0xa1]: (order, nanosecondsPerUnit) = (.little, 1)
        case [0x0a, 0x0d, 0x0d, 0x0a]: throw file.error("a pcapng file; `editcap -F pcap` makes pcap of it")
        case []: throw file.error("empty")
        default: throw file.error("no pcap file")
        }
        let rest = try file.take(20)
        if rest.count < 20 { throw file.error("ends within the file header") }
        let major = order.number(rest[0..<2])
        if major != 2 { throw file.error("version \(major) of pcap; only 2 is known") }
        snapshotLength = order.number(rest[12..<16])
        // The upper half tells about frame check sequences.
        linkType = LinkType(rawValue: UInt16(truncatingIfNeeded: order.number(rest[16..<20])))
    }

    /// The next packet, `nil` after the last. Throws ``FileError`` where the file ends within one.
    public mutating func next() throws -> CapturedPacket? {
        let header = try file.take(16)
        if header.isEmpty { return nil }
        packetCount += 1
        if header.count < 16 { throw file.error("ends within the header of packet \(packetCount)") }
        let (seconds, fraction) = (order.number(header[0..<4]), order.number(header[4..<8]))
        let (kept, length) = (order.number(header[8..<12]), order.number(header[12..<16]))
        if kept > Self.maximumLength { throw file.error("packet \(packetCount) would have \(kept) bytes") }
        let bytes = try file.take(kept)
        if bytes.count < kept {
            throw file.error("ends within packet \(packetCount): \(kept) bytes needed, \(bytes.count) available")
        }
        let time = Duration.seconds(seconds) + .nanoseconds(Int64(fraction) * nanosecondsPerUnit)
        return CapturedPacket(time: time, bytes: bytes, length: length)
    }
}

private enum ByteOrder {
    case big, little

    func number(_ bytes: ArraySlice<UInt8>) -> Int {
        switch self {
        case .big: bytes.reduce(0) { $0 << 8 | Int($1) }
        case .little: bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        }
    }
}
