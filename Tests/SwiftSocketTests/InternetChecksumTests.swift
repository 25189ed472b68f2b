import Foundation
import Testing

@testable import SwiftSocket

/// RFC 1071 word by word: the reference.
private func reference(_ bytes: [UInt8]) -> UInt16 {
    var sum: UInt64 = 0
    for (place, byte) in bytes.enumerated() { sum += place % 2 == 0 ? UInt64(byte) << 8 : UInt64(byte) }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return ~UInt16(sum)
}

private func randomBytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255) }
}

@Suite struct InternetChecksumTests {
    @Test func everyLengthAndKindOfBytes() {
        for count in 0...2048 {
            let bytes = randomBytes(count)
            let wanted = reference(bytes)
            #expect(InternetChecksum.of(bytes) == wanted)
            #expect(unsafe InternetChecksum.of(bytes.span.bytes) == wanted)
            #expect(unsafe bytes.withUnsafeBytes { unsafe InternetChecksum.of($0) } == wanted)
            #expect(InternetChecksum.of(Data(bytes)) == wanted)
            if count % 97 == 0 { #expect(InternetChecksum.of(AnyCollection(bytes)) == wanted) }
        }
    }

    @Test func pieces() {
        let bytes = randomBytes(64)
        for count in 0...64 {
            for split in 0...count {
                let (first, second) = (bytes[..<split], bytes[split..<count])
                var sum = InternetChecksum()
                sum.add(first)
                sum.add(second)
                #expect(sum.value == reference(Array(bytes[..<count])) && sum.byteCount == count)
                var (left, right) = (InternetChecksum(), InternetChecksum())
                let part = Array(first)
                unsafe left.add(part.span.bytes)
                unsafe second.withUnsafeBytes { unsafe right.add($0) }
                left.add(right)
                #expect(left.value == sum.value && left.folded == ~sum.value)
            }
        }
    }

    @Test func fieldsAndRFC1071() {
        var sum = InternetChecksum()
        sum.add([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7])
        #expect(sum.folded == 0xddf2 && sum.value == 0x220d && !sum.isValid)
        sum.add(field: UInt16(0x220d))
        #expect(sum.isValid)
        var fields = InternetChecksum()
        fields.add(field: UInt32(0x0001_f203))
        fields.add(field: UInt32(0xf4f5_f6f7))
        #expect(fields.folded == 0xddf2 && fields.byteCount == 0)
    }

    @Test func pseudoHeaders() throws {
        for count in [0, 1, 8, 9, 100] {
            let payload = randomBytes(count)
            let (v4, v6) = ((0..<2).map { _ in randomBytes(4) }, (0..<2).map { _ in randomBytes(16) })
            let length = [UInt8(count >> 8), UInt8(count & 255)]
            var sum = InternetChecksum()
            sum.add(payload)
            sum.addPseudoHeader(
                source: try #require(IPv4Address(bytes: v4[0])),
                destination: try #require(IPv4Address(bytes: v4[1])), protocol: .udp, length: count)
            #expect(sum.value == reference(v4[0] + v4[1] + [0, 17] + length + payload))
            sum = InternetChecksum()
            sum.addPseudoHeader(
                source: try #require(IPv6Address(bytes: v6[0])),
                destination: try #require(IPv6Address(bytes: v6[1])), protocol: .tcp, length: count)
            sum.add(payload)
            #expect(sum.value == reference(v6[0] + v6[1] + [0, 0] + length + [0, 0, 0, 6] + payload))
        }
        var jumbogram = InternetChecksum()
        jumbogram.addPseudoHeader(
            source: IPv6Address.any, destination: IPv6Address.any, protocol: .udp, length: 0x1234_5678)
        #expect(jumbogram.folded == 0x1234 + 0x5678 + 17)
    }

    @Test func zeroOfUDP() {
        var sum = InternetChecksum()
        sum.add(field: UInt16(0xffff))
        #expect(sum.value == 0 && sum.udpValue == 0xffff)
        sum.add(field: UInt16(1))
        #expect(sum.value == 0xfffe && sum.udpValue == 0xfffe)
    }

    @Test func updates() throws {
        for _ in 0..<5000 {
            var bytes = randomBytes(40)
            bytes[0] = 0x45
            let (old, checksum) = (bytes, reference(bytes))
            let place = Int.random(in: 1..<40)
            let end = Int.random(in: place...40)
            bytes.replaceSubrange(place..<end, with: randomBytes(end - place))
            let updated = InternetChecksum.updated(
                checksum, replacing: old[place..<end], with: bytes[place..<end], at: place)
            #expect(updated == reference(bytes))
            let word = UInt16.random(in: 0...0xffff)
            let long = UInt32.random(in: 0...UInt32.max)
            let words = [UInt8(word >> 8), UInt8(word & 255)] + (0..<4).map { UInt8(long >> (24 - 8 * $0) & 255) }
            bytes = old
            bytes.replaceSubrange(4..<10, with: words)
            let first = InternetChecksum.updated(
                checksum, replacing: UInt16(old[4]) << 8 | UInt16(old[5]), with: word)
            let before = old[6..<10].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            #expect(InternetChecksum.updated(first, replacing: before, with: long) == reference(bytes))
        }
        // RFC 1624 section 4.
        #expect(InternetChecksum.updated(0xdd2f, replacing: UInt16(0x5555), with: UInt16(0x3285)) == 0)
        #expect(
            InternetChecksum.updated(0xdd2f, replacing: UInt16(0x5555), with: UInt16(0x3285), kind: .udp) == 0xffff)
        #expect(InternetChecksum.updated(0, replacing: UInt16(1), with: UInt16(2), kind: .udp) == 0)
        #expect(InternetChecksum.updated(0, replacing: UInt32(1), with: UInt32(2), kind: .udp) == 0)
        #expect(InternetChecksum.updated(0, replacing: [1], with: [2], at: 1, kind: .udp) == 0)
        #expect(InternetChecksum.updated(7, replacing: [1], with: [1, 2], at: 0) == nil)
        #expect(InternetChecksum.updated(7, replacing: [1, 2], with: [2, 2], at: -1) == 6)
    }

    @Test func coverageOfUDPLite() {
        #expect(InternetChecksum.udpLiteCoverage(0, length: 20) == 20)
        #expect(InternetChecksum.udpLiteCoverage(8, length: 20) == 8)
        #expect(InternetChecksum.udpLiteCoverage(20, length: 20) == 20)
        for wrong: UInt16 in [1, 7, 21, 0xffff] {
            #expect(InternetChecksum.udpLiteCoverage(wrong, length: 20) == nil)
        }
        #expect(InternetChecksum.udpLiteCoverage(0, length: 7) == nil)
        #expect(InternetChecksum.udpLiteCoverage(0, length: -1) == nil)
        let bytes = randomBytes(20)
        var sum = InternetChecksum()
        sum.add(bytes[..<11], covered: 13)
        sum.add(bytes[11...], covered: 13)
        #expect(sum.value == reference(Array(bytes[..<13])) && sum.byteCount == 20)
        sum = InternetChecksum()
        sum.add(bytes, covered: -1)
        #expect(sum.folded == 0)
    }

    /// Python's int.from_bytes over the same bytes, which it reads in hexadecimal.
    @Test func agreesWithPython() throws {
        let program = """
            import sys
            for line in sys.stdin:
                data = bytes.fromhex(line.strip())
                data += bytes(len(data) % 2)
                total = sum(int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2))
                print(0 if total == 0 else (total - 1) % 65535 + 1)
            """
        guard let python = try Peer(python: program) else { return }
        let all = (0..<400).map { randomBytes($0 * 7) }
        let lines = all.map { $0.map { String(format: "%02x", $0) }.joined() + "\n" }
        let answers = try python.answer(to: lines.joined())
        #expect(answers == all.map { "\(~InternetChecksum.of($0))" })
    }

    @Test func crc32c() {
        #expect(CRC32c.of("123456789".utf8) == 0xe306_9283)
        var crc = CRC32c()
        #expect(crc.value == 0 && crc == CRC32c())
        let zeros = [UInt8](repeating: 0, count: 32)
        crc.add(zeros[..<5])
        let part = Array(zeros[..<11])
        unsafe crc.add(part.span.bytes)
        unsafe zeros[16...].withUnsafeBytes { unsafe crc.add($0) }
        // RFC 3720 appendix B.4.
        #expect(crc.sctpValue == 0xaa36_918a && crc.value == 0x8a91_36aa)
    }
}
