internal import CSocketShim

/// What became of a packet that was given to a ``Reassembler``.
public enum Reassembly: Hashable, Sendable {
    /// It is no fragment, but the datagram itself, without what follows its length.
    case whole([UInt8])
    /// It was the last fragment that was missing of this datagram, whose header is the first fragment's with
    /// length and IPv4 checksum made right.
    case complete([UInt8])
    /// Others are missing.
    case stored
    /// It was there already.
    case duplicate
    /// It was dropped, maybe with its datagram.
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

    /// It has no payload, or is not the last and its payload no multiple of 8 bytes.
    public static let length = ReassemblyDrop(CSOCK_REASSEMBLY_SHORT)
    /// It ends after byte 65535 of a datagram, as the "ping of death" does.
    public static let beyond = ReassemblyDrop(CSOCK_REASSEMBLY_BEYOND)
    /// It is the first, and the upper layer's header is not all there: RFC 8200 section 4.5, RFC 1858.
    public static let header = ReassemblyDrop(CSOCK_REASSEMBLY_HEADER)
    /// There are as many datagrams already as there may be.
    public static let full = ReassemblyDrop(CSOCK_REASSEMBLY_FULL)
    /// It overlaps with another, which gives the datagram up: RFC 5722.
    public static let overlap = ReassemblyDrop(CSOCK_REASSEMBLY_OVERLAP)
    /// It contradicts where the datagram ends, which gives the datagram up.
    public static let end = ReassemblyDrop(CSOCK_REASSEMBLY_END)
    /// The datagram is longer than it may be, and given up.
    public static let tooLong = ReassemblyDrop(CSOCK_REASSEMBLY_ROOM)
    /// A fragment is marked for congestion and another says that its sender knows no such mark, which gives the
    /// datagram up: RFC 3168 section 5.3.
    public static let congestion = ReassemblyDrop(CSOCK_REASSEMBLY_CONGESTION)
}

extension ReassemblyDrop: CustomStringConvertible {
    /// The reason in a few words. The corresponding C function is `csock_reassembly_name`.
    public var description: String {
        unsafe String(cString: csock_reassembly_name(rawValue))
    }
}
