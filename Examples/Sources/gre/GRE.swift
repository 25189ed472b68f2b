import ArgumentParser
import SwiftSocket

@main
struct GRE: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gre",
        abstract: "Sends and receives GRE packets, with a header that the library does not have.",
        discussion: "Raw sockets need CAP_NET_RAW: root, or a network namespace of your own.",
        subcommands: [Send.self, Listen.self])
}

extension IPv4Address: @retroactive ExpressibleByArgument {
    /// Parses an address in dotted-decimal notation.
    public init?(argument: String) {
        self.init(argument)
    }
}

struct Send: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Sends a UDP datagram through a GRE tunnel.")

    @Argument(help: "The end of the tunnel.")
    var destination: IPv4Address
    @Option(help: "The start of the tunnel; the route's address if omitted.")
    var source = IPv4Address.any
    @Option(help: "The tunnel's key.")
    var key: UInt32?
    @Option(help: "The sequence number.")
    var sequence: UInt32?
    @Flag(help: "Add GRE's checksum.")
    var checksum = false
    @Option(help: "The source of the datagram inside.")
    var innerSource = IPv4Address(10, 0, 0, 1)
    @Option(help: "The destination of the datagram inside.")
    var innerDestination = IPv4Address(10, 0, 0, 2)
    @Option(help: "The datagram's destination port.")
    var port: UInt16 = 5000
    @Option(help: "The datagram's text.")
    var text = "hello"
    @Flag(name: [.customShort("n"), .long], help: "Print the packet's bytes in hexadecimal, do not send it.")
    var dryRun = false

    func run() throws {
        let inside = Packet(
            IPv4Header(source: innerSource, destination: innerDestination),
            UDPHeader(sourcePort: 40000, destinationPort: port), payload: text.utf8)
        var gre = GREHeader(protocolType: .ipv4, key: key, sequenceNumber: sequence)
        if checksum { gre = try gre.checksummed(over: inside.encoded()) }
        let packet = Packet(
            headers: [IPv4Header(source: source, destination: destination), gre] + inside.headers,
            payload: inside.payload)
        if dryRun {
            print(try packet.encoded().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
            return
        }
        let socket = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
        try socket.sendTo(
            header: packet.encodedHeaders(), payload: packet.payload, address: .ipv4(destination, port: 0))
    }
}

struct Listen: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints the GRE packets that this host receives.")

    @Option(help: "Stop after so many packets.")
    var count: Int?

    func run() throws {
        let socket = try Socket.raw(.inet, protocol: .gre)
        var received = 0
        while received < count ?? .max {
            let bytes = try socket.recv(65535)
            received += 1
            let decoded = try Packet.decodeLeniently(
                bytes, as: .ipv4, knowing: [GREHeader.self], verifyingChecksums: true)
            print(decoded.packet)
            if decoded.checksums.contains(.bad) { print("a checksum is wrong") }
            if let missing = decoded.missing { print(missing) }
        }
    }
}
