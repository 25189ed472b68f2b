import ArgumentParser
import Foundation
import PcapFile
import SwiftSocket
import Termination

@main
struct PacketDump: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "packet-dump",
        abstract: "Prints the packets of a network interface or of a pcap file, one line for each layer.",
        discussion: Filter.help + " Reading an interface needs CAP_NET_RAW. Ctrl-C ends it.")

    @Option(name: .shortAndLong, help: "The interface to read, or any for all of them.")
    var interface: String?
    @Option(name: .shortAndLong, help: "The pcap file to read instead; - is standard input.")
    var read: String?
    @Option(name: .shortAndLong, help: "Write the packets to a pcap file, and print them only with --print.")
    var write: String?
    @Flag(help: "Print the packets with --write too.")
    var print = false
    @Option(name: .shortAndLong, help: "End after so many packets.")
    var count: Int?
    @Option(name: .shortAndLong, help: "How many bytes of each packet to keep.")
    var snapshotLength = 262144
    @Flag(help: "Receive what is for other machines too.")
    var promiscuous = false
    @Flag(name: [.customShort("x"), .long], help: "Print the bytes too.")
    var hex = false
    @Option(help: "End when no packet has come for so many seconds.")
    var timeout: Double?
    @Option(help: "A file with a filter that `tcpdump -ddd` has compiled, for the same link type.")
    var filterProgram: String?
    @Argument(help: "Which packets, such as: tcp port 80 and host 192.0.2.1.")
    var filter: [String] = []

    func validate() throws {
        if (interface == nil) == (read == nil) { throw ValidationError("Give either --interface or --read.") }
        if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
        if !(1...262144).contains(snapshotLength) { throw ValidationError("--snapshot-length must be 1 to 262144.") }
        if let timeout, !(0.001..<1e9).contains(timeout) { throw ValidationError("--timeout is out of range.") }
        if read != nil && (promiscuous || timeout != nil) {
            throw ValidationError("--promiscuous and --timeout are for interfaces.")
        }
        if filterProgram != nil && !filter.isEmpty {
            throw ValidationError("--filter-program and a filter exclude each other.")
        }
        if interface == "any" && (promiscuous || filterProgram != nil) {
            throw ValidationError("--promiscuous and --filter-program need one interface.")
        }
    }

    func run() throws {
        if let read {
            var file = try PcapReader(path: read)
            let filter = try compiledFilter(file.linkType)
            try dump(file.linkType) {
                while let packet = try file.next() {
                    if filter.passes(packet, file.linkType) { return packet.cut(to: snapshotLength) }
                }
                return nil
            }
        } else if let name = interface {
            let interface = name == "any" ? nil : try NetworkInterface(name: name)
            let filter = try compiledFilter(Capture.linkType(of: interface))
            let capture = try Capture(
                interface, filter.forSocket(), snapshotLength: snapshotLength, promiscuous: promiscuous,
                timeout: timeout.map { .seconds($0) })
            onTermination {
                // No thread can be called out of a packet socket, which knows no shutdown. All packets that were
                // read are written.
                if let summary = try? capture.summary() { report(summary) }
                Foundation.exit(0)
            }
            report("listening on \(name)")
            try dump(capture.linkType) {
                // Whoever reads this through a pipe sees what there is before the next wait.
                fflush(nil)
                return try capture.next()
            }
            report(try capture.summary())
        }
    }

    private func compiledFilter(_ linkType: LinkType) throws -> FilterProgram {
        if let filterProgram { return try FilterProgram(path: filterProgram) }
        return try FilterProgram(Filter(filter), linkType)
    }

    /// Takes packets until there are no more, or enough.
    private func dump(_ linkType: LinkType, _ next: () throws -> CapturedPacket?) throws {
        let file = try write.map { try PcapWriter(path: $0, linkType: linkType, snapshotLength: snapshotLength) }
        var printer = Printer(linkType, withHex: hex)
        var left = count ?? .max
        while left > 0, let packet = try next() {
            left -= 1
            try file?.write(packet)
            if file == nil || print { printer(packet) }
        }
    }
}

extension CapturedPacket {
    /// The packet with what is kept of it.
    func cut(to length: Int) -> CapturedPacket {
        CapturedPacket(time: time, bytes: Array(bytes.prefix(length)), length: self.length)
    }
}

/// Says something that is not output.
func report(_ text: String) {
    FileHandle.standardError.write(Data("\(text)\n".utf8))
}
