public import CSocketShim

/// The fields that encoding a packet fills in, whatever values its headers have.
public struct PacketFilling: OptionSet, Hashable, Sendable {
    /// Bits of C's `CSOCK_FILL_…`.
    public let rawValue: Int32

    /// Any bits.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Total length of IPv4, payload length of IPv6, length of UDP.
    public static let lengths = PacketFilling(rawValue: Int32(CSOCK_FILL_LENGTHS))
    /// The checksums of all headers that have one.
    public static let checksums = PacketFilling(rawValue: Int32(CSOCK_FILL_CHECKSUMS))
    /// Protocol, next header and EtherType of each header that is followed by another header.
    public static let protocols = PacketFilling(rawValue: Int32(CSOCK_FILL_PROTOCOLS))
    /// All of these.
    public static let all = PacketFilling(rawValue: Int32(CSOCK_FILL_ALL))
}

extension Packet {
    /// The packet's bytes: one allocation, and each header is written once.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for a value that a header cannot hold, such as the length of a payload
    /// of 65536 bytes, and ``ResultCode/tooManyLayers`` for more than 32 headers. The corresponding C function is
    /// `csock_packet_fill`.
    public func encoded(filling: PacketFilling = .all) throws(PacketError) -> [UInt8] {
        try unsafe withEncodedHeaders(filling) { headers in
            unsafe [UInt8](unsafeUninitializedCapacity: headers.count + payload.count + trailer.count) {
                memory, count in
                var memory = UnsafeMutableRawBufferPointer(memory)
                count = memory.count
                unsafe memory.copyMemory(from: headers)
                unsafe memory = UnsafeMutableRawBufferPointer(rebasing: memory[headers.count...])
                unsafe memory.copyBytes(from: payload)
                unsafe UnsafeMutableRawBufferPointer(rebasing: memory[payload.count...]).copyBytes(from: trailer)
            }
        }
    }

    /// The bytes of the headers alone, with the lengths and checksums of the whole packet: a first piece to send before
    /// the ``payload``, which is not copied. See `sendTo(header:payload:address:flags:)` of ``Socket``. Throws the errors
    /// of ``encoded(filling:)``.
    public func encodedHeaders(filling: PacketFilling = .all) throws(PacketError) -> [UInt8] {
        try unsafe withEncodedHeaders(filling) { unsafe Array($0) }
    }

    /// Appends the packet, without its trailer, to a span. Throws the errors of ``encoded(filling:)``, and
    /// ``ResultCode/noRoomForPacket``, with nothing appended.
    public func encode(into span: inout OutputRawSpan, filling: PacketFilling = .all) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in
            try unsafe encode(into: memory, filling: filling)
        }
    }

    /// Writes the packet, without its trailer, to the start of memory, and returns its length. Throws the errors of
    /// ``encoded(filling:)``, and ``ResultCode/noRoomForPacket``.
    @discardableResult
    public func encode(
        into memory: UnsafeMutableRawBufferPointer, filling: PacketFilling = .all
    ) throws(PacketError) -> Int {
        var needed = 0
        let length = try unsafe writeHeaders(to: memory, filling, payload.count, &needed).get()
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[length...]).copyBytes(from: payload)
        return length + payload.count
    }

    /// Lends the bytes of the headers, with the lengths and checksums of the whole packet. They lie on the stack unless
    /// they are longer than most.
    func withEncodedHeaders<Value>(
        _ filling: PacketFilling, _ body: (UnsafeRawBufferPointer) -> Value
    ) throws(PacketError) -> Value {
        var needed = 512
        func attempt() -> Result<Value, PacketError> {
            unsafe withUnsafeTemporaryAllocation(byteCount: needed, alignment: 8) { memory in
                unsafe writeHeaders(to: memory, filling, 0, &needed).map {
                    unsafe body(UnsafeRawBufferPointer(rebasing: memory[..<$0]))
                }
            }
        }
        let result = attempt()
        return try (needed > 512 ? attempt() : result).get()
    }

    /// Writes the headers to the start of memory that must have room for `extra` more bytes, fills them in, and returns
    /// their length. Sets `needed` if the memory has too little room.
    private func writeHeaders(
        to memory: UnsafeMutableRawBufferPointer, _ filling: PacketFilling, _ extra: Int, _ needed: inout Int
    ) -> Result<Int, PacketError> {
        // C refuses more headers than the maximum: one more is enough to find out.
        let capacity = Swift.min(headers.count, CSOCK_PACKET_LAYERS_MAX + 1)
        return unsafe withUnsafeTemporaryAllocation(of: csock_layer.self, capacity: capacity) { layers in
            unsafe PacketError.result { error in
                var writer = unsafe HeaderWriter(memory, .payload, error)
                for (index, header) in headers.prefix(capacity).enumerated() {
                    let start = writer.position
                    writer.kind = type(of: header).layerKind
                    header.write(to: &writer)
                    unsafe layers[index].kind = writer.kind.rawValue
                    unsafe layers[index].offset = start
                    unsafe layers[index].header_length = UInt32(clamping: writer.position - start)
                }
                let length = writer.position
                if writer.hasFailed { return nil }
                if length + extra > memory.count {
                    needed = length + extra
                    let first = headers.first.map { type(of: $0).layerKind } ?? .payload
                    unsafe error.pointee = csock_wire_error(
                        .noRoomForPacket, first, "Packet", offset: 0, needed: length + extra, available: memory.count)
                    return nil
                }
                let result = unsafe payload.withCBytes { payload in
                    unsafe csock_packet_fill(
                        layers.baseAddress, headers.count, memory.baseAddress, length, payload, filling.rawValue, error)
                }
                return result < 0 ? nil : length
            }
        }
    }

    /// Appends an IPv4 header, a UDP header and a payload to a span, with lengths, protocol and both checksums filled in:
    /// a `Packet` of these, but without any allocation. Throws the errors of ``encoded(filling:)``, and
    /// ``ResultCode/noRoomForPacket``, with nothing appended.
    ///
    /// The corresponding C function is `csock_packet_compose_udp`.
    @inlinable
    public static func encode(
        _ ip: IPv4Header, _ udp: UDPHeader, payload: RawSpan, into span: inout OutputRawSpan
    ) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in
            try unsafe PacketError.check { error in
                unsafe ip.withC { ip in
                    udp.withC { udp in
                        var (ip, udp) = unsafe (ip, udp)
                        return unsafe payload.withUnsafeBytes { payload in
                            unsafe csock_packet_compose_udp(
                                &ip, &udp, csock_bytes(payload), memory.baseAddress, memory.count, error)
                        }
                    }
                }
            }
        }
    }

    /// The same packet with the field values that ``encoded(filling:)`` writes. Throws its errors, and
    /// ``ResultCode/packetFieldNotValid`` for a packet that cannot be decoded, such as one with a length of 0 that is not
    /// filled in.
    public func filled(_ filling: PacketFilling = .all) throws(PacketError) -> Packet {
        var packet = self
        var rest = try encoded(filling: filling)[...]
        for (index, header) in headers.enumerated() {
            let written = try type(of: header).decodeAny(rest)
            packet.headers[index] = written.header
            rest = rest.dropFirst(written.length)
        }
        return packet
    }
}

extension PacketHeader {
    // Lenient, because the packet may have fields that are wrong on purpose.
    fileprivate static func decodeAny(
        _ bytes: ArraySlice<UInt8>
    ) throws(PacketError) -> (header: any PacketHeader, length: Int) {
        let decoded = try decodeLeniently(bytes)
        return (decoded.header, decoded.length)
    }
}
