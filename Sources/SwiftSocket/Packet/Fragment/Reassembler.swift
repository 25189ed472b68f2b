internal import CSocketShim

/// Reassembles fragments of IPv4 and IPv6 datagrams, in memory of a fixed size.
///
///     let reassembler = Reassembler(datagrams: 32, timeout: .seconds(30))
///     let packet = Packet(
///         IPv4Header(source: .loopback, destination: .loopback), payload: [UInt8](repeating: 1, count: 3000))
///     for fragment in try packet.fragments(mtu: 576) {
///         if case .complete(let datagram) = try reassembler.add(fragment) { print(datagram.count) }
///     }
///
/// A datagram with fragments that overlap or contradict each other is given up: its later fragments are dropped until the
/// timeout expires, so that a sender cannot choose which of two contents a receiver sees. A duplicate of a fragment is
/// ignored. Header checksums are not verified.
///
/// Use it from one thread at a time. RFC 791, RFC 5722, RFC 6946, RFC 8200. The corresponding C type is
/// `csock_reassembler`.
@safe
public final class Reassembler {
    private let table: UnsafeMutablePointer<csock_reassembler>
    private let entries: UnsafeMutablePointer<csock_reassembly_entry>
    private let memory: UnsafeMutableRawPointer
    private let start = ContinuousClock.now

    /// The greatest number of payload bytes in a datagram.
    public let payloadLimit: Int

    /// A table for `datagrams` incomplete datagrams at a time, 1 to 4096, each with a payload of at most `payloadLimit` bytes, 8
    /// to 65535. A datagram that is not complete `timeout` after its first fragment arrived is dropped. A number outside its
    /// range counts as the nearest one inside. The table takes (`datagrams` + 1) × (`payloadLimit` + 256) bytes, and 2 KB for
    /// each datagram.
    ///
    /// The corresponding C function is `csock_reassembler_init`.
    public init(datagrams: Int = 16, payloadLimit: Int = 65535, timeout: Duration = .seconds(30)) {
        let count = min(max(datagrams, 1), 4096)
        let size = csock_reassembly_memory(count, min(max(payloadLimit, 8), 65535))
        let nanoseconds = max(timeout, .zero).clampedNanoseconds
        unsafe table = .allocate(capacity: 1)
        unsafe table.initialize(to: csock_reassembler())
        unsafe entries = .allocate(capacity: count)
        unsafe entries.initialize(repeating: csock_reassembly_entry(), count: count)
        unsafe memory = .allocate(byteCount: size, alignment: 1)
        self.payloadLimit = unsafe Int(csock_reassembler_init(table, entries, count, memory, size, nanoseconds))
    }

    deinit {
        unsafe memory.deallocate()
        unsafe entries.deallocate()
        unsafe table.deallocate()
    }

    /// Adds an IPv4 or IPv6 packet, header first. Bytes after its length, such as the padding of Ethernet, are ignored. `time` is
    /// on a clock of the caller's choice that does not run backwards, such as the timestamps of a capture file; `nil` is now.
    /// Datagrams whose timeout has expired are dropped first.
    ///
    /// Throws ``ResultCode/packetTooShort`` and ``ResultCode/packetFieldNotValid`` for bytes that are not a packet. The
    /// corresponding C function is `csock_reassembler_add`.
    @inlinable
    public func add(
        _ packet: some Collection<UInt8>, at time: Duration? = nil
    ) throws(PacketError) -> Reassembly {
        try unsafe withContiguousBytes(of: packet) { unsafe addResult($0, at: time) }.get()
    }

    @usableFromInline
    func addResult(_ packet: UnsafeRawBufferPointer, at time: Duration?) -> Result<Reassembly, PacketError> {
        var datagram = unsafe csock_bytes()
        do throws(PacketError) {
            let outcome = try unsafe PacketError.check {
                unsafe csock_reassembler_add(table, packet.baseAddress, packet.count, now(time), &datagram, $0)
            }
            switch Int(outcome) {
            case CSOCK_REASSEMBLY_WHOLE: return .success(.whole(unsafe datagram.array))
            case CSOCK_REASSEMBLY_COMPLETE: return .success(.complete(unsafe datagram.array))
            case CSOCK_REASSEMBLY_STORED: return .success(.stored)
            case CSOCK_REASSEMBLY_DUPLICATE: return .success(.duplicate)
            default: return .success(.dropped(ReassemblyDrop(rawValue: outcome)))
            }
        } catch {
            return .failure(error)
        }
    }

    /// Drops the incomplete datagrams whose timeout has expired at `time` (see ``add(_:at:)``), and returns their number. The
    /// corresponding C function is `csock_reassembler_expire`.
    @discardableResult
    public func expire(at time: Duration? = nil) -> Int {
        unsafe csock_reassembler_expire(table, now(time))
    }

    /// The number of datagrams dropped so far because their timeout expired.
    public var expiredCount: UInt64 { unsafe table.pointee.expired }

    private func now(_ time: Duration?) -> Int64 {
        (time ?? ContinuousClock.now - start).clampedNanoseconds
    }
}

extension Duration {
    /// The duration in C's unit, limited to 292 years.
    fileprivate var clampedNanoseconds: Int64 {
        let limit = Duration.nanoseconds(Int64.max)
        let (seconds, attoseconds) = min(max(self, .zero - limit), limit).components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
