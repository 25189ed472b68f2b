import ArgumentParser
import SwiftSocket

/// The Ethernet header, for those who send whole frames.
struct LinkArguments: ParsableArguments {
    @Option(help: "Send whole frames with an Ethernet header: source,destination. Needs --interface.")
    var ethernet: AddressPair?
    @Option(help: "Put a VLAN tag behind the Ethernet header: 0 to 4095.")
    var vlan: UInt16?
    @Option(name: .shortAndLong, help: "The interface that sends frames.")
    var interface: String?

    func validate() throws {
        if ethernet == nil && (vlan != nil || interface != nil) {
            throw ValidationError("--vlan and --interface need --ethernet.")
        }
    }

    /// The headers in front of a packet.
    func headers(for etherType: EtherType) -> [any PacketHeader] {
        guard let ethernet else { return [] }
        let header = EthernetHeader(
            source: ethernet.source, destination: ethernet.destination, etherType: vlan == nil ? etherType : .vlan)
        return vlan.map { [header, VLANTag($0, etherType: etherType)] } ?? [header]
    }

    /// Two hardware addresses with a comma in between.
    struct AddressPair: ExpressibleByArgument {
        let source: MACAddress
        let destination: MACAddress

        init?(argument: String) {
            let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, let source = MACAddress(String(parts[0])),
                let destination = MACAddress(String(parts[1]))
            else { return nil }
            (self.source, self.destination) = (source, destination)
        }
    }
}
