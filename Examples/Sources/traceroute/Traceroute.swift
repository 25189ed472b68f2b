import Addresses
import ArgumentParser
import Foundation
import SwiftSocket

enum Method: String, EnumerableFlag {
    case udp, icmp, tcp, unprivileged

    static func name(for value: Method) -> NameSpecification {
        switch value {
        case .udp: [.customShort("U"), .long]
        case .icmp: [.customShort("I"), .long]
        case .tcp: [.customShort("T"), .long]
        case .unprivileged: .long
        }
    }

    static func help(for value: Method) -> ArgumentHelp? {
        switch value {
        case .udp: "Send UDP datagrams, each to the next port: the default, as root."
        case .icmp: "Send ICMP echo requests."
        case .tcp: "Send TCP requests for a connection."
        case .unprivileged: "Send UDP datagrams by an ordinary socket: the default without CAP_NET_RAW."
        }
    }
}

@main
struct Traceroute: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traceroute",
        abstract: "Shows the routers on the way to a host.",
        discussion: """
            After a round trip time, !N, !H and !P mean that network, host or protocol cannot be reached, !X that it is \
            prohibited, !F that the probe is too long; * that there was no answer.
            """)

    @Argument(help: "The host's name or address.")
    var host: String
    @Argument(help: "Bytes of a probe, with its IP header; 60, with IPv6 80, if not given. TCP's are always so long.")
    var size: Int?
    @Flag
    var method: Method?
    @Flag(name: .customShort("4"), help: "Only IPv4.")
    var onlyIPv4 = false
    @Flag(name: .customShort("6"), help: "Only IPv6.")
    var onlyIPv6 = false
    @Option(name: [.customShort("f"), .long], help: "The hop to begin with.")
    var first: UInt8 = 1
    @Option(name: .shortAndLong, help: "The last hop.")
    var maxHops: UInt8 = 30
    @Option(name: .shortAndLong, help: "How many probes to send for each hop.")
    var queries = 3
    @Option(name: [.customShort("w"), .long], help: "How many seconds to wait for the answers from a hop.")
    var timeout = 5.0
    @Option(name: .shortAndLong, help: "The port: of TCP, 80 if not given, or of the first UDP datagram, 33434.")
    var port: UInt16?
    @Option(name: .shortAndLong, help: "The address to send from.")
    var source: String?
    @Option(name: .shortAndLong, help: "The interface to send by.")
    var interface: String?

    func validate() throws {
        if onlyIPv4 && onlyIPv6 { throw ValidationError("-4 and -6 exclude each other.") }
        if first < 1 || maxHops < first { throw ValidationError("--first must be 1 to --max-hops.") }
        if !(1...10).contains(queries) { throw ValidationError("--queries must be 1 to 10.") }
        if let size, !(48...65000).contains(size) { throw ValidationError("The size must be 48 to 65000.") }
        if !(0.001..<1e6).contains(timeout) { throw ValidationError("--timeout is out of range.") }
    }

    func run() throws {
        let target = try resolve(host, family: onlyIPv4 ? .inet : onlyIPv6 ? .inet6 : .unspecified)
        let source =
            if let source { try SocketAddress(host: source, port: 0) } else {
                try target.localAddress(interface: interface)
            }
        let size = size ?? (target.family == .inet ? 60 : 80)
        var prober = try prober(from: source, to: target, size: size)
        print("traceroute to \(host) (\(target.host)), \(maxHops) hops max, \(size) byte packets")
        fflush(nil)
        try trace(&prober)
    }

    private func trace(_ prober: inout any Prober) throws {
        let tracer = Tracer(hops: first...maxHops, queries: queries, timeout: .seconds(timeout))
        try tracer.run(&prober) { line in
            print(line)
            fflush(nil)
        }
    }

    private func prober(from source: SocketAddress, to target: SocketAddress, size: Int) throws -> any Prober {
        let firstPort = port ?? 33434
        func raw(_ method: any ProbeMethod) throws -> RawProber {
            try RawProber(method, from: source, to: target, size: size, interface: interface)
        }
        func unprivileged() throws -> UnprivilegedProber {
            try UnprivilegedProber(from: source, to: target, firstPort: firstPort, size: size, interface: interface)
        }
        switch method {
        case .icmp: return try raw(ICMPProbes(target.family))
        case .tcp: return try raw(TCPProbes(from: source, port: port ?? 80))
        case .udp: return try raw(UDPProbes(from: source, firstPort: firstPort))
        case .unprivileged: return try unprivileged()
        case nil:
            do {
                return try raw(UDPProbes(from: source, firstPort: firstPort))
            } catch let error as SocketError where error.code == .notPermitted {
                return try unprivileged()
            }
        }
    }
}
