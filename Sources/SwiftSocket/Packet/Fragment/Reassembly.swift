internal import CSocketShim

/// The result of adding a packet to a ``Reassembler``.
public enum Reassembly: Hashable, Sendable {
    /// The packet is a whole datagram, not a fragment. Bytes after its length are removed.
    case whole([UInt8])
    /// The packet completed this datagram. Its header is that of the first fragment, with length and IPv4 checksum corrected.
    case complete([UInt8])
    /// The fragment was stored; others are missing.
    case stored
    /// The fragment is a duplicate.
    case duplicate
    /// The fragment was dropped; some reasons drop its datagram too.
    case dropped(ReassemblyDrop)

    /// The datagram, if there is one.
    public var datagram: [UInt8]? {
        switch self {
        case .whole(let bytes), .complete(let bytes): bytes
        default: nil
        }
    }
}

/// Why a fragment was dropped.
public struct ReassemblyDrop: RawRepresentable, Hashable, Sendable {
    /// The number of C's `CSOCK_REASSEMBLY_…`.
    public let rawValue: Int32

    /// Wraps any number.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: Int32(number))
    }

    /// It has no payload, or it is not the last and its payload is not a multiple of 8 bytes.
    public static let length = ReassemblyDrop(CSOCK_REASSEMBLY_SHORT)
    /// It ends after byte 65535 of the datagram, as in the "ping of death".
    public static let beyond = ReassemblyDrop(CSOCK_REASSEMBLY_BEYOND)
    /// It is the first and does not have the whole header of the upper layer: RFC 8200 section 4.5, RFC 1858.
    public static let header = ReassemblyDrop(CSOCK_REASSEMBLY_HEADER)
    /// The table is full.
    public static let full = ReassemblyDrop(CSOCK_REASSEMBLY_FULL)
    /// It overlaps with another fragment; the datagram is given up: RFC 5722.
    public static let overlap = ReassemblyDrop(CSOCK_REASSEMBLY_OVERLAP)
    /// It contradicts the end of the datagram; the datagram is given up.
    public static let end = ReassemblyDrop(CSOCK_REASSEMBLY_END)
    /// The datagram is longer than the payload limit, and is given up.
    public static let tooLong = ReassemblyDrop(CSOCK_REASSEMBLY_ROOM)
    /// One fragment is marked for congestion and another is marked as not ECN-capable; the datagram is given up: RFC 3168
    /// section 5.3.
    public static let congestion = ReassemblyDrop(CSOCK_REASSEMBLY_CONGESTION)
}

extension ReassemblyDrop: CustomStringConvertible {
    /// The reason in a few words. The corresponding C function is `csock_reassembly_name`.
    public var description: String {
        unsafe String(cString: csock_reassembly_name(rawValue))
    }
}
