internal import CSocketShim

/// An option of a TCP header: RFC 9293 section 3.2. Open to any kind.
///
/// The corresponding C type is `csock_tcp_option`.
public enum TCPOption: Hashable, Sendable {
    /// The end of the list, with the padding that follows it in the header.
    case endOfList(padding: [UInt8] = [])
    /// Fills up to a boundary.
    case noOperation
    /// The largest segment that the sender of a SYN takes, in bytes.
    case maximumSegmentSize(UInt16)
    /// How far window fields are to be shifted to the left: RFC 7323, which takes more than 14 for 14.
    case windowScale(UInt8)
    /// The sender of a SYN understands ``TCPOption/sack(_:)``: RFC 2018.
    case sackPermitted
    /// What arrived while earlier bytes are missing, 1 to 4 blocks: RFC 2018.
    case sack([SACKBlock])
    /// The sender's clock, and the receiver's as it last came: RFC 7323.
    case timestamps(value: UInt32, echoReply: UInt32)
    /// A fast open cookie of 4 to 16 bytes, an even number, or of none to ask for one: RFC 7413.
    case fastOpenCookie([UInt8])
    /// The MD5 digest of 16 bytes that signs a segment: RFC 2385.
    case md5([UInt8])
    /// Any other kind, with what follows kind and length.
    case other(kind: UInt8, data: [UInt8])
    /// Bytes that are no option, at the end of a list that was read from somewhere.
    case malformed([UInt8])

    /// Bytes that arrived while earlier ones are missing.
    public struct SACKBlock: Hashable, Sendable {
        /// The first sequence number.
        public var leftEdge: UInt32
        /// The sequence number after the last.
        public var rightEdge: UInt32

        /// A block between two sequence numbers, which may have wrapped.
        public init(leftEdge: UInt32, rightEdge: UInt32) {
            self.leftEdge = leftEdge
            self.rightEdge = rightEdge
        }
    }
}

extension TCPOption: HeaderOption {
    /// Takes the first option from bytes. The corresponding C function is `csock_tcp_option_next`.
    public static func next(_ bytes: inout UnsafeRawBufferPointer) -> TCPOption {
        var list = unsafe csock_bytes(bytes)
        var option = unsafe csock_tcp_option()
        if unsafe csock_tcp_option_next(&list, &option, nil) <= 0 {
            defer { unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0) }
            return .malformed(unsafe Array(bytes))
        }
        unsafe bytes = unsafe UnsafeRawBufferPointer(start: list.start, count: list.count)
        return unsafe TCPOption(option)
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

    /// Writes the option to memory. Throws ``ResultCode/packetFieldOutOfRange`` and
    /// ``ResultCode/noRoomForPacket``. The corresponding C function is `csock_tcp_option_encode`.
    public func encode(into memory: UnsafeMutableRawBufferPointer) throws(PacketError) -> Int {
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
        case .malformed(let bytes):
            return try unsafe copy(bytes, to: memory)
        }
        return try unsafe data.withCBytes { bytes throws(PacketError) in
            unsafe option.data = bytes
            let length = try unsafe PacketError.check {
                unsafe csock_tcp_option_encode(&option, memory.baseAddress, memory.count, $0)
            }
            return Int(length)
        }
    }
}

extension TCPOption: CustomStringConvertible {
    /// As tcpdump prints it: `mss 1460`, `wscale 7`, `sackOK`, `sack 1 {1:1449}`, `TS val 1 ecr 0`, `tfo
    /// cookiereq`, `nop`, `eol`, `unknown-254`.
    public var description: String {
        switch self {
        case .endOfList: "eol"
        case .noOperation: "nop"
        case .maximumSegmentSize(let size): "mss \(size)"
        case .windowScale(let count): "wscale \(count)"
        case .sackPermitted: "sackOK"
        case .sack(let blocks):
            "sack \(blocks.count) " + blocks.map { "{\($0.leftEdge):\($0.rightEdge)}" }.joined()
        case .timestamps(let value, let echoReply): "TS val \(value) ecr \(echoReply)"
        case .fastOpenCookie(let cookie): cookie.isEmpty ? "tfo cookiereq" : "tfo cookie \(hex(cookie))"
        case .md5(let digest): "md5 \(hex(digest))"
        case .other(let kind, let data): data.isEmpty ? "unknown-\(kind)" : "unknown-\(kind) 0x\(hex(data))"
        case .malformed: "malformed"
        }
    }
}
