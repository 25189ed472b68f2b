internal import CSocketShim

/// Additional information in an ICMP error, after the datagram that it quotes: RFC 4884. Also the payload of an extended
/// echo request: RFC 8335.
///
///     let error = ICMPv4Message(.timeExceeded(length: 32))
///     let quote = try error.decodeQuote([UInt8](repeating: 0, count: 128))
///     if let labels = quote.extension?.mplsLabels { print(labels) }
///
/// The corresponding C type is `csock_icmp_extension`.
public struct ICMPExtension: Hashable, Sendable {
    /// The objects.
    public var objects: [ICMPObject]
    /// The checksum of the structure; 0 means no checksum.
    public var checksum: UInt16
    /// 12 bits that should be 0.
    public var reserved: UInt16

    /// An extension with the given fields; the version is 2.
    public init(_ objects: [ICMPObject], checksum: UInt16 = 0, reserved: UInt16 = 0) {
        self.objects = objects
        self.checksum = checksum
        self.reserved = reserved
    }

    /// The same extension with its checksum. Throws ``ResultCode/packetFieldOutOfRange``. The corresponding C function
    /// is `csock_icmp_extension_checksum`.
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

extension ICMPExtension: PacketCodable {
    /// ICMP extension.
    public static var errorLayer: LayerKind { .icmpExtension }

    /// Reads a structure, to the end of the bytes, by way of `csock_icmp_extension_decode`. Refuses other versions.
    public static func read(_ reader: inout HeaderReader) -> ICMPExtension? {
        let structure = unsafe reader.decode(
            csock_icmp_extension(), { unsafe $0.pointee }, by: csock_icmp_extension_decode)
        guard let structure = unsafe structure else { return nil }
        do throws(PacketError) {
            return ICMPExtension(
                try unsafe [ICMPObject](decoding: structure.objects.array),
                checksum: unsafe UInt16(truncatingIfNeeded: structure.checksum),
                reserved: unsafe UInt16(truncatingIfNeeded: structure.reserved))
        } catch {
            reader.fail(error)
            return nil
        }
    }

    /// Writes the structure by way of `csock_icmp_extension_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe writer.write(objects) { writer, objects in
            let structure = unsafe csock_icmp_extension(
                version: UInt32(CSOCK_ICMP_EXTENSION_VERSION), reserved: UInt32(reserved),
                checksum: UInt32(checksum), objects: objects)
            unsafe writer.write(structure, by: csock_icmp_extension_encode)
        }
    }

    /// `MPLS (label 16, tc 0, [S], ttl 1)`
    public var description: String { objects.map(\.description).joined(separator: ", ") }
}
