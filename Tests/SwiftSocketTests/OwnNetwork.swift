import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    /// Runs `body` in a thread with a new network namespace that has only a loopback interface, which is up. Skips if that is
    /// not allowed: in a process of several threads only root may.
    static func inOwnNetwork(_ test: String = #function, _ body: @escaping @Sendable () throws -> Void) throws {
        let done = DispatchSemaphore(value: 0)
        let outcome = Outcome()
        let thread = Thread {
            defer { done.signal() }
            guard leaveNetwork(), bringUpLoopback() else {
                skip("no network namespace is allowed here", test: test)
                return
            }
            do { try body() } catch { outcome.error = error }
        }
        thread.start()
        done.wait()
        if let error = outcome.error { throw error }
    }

    /// The error that the thread throws. The semaphore orders the accesses.
    private final class Outcome: @unchecked Sendable {
        var error: (any Error)?
    }

    /// unshare(2), which Swift's overlay of the C library does not have.
    private static func leaveNetwork() -> Bool {
        typealias Unshare = @convention(c) (Int32) -> Int32
        let newNetwork: Int32 = 0x4000_0000
        guard let unshare = unsafe dlsym(nil, "unshare") else { return false }
        return unsafe unsafeBitCast(unshare, to: Unshare.self)(newNetwork) == 0
    }

    private static func bringUpLoopback() -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        // struct ifreq: the name in 16 bytes, then the flags.
        var request = Array("lo".utf8) + [UInt8](repeating: 0, count: 38)
        request[16] = UInt8(IFF_UP)
        return unsafe request.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe ioctl(descriptor, UInt(SIOCSIFFLAGS), start) == 0
        }
    }
}
