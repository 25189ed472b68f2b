internal import CSocketShim

// The kinds of ICMPv6 messages as C has them, and as text.

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

    func describe(_ code: ICMPv6Code) -> String {
        switch self {
        case .destinationUnreachable: "destination unreachable, \(describeUnreachable(code))"
        case .packetTooBig(let mtu): "packet too big, mtu \(mtu)"
        case .timeExceeded:
            switch code {
            case .hopLimitExceeded: "time exceeded in-transit"
            case .reassemblyTimeExceeded: "time exceeded in-reassembly"
            default: "time exceeded, code \(code.rawValue)"
            }
        case .parameterProblem(let pointer): "parameter problem, \(describeProblem(code)) - octet \(pointer)"
        case .echoRequest(let identifier, let number): "echo request, id \(identifier), seq \(number)"
        case .echoReply(let identifier, let number): "echo reply, id \(identifier), seq \(number)"
        case .multicastListenerQuery(let response, let address):
            "multicast listener query max resp delay: \(response) addr: \(address)"
        case .multicastListenerReport(let address, _): "multicast listener report addr: \(address)"
        case .multicastListenerDone(let address, _): "multicast listener done addr: \(address)"
        case .routerSolicitation: "router solicitation"
        case .routerAdvertisement(let router):
            "router advertisement, hop limit \(router.currentHopLimit), flags [\(describe(router.flags))], pref \(router.preference), router lifetime \(router.lifetime)s, reachable time \(router.reachableTime)ms, retrans timer \(router.retransmissionTimer)ms"
        case .neighborSolicitation(let target): "neighbor solicitation, who has \(target)"
        case .neighborAdvertisement(let target, let flags):
            "neighbor advertisement, tgt is \(target), flags [\(describe(flags))]"
        case .redirect(let target, let destination): "redirect, \(destination) to \(target)"
        case .multicastListenerReportV2(let count, _): "multicast listener report v2, \(count) group record(s)"
        case .extendedEchoRequest(let identifier, let number, let isLocal):
            "extended echo request, id \(identifier), seq \(number), \(isLocal ? "local" : "neighbor")"
        case .extendedEchoReply(let identifier, let number, let status):
            "extended echo reply, id \(identifier), seq \(number), \(code == .none ? "\(status)" : "code \(code.rawValue)")"
        case .other(let type): "type-#\(type), code \(code.rawValue)"
        }
    }

    private func describeUnreachable(_ code: ICMPv6Code) -> String {
        let reasons = [
            "unreachable route", "unreachable prohibited", "beyond scope", "unreachable address", "unreachable port",
            "source policy failed", "route rejected", "source routing error", "headers too long",
        ]
        let index = Int(code.rawValue)
        return reasons.indices.contains(index) ? reasons[index] : "code \(index)"
    }

    private func describeProblem(_ code: ICMPv6Code) -> String {
        switch code {
        case .erroneousField: "erroneous"
        case .unrecognizedNextHeader: "next header"
        case .unrecognizedOption: "option"
        case .incompleteHeaderChain: "incomplete header chain"
        default: "code \(code.rawValue)"
        }
    }

    private func describe(_ flags: NDPRouterAdvertisement.Flags) -> String {
        let names = [
            (NDPRouterAdvertisement.Flags.managed, "managed"), (.other, "other stateful"), (.homeAgent, "home agent"),
            (.proxy, "proxy"),
        ]
        let set = names.filter { flags.contains($0.0) }.map(\.1).joined(separator: ", ")
        return set.isEmpty ? "none" : set
    }

    private func describe(_ flags: NDPNeighborFlags) -> String {
        let names = [(NDPNeighborFlags.router, "router"), (.solicited, "solicited"), (.override, "override")]
        let set = names.filter { flags.contains($0.0) }.map(\.1).joined(separator: ", ")
        return set.isEmpty ? "none" : set
    }
}
