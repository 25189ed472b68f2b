import SwiftSocket

/// A GRE header: RFC 2784, with the key and sequence number of RFC 2890. SwiftSocket has no such header: this struct adds
/// it.
///
///      0                   1                   2                   3
///     |C| |K|S| Reserved0       | Ver |         Protocol Type         |
///     |      Checksum (optional)      |       Reserved1 (optional)    |
///     |                         Key (optional)                        |
///     |                 Sequence Number (optional)                    |
struct GREHeader: PacketHeader {
    /// The type of the payload.
    var protocolType: EtherType
    /// The checksum of header and payload.
    var checksum: UInt16?
    var key: UInt32?
    var sequenceNumber: UInt32?

    private static let checksumPresent: UInt16 = 0x8000
    private static let keyPresent: UInt16 = 0x2000
    private static let sequenceNumberPresent: UInt16 = 0x1000

    /// IP announces the header by protocol 47.
    static var layerKind: LayerKind { LayerKind(protocol: .gre) }

    /// The header announces its payload by an EtherType; that of bridging stands for a whole frame.
    var nextLayer: LayerKind { LayerKind(etherType: protocolType) }

    static func read(_ reader: inout HeaderReader) -> GREHeader? {
        let flags = reader.readUInt16("Flags and Version")
        let known = checksumPresent | keyPresent | sequenceNumberPresent
        // RFC 2784 section 2.3: discard packets with other flags, or another version.
        guard flags & ~known == 0 else {
            reader.fail(
                .packetFieldNotValid, field: "Flags and Version", offset: 0, needed: Int(known), available: Int(flags))
            return nil
        }
        var header = GREHeader(protocolType: EtherType(rawValue: reader.readUInt16("Protocol Type")))
        if flags & checksumPresent != 0 {
            header.checksum = reader.readUInt16("Checksum")
            _ = reader.readUInt16("Reserved1")
        }
        if flags & keyPresent != 0 { header.key = reader.readUInt32("Key") }
        if flags & sequenceNumberPresent != 0 { header.sequenceNumber = reader.readUInt32("Sequence Number") }
        return header
    }

    func write(to writer: inout HeaderWriter) {
        var flags: UInt16 = 0
        if checksum != nil { flags |= Self.checksumPresent }
        if key != nil { flags |= Self.keyPresent }
        if sequenceNumber != nil { flags |= Self.sequenceNumberPresent }
        writer.writeUInt16(flags)
        writer.writeUInt16(protocolType.rawValue)
        if let checksum {
            writer.writeUInt16(checksum)
            writer.writeUInt16(0)
        }
        if let key { writer.writeUInt32(key) }
        if let sequenceNumber { writer.writeUInt32(sequenceNumber) }
    }

    /// The same header with the checksum of header and payload.
    func checksummed(over payload: some Collection<UInt8>) throws(PacketError) -> GREHeader {
        var header = self
        header.checksum = 0
        var sum = InternetChecksum()
        sum.add(try header.encoded())
        sum.add(payload)
        header.checksum = sum.value
        return header
    }

    /// `GREv0, key 0x2a, seq 7, ethertype IPv4 (0x0800)`
    var description: String {
        var words = ["GREv0"]
        if let checksum { words.append("checksum 0x\(String(checksum, radix: 16))") }
        if let key { words.append("key 0x\(String(key, radix: 16))") }
        if let sequenceNumber { words.append("seq \(sequenceNumber)") }
        return (words + [protocolType.description]).joined(separator: ", ")
    }
}
