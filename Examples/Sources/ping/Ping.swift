import Addresses
import ArgumentParser
import Foundation
import SwiftSocket
import Termination

@main
struct Ping: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ping",
        abstract: "Sends ICMP echo requests to a host and prints its replies.",
        discussion: """
            It needs no privilege where the sysctl net.ipv4.ping_group_range allows ping sockets, otherwise CAP_NET_RAW. \
            Ctrl-C ends it with the statistics. The exit status is 0 if there was a reply, 1 if there was none, \
            2 for any other problem.
            """)

    @Argument(help: "The host's name or address.")
    var host: String
    @Flag(name: .customShort("4"), help: "Only IPv4.")
    var onlyIPv4 = false
    @Flag(name: .customShort("6"), help: "Only IPv6.")
    var onlyIPv6 = false
    @Option(name: .shortAndLong, help: "End after so many requests.")
    var count: Int?
    @Option(name: .shortAndLong, help: "Seconds from one request to the next.")
    var interval = 1.0
    @Option(name: .shortAndLong, help: "Bytes of payload.")
    var size = 56
    @Option(name: .shortAndLong, help: "How many routers it may pass: the TTL, or hop limit.")
    var ttl: Int?
    @Option(name: [.customShort("W"), .long], help: "Seconds after which a reply comes too late.")
    var timeout = 10.0
    @Option(name: [.customShort("w"), .long], help: "Seconds after which to end, whatever has come.")
    var deadline: Double?
    @Option(name: [.customShort("I"), .long], help: "The interface to send by.")
    var interface: String?
    @Option(name: [.customShort("S"), .long], help: "The address to send from.")
    var source: String?
    @Flag(name: .shortAndLong, help: "Allow a broadcast address.")
    var broadcast = false
    @Option(help: "The kind of socket: ping or raw. Without it a ping socket, or a raw one where that is not allowed.")
    var socket: EchoSocket.Kind?
    @Option(
        name: [.customShort("e"), .long], help: "The identifier of the requests; on a ping socket one that is free.")
    var identifier: UInt16?
    @Flag(name: .shortAndLong, help: "Print only the statistics.")
    var quiet = false
    @Flag(name: .shortAndLong, help: "Say which kind of socket it is.")
    var verbose = false

    func validate() throws {
        if onlyIPv4 && onlyIPv6 { throw ValidationError("-4 and -6 exclude each other.") }
        if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
        if !(0.001..<1e6).contains(interval) { throw ValidationError("--interval is out of range.") }
        if !(0...65507).contains(size) { throw ValidationError("--size must be 0 to 65507.") }
        if let ttl, !(1...255).contains(ttl) { throw ValidationError("--ttl must be 1 to 255.") }
        if !(0.001..<1e6).contains(timeout) { throw ValidationError("--timeout is out of range.") }
        if let deadline, !(0.001..<1e9).contains(deadline) { throw ValidationError("--deadline is out of range.") }
    }

    func run() throws {
        let target = try resolve(host, family: onlyIPv4 ? .inet : onlyIPv6 ? .inet6 : .unspecified)
        let socket = try EchoSocket(
            target.family, kind: socket, source: source.map { try SocketAddress(host: $0, port: 0) },
            interface: interface, identifier: identifier)
        if let ttl { try socket.set(timeToLive: ttl) }
        if broadcast { try socket.allowBroadcast() }
        if verbose { say("ping: a \(socket.kind) socket, identifier \(socket.identifier)") }

        let bytes = target.family == .inet ? "\(size)(\(size + 28)) bytes of data." : "\(size) data bytes"
        say("PING \(host)\(target.family == .inet ? " " : "")(\(target.host)) \(bytes)")
        var pinger = Pinger(
            socket, target: target, size: size,
            schedule: Pinger.Schedule(
                count: count, interval: .seconds(interval), timeout: .seconds(timeout),
                deadline: deadline.map { .seconds($0) }),
            printsAnswers: !quiet)
        onTermination { socket.close() }
        try pinger.run()

        say("\n" + pinger.statistics.text(host: host, time: pinger.elapsed))
        let isShort = deadline != nil && pinger.statistics.received < count ?? 0
        if pinger.statistics.received == 0 || isShort { throw ExitCode(1) }
    }

    static func main() {
        do {
            try parse().run()
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            if exitCode(for: error).isSuccess { exit(withError: error) }
            FileHandle.standardError.write(Data("ping: \(message(for: error))\n".utf8))
            exit(withError: ExitCode(2))
        }
    }
}

/// Prints a line at once, into a pipe too.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

extension EchoSocket.Kind: ExpressibleByArgument {}
