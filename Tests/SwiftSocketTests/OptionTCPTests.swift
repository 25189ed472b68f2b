import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct OptionTCPTests {
        @Test func everyOptionOfTCP() throws {
            try roundTrip(.tcp, .tcpCongestion, nil, "reno", reads: "reno")
            try roundTrip(.tcp, .tcpCork, false, true)
            // Counted in retries: 1, 3, 7 seconds and so on.
            try roundTrip(.tcp, .tcpDeferAccept, .zero, .seconds(2), reads: .seconds(3))
            try roundTrip(.tcp, .tcpDelayedAckMax, nil, .milliseconds(100))
            try roundTrip(.tcp, .tcpFastOpen, 0, 5)
            try roundTrip(.tcp, .tcpFastOpenConnect, false, true)
            try roundTrip(.tcp, .tcpFastOpenKey, nil, Array(0..<16))
            try roundTrip(.tcp, .tcpFastOpenNoCookie, false, true)
            try roundTrip(.tcp, .tcpInQueue, false, true)
            #expect(try read(.tcp, .tcpIsMultipath) == false)
            try roundTrip(.tcp, .tcpKeepCount, nil, 127)
            try roundTrip(.tcp, .tcpKeepIdle, nil, .seconds(32767))
            try roundTrip(.tcp, .tcpKeepInterval, nil, .seconds(3))
            try roundTrip(.tcp, .tcpLinger2, nil, .seconds(5))
            try roundTrip(.tcp, .tcpMaxSegment, 536, 1000)
            try roundTrip(.tcp, .tcpNoDelay, false, true)
            try roundTrip(.tcp, .tcpNotSentLowWaterMark, 0, 4_294_967_295)
            try roundTrip(.tcp, .tcpQuickAck, true, false)
            try roundTrip(.tcp, .tcpRepair, 0, 1, refused: .notPermitted)
            try roundTrip(.tcp, .tcpRTOMax, nil, .seconds(5))
            try roundTrip(.tcp, .tcpRTOMin, nil, .milliseconds(100))
            try roundTrip(.tcp, .tcpSaveSYN, 0, 2)
            try roundTrip(.tcp, .tcpSYNCount, nil, 127)
            try roundTrip(.tcp, .tcpThinLinearTimeouts, false, true)
            try roundTrip(.tcp, .tcpTransmitDelay, .zero, .microseconds(7))
            try roundTrip(.tcp, .tcpUserTimeout, .zero, .milliseconds(2500))
            try roundTrip(.tcp, .tcpWindowClamp, 0, 50000)
            // The kernel accepts the value and ignores it.
            let socket = try Socket(.inet, .stream)
            try socket.setOption(.tcpThinDupAck, true)
            #expect(try socket.option(.tcpThinDupAck) == false)
            #expect(try socket.option(.tcpTimestamp) > 0)
            #expect(code { try socket.setOption(.tcpTimestamp, 1) } == .notPermitted)
            #expect(try socket.option(.tcpUpperProtocol) == "")
        }

        @Test func everyOptionOfUDPAndVsock() throws {
            try roundTrip(.udp, .udpCork, false, true)
            try roundTrip(.udp, .udpReceiveOffload, false, true)
            try roundTrip(.udp6, .udpNoCheck6Receive, false, true)
            try roundTrip(.udp6, .udpNoCheck6Send, false, true)
            try roundTrip(.udp, .udpSegment, 0, 1200)
            try roundTrip(.udpLite, .udpLiteReceiveCoverage, 0, 20)
            try roundTrip(.udpLite, .udpLiteSendCoverage, 0, 3, reads: 8)
            try roundTrip(.vsock, .vsockBufferMaxSize, nil, 1 << 33)
            try roundTrip(.vsock, .vsockBufferMinSize, nil, 256)
            try roundTrip(.vsock, .vsockBufferSize, nil, 100_000)
            #expect(try refusal(.udp, .udpSegment, 65536) == .invalidArgument)
            #expect(try refusal(.udpLite, .udpLiteSendCoverage, -1) == .invalidArgument)
            #expect(try refusal(.vsock, .vsockBufferSize, -1) == .invalidArgument)
        }

        @Test func valuesOutOfRangeAreRefused() throws {
            #expect(try refusal(.tcp, .tcpCongestion, "no-such-one") == .noSuchFileOrDirectory)
            #expect(try refusal(.tcp, .tcpCongestion, "sixteen-letters!") == .fileNameTooLong)
            #expect(try refusal(.tcp, .tcpDeferAccept, .seconds(-1)) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpFastOpenKey, [1, 2, 3]) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpKeepCount, 0) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpKeepCount, 128) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpKeepIdle, .zero) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpKeepIdle, .seconds(32768)) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpKeepInterval, .seconds(1 << 32)) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpMaxSegment, 87) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpNotSentLowWaterMark, -1) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpRepairQueue, 1) == .notPermitted)
            #expect(try refusal(.tcp, .tcpRTOMax, .milliseconds(999)) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpSYNCount, 128) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpUpperProtocol, "no-such-one") == .noSuchFileOrDirectory)
            #expect(try refusal(.tcp, .tcpUserTimeout, .seconds(3_000_000)) == .invalidArgument)
            #expect(try refusal(.tcp, .tcpWindowClamp, -1) == .invalidArgument)
            #expect(try refusal(.udp, .tcpNoDelay, true) != .success)
        }

        @Test func timesRoundUpToTheirUnit() throws {
            try roundTrip(.tcp, .tcpKeepIdle, nil, .milliseconds(1), reads: .seconds(1))
            try roundTrip(.tcp, .tcpUserTimeout, .zero, .nanoseconds(1), reads: .milliseconds(1))
            try roundTrip(.tcp, .tcpTransmitDelay, .zero, .nanoseconds(1001), reads: .microseconds(2))
            // nil does not wait; zero restores the system's value.
            let socket = try Socket(.inet, .stream)
            let first = try socket.option(.tcpLinger2)
            try socket.setOption(.tcpLinger2, nil)
            #expect(try socket.option(.tcpLinger2) == nil)
            try socket.setOption(.tcpLinger2, .zero)
            #expect(try socket.option(.tcpLinger2) == first)
        }

        @Test func infoOfALiveConnection() throws {
            let (client, server) = try connection()
            try client.sendAll([UInt8](repeating: 1, count: 1000))
            #expect(try server.recv(1000, flags: .waitAll).count == 1000)
            let info = try client.option(.tcpInfo)
            #expect(info.state == .established && info.congestionState == .open)
            #expect(info.size >= 232, "Linux 5.4")
            #expect(info.bytesSent == 1000 && info.dataSegmentsSent == 1 && info.totalRetransmitted == 0)
            #expect(info.sendMaxSegment == UInt32(try client.option(.tcpMaxSegment)))
            #expect(info.pathMTU == UInt32(try client.option(.ipMTU)))
            #expect(info.congestionWindow > 0 && info.sendSlowStartThreshold == 0x7fff_ffff)
            #expect(info.maxPacingRate == .max)
            #expect(info.roundTripTime > .zero && info.roundTripTime < .seconds(1))
            #expect(info.retransmissionTimeout >= .milliseconds(1))
            #expect(info.options.isSuperset(of: [.timestamps, .selectiveAcknowledgements, .windowScaling]))
            let peer = try server.option(.tcpInfo)
            #expect(peer.bytesReceived == 1000 && peer.dataSegmentsReceived == 1)
            #expect(peer.receiveWindowScale == info.sendWindowScale && info.sendWindowScale > 0)
            if peer.size >= 236 { #expect(peer.receiveWindow > 0) }
            try client.setOption(.maxPacingRate, 5_000_000_000)
            #expect(try client.option(.tcpInfo).maxPacingRate == 5_000_000_000)
            let (listener, _) = try listener(backlog: 7)
            let listening = try listener.option(.tcpInfo)
            #expect(listening.state == .listen && listening.selectivelyAcknowledged == 7)
            #expect(try Socket(.inet, .stream).option(.tcpInfo).state == .closed)
            #expect(code { try Socket(.inet, .datagram).option(.tcpInfo) } != .success)
        }

        @Test func headersThatOpenedAConnection() throws {
            let (listener, address) = try listener()
            try listener.setOption(.tcpSaveSYN, 1)
            let client = try Socket(.inet, .stream)
            try client.connect(to: address)
            let server = try listener.accept().connection
            let headers = try server.option(.tcpSavedSYN)
            // An IPv4 header from 127.0.0.1, then a TCP header with SYN.
            #expect(headers.count >= 40 && headers[0] == 0x45 && Array(headers[12..<16]) == [127, 0, 0, 1])
            #expect(headers[33] & 0x02 != 0)
            #expect(try server.option(.tcpSavedSYN) == [])
        }

        @Test func sequenceNumbersInRepair() throws {
            guard isRoot else { return skip("TCP_REPAIR needs CAP_NET_ADMIN") }
            let socket = try Socket(.inet, .stream)
            try socket.setOption(.tcpRepair, 1)
            try socket.setOption(.tcpRepairQueue, 2)
            #expect(try socket.option(.tcpRepairQueue) == 2)
            try socket.setOption(.tcpQueueSequence, 4_000_000_000)
            #expect(try socket.option(.tcpQueueSequence) == 4_000_000_000)
            try socket.setOption(.tcpRepair, -1)
        }
    }
}
