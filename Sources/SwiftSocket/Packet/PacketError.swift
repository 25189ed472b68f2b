internal import CSocketShim

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
public struct PacketError: Error, Hashable, Sendable {
    /// What is wrong: ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid``,
    /// ``ResultCode/noRoomForPacket``, ``ResultCode/packetFieldOutOfRange``,
    /// ``ResultCode/tooManyLayers``; ``ResultCode/invalidArgument`` for a kind of layer without a header,
    /// ``ResultCode/messageTooLong`` for a packet that may not be fragmented.
    public let code: ResultCode
    /// The layer in which it is.
    public let layer: LayerKind
    /// The field, by the RFC's name.
    public let field: String
    /// Where the field begins, in bytes from the layer's start.
    public let offset: Int
    /// The bytes that there had to be, from the layer's start; the bound that the value breaks; or the value
    /// that does not fit.
    public let needed: Int
    /// The bytes that there were; the value found; or the greatest that fits.
    public let available: Int

    init(_ error: csock_wire_error) {
        code = unsafe ResultCode(rawValue: error.code)
        layer = unsafe LayerKind(rawValue: error.layer)
        field = unsafe error.field.map { unsafe String(cString: $0) } ?? ""
        offset = unsafe error.offset
        needed = unsafe Int(clamping: error.needed)
        available = unsafe Int(clamping: error.available)
    }

    /// An option of `count` bytes that does not fit.
    init(noRoomFor count: Int, in available: Int) {
        code = .noRoomForPacket
        layer = .payload
        field = "Options"
        offset = 0
        needed = count
        self.available = available
    }

    /// Calls a C function with room for its error, and throws that if the result is negative.
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

extension PacketError: CustomStringConvertible {
    /// The sentence. The corresponding C function is `csock_wire_error_format`.
    public var description: String {
        unsafe field.withCString { field in
            var error = unsafe csock_wire_error()
            unsafe error.code = code.rawValue
            unsafe error.layer = layer.rawValue
            unsafe error.field = field
            unsafe error.offset = offset
            unsafe error.needed = UInt64(clamping: needed)
            unsafe error.available = UInt64(clamping: available)
            return unsafe text(capacity: CSOCK_WIRE_ERROR_TEXT_MAX) {
                unsafe csock_wire_error_format(&error, $0)
            }
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
