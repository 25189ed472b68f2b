internal import CSocketShim

extension Socket {
    /// Sends a packet and returns the count of bytes. The headers are encoded on the stack, and the payload is sent from
    /// where it lies: nothing is joined or allocated.
    ///
    ///     let sender = try Socket.raw(.inet, protocol: .raw, headerIncluded: true)
    ///     let packet = Packet(
    ///         IPv4Header(source: .loopback, destination: .loopback), UDPHeader(sourcePort: 9, destinationPort: 9),
    ///         payload: "hello".utf8)
    ///     try sender.sendTo(packet, address: .ipv4(.loopback, port: 0))
    ///
    /// The packet begins with the IP header on a raw socket with the header included, with the header after it on
    /// another raw socket, and with the Ethernet header on a link socket of type ``SocketType/raw``. The packet is
    /// routed by `address`; `nil` is for a connected or bound socket.
    ///
    /// Throws the code of a ``PacketError`` if the packet cannot be encoded, with the error's text as
    /// ``SocketError/subject``; nothing is sent then. Throws also what
    /// ``sendTo(header:payload:address:flags:)`` throws.
    ///
    /// The corresponding C functions are `csock_packet_fill` and `csock_raw_send`: sendmsg(2).
    @discardableResult
    public func sendTo(
        _ packet: Packet, address: SocketAddress?, filling: PacketFilling = .all, flags: MessageFlags = []
    ) throws(SocketError) -> Int {
        let result: Int
        do throws(PacketError) {
            result = try unsafe packet.withEncodedHeaders(filling) { headers in
                unsafe packet.payload.withUnsafeBytes { payload in
                    unsafe packet.trailer.withUnsafeBytes { trailer in
                        attemptWaiting { descriptor, own, timeout in
                            unsafe withMessage(headers, payload, trailer, to: address, flags.c | own) {
                                unsafe csock_raw_send(descriptor, $0, timeout)
                            }
                        }
                    }
                }
            }
        } catch {
            throw SocketError(.sendTo, error.code, subject: error.description)
        }
        return try SocketError.check(.sendTo, address, result)
    }
}
