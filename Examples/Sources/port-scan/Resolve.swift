import CSocketShim
import SwiftSocket

/// The first address of a name, or a numeric address.
func resolve(_ host: String) throws -> SocketAddress {
    if let numeric = try? SocketAddress(host: host, port: 0) { return numeric }
    var address = csock_address()
    let count = unsafe csock_resolve(
        host, host.utf8.count, 0, Int32(CSOCK_AF_UNSPEC), Int32(CSOCK_SOCK_STREAM), &address, 1)
    if count < 0 { throw ScanError(description: "\(host): \(ResultCode(rawValue: Int32(-count)))") }
    return try unsafe withUnsafeBytes(of: address.storage) { bytes in
        unsafe try SocketAddress(bytes: Array(bytes.prefix(Int(address.length))))
    }
}
