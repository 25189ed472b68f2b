import Addresses
import ArgumentParser
import Foundation
import SwiftSocket
import Synchronization

@main
struct PortScan: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "port-scan",
        abstract: "Finds the TCP ports of a host that accept connections.",
        discussion: """
            A port is open if it accepts, closed if it refuses, filtered if nothing comes back in time. \
            Scan only hosts that are yours, or whose owner agrees.
            """)

    @Argument(help: "The host's name or address.")
    var host: String
    @Argument(help: "Ports, as in 22,80,8000-8999.")
    var ports: PortList
    @Option(help: "How many seconds to wait for an answer.")
    var timeout = 1.0
    @Option(help: "How many ports to try at the same time.")
    var parallel = 64

    func validate() throws {
        if !(0.001..<1e6).contains(timeout) { throw ValidationError("--timeout is out of range.") }
        if !(1...500).contains(parallel) { throw ValidationError("--parallel must be 1 to 500.") }
    }

    func run() throws {
        let scan = Scan(ports: ports.ports, address: try resolve(host), timeout: .seconds(timeout))
        let outcomes = try scan.run(threads: parallel)
        for port in ports.ports where outcomes[port] == .open {
            print("\(port)/tcp open")
        }
        let counts = Outcome.allCases.map { outcome in "\(outcomes.values.count { $0 == outcome }) \(outcome)" }
        print("\(host): \(counts.joined(separator: ", "))")
    }
}

enum Outcome: CaseIterable {
    case open, closed, filtered
}

/// Tries ports in several threads, each of which takes the next one until none is left.
final class Scan: Sendable {
    private struct State {
        var remaining: ArraySlice<UInt16>
        var outcomes: [UInt16: Outcome] = [:]
        var failure: (any Error)?
    }

    private let address: SocketAddress
    private let timeout: Duration
    private let state: Mutex<State>

    init(ports: [UInt16], address: SocketAddress, timeout: Duration) {
        self.address = address
        self.timeout = timeout
        state = Mutex(State(remaining: ports[...]))
    }

    func run(threads: Int) throws -> [UInt16: Outcome] {
        let running = DispatchGroup()
        for _ in 0..<threads {
            running.enter()
            Thread.detachNewThread { [self] in
                while let port = nextPort() { note(port, Result { try probe(port) }) }
                running.leave()
            }
        }
        running.wait()
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.outcomes
        }
    }

    private func nextPort() -> UInt16? {
        state.withLock { $0.failure == nil ? $0.remaining.popFirst() : nil }
    }

    private func note(_ port: UInt16, _ result: Result<Outcome, any Error>) {
        state.withLock { state in
            switch result {
            case .success(let outcome): state.outcomes[port] = outcome
            case .failure(let error): state.failure = error
            }
        }
    }

    private func probe(_ port: UInt16) throws -> Outcome {
        let socket = try Socket(address.family, .stream)
        defer { socket.close() }
        try socket.setTimeout(timeout)
        let code = socket.connectEx(to: address.with(port: port))
        switch code {
        case .success:
            // On one's own host the kernel may choose the port that is tried as the local one: TCP
            // then connects the socket to itself, though nobody listens.
            return try socket.localAddress() == socket.peerAddress() ? .closed : .open
        case .connectionRefused:
            return .closed
        case .timedOut, .connectionTimedOut, .hostUnreachable, .networkUnreachable, .permissionDenied:
            return .filtered
        default:
            throw ScanError(description: "\(address.with(port: port)): \(code)")
        }
    }
}

struct ScanError: Error, CustomStringConvertible {
    let description: String
}

/// Port numbers in ascending order, each once.
struct PortList: ExpressibleByArgument {
    let ports: [UInt16]

    init?(argument: String) {
        var ports: Set<UInt16> = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { UInt16($0) }
            guard let first = ends[0], let last = ends[ends.count - 1], 1 <= first, first <= last else { return nil }
            ports.formUnion(first...last)
        }
        self.ports = ports.sorted()
    }
}
