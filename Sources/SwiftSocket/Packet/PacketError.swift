public import CSocketShim

/// Why bytes are no packet, or why a packet cannot be written: which layer and field, what was needed and
/// what was there.
///
/// It prints as `IPv4: Total Length at byte 2: packet too short: 28 bytes needed, 20 available`.
///
///     do {
///         let header = try IPv4Header(decoding: [0x45, 0, 0, 84])
///         print(header)
///     } catch {
///         print(error)
///         if error.code == .packetTooShort { print(error.needed - error.available, "bytes are missing") }
///     }
///
/// The corresponding C type is `csock_wire_error`.
@safe
public struct PacketError: Error, @unchecked Sendable {
    // Plain memory, so that what holds one is copied and dropped for nothing. The name of the field is a constant.
    private let c: csock_wire_error

    /// What is wrong: ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid``,
    /// ``ResultCode/noRoomForPacket``, ``ResultCode/packetFieldOutOfRange``,
    /// ``ResultCode/tooManyLayers``; ``ResultCode/invalidArgument`` for a kind of layer without a header,
    /// ``ResultCode/messageTooLong`` for a packet that may not be fragmented.
    public var code: ResultCode { ResultCode(rawValue: unsafe c.code) }
    /// The layer in which it is.
    public var layer: LayerKind { LayerKind(rawValue: unsafe c.layer) }
    /// The field, by the RFC's name.
    public var field: String { unsafe c.field.map { unsafe String(cString: $0) } ?? "" }
    /// Where the field begins, in bytes from the layer's start.
    public var offset: Int { unsafe c.offset }
    /// The bytes that there had to be, from the layer's start; the bound that the value breaks; or the value
    /// that does not fit.
    public var needed: Int { Int(clamping: unsafe c.needed) }
    /// The bytes that there were; the value found; or the greatest that fits.
    public var available: Int { Int(clamping: unsafe c.available) }

    @usableFromInline
    init(_ c: csock_wire_error) {
        unsafe self.c = unsafe c
    }

    /// An option of `count` bytes that does not fit.
    init(noRoomFor count: Int, in available: Int) {
        let field: StaticString = "Options"
        unsafe c = unsafe csock_wire_error(
            code: ResultCode.noRoomForPacket.rawValue, layer: LayerKind.payload.rawValue,
            field: UnsafeRawPointer(field.utf8Start).assumingMemoryBound(to: CChar.self), offset: 0,
            needed: UInt64(clamping: count), available: UInt64(clamping: available))
    }

    /// Calls a C function with room for its error, and throws that if the result is negative.
    @inlinable
    @discardableResult
    static func check<Result: SignedInteger>(
        _ body: (UnsafeMutablePointer<csock_wire_error>) -> Result
    ) throws(PacketError) -> Result {
        var error = unsafe csock_wire_error()
        let result = unsafe withUnsafeMutablePointer(to: &error) { unsafe body($0) }
        if result < 0 { throw unsafe PacketError(error) }
        return result
    }
}

extension PacketError: Hashable {
    /// Whether all that two say is the same.
    public static func == (left: PacketError, right: PacketError) -> Bool {
        (left.code, left.layer, left.field, left.offset, left.needed, left.available)
            == (right.code, right.layer, right.field, right.offset, right.needed, right.available)
    }

    /// Hashes where it is.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(layer)
        hasher.combine(offset)
    }
}

extension PacketError: CustomStringConvertible {
    /// The sentence. The corresponding C function is `csock_wire_error_format`.
    public var description: String {
        unsafe withUnsafePointer(to: c) { c in
            unsafe text(capacity: CSOCK_WIRE_ERROR_TEXT_MAX) { unsafe csock_wire_error_format(c, $0) }
        }
    }
}

extension ResultCode {
    /// Fewer bytes than the packet needs (`CSOCK_EPKTSHORT`).
    public static let packetTooShort = ResultCode(rawValue: Int32(CSOCK_EPKTSHORT))
    /// A field that contradicts the packet's other fields or the RFC (`CSOCK_EPKTFIELD`).
    public static let packetFieldNotValid = ResultCode(rawValue: Int32(CSOCK_EPKTFIELD))
    /// Less memory than encoding takes (`CSOCK_EPKTROOM`).
    public static let noRoomForPacket = ResultCode(rawValue: Int32(CSOCK_EPKTROOM))
    /// A value that the field cannot hold (`CSOCK_EPKTRANGE`).
    public static let packetFieldOutOfRange = ResultCode(rawValue: Int32(CSOCK_EPKTRANGE))
    /// A checksum that does not go with the bytes (`CSOCK_EPKTSUM`).
    public static let wrongChecksum = ResultCode(rawValue: Int32(CSOCK_EPKTSUM))
    /// More layers than there is room for (`CSOCK_EPKTLAYERS`).
    public static let tooManyLayers = ResultCode(rawValue: Int32(CSOCK_EPKTLAYERS))
}
