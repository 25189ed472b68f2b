import Foundation

/// Writes a pcap file with nanoseconds: draft-ietf-opsawg-pcap. Each packet is written at once, so that what an
/// interrupted program leaves behind can be read.
public struct PcapWriter {
    private let handle: FileHandle
    private let snapshotLength: Int

    /// Creates a file, replacing an existing one; `-` is standard output.
    public init(path: String, linkType: LinkType, snapshotLength: Int = 262144) throws {
        self.snapshotLength = snapshotLength
        if path == "-" {
            handle = .standardOutput
        } else {
            let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            if descriptor < 0 { throw FileError(path, unsafe String(cString: strerror(errno))) }
            handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }
        // Version 2.4; the two numbers that nobody has used are 0.
        let header =
            word(0xa1b2_3c4d) + half(2) + half(4) + word(0) + word(0) + word(UInt32(clamping: snapshotLength))
            + word(UInt32(linkType.rawValue))
        try handle.write(contentsOf: header)
    }

    /// Appends a packet, or as much of it as the file is to keep.
    public func write(_ packet: CapturedPacket) throws {
        let kept = packet.bytes.prefix(snapshotLength)
        let (seconds, attoseconds) = packet.time.components
        let header =
            word(UInt32(clamping: seconds)) + word(UInt32(clamping: attoseconds / 1_000_000_000))
            + word(UInt32(kept.count))
            + word(UInt32(clamping: packet.length))
        try handle.write(contentsOf: header + kept)
    }

    private func half(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xff)] }

    private func word(_ number: UInt32) -> [UInt8] {
        half(UInt16(number >> 16)) + half(UInt16(number & 0xffff))
    }
}
