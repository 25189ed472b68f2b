internal import CSocketShim

// The types of ICMPv4 messages in C\'s form.

extension ICMPv4Message.Kind {
    init(_ header: csock_icmpv4_header) {
        let identifier = UInt16(truncatingIfNeeded: header.identifier)
        let number = UInt16(truncatingIfNeeded: header.sequence_number)
        let length = UInt8(truncatingIfNeeded: header.length)
        let mask = IPv4Address(header.address_mask)
        let times = ICMPv4Timestamps(
            originate: header.originate_timestamp, receive: header.receive_timestamp,
            transmit: header.transmit_timestamp)
        switch Int(header.type) {
        case CSOCK_ICMPV4_ECHO_REPLY: self = .echoReply(identifier: identifier, sequenceNumber: number)
        case CSOCK_ICMPV4_DESTINATION_UNREACHABLE:
            self = .destinationUnreachable(
                nextHopMTU: UInt16(truncatingIfNeeded: header.next_hop_mtu), length: length)
        case CSOCK_ICMPV4_SOURCE_QUENCH: self = .sourceQuench
        case CSOCK_ICMPV4_REDIRECT: self = .redirect(gateway: IPv4Address(header.gateway))
        case CSOCK_ICMPV4_ECHO_REQUEST: self = .echoRequest(identifier: identifier, sequenceNumber: number)
        case CSOCK_ICMPV4_ROUTER_ADVERTISEMENT:
            self = .routerAdvertisement(
                count: UInt8(truncatingIfNeeded: header.num_addrs),
                entrySize: UInt8(truncatingIfNeeded: header.addr_entry_size),
                lifetime: UInt16(truncatingIfNeeded: header.lifetime))
        case CSOCK_ICMPV4_ROUTER_SOLICITATION: self = .routerSolicitation
        case CSOCK_ICMPV4_TIME_EXCEEDED: self = .timeExceeded(length: length)
        case CSOCK_ICMPV4_PARAMETER_PROBLEM:
            self = .parameterProblem(pointer: UInt8(truncatingIfNeeded: header.pointer), length: length)
        case CSOCK_ICMPV4_TIMESTAMP_REQUEST:
            self = .timestampRequest(identifier: identifier, sequenceNumber: number, times)
        case CSOCK_ICMPV4_TIMESTAMP_REPLY:
            self = .timestampReply(identifier: identifier, sequenceNumber: number, times)
        case CSOCK_ICMPV4_INFORMATION_REQUEST:
            self = .informationRequest(identifier: identifier, sequenceNumber: number)
        case CSOCK_ICMPV4_INFORMATION_REPLY:
            self = .informationReply(identifier: identifier, sequenceNumber: number)
        case CSOCK_ICMPV4_ADDRESS_MASK_REQUEST:
            self = .addressMaskRequest(identifier: identifier, sequenceNumber: number, mask: mask)
        case CSOCK_ICMPV4_ADDRESS_MASK_REPLY:
            self = .addressMaskReply(identifier: identifier, sequenceNumber: number, mask: mask)
        case CSOCK_ICMPV4_PHOTURIS: self = .photuris(pointer: UInt16(truncatingIfNeeded: header.pointer))
        case CSOCK_ICMPV4_EXTENDED_ECHO_REQUEST:
            self = .extendedEchoRequest(
                identifier: identifier, sequenceNumber: UInt8(truncatingIfNeeded: number),
                isLocal: header.local != 0)
        case CSOCK_ICMPV4_EXTENDED_ECHO_REPLY:
            self = .extendedEchoReply(
                identifier: identifier, sequenceNumber: UInt8(truncatingIfNeeded: number),
                ICMPExtendedEchoStatus(
                    state: UInt8(truncatingIfNeeded: header.state), isActive: header.active != 0,
                    runsIPv4: header.ipv4 != 0, runsIPv6: header.ipv6 != 0))
        default: self = .other(type: UInt8(truncatingIfNeeded: header.type))
        }
    }

    func fill(_ header: inout csock_icmpv4_header) {
        header.type = UInt32(type)
        switch self {
        case .echoReply(let identifier, let number), .echoRequest(let identifier, let number),
            .informationRequest(let identifier, let number), .informationReply(let identifier, let number):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
        case .destinationUnreachable(let nextHopMTU, let length):
            (header.next_hop_mtu, header.length) = (UInt32(nextHopMTU), UInt32(length))
        case .redirect(let gateway): header.gateway = gateway.octets
        case .routerAdvertisement(let count, let entrySize, let lifetime):
            (header.num_addrs, header.addr_entry_size) = (UInt32(count), UInt32(entrySize))
            header.lifetime = UInt32(lifetime)
        case .timeExceeded(let length): header.length = UInt32(length)
        case .parameterProblem(let pointer, let length):
            (header.pointer, header.length) = (UInt32(pointer), UInt32(length))
        case .timestampRequest(let identifier, let number, let times),
            .timestampReply(let identifier, let number, let times):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
            (header.originate_timestamp, header.receive_timestamp) = (times.originate, times.receive)
            header.transmit_timestamp = times.transmit
        case .addressMaskRequest(let identifier, let number, let mask),
            .addressMaskReply(let identifier, let number, let mask):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
            header.address_mask = mask.octets
        case .photuris(let pointer): header.pointer = UInt32(pointer)
        case .extendedEchoRequest(let identifier, let number, let isLocal):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
            header.local = isLocal ? 1 : 0
        case .extendedEchoReply(let identifier, let number, let status):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
            (header.state, header.active) = (UInt32(status.state), status.isActive ? 1 : 0)
            (header.ipv4, header.ipv6) = (status.runsIPv4 ? 1 : 0, status.runsIPv6 ? 1 : 0)
        case .sourceQuench, .routerSolicitation, .other: break
        }
    }

    /// The number of the type.
    public var type: UInt8 {
        let number =
            switch self {
            case .echoReply: CSOCK_ICMPV4_ECHO_REPLY
            case .destinationUnreachable: CSOCK_ICMPV4_DESTINATION_UNREACHABLE
            case .sourceQuench: CSOCK_ICMPV4_SOURCE_QUENCH
            case .redirect: CSOCK_ICMPV4_REDIRECT
            case .echoRequest: CSOCK_ICMPV4_ECHO_REQUEST
            case .routerAdvertisement: CSOCK_ICMPV4_ROUTER_ADVERTISEMENT
            case .routerSolicitation: CSOCK_ICMPV4_ROUTER_SOLICITATION
            case .timeExceeded: CSOCK_ICMPV4_TIME_EXCEEDED
            case .parameterProblem: CSOCK_ICMPV4_PARAMETER_PROBLEM
            case .timestampRequest: CSOCK_ICMPV4_TIMESTAMP_REQUEST
            case .timestampReply: CSOCK_ICMPV4_TIMESTAMP_REPLY
            case .informationRequest: CSOCK_ICMPV4_INFORMATION_REQUEST
            case .informationReply: CSOCK_ICMPV4_INFORMATION_REPLY
            case .addressMaskRequest: CSOCK_ICMPV4_ADDRESS_MASK_REQUEST
            case .addressMaskReply: CSOCK_ICMPV4_ADDRESS_MASK_REPLY
            case .photuris: CSOCK_ICMPV4_PHOTURIS
            case .extendedEchoRequest: CSOCK_ICMPV4_EXTENDED_ECHO_REQUEST
            case .extendedEchoReply: CSOCK_ICMPV4_EXTENDED_ECHO_REPLY
            case .other(let type): Int(type)
            }
        return UInt8(truncatingIfNeeded: number)
    }
}
