import BenchHarness
import SwiftSocket

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// A benchmark: what C does, and the same in Swift. Both take turns in one run.
@unsafe
struct Comparison {
    let name: String
    let count: Int
    let c: @convention(c) (UnsafeRawPointer?, Int) -> Void
    let swift: @convention(c) (UnsafeRawPointer?, Int) -> Void
}

/// What Swift works on, as a user has it.
nonisolated(unsafe) var array: [UInt8] = []

let checksum: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    for _ in 0..<times { result &+= UInt64(InternetChecksum.of(bytes)) }
    bench_use(result)
}

let checksumOfSpan: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    let span = bytes.span.bytes
    for _ in 0..<times { result &+= UInt64(InternetChecksum.of(span)) }
    bench_use(result)
}

let checksumOfTwo: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let payload = unsafe array
    let header = Array(payload[..<20])
    for _ in 0..<times {
        var sum = InternetChecksum()
        sum.add(header)
        sum.add(payload)
        result &+= UInt64(sum.value)
    }
    bench_use(result)
}

let update: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt16 = 1
    for i in 0..<times {
        result = InternetChecksum.updated(result, replacing: UInt16(1), with: UInt16(truncatingIfNeeded: i))
    }
    bench_use(UInt64(result))
}

let crc: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    for _ in 0..<times { result &+= UInt64(CRC32c.of(bytes)) }
    bench_use(result)
}

let encode: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    unsafe array.withUnsafeMutableBytes { memory in
        var headers = [IPv4Header(source: .any, destination: .any)]
        for i in 0..<times {
            headers[0].identification = UInt16(truncatingIfNeeded: i)
            bench_touch(nil)
            bench_use(UInt64((try? unsafe headers[0].encode(into: memory)) ?? 0))
        }
    }
}

let decode: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    for _ in 0..<times {
        bench_touch(nil)
        if let decoded = try? IPv4Header.decode(bytes) { result &+= UInt64(decoded.header.identification) }
    }
    bench_use(result)
}

let decodeSpan: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    let span = bytes.span.bytes
    for _ in 0..<times {
        bench_touch(nil)
        if let header = try? IPv4Header(decoding: span) { result &+= UInt64(header.identification) }
    }
    bench_use(result)
}

/// A segment with the options of most, as in the C benchmark.
let segment: [UInt8] = [
    0x45, 0x00, 0x00, 0x3c, 0x1c, 0x46, 0x40, 0x00, 0x40, 0x06, 0x00, 0x00, 0xc0, 0x00, 0x02, 0x01, 0xc6, 0x33, 0x64,
    0x02, 0xc0, 0x00, 0x01, 0xbb, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x80, 0x18, 0x01, 0xf5, 0x00, 0x00,
    0x00, 0x00, 0x01, 0x01, 0x08, 0x0a, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x20, 0x00, 0x70, 0x61, 0x79, 0x6c, 0x6f,
    0x61, 0x64, 0x73,
]

let dissect: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    let span = bytes.span.bytes
    var decoder = PacketDecoder()
    for _ in 0..<times {
        bench_touch(nil)
        try? decoder.decode(span, as: .ipv4) { layers in
            guard let ip = layers.header(at: 0, as: IPv4Header.self), let tcp = layers.header(at: 1, as: TCPHeader.self)
            else { return }
            result &+= UInt64(ip.timeToLive)
            result ^= UInt64(ip.identification)
            result &+= UInt64(tcp.sourcePort)
            result ^= UInt64(tcp.destinationPort)
            result &+= UInt64(tcp.sequenceNumber)
            result ^= UInt64(tcp.acknowledgmentNumber)
            result &+= UInt64(tcp.window)
            result ^= UInt64(layers.payload.count)
        }
    }
    bench_use(result)
}

let compose: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    let payload = unsafe array
    let span = payload.span.bytes
    var headers = [IPv4Header(source: .any, destination: .any, flags: .dontFragment)]
    let udp = UDPHeader(sourcePort: 5353, destinationPort: 53)
    unsafe withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 1) { memory in
        for i in 0..<times {
            headers[0].identification = UInt16(truncatingIfNeeded: i)
            bench_touch(nil)
            var output = unsafe OutputRawSpan(buffer: memory, initializedCount: 0)
            try? Packet.encode(headers[0], udp, payload: span, into: &output)
            bench_use(UInt64(output.byteCount))
            unsafe bench_touch(memory.baseAddress)
        }
    }
}

let comparisons = [
    Comparison(name: "InternetChecksum.of([UInt8])", count: 20, c: bench_c_checksum, swift: checksum),
    Comparison(name: "InternetChecksum.of([UInt8])", count: 64, c: bench_c_checksum, swift: checksum),
    Comparison(name: "InternetChecksum.of([UInt8])", count: 1500, c: bench_c_checksum, swift: checksum),
    Comparison(name: "InternetChecksum.of(RawSpan)", count: 64, c: bench_c_checksum, swift: checksumOfSpan),
    Comparison(name: "header and payload", count: 1480, c: bench_c_checksum_of_two, swift: checksumOfTwo),
    Comparison(name: "InternetChecksum.updated", count: 64, c: bench_c_update, swift: update),
    Comparison(name: "CRC32c.of([UInt8])", count: 1500, c: bench_c_crc32c, swift: crc),
    Comparison(name: "IPv4Header.encode", count: 20, c: bench_c_ipv4_encode, swift: encode),
    Comparison(name: "IPv4Header.decode([UInt8])", count: 60, c: bench_c_ipv4_decode, swift: decode),
    Comparison(name: "IPv4Header(decoding: RawSpan)", count: 60, c: bench_c_ipv4_decode, swift: decodeSpan),
    Comparison(name: "PacketDecoder.decode, IPv4 and TCP", count: 60, c: bench_c_dissect, swift: dissect),
    Comparison(name: "Packet.encode, IPv4 and UDP", count: 64, c: bench_c_compose_udp, swift: compose),
]

@main
struct SwiftOverC {
    static func main() {
        print("| | bytes | C, ns | Swift, ns | Swift / C |\n|---|--:|--:|--:|--:|")
        for comparison in comparisons {
            unsafe array = (0..<comparison.count).map { UInt8(truncatingIfNeeded: $0 &* 73) }
            if comparison.count == segment.count { unsafe array = segment }
            var copy = unsafe array
            unsafe copy.withUnsafeMutableBufferPointer { copy in
                guard let start = copy.baseAddress else { return }
                var bytes = unsafe bench_bytes(start: start, count: copy.count)
                unsafe withUnsafePointer(to: &bytes) { bytes in
                    unsafe comparison.name.withCString { name in
                        var contenders = unsafe [
                            bench_contender(name: name, body: comparison.c, context: bytes, ns: 0),
                            bench_contender(name: name, body: comparison.swift, context: bytes, ns: 0),
                        ]
                        unsafe bench_measure(&contenders, contenders.count)
                        unsafe report(comparison, contenders[0].ns, contenders[1].ns)
                    }
                }
            }
        }
    }

    static func report(_ comparison: Comparison, _ c: Double, _ swift: Double) {
        func rounded(_ number: Double, _ places: Double) -> Double { (number * places).rounded() / places }
        let columns = [
            comparison.name, "\(comparison.count)", "\(rounded(c, 10))", "\(rounded(swift, 10))",
            "\(rounded(swift / c, 100))",
        ]
        print("| \(columns.joined(separator: " | ")) |")
    }
}
