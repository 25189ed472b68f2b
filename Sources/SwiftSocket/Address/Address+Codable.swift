internal import CSocketShim

// Addresses are encoded as their text, in a single value.

extension Decoder {
    /// The value that `parse` makes of a single string. Throws `DecodingError.dataCorrupted` if it makes none.
    fileprivate func parsed<Value>(_ parse: (String) throws -> Value?) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        do {
            if let value = try parse(text) { return value }
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: "\(error)", underlyingError: error))
        }
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no \(Value.self)")
    }
}

extension Encoder {
    fileprivate func encode(text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}

extension IPv4Address: Codable {
    /// Decodes dotted decimal. Throws `DecodingError.dataCorrupted` for any other text.
    public init(from decoder: any Decoder) throws {
        self = try decoder.parsed(IPv4Address.init(_:))
    }

    /// Encodes dotted decimal: `192.0.2.1`.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(text: description)
    }
}

extension IPv6Address: Codable {
    /// Decodes any text of RFC 4291. Throws `DecodingError.dataCorrupted` for any other text.
    public init(from decoder: any Decoder) throws {
        self = try decoder.parsed(IPv6Address.init(_:))
    }

    /// Encodes the text of RFC 5952: `2001:db8::1`.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(text: description)
    }
}

extension MACAddress: Codable {
    /// Decodes `52:54:00:12:34:56`. Throws `DecodingError.dataCorrupted` for any other text.
    public init(from decoder: any Decoder) throws {
        self = try decoder.parsed(MACAddress.init(_:))
    }

    /// Encodes `52:54:00:12:34:56`.
    public func encode(to encoder: any Encoder) throws {
        try encoder.encode(text: description)
    }
}

extension SocketAddress: Codable {
    /// Decodes the text of an address; see ``init(text:)``. Throws `DecodingError.dataCorrupted` for any other text,
    /// and for an interface that does not exist here.
    ///
    /// The corresponding C function is `csock_address_parse`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.parsed { try SocketAddress(text: $0) }
    }

    /// Encodes a text that decodes to the same bytes. It is ``description``, or, where that leaves something out, the
    /// family's number and the bytes after it in this machine's byte order: `family 10: 0050…`. That form is used for
    /// IPv6 addresses with flow information, relative Unix paths and received link addresses.
    ///
    /// The corresponding C function is `csock_address_format_exact`.
    public func encode(to encoder: any Encoder) throws {
        let exact = unsafe withPointer { address in
            unsafe text(capacity: CSOCK_ADDRESS_TEXT_MAX) { unsafe csock_address_format_exact(address, $0) }
        }
        try encoder.encode(text: exact)
    }
}
