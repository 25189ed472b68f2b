public import CSocketShim

/// Why bytes cannot be decoded, or a packet cannot be encoded: the layer, the field, what was needed and what was found.
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
    // A plain C struct: copying and dropping an error costs nothing. The name of the field is a constant.
    let c: csock_wire_error

    /// The kind of error: ``ResultCode/packetTooShort``, ``ResultCode/packetFieldNotValid``,
    /// ``ResultCode/noRoomForPacket``, ``ResultCode/packetFieldOutOfRange`` or ``ResultCode/tooManyLayers``;
    /// ``ResultCode/invalidArgument`` for a kind of layer without a header, ``ResultCode/messageTooLong`` for a packet
    /// that must not be fragmented.
    public var code: ResultCode { ResultCode(rawValue: unsafe c.code) }
    /// The layer with the error.
    public var layer: LayerKind { LayerKind(rawValue: unsafe c.layer) }
    /// The field, by the RFC's name.
    public var field: String { unsafe c.field.map { unsafe String(cString: $0) } ?? "" }
    /// Where the field begins, in bytes from the layer's start.
    public var offset: Int { unsafe c.offset }
    /// The bytes needed, from the layer's start; the bound that the value breaks; or the value that does not fit.
    public var needed: Int { Int(clamping: unsafe c.needed) }
    /// The bytes available; the value found; or the greatest value that fits.
    public var available: Int { Int(clamping: unsafe c.available) }

    /// An error of your own decoding or encoding. Negative numbers count as 0.
    public init(
        _ code: ResultCode, layer: LayerKind, field: StaticString, offset: Int, needed: Int, available: Int
    ) {
        unsafe c = csock_wire_error(code, layer, field, offset: offset, needed: needed, available: available)
    }

    @usableFromInline
    init(_ c: csock_wire_error) {
        unsafe self.c = unsafe c
    }

    /// Calls a C function, and throws its error if the result is negative.
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

extension PacketError {
    /// The value of a C function that can fail: an error if it is `nil`.
    static func result<Value>(
        _ body: (UnsafeMutablePointer<csock_wire_error>) -> Value?
    ) -> Result<Value, PacketError> {
        var error = unsafe csock_wire_error()
        guard let value = unsafe body(&error) else { return .failure(unsafe PacketError(error)) }
        return .success(value)
    }
}

extension csock_wire_error {
    init(_ code: ResultCode, _ layer: LayerKind, _ field: StaticString, offset: Int, needed: Int, available: Int) {
        // A name of one character has no pointer; no RFC has such a field.
        let name =
            unsafe field.hasPointerRepresentation
            ? UnsafeRawPointer(field.utf8Start).assumingMemoryBound(to: CChar.self) : nil
        unsafe self.init(
            code: code.rawValue, layer: layer.rawValue, field: name, offset: max(offset, 0),
            needed: UInt64(clamping: needed), available: UInt64(clamping: available))
    }
}

extension PacketError: Hashable {
    /// Whether two errors have equal properties.
    public static func == (left: PacketError, right: PacketError) -> Bool {
        (left.code, left.layer, left.field, left.offset, left.needed, left.available)
            == (right.code, right.layer, right.field, right.offset, right.needed, right.available)
    }

    /// Hashes code, layer and offset.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(code)
        hasher.combine(layer)
        hasher.combine(offset)
    }
}

extension PacketError: CustomStringConvertible {
    /// The error as a sentence. The corresponding C function is `csock_wire_error_format`.
    public var description: String {
        unsafe withUnsafePointer(to: c) { c in
            unsafe text(capacity: CSOCK_WIRE_ERROR_TEXT_MAX) { unsafe csock_wire_error_format(c, $0) }
        }
    }
}

extension ResultCode {
    /// Fewer bytes than the packet needs (`CSOCK_EPKTSHORT`).
    public static let packetTooShort = ResultCode(rawValue: Int32(CSOCK_EPKTSHORT))
    /// A field that contradicts another field or the RFC (`CSOCK_EPKTFIELD`).
    public static let packetFieldNotValid = ResultCode(rawValue: Int32(CSOCK_EPKTFIELD))
    /// Less memory than encoding needs (`CSOCK_EPKTROOM`).
    public static let noRoomForPacket = ResultCode(rawValue: Int32(CSOCK_EPKTROOM))
    /// A value that its field cannot hold (`CSOCK_EPKTRANGE`).
    public static let packetFieldOutOfRange = ResultCode(rawValue: Int32(CSOCK_EPKTRANGE))
    /// A checksum that does not match the bytes (`CSOCK_EPKTSUM`).
    public static let wrongChecksum = ResultCode(rawValue: Int32(CSOCK_EPKTSUM))
    /// More layers than are supported (`CSOCK_EPKTLAYERS`).
    public static let tooManyLayers = ResultCode(rawValue: Int32(CSOCK_EPKTLAYERS))
}
