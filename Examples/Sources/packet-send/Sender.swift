import SwiftSocket

/// Sends packets as they are: through a raw socket, which routes them, or whole frames through an interface.
struct Sender {
    private let socket: Socket
    private let address: SocketAddress

    /// A raw socket's IP packets to a host.
    init(to host: Host) throws(SocketError) {
        address = host.address
        socket = try Socket.raw(address.family, protocol: .raw, headerIncluded: true)
        if host.isIPv4 { try socket.setOption(.broadcast, true) }
    }

    /// A packet socket's frames to an interface.
    init(interface: String) throws(SocketError) {
        socket = try Socket.link()
        let index = try NetworkInterface.index(ofName: interface)
        address = try .link(LinkAddress(interfaceIndex: index, etherType: .ipv4))
    }

    func send(_ packet: [UInt8]) throws(SocketError) {
        try socket.sendTo(packet, address: address)
    }
}
