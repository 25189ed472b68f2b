/// A packet: a stack of headers and a payload.
///
///     let echo = Packet(
///         IPv4Header(source: .loopback, destination: .loopback),
///         ICMPv4Message.echoRequest(identifier: 7, sequenceNumber: 1), payload: "hello".utf8)
///     let bytes = try echo.encoded()
///
/// Encoding fills in lengths, checksums and protocol numbers; ``PacketFilling`` keeps fields that are wrong on purpose.
/// Decoding reads headers as far as they are known, and keeps the bytes after them as the payload:
///
///     let packet = try Packet(decoding: [0x45, 0, 0, 20] + [UInt8](repeating: 0, count: 16), as: .ipv4)
///     print(packet)
///     if let tcp = packet[TCPHeader.self] { print(tcp.destinationPort) }
///
/// The corresponding C functions are `csock_packet_compose` and `csock_packet_dissect`.
public struct Packet: Sendable {
    /// The headers, outermost first.
    public var headers: [any PacketHeader]
    /// The bytes after the last header.
    public var payload: [UInt8]
    /// Bytes after the end that the headers state, such as the padding of Ethernet. They are written after the payload, and
    /// no length or checksum includes them.
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

    /// The first header of a type. Setting it replaces that header, or appends one if there is none; `nil` removes it.
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

extension Packet: Hashable {
    /// Whether headers, payload and trailer are equal.
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
    /// One line for each header, and one for the payload.
    public var description: String {
        var lines = headers.map(\.description)
        if !payload.isEmpty { lines.append("payload, length \(payload.count)") }
        if !trailer.isEmpty { lines.append("trailer, length \(trailer.count)") }
        return lines.joined(separator: "\n")
    }
}
