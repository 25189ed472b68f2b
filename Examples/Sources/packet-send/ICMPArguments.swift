import ArgumentParser
import SwiftSocket

/// The fields of an ICMP message: an echo request, or one of any type, of which the payload is the rest.
struct ICMPArguments: ParsableArguments {
    @Option(name: .customLong("echo-id"), help: "The echo request's identifier.")
    var identifier: UInt16 = 1
    @Option(name: .customLong("echo-seq"), help: "The echo request's sequence number.")
    var sequenceNumber: UInt16 = 1
    @Option(help: "Another message's type.")
    var icmpType: UInt8?
    @Option(help: "Its code.")
    var icmpCode: UInt8 = 0

    var messageV4: ICMPv4Message {
        guard let icmpType else { return .echoRequest(identifier: identifier, sequenceNumber: sequenceNumber) }
        return ICMPv4Message(.other(type: icmpType), code: ICMPv4Code(rawValue: icmpCode))
    }

    var messageV6: ICMPv6Message {
        guard let icmpType else { return .echoRequest(identifier: identifier, sequenceNumber: sequenceNumber) }
        return ICMPv6Message(.other(type: icmpType), code: ICMPv6Code(rawValue: icmpCode))
    }
}
