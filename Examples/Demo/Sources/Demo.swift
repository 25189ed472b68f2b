import Foundation
import SwiftSocket

@main
struct Demo {
    static func main() throws {
        switch CommandLine.arguments.dropFirst() {
        case []: exit(try run() ? EXIT_SUCCESS : EXIT_FAILURE)
        case ["--raw-part"]: print(try pingLoopback())
        default:
            print(
                "usage: demo\n\nDoes the library's main jobs on real sockets, over loopback only, and shows what happens."
            )
            print("The exit status is 0 if nothing failed.")
        }
    }

    /// Whether nothing failed.
    private static func run() throws -> Bool {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: directory) }

        var report = Report()
        report.begin("A server and a client")
        report.check("TCP over IPv4") { try echo(at: .ipv4(.loopback, port: 0)) }
        report.check("TCP over IPv6") { try skippingWithoutIPv6 { try echo(at: .ipv6(.loopback, port: 0)) } }
        report.check("Unix socket") { try echo(at: .unix(path: directory.path + "/echo.sock")) }
        report.check("UDP") { try exchangeDatagrams() }

        report.begin("Connecting")
        report.check("an open port") { try connectToOpenPort() }
        report.check("a closed port") { try connectToClosedPort() }

        report.begin("Waiting")
        report.check("a timeout") { try waitInVain() }
        report.check("non-blocking") { try receiveWithoutWaiting() }

        report.begin("Options, set and read back")
        checkOptions(&report)

        report.begin("A file over a socket")
        report.check("HTTP") { try fetchPage(directory) }

        report.begin("A raw socket")
        report.check("ICMP echo") { try pingLoopbackSomehow() }

        report.end()
        return report.failed == 0
    }
}
