import CSocketShim
import SwiftSocket

/// The first address of a name, or a numeric address; of one family if it is given.
public func resolve(_ host: String, family: SocketFamily = .unspecified) throws -> SocketAddress {
    if let numeric = try? SocketAddress(host: host, port: 0), family == .unspecified || family == numeric.family {
        return numeric
    }
    var address = csock_address()
    let count = unsafe csock_resolve(
        host, host.utf8.count, 0, family.rawValue, Int32(CSOCK_SOCK_STREAM), &address, 1)
    if count < 0 { throw ResolvingError(description: "\(host): \(ResultCode(rawValue: Int32(-count)))") }
    return try unsafe withUnsafeBytes(of: address.storage) { bytes in
        unsafe try SocketAddress(bytes: Array(bytes.prefix(Int(address.length))))
    }
}

/// Why a name has no address.
public struct ResolvingError: Error, CustomStringConvertible {
    /// The name, and what the resolver says.
    public let description: String
}
