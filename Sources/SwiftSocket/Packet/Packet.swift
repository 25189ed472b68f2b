public import CSocketShim

/// A packet: a stack of headers and a payload.
///
///     let echo = Packet(
///         IPv4Header(source: .loopback, destination: .loopback),
///         ICMPv4Message.echoRequest(identifier: 7, sequenceNumber: 1), payload: "hello".utf8)
///     let bytes = try echo.encoded()
///
/// Writing fills in lengths, checksums and protocol numbers, unless told otherwise: a test of somebody's
/// parser wants them wrong. Reading takes bytes apart as far as the headers are known:
///
///     let packet = try Packet(decoding: [0x45, 0, 0, 20] + [UInt8](repeating: 0, count: 16), as: .ipv4)
///     print(packet)
///     if let tcp = packet[TCPHeader.self] { print(tcp.destinationPort) }
///
/// The corresponding C functions are `csock_packet_compose` and `csock_packet_dissect`.
public struct Packet: Sendable {
    /// The headers, outermost first.
    public var headers: [any PacketHeader]
    /// What the last header is in front of.
    public var payload: [UInt8]
    /// What follows where the headers say that the packet ends, as the padding of Ethernet does. Written
    /// after the payload, and part of no length or checksum.
    public var trailer: [UInt8]

    /// A packet of headers and a payload.
    public init(_ headers: any PacketHeader..., payload: some Collection<UInt8> = EmptyCollection()) {
        self.init(headers: headers, payload: payload)
    }

    /// A packet of headers and a payload.
    public init(
        headers: [any PacketHeader], payload: some Collection<UInt8> = EmptyCollection(), trailer: [UInt8] = []
    ) {
        self.headers = headers
        self.payload = Array(payload)
        self.trailer = trailer
    }

    /// The first header of a type. Setting it replaces that one, or appends one where there is none; `nil`
    /// removes it.
    public subscript<Header: PacketHeader>(_ type: Header.Type) -> Header? {
        get {
            for header in headers {
                if let header = header as? Header { return header }
            }
            return nil
        }
        set {
            let index = headers.firstIndex { $0 is Header }
            switch (index, newValue) {
            case (let index?, let header?): headers[index] = header
            case (let index?, nil): headers.remove(at: index)
            case (nil, let header?): headers.append(header)
            case (nil, nil): break
            }
        }
    }
}

// MARK: Writing

/// What writing a packet fills in, whatever its headers say.
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
    /// Protocol, next header and EtherType, where another header follows.
    public static let protocols = PacketFilling(rawValue: Int32(CSOCK_FILL_PROTOCOLS))
    /// All of these.
    public static let all = PacketFilling(rawValue: Int32(CSOCK_FILL_ALL))
}

extension Packet {
    /// The packet's bytes.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for what a header cannot hold, a payload of 65536 bytes
    /// among it, and ``ResultCode/tooManyLayers`` for more than 32 headers.
    public func encoded(filling: PacketFilling = .all) throws(PacketError) -> [UInt8] {
        let length = try unsafe length { memory throws(PacketError) in try unsafe encode(into: memory, filling: filling)
        }
        return try unsafe array(length + trailer.count) { memory throws(PacketError) in
            let count = try unsafe encode(into: memory, filling: filling)
            unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyBytes(from: trailer)
            return count + trailer.count
        }
    }

    /// The bytes of the headers alone, with the lengths and checksums of the whole packet, to be sent in front
    /// of the ``payload`` without copying that: `sendTo(header:payload:address:flags:)` of ``Socket``. Throws
    /// what ``encoded(filling:)`` does.
    ///
    /// The corresponding C function is `csock_packet_compose_headers`.
    public func encodedHeaders(filling: PacketFilling = .all) throws(PacketError) -> [UInt8] {
        let write = { (memory: UnsafeMutableRawBufferPointer) throws(PacketError) in
            try unsafe compose(csock_packet_compose_headers, filling, memory)
        }
        return try unsafe array(length(write), write)
    }

    /// How many bytes `write` takes.
    private func length(
        _ write: (UnsafeMutableRawBufferPointer) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        do {
            return try unsafe write(UnsafeMutableRawBufferPointer(start: nil, count: 0))
        } catch {
            guard error.code == .noRoomForPacket else { throw error }
            return error.needed
        }
    }

    /// Appends the packet, without its trailer, to a span. Throws what ``encoded(filling:)`` does, and
    /// ``ResultCode/noRoomForPacket``, with nothing appended.
    public func encode(into span: inout OutputRawSpan, filling: PacketFilling = .all) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in
            try unsafe encode(into: memory, filling: filling)
        }
    }

    /// Writes the packet, without its trailer, to the start of memory, and returns its length. Throws what
    /// ``encoded(filling:)`` does, and ``ResultCode/noRoomForPacket``.
    @discardableResult
    public func encode(
        into memory: UnsafeMutableRawBufferPointer, filling: PacketFilling = .all
    ) throws(PacketError) -> Int {
        try unsafe compose(csock_packet_compose, filling, memory)
    }

    private typealias Composer = (
        UnsafePointer<csock_layer>?, Int, csock_bytes, Int32, UnsafeMutableRawPointer?, Int,
        UnsafeMutablePointer<csock_wire_error>?
    ) -> Int

    private func compose(
        _ composer: Composer, _ filling: PacketFilling, _ memory: UnsafeMutableRawBufferPointer
    ) throws(PacketError) -> Int {
        try unsafe payload.withCBytes { payload throws(PacketError) in
            var layers = unsafe [csock_layer]()
            unsafe layers.reserveCapacity(headers.count)
            // C refuses more than it takes; no need to lend it all of them.
            return try unsafe lend(headers.prefix(CSOCK_PACKET_LAYERS_MAX + 1), &layers) { layers throws(PacketError) in
                try unsafe PacketError.check {
                    unsafe composer(
                        layers, layers.count, payload, filling.rawValue, memory.baseAddress, memory.count, $0)
                }
            }
        }
    }

    /// Lends one header after the other to C, each within the call that lends the one before it.
    private func lend(
        _ headers: ArraySlice<any PacketHeader>, _ layers: inout [csock_layer],
        _ body: ([csock_layer]) throws(PacketError) -> Int
    ) throws(PacketError) -> Int {
        guard let header = headers.first else { return try unsafe body(layers) }
        return try unsafe header.withUnsafeLayer { layer throws(PacketError) in
            unsafe layers.append(layer)
            return try unsafe lend(headers.dropFirst(), &layers, body)
        }
    }

    /// Appends an IPv4 header, a UDP header and a payload to a span, with lengths, protocol and both checksums
    /// filled in: what a `Packet` of them does, without any allocation. Throws what ``encoded(filling:)`` does,
    /// and ``ResultCode/noRoomForPacket``, with nothing appended.
    ///
    /// The corresponding C function is `csock_packet_compose_udp`.
    @inlinable
    public static func encode(
        _ ip: IPv4Header, _ udp: UDPHeader, payload: RawSpan, into span: inout OutputRawSpan
    ) throws(PacketError) {
        try unsafe append(to: &span) { memory throws(PacketError) in
            try unsafe ip.withC { ip throws(PacketError) in
                try udp.withC { udp throws(PacketError) in
                    var (ip, udp) = unsafe (ip, udp)
                    return try unsafe PacketError.check { error in
                        unsafe payload.withUnsafeBytes { payload in
                            unsafe csock_packet_compose_udp(
                                &ip, &udp, csock_bytes(payload), memory.baseAddress, memory.count, error)
                        }
                    }
                }
            }
        }
    }

    /// The same packet with the fields as ``encoded(filling:)`` writes them. Throws what that does, and
    /// ``ResultCode/packetFieldNotValid`` where that cannot be read, as a length of 0 that is not filled in.
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
    /// What was written, which may be nothing that can be read strictly.
    fileprivate static func decodeAny(
        _ bytes: ArraySlice<UInt8>
    ) throws(PacketError) -> (header: any PacketHeader, length: Int) {
        let decoded = try decodeLeniently(bytes)
        return (decoded.header, decoded.length)
    }
}

extension Packet: Hashable {
    /// Whether all headers, payload and trailer are the same.
    public static func == (left: Packet, right: Packet) -> Bool {
        left.payload == right.payload && left.trailer == right.trailer
            && left.headers.map { AnyHashable($0) } == right.headers.map { AnyHashable($0) }
    }

    /// Hashes headers, payload and trailer.
    public func hash(into hasher: inout Hasher) {
        for header in headers { hasher.combine(header) }
        hasher.combine(payload)
        hasher.combine(trailer)
    }
}

extension Packet: CustomStringConvertible {
    /// One line for each header, and one for the payload, as tcpdump's readers expect.
    public var description: String {
        var lines = headers.map(\.description)
        if !payload.isEmpty { lines.append("payload, length \(payload.count)") }
        if !trailer.isEmpty { lines.append("trailer, length \(trailer.count)") }
        return lines.joined(separator: "\n")
    }
}
