internal import CSocketShim

/// An option of a TCP header: RFC 9293 section 3.2. Open to any kind.
///
/// The corresponding C type is `csock_tcp_option`.
public enum TCPOption: Hashable, Sendable {
    /// The end of the list, with the padding that follows it in the header.
    case endOfList(padding: [UInt8] = [])
    /// Padding of one byte.
    case noOperation
    /// The largest segment that the sender of a SYN accepts, in bytes.
    case maximumSegmentSize(UInt16)
    /// The number of bits by which window fields are shifted left: RFC 7323. Receivers treat more than 14 as 14.
    case windowScale(UInt8)
    /// The sender of a SYN supports ``TCPOption/sack(_:)``: RFC 2018.
    case sackPermitted
    /// Data received after a gap, 1 to 4 blocks: RFC 2018.
    case sack([SACKBlock])
    /// The sender's clock, and the last value received from the peer: RFC 7323.
    case timestamps(value: UInt32, echoReply: UInt32)
    /// A fast open cookie: an even number of 4 to 16 bytes, or none to request a cookie: RFC 7413.
    case fastOpenCookie([UInt8])
    /// The MD5 digest of 16 bytes that signs a segment: RFC 2385.
    case md5([UInt8])
    /// Any other kind, with the bytes after kind and length.
    case other(kind: UInt8, data: [UInt8])
    /// Bytes that cannot be decoded as an option, at the end of a decoded list.
    case malformed([UInt8])

    /// A block of data received after a gap.
    public struct SACKBlock: Hashable, Sendable {
        /// The first sequence number.
        public var leftEdge: UInt32
        /// The sequence number after the last.
        public var rightEdge: UInt32

        /// A block between two sequence numbers, which may wrap around.
        public init(leftEdge: UInt32, rightEdge: UInt32) {
            self.leftEdge = leftEdge
            self.rightEdge = rightEdge
        }
    }
}

extension TCPOption: HeaderOption {
    /// Reads an option by way of `csock_tcp_option_next`.
    public static func read(_ reader: inout HeaderReader) -> TCPOption? {
        unsafe reader.next(csock_tcp_option(), { unsafe TCPOption($0) }, by: csock_tcp_option_next)
    }

    private init(_ option: csock_tcp_option) {
        switch unsafe Int(option.kind) {
        case CSOCK_TCP_OPTION_END: self = .endOfList(padding: unsafe option.data.array)
        case CSOCK_TCP_OPTION_NO_OPERATION: self = .noOperation
        case CSOCK_TCP_OPTION_MSS:
            self = .maximumSegmentSize(unsafe UInt16(truncatingIfNeeded: option.segment_size))
        case CSOCK_TCP_OPTION_WINDOW_SCALE: self = .windowScale(unsafe UInt8(truncatingIfNeeded: option.shift_count))
        case CSOCK_TCP_OPTION_SACK_PERMITTED: self = .sackPermitted
        case CSOCK_TCP_OPTION_SACK: self = .sack(unsafe Self.blocks(of: option))
        case CSOCK_TCP_OPTION_TIMESTAMPS:
            self = unsafe .timestamps(value: option.timestamp, echoReply: option.echo_reply)
        case CSOCK_TCP_OPTION_FAST_OPEN: self = .fastOpenCookie(unsafe option.data.array)
        case CSOCK_TCP_OPTION_MD5: self = .md5(unsafe option.data.array)
        default:
            self = unsafe .other(kind: UInt8(truncatingIfNeeded: option.kind), data: option.data.array)
        }
    }

    private static func blocks(of option: csock_tcp_option) -> [SACKBlock] {
        let blocks = unsafe option.blocks
        let all = [blocks.0, blocks.1, blocks.2, blocks.3]
        return all.prefix(Int(unsafe option.block_count)).map {
            SACKBlock(leftEdge: $0.left_edge, rightEdge: $0.right_edge)
        }
    }

    /// Writes the option by way of `csock_tcp_option_encode`; malformed bytes as they are.
    public func write(to writer: inout HeaderWriter) {
        if case .malformed(let bytes) = self { writer.writeBytes(bytes) }
        unsafe withC { unsafe writer.write($0, by: csock_tcp_option_encode) }
    }

    /// Lends the option in C's form; nil for malformed bytes.
    @discardableResult
    private func withC<Result>(_ body: (csock_tcp_option) -> Result) -> Result? {
        var option = unsafe csock_tcp_option()
        var data: [UInt8] = []
        switch self {
        case .endOfList(let padding): data = padding
        case .noOperation: unsafe option.kind = UInt32(CSOCK_TCP_OPTION_NO_OPERATION)
        case .maximumSegmentSize(let size):
            unsafe (option.kind, option.segment_size) = (UInt32(CSOCK_TCP_OPTION_MSS), UInt32(size))
        case .windowScale(let count):
            unsafe (option.kind, option.shift_count) = (UInt32(CSOCK_TCP_OPTION_WINDOW_SCALE), UInt32(count))
        case .sackPermitted: unsafe option.kind = UInt32(CSOCK_TCP_OPTION_SACK_PERMITTED)
        case .sack(let blocks):
            unsafe (option.kind, option.block_count) = (UInt32(CSOCK_TCP_OPTION_SACK), UInt32(clamping: blocks.count))
            unsafe withUnsafeMutableBytes(of: &option.blocks) { memory in
                let slots = unsafe memory.assumingMemoryBound(to: csock_tcp_sack_block.self)
                for (slot, block) in zip(slots.indices, blocks) {
                    unsafe slots[slot] = csock_tcp_sack_block(left_edge: block.leftEdge, right_edge: block.rightEdge)
                }
            }
        case .timestamps(let value, let echoReply):
            unsafe option.kind = UInt32(CSOCK_TCP_OPTION_TIMESTAMPS)
            unsafe (option.timestamp, option.echo_reply) = (value, echoReply)
        case .fastOpenCookie(let cookie):
            unsafe option.kind = UInt32(CSOCK_TCP_OPTION_FAST_OPEN)
            data = cookie
        case .md5(let digest):
            unsafe option.kind = UInt32(CSOCK_TCP_OPTION_MD5)
            data = digest
        case .other(let kind, let bytes):
            unsafe option.kind = UInt32(kind)
            data = bytes
        case .malformed: return nil
        }
        return unsafe data.withCBytes { bytes in
            unsafe option.data = bytes
            return unsafe body(option)
        }
    }
}

extension TCPOption: CustomStringConvertible {
    /// In the form of tcpdump: `mss 1460`, `wscale 7`, `sackOK`, `sack 1 {1:1449}`, `TS val 1 ecr 0`, `tfo
    /// cookiereq`, `nop`, `eol`, `unknown-254`, `malformed`. The corresponding C function is `csock_tcp_option_format`.
    public var description: String {
        unsafe withC { unsafe text(of: $0, by: csock_tcp_option_format) } ?? "malformed"
    }
}
