internal import CSocketShim

/// A classic BPF program, which says of each packet how many bytes a socket keeps of it: the kernel's
/// networking/filter.rst.
///
///     let filter = try SocketFilter.matching(protocol: .udp, port: 53)
///     try socket.setOption(.filter, filter)
public struct SocketFilter: Hashable, Sendable {
    /// The program; `tcpdump -dd` prints such.
    public let instructions: [Instruction]

    /// A program that the kernel will take: of 1 to 4096 instructions that it knows, whose jumps end within
    /// it, and of which the last returns.
    ///
    /// Throws `EINVAL`; the error's subject names the instruction at fault. The corresponding C function is
    /// `csock_filter_validate`.
    public init(_ instructions: [Instruction]) throws(SocketError) {
        var index = 0
        let result = unsafe Self.withProgram(instructions) { unsafe csock_filter_validate($0, $1, &index) }
        if result < 0 {
            throw SocketError(.filter, ResultCode(result: Int(result)), subject: "instruction \(index)")
        }
        self.instructions = instructions
    }

    /// What the kernel has accepted.
    init(accepted: [csock_filter_instruction]) {
        instructions = accepted.map { Instruction($0) }
    }

    /// The program that keeps what meets every condition that is given: packets of an EtherType; of an IP
    /// protocol (that stands directly behind an IPv6 header); from or to a port; from or to a host, whose port does
    /// not count. `ethernet` says whether they begin with an Ethernet header, as those of
    /// ``Socket/packet(_:etherType:)`` do, or with the IP header; `keep` how many bytes to keep.
    ///
    /// Throws `EINVAL` for a protocol over 255, a host that is no IP address, an EtherType without an Ethernet
    /// header. The corresponding C function is `csock_filter_compile`.
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

    /// How many bytes the program keeps of a packet of any origin, as one of a file: 0 drops it. The packet had
    /// `length` bytes, of which those given are the first. Linux's extensions read as 0 here. The corresponding C
    /// function is `csock_filter_run`.
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
