internal import CSocketShim

/// A classic BPF program. It decides how many bytes of each packet the socket receives; 0 drops the packet: the
/// kernel's networking/filter.rst.
///
///     let filter = try SocketFilter.matching(protocol: .udp, port: 53)
///     try socket.setOption(.filter, filter)
public struct SocketFilter: Hashable, Sendable {
    /// The instructions of the program, as `tcpdump -dd` prints them.
    public let instructions: [Instruction]

    /// A program that the kernel accepts: 1 to 4096 known instructions, whose jumps stay within the program, and the
    /// last of which returns.
    ///
    /// Throws `EINVAL`; the error's ``SocketError/subject`` names the wrong instruction.
    ///
    /// The corresponding C function is `csock_filter_validate`.
    public init(_ instructions: [Instruction]) throws(SocketError) {
        var index = 0
        let result = unsafe Self.withProgram(instructions) { unsafe csock_filter_validate($0, $1, &index) }
        if result < 0 {
            throw SocketError(.filter, ResultCode(result: Int(result)), subject: "instruction \(index)")
        }
        self.instructions = instructions
    }

    /// A program that the kernel has accepted.
    init(accepted: [csock_filter_instruction]) {
        instructions = accepted.map { Instruction($0) }
    }

    /// A program that receives the packets that meet every given condition: an EtherType; an IP protocol (directly
    /// after an IPv6 header); a source or destination port; a source or destination host, whose port is ignored.
    ///
    /// `ethernet` says whether packets begin with an Ethernet header, as those of ``Socket/link(_:etherType:)`` do, or
    /// with the IP header. `keep` is the count of bytes to receive of each packet.
    ///
    /// Throws `EINVAL` for a protocol over 255, a host that is no IP address, or an EtherType without an Ethernet
    /// header.
    ///
    /// The corresponding C function is `csock_filter_compile`.
    public static func matching(
        etherType: EtherType? = nil, protocol: SocketProtocol? = nil, port: UInt16? = nil, host: SocketAddress? = nil,
        ethernet: Bool = true, keep: UInt32 = .max
    ) throws(SocketError) -> SocketFilter {
        var match = csock_filter_match_all()
        match.ethernet = ethernet
        match.keep = keep
        if let etherType { match.ethertype = Int32(etherType.rawValue) }
        if let `protocol` { match.protocol = `protocol`.rawValue }
        if let port { match.port = Int32(port) }
        if let host { match.host = host.storage }
        var result: Int32 = 0
        let program = unsafe [csock_filter_instruction](unsafeUninitializedCapacity: CSOCK_FILTER_COMPILED_MAX) {
            buffer, count in
            if let start = buffer.baseAddress { result = unsafe csock_filter_compile(&match, start) }
            count = Int(max(result, 0))
        }
        try SocketError.check(.filter, Int(result))
        return SocketFilter(accepted: program)
    }

    /// Runs the program on a packet, for example of a file, and returns how many bytes it receives of it; 0 drops the
    /// packet. `length` is the length of the packet if `packet` has only its first bytes. Linux's extensions to BPF
    /// read as 0.
    ///
    /// The corresponding C function is `csock_filter_run`.
    public func run(on packet: some Collection<UInt8>, length: Int? = nil) -> UInt32 {
        unsafe withContiguousBytes(of: packet) { bytes in
            var packet = unsafe csock_filter_packet()
            unsafe packet.bytes = bytes.bindMemory(to: UInt8.self).baseAddress
            unsafe packet.count = bytes.count
            unsafe packet.length = UInt32(clamping: length ?? bytes.count)
            return unsafe Self.withProgram(instructions) { unsafe csock_filter_run($0, $1, &packet) }
        }
    }

    static func withProgram<Result>(
        _ instructions: [Instruction], _ body: (UnsafePointer<csock_filter_instruction>?, Int) -> Result
    ) -> Result {
        unsafe instructions.map(\.c).withUnsafeBufferPointer { unsafe body($0.baseAddress, $0.count) }
    }
}
