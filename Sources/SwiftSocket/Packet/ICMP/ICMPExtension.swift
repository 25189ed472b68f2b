internal import CSocketShim

/// What an ICMP error says beyond the datagram that it quotes: RFC 4884. Also the payload of an extended echo
/// request: RFC 8335.
///
///     let quote = try ICMPv4Message(.timeExceeded(length: 32)).split([UInt8](repeating: 0, count: 128))
///     if let labels = quote.extension?.mplsLabels { print(labels) }
///
/// The corresponding C type is `csock_icmp_extension`.
public struct ICMPExtension: Hashable, Sendable {
    /// What it says.
    public var objects: [ICMPObject]
    /// The checksum of the structure; 0: none was made.
    public var checksum: UInt16
    /// 12 bits that should be 0.
    public var reserved: UInt16

    /// An extension with the given fields; the version is 2.
    public init(_ objects: [ICMPObject], checksum: UInt16 = 0, reserved: UInt16 = 0) {
        self.objects = objects
        self.checksum = checksum
        self.reserved = reserved
    }

    /// Reads a structure. Throws ``ResultCode/packetTooShort``, and ``ResultCode/packetFieldNotValid`` for
    /// another version. The corresponding C function is `csock_icmp_extension_decode`.
    public init(decoding bytes: [UInt8]) throws(PacketError) {
        self = try unsafe bytes.withCBytes { bytes throws(PacketError) in
            var structure = unsafe csock_icmp_extension()
            try unsafe PacketError.check {
                unsafe csock_icmp_extension_decode(&structure, bytes.start, bytes.count, $0)
            }
            return ICMPExtension(
                try ICMPObject.list(in: unsafe structure.objects.array),
                checksum: unsafe UInt16(truncatingIfNeeded: structure.checksum),
                reserved: unsafe UInt16(truncatingIfNeeded: structure.reserved))
        }
    }

    /// The structure's bytes, exactly as it is. Throws ``ResultCode/packetFieldOutOfRange``. The corresponding C
    /// function is `csock_icmp_extension_encode`.
    public func encoded() throws(PacketError) -> [UInt8] {
        try unsafe objects.encoded().withCBytes { objects throws(PacketError) in
            var structure = unsafe csock_icmp_extension(
                version: UInt32(CSOCK_ICMP_EXTENSION_VERSION), reserved: UInt32(reserved),
                checksum: UInt32(checksum), objects: objects)
            return try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_icmp_extension_encode(&structure, memory.baseAddress, memory.count, $0)
                    })
            }
        }
    }

    /// The same with its checksum. Throws ``ResultCode/packetFieldOutOfRange``. The corresponding C function is
    /// `csock_icmp_extension_checksum`.
    public func filled() throws(PacketError) -> ICMPExtension {
        var filled = self
        filled.checksum = try unsafe encoded().withCBytes { unsafe csock_icmp_extension_checksum($0) }
        return filled
    }

    /// The labels of all MPLS objects, outermost first: RFC 4950.
    public var mplsLabels: [MPLSLabel] {
        objects.flatMap { object -> [MPLSLabel] in
            if case .mpls(let labels) = object { labels } else { [] }
        }
    }
}

extension ICMPExtension: CustomStringConvertible {
    /// `MPLS (label 16, tc 0, [S], ttl 1)`
    public var description: String { objects.map(\.description).joined(separator: ", ") }
}

/// The payload of an ICMP error in its parts.
public struct ICMPQuote: Hashable, Sendable {
    /// The datagram that is quoted; before an extension it may be padded with zeros.
    public let datagram: [UInt8]
    /// The extension structure as it stands in the payload; empty if there is none.
    public let structure: [UInt8]
    /// What is missing of a payload that ends early. `nil` after strict reading.
    public let missing: PacketError?

    /// The extension, if there is one that can be read.
    public var `extension`: ICMPExtension? {
        structure.isEmpty ? nil : try? ICMPExtension(decoding: structure)
    }

    /// Whether the extension's checksum is right, or was not made. The corresponding C function is
    /// `csock_icmp_extension_verify`.
    public var isExtensionIntact: Bool {
        unsafe structure.withUnsafeBytes { unsafe csock_icmp_extension_verify(csock_bytes($0)) }
    }

    fileprivate init(
        _ payload: [UInt8],
        _ split: (
            csock_bytes, UnsafeMutablePointer<csock_bytes>, UnsafeMutablePointer<csock_bytes>,
            UnsafeMutablePointer<csock_wire_error>
        ) -> Int32
    ) throws(PacketError) {
        self = try unsafe payload.withCBytes { payload throws(PacketError) in
            var datagram = unsafe csock_bytes()
            var structure = unsafe csock_bytes()
            var error = unsafe csock_wire_error()
            if unsafe split(payload, &datagram, &structure, &error) < 0 { throw unsafe PacketError(error) }
            return unsafe ICMPQuote(
                datagram: datagram.array, structure: structure.array,
                missing: error.code == 0 ? nil : PacketError(error))
        }
    }

    private init(datagram: [UInt8], structure: [UInt8], missing: PacketError?) {
        self.datagram = datagram
        self.structure = structure
        self.missing = missing
    }
}

extension ICMPv4Message {
    /// Parts an error's payload into the datagram that it quotes and an extension.
    ///
    /// Throws ``ResultCode/packetTooShort``, and ``ResultCode/packetFieldNotValid`` for a quote of less than 128
    /// bytes before an extension. The corresponding C function is `csock_icmpv4_error_split`.
    public func split(_ payload: [UInt8]) throws(PacketError) -> ICMPQuote {
        var header = header
        return try unsafe ICMPQuote(payload) { unsafe csock_icmpv4_error_split(&header, $0, $1, $2, $3) }
    }

    /// Parts a payload that may end early, and also finds an extension after 128 bytes where the message has no
    /// length, as routers from before RFC 4884 send it. The corresponding C function is
    /// `csock_icmpv4_error_split_lenient`.
    public func splitLeniently(_ payload: [UInt8]) throws(PacketError) -> ICMPQuote {
        var header = header
        return try unsafe ICMPQuote(payload) {
            unsafe csock_icmpv4_error_split_lenient(&header, $0, $1, $2, $3)
        }
    }

    /// The payload that quotes a datagram, and says more about it; sets the message's length.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for a datagram of over 1020 bytes before objects, and for
    /// objects of a type that can have none. The corresponding C function is `csock_icmpv4_error_compose`.
    public mutating func quote(_ datagram: [UInt8], _ objects: [ICMPObject] = []) throws(PacketError) -> [UInt8] {
        var header = header
        let payload = try unsafe [datagram, objects.encoded()].withCBytes { pieces throws(PacketError) in
            try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_icmpv4_error_compose(
                            &header, pieces[0], pieces[1], memory.baseAddress, memory.count, $0)
                    })
            }
        }
        kind = Kind(header)
        return payload
    }
}

extension ICMPv6Message {
    /// Parts an error's payload into the packet that it quotes and an extension.
    ///
    /// Throws ``ResultCode/packetTooShort``, and ``ResultCode/packetFieldNotValid`` for a quote of less than 128
    /// bytes before an extension. The corresponding C function is `csock_icmpv6_error_split`.
    public func split(_ payload: [UInt8]) throws(PacketError) -> ICMPQuote {
        var header = header
        return try unsafe ICMPQuote(payload) { unsafe csock_icmpv6_error_split(&header, $0, $1, $2, $3) }
    }

    /// Parts a payload that may end early. The corresponding C function is `csock_icmpv6_error_split_lenient`.
    public func splitLeniently(_ payload: [UInt8]) throws(PacketError) -> ICMPQuote {
        var header = header
        return try unsafe ICMPQuote(payload) {
            unsafe csock_icmpv6_error_split_lenient(&header, $0, $1, $2, $3)
        }
    }

    /// The payload that quotes a packet, and says more about it; sets the message's length.
    ///
    /// Throws ``ResultCode/packetFieldOutOfRange`` for a packet of over 2040 bytes before objects, and for
    /// objects of a type that can have none. The corresponding C function is `csock_icmpv6_error_compose`.
    public mutating func quote(_ packet: [UInt8], _ objects: [ICMPObject] = []) throws(PacketError) -> [UInt8] {
        var header = header
        let payload = try unsafe [packet, objects.encoded()].withCBytes { pieces throws(PacketError) in
            try unsafe encodedBytes { memory throws(PacketError) in
                Int(
                    try unsafe PacketError.check {
                        unsafe csock_icmpv6_error_compose(
                            &header, pieces[0], pieces[1], memory.baseAddress, memory.count, $0)
                    })
            }
        }
        kind = Kind(header)
        return payload
    }
}
