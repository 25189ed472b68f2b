internal import CSocketShim

// The types of ICMPv6 messages in C\'s form.

extension ICMPv6Message.Kind {
    init(_ header: csock_icmpv6_header) {
        let identifier = UInt16(truncatingIfNeeded: header.identifier)
        let number = UInt16(truncatingIfNeeded: header.sequence_number)
        let length = UInt8(truncatingIfNeeded: header.length)
        let response = UInt16(truncatingIfNeeded: header.maximum_response_code)
        let target = IPv6Address(header.target)
        let group = IPv6Address(header.multicast_address)
        switch Int(header.type) {
        case CSOCK_ICMPV6_DESTINATION_UNREACHABLE: self = .destinationUnreachable(length: length)
        case CSOCK_ICMPV6_PACKET_TOO_BIG: self = .packetTooBig(mtu: header.mtu)
        case CSOCK_ICMPV6_TIME_EXCEEDED: self = .timeExceeded(length: length)
        case CSOCK_ICMPV6_PARAMETER_PROBLEM: self = .parameterProblem(pointer: header.pointer)
        case CSOCK_ICMPV6_ECHO_REQUEST: self = .echoRequest(identifier: identifier, sequenceNumber: number)
        case CSOCK_ICMPV6_ECHO_REPLY: self = .echoReply(identifier: identifier, sequenceNumber: number)
        case CSOCK_ICMPV6_MULTICAST_LISTENER_QUERY:
            self = .multicastListenerQuery(maximumResponseCode: response, address: group)
        case CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT:
            self = .multicastListenerReport(address: group, maximumResponseCode: response)
        case CSOCK_ICMPV6_MULTICAST_LISTENER_DONE:
            self = .multicastListenerDone(address: group, maximumResponseCode: response)
        case CSOCK_ICMPV6_ROUTER_SOLICITATION: self = .routerSolicitation
        case CSOCK_ICMPV6_ROUTER_ADVERTISEMENT:
            self = .routerAdvertisement(
                NDPRouterAdvertisement(
                    lifetime: UInt16(truncatingIfNeeded: header.router_lifetime),
                    currentHopLimit: UInt8(truncatingIfNeeded: header.cur_hop_limit),
                    flags: .init(rawValue: UInt8(truncatingIfNeeded: header.flags)),
                    reachableTime: header.reachable_time, retransmissionTimer: header.retrans_timer))
        case CSOCK_ICMPV6_NEIGHBOR_SOLICITATION: self = .neighborSolicitation(target: target)
        case CSOCK_ICMPV6_NEIGHBOR_ADVERTISEMENT:
            self = .neighborAdvertisement(
                target: target, flags: NDPNeighborFlags(rawValue: UInt8(truncatingIfNeeded: header.flags)))
        case CSOCK_ICMPV6_REDIRECT:
            self = .redirect(target: target, destination: IPv6Address(header.destination))
        case CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT_V2:
            self = .multicastListenerReportV2(
                count: UInt16(truncatingIfNeeded: header.number_of_records),
                flags: UInt16(truncatingIfNeeded: header.flags))
        case CSOCK_ICMPV6_EXTENDED_ECHO_REQUEST:
            self = .extendedEchoRequest(
                identifier: identifier, sequenceNumber: UInt8(truncatingIfNeeded: number),
                isLocal: header.local != 0)
        case CSOCK_ICMPV6_EXTENDED_ECHO_REPLY:
            self = .extendedEchoReply(
                identifier: identifier, sequenceNumber: UInt8(truncatingIfNeeded: number),
                ICMPExtendedEchoStatus(
                    state: UInt8(truncatingIfNeeded: header.state), isActive: header.active != 0,
                    runsIPv4: header.ipv4 != 0, runsIPv6: header.ipv6 != 0))
        default: self = .other(type: UInt8(truncatingIfNeeded: header.type))
        }
    }

    func fill(_ header: inout csock_icmpv6_header) {
        header.type = UInt32(type)
        switch self {
        case .destinationUnreachable(let length), .timeExceeded(let length): header.length = UInt32(length)
        case .packetTooBig(let mtu): header.mtu = mtu
        case .parameterProblem(let pointer): header.pointer = pointer
        case .echoRequest(let identifier, let number), .echoReply(let identifier, let number):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
        case .multicastListenerQuery(let code, let address), .multicastListenerReport(let address, let code),
            .multicastListenerDone(let address, let code):
            (header.maximum_response_code, header.multicast_address) = (UInt32(code), address.octets)
        case .routerAdvertisement(let router):
            (header.cur_hop_limit, header.flags) = (UInt32(router.currentHopLimit), UInt32(router.flags.rawValue))
            header.router_lifetime = UInt32(router.lifetime)
            (header.reachable_time, header.retrans_timer) = (router.reachableTime, router.retransmissionTimer)
        case .neighborSolicitation(let target): header.target = target.octets
        case .neighborAdvertisement(let target, let flags):
            (header.target, header.flags) = (target.octets, UInt32(flags.rawValue))
        case .redirect(let target, let destination):
            (header.target, header.destination) = (target.octets, destination.octets)
        case .multicastListenerReportV2(let count, let flags):
            (header.number_of_records, header.flags) = (UInt32(count), UInt32(flags))
        case .extendedEchoRequest(let identifier, let number, let isLocal):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
            header.local = isLocal ? 1 : 0
        case .extendedEchoReply(let identifier, let number, let status):
            (header.identifier, header.sequence_number) = (UInt32(identifier), UInt32(number))
            (header.state, header.active) = (UInt32(status.state), status.isActive ? 1 : 0)
            (header.ipv4, header.ipv6) = (status.runsIPv4 ? 1 : 0, status.runsIPv6 ? 1 : 0)
        case .routerSolicitation, .other: break
        }
    }

    /// The number of the type.
    public var type: UInt8 {
        let number =
            switch self {
            case .destinationUnreachable: CSOCK_ICMPV6_DESTINATION_UNREACHABLE
            case .packetTooBig: CSOCK_ICMPV6_PACKET_TOO_BIG
            case .timeExceeded: CSOCK_ICMPV6_TIME_EXCEEDED
            case .parameterProblem: CSOCK_ICMPV6_PARAMETER_PROBLEM
            case .echoRequest: CSOCK_ICMPV6_ECHO_REQUEST
            case .echoReply: CSOCK_ICMPV6_ECHO_REPLY
            case .multicastListenerQuery: CSOCK_ICMPV6_MULTICAST_LISTENER_QUERY
            case .multicastListenerReport: CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT
            case .multicastListenerDone: CSOCK_ICMPV6_MULTICAST_LISTENER_DONE
            case .routerSolicitation: CSOCK_ICMPV6_ROUTER_SOLICITATION
            case .routerAdvertisement: CSOCK_ICMPV6_ROUTER_ADVERTISEMENT
            case .neighborSolicitation: CSOCK_ICMPV6_NEIGHBOR_SOLICITATION
            case .neighborAdvertisement: CSOCK_ICMPV6_NEIGHBOR_ADVERTISEMENT
            case .redirect: CSOCK_ICMPV6_REDIRECT
            case .multicastListenerReportV2: CSOCK_ICMPV6_MULTICAST_LISTENER_REPORT_V2
            case .extendedEchoRequest: CSOCK_ICMPV6_EXTENDED_ECHO_REQUEST
            case .extendedEchoReply: CSOCK_ICMPV6_EXTENDED_ECHO_REPLY
            case .other(let type): Int(type)
            }
        return UInt8(truncatingIfNeeded: number)
    }
}
