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
    let bytes = unsafe array
    for _ in 0..<times {
        var sum = InternetChecksum()
        sum.add(bytes[..<20])
        sum.add(bytes)
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
        var header = IPv4Header(source: .any, destination: .any)
        for i in 0..<times {
            header.identification = UInt16(truncatingIfNeeded: i)
            bench_use(UInt64((try? unsafe header.encode(into: memory)) ?? 0))
        }
    }
}

let decode: @convention(c) (UnsafeRawPointer?, Int) -> Void = { _, times in
    var result: UInt64 = 0
    let bytes = unsafe array
    for _ in 0..<times {
        if let decoded = try? IPv4Header.decode(bytes) { result &+= UInt64(decoded.header.identification) }
    }
    bench_use(result)
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
    Comparison(name: "IPv4Header.decode", count: 60, c: bench_c_ipv4_decode, swift: decode),
]

@main
struct SwiftOverC {
    static func main() {
        print("| | bytes | C, ns | Swift, ns | Swift / C |\n|---|--:|--:|--:|--:|")
        for comparison in comparisons {
            unsafe array = (0..<comparison.count).map { UInt8(truncatingIfNeeded: $0 &* 73) }
            unsafe array.replaceSubrange(
                0..<4, with: [0x45, 0, 0, UInt8(truncatingIfNeeded: min(comparison.count, 60))])
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
