internal import CSocketShim

/// The type of an SCTP chunk. Open to any number. The two highest bits tell a receiver what to do with a chunk of an
/// unknown type.
public struct SCTPChunkType: RawRepresentable, Hashable, Sendable {
    /// The number.
    public let rawValue: UInt8

    /// Any type, known here or not.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    private init(_ number: Int) {
        self.init(rawValue: UInt8(number))
    }

    /// Payload data.
    public static let data = SCTPChunkType(CSOCK_SCTP_DATA)
    /// Starts an association.
    public static let initiation = SCTPChunkType(CSOCK_SCTP_INIT)
    /// Replies to INIT, with a cookie.
    public static let initiationAck = SCTPChunkType(CSOCK_SCTP_INIT_ACK)
    /// Selective acknowledgement.
    public static let sack = SCTPChunkType(CSOCK_SCTP_SACK)
    /// Tests whether an address is reachable.
    public static let heartbeat = SCTPChunkType(CSOCK_SCTP_HEARTBEAT)
    /// Replies to HEARTBEAT.
    public static let heartbeatAck = SCTPChunkType(CSOCK_SCTP_HEARTBEAT_ACK)
    /// Ends the association at once.
    public static let abort = SCTPChunkType(CSOCK_SCTP_ABORT)
    /// Ends the association gracefully.
    public static let shutdown = SCTPChunkType(CSOCK_SCTP_SHUTDOWN)
    /// Replies to SHUTDOWN.
    public static let shutdownAck = SCTPChunkType(CSOCK_SCTP_SHUTDOWN_ACK)
    /// Reports an error.
    public static let error = SCTPChunkType(CSOCK_SCTP_ERROR)
    /// Returns the cookie.
    public static let cookieEcho = SCTPChunkType(CSOCK_SCTP_COOKIE_ECHO)
    /// Acknowledges the cookie.
    public static let cookieAck = SCTPChunkType(CSOCK_SCTP_COOKIE_ACK)
    /// Explicit congestion notification, echoed.
    public static let ecne = SCTPChunkType(CSOCK_SCTP_ECNE)
    /// The congestion window was reduced.
    public static let cwr = SCTPChunkType(CSOCK_SCTP_CWR)
    /// Replies to SHUTDOWN ACK.
    public static let shutdownComplete = SCTPChunkType(CSOCK_SCTP_SHUTDOWN_COMPLETE)
    /// Authenticates the chunks after it: RFC 4895.
    public static let auth = SCTPChunkType(CSOCK_SCTP_AUTH)
    /// Payload data that can be interleaved: RFC 8260.
    public static let iData = SCTPChunkType(CSOCK_SCTP_I_DATA)
    /// Acknowledges ASCONF: RFC 5061.
    public static let asconfAck = SCTPChunkType(CSOCK_SCTP_ASCONF_ACK)
    /// Resets streams: RFC 6525.
    public static let reConfig = SCTPChunkType(CSOCK_SCTP_RE_CONFIG)
    /// Padding: RFC 4820.
    public static let pad = SCTPChunkType(CSOCK_SCTP_PAD)
    /// Abandons data: RFC 3758.
    public static let forwardTSN = SCTPChunkType(CSOCK_SCTP_FORWARD_TSN)
    /// Changes addresses: RFC 5061.
    public static let asconf = SCTPChunkType(CSOCK_SCTP_ASCONF)
    /// Abandons data that can be interleaved: RFC 8260.
    public static let iForwardTSN = SCTPChunkType(CSOCK_SCTP_I_FORWARD_TSN)
}

/// A chunk of an SCTP packet: RFC 9260 section 3.2.
///
/// The corresponding C type is `csock_sctp_chunk`.
public struct SCTPChunk: Hashable, Sendable {
    /// The chunk type.
    public var type: SCTPChunkType
    /// Flags, whose meaning depends on the type.
    public var flags: UInt8
    /// The bytes after the length, 65531 at most.
    public var value: [UInt8]
    /// The bytes after the value, up to a multiple of 4; empty if they are zeros, as they should be.
    public var padding: [UInt8]

    /// A chunk with the given fields.
    public init(_ type: SCTPChunkType, flags: UInt8 = 0, value: [UInt8] = [], padding: [UInt8] = []) {
        self.type = type
        self.flags = flags
        self.value = value
        self.padding = padding
    }

    private init(_ chunk: csock_sctp_chunk) {
        unsafe self.init(
            SCTPChunkType(rawValue: UInt8(truncatingIfNeeded: chunk.type)),
            flags: UInt8(truncatingIfNeeded: chunk.flags), value: chunk.value.array,
            padding: chunk.padding.array)
        if padding.allSatisfy({ $0 == 0 }) { padding = [] }
    }
}

extension SCTPChunk: PacketCodable {
    /// SCTP.
    public static var errorLayer: LayerKind { .sctp }

    /// Reads a chunk by way of `csock_sctp_chunk_next`. Refuses a chunk that ends early, also one without its padding,
    /// and a length below 4.
    public static func read(_ reader: inout HeaderReader) -> SCTPChunk? {
        unsafe reader.next(csock_sctp_chunk(), { unsafe SCTPChunk($0) }, by: csock_sctp_chunk_next)
    }

    /// Writes the chunk, with its padding, by way of `csock_sctp_chunk_encode`.
    public func write(to writer: inout HeaderWriter) {
        unsafe withC { unsafe writer.write($0, by: csock_sctp_chunk_encode) }
    }

    private func withC<Result>(_ body: (csock_sctp_chunk) -> Result) -> Result {
        unsafe value.withCBytes { value in
            unsafe padding.withCBytes { padding in
                unsafe body(
                    csock_sctp_chunk(
                        type: UInt32(type.rawValue), flags: UInt32(flags), value: value, padding: padding))
            }
        }
    }
}

extension SCTPChunk: CustomStringConvertible {
    /// In the form of tcpdump: `[COOKIE ECHO]`, `[DATA]`, `[type 66]`. The corresponding C function is
    /// `csock_sctp_chunk_format`.
    public var description: String { unsafe withC { unsafe text(of: $0, by: csock_sctp_chunk_format) } }
}
