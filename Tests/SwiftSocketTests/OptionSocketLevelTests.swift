import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct OptionSocketLevelTests {
        @Test func everySettableOptionOfSocketLevel() throws {
            try roundTrip(.udp, .bindToDevice, "", "lo")
            try roundTrip(.udp, .bindToInterfaceIndex, 0, 1)
            try roundTrip(.udp, .broadcast, false, true)
            try roundTrip(.tcp, .bufferLock, [], [.send, .receive])
            try roundTrip(.udp, .busyPoll, nil, .microseconds(51))
            try roundTrip(.tcp, .debug, false, true, refused: .permissionDenied)
            try roundTrip(.udp, .dontRoute, false, true)
            try roundTrip(.tcp, .incomingCPU, -1, 0)
            try roundTrip(.tcp, .keepAlive, false, true)
            try roundTrip(.tcp, .linger, .off, Linger(time: .seconds(7)))
            try roundTrip(.tcp, .linger, .off, .reset)
            // A fraction counts as a second.
            try roundTrip(.tcp, .linger, .off, Linger(time: .milliseconds(1)), reads: Linger(time: .seconds(1)))
            try roundTrip(.udp, .mark, 0, 4_294_967_295, refused: .notPermitted)
            try roundTrip(.tcp, .maxPacingRate, -1, 5_000_000_000)
            try roundTrip(.udp, .noChecksum, false, true)
            try roundTrip(.tcp, .outOfBandInline, false, true)
            try roundTrip(.unix, .passCredentials, false, true)
            try roundTrip(.unix, .passProcessDescriptor, false, true)
            try roundTrip(.unix, .passRights, true, false)
            try roundTrip(.unix, .passSecurity, false, true)
            try roundTrip(.unix, .peekOffset, -1, 0)
            try roundTrip(.tcp, .preferBusyPoll, false, true, refused: .notPermitted)
            try roundTrip(.udp, .priority, 0, 6)
            try roundTrip(.udp, .priority, 0, 7, refused: .notPermitted)
            // The kernel doubles the value.
            try roundTrip(.udp, .receiveBufferSize, nil, 20000, reads: 40000)
            try roundTrip(.tcp, .receiveLowWaterMark, 1, 100)
            try roundTrip(.udp, .receiveMark, false, true)
            try roundTrip(.udp, .receivePriority, false, true)
            try roundTrip(.tcp, .receiveTimeout, nil, .seconds(2))
            try roundTrip(.tcp, .reuseAddress, false, true)
            try roundTrip(.tcp, .reusePort, false, true)
            try roundTrip(.udp, .receiveQueueOverflow, false, true)
            try roundTrip(.udp, .selectErrorQueue, false, true)
            try roundTrip(.udp, .sendBufferSize, nil, 20000, reads: 40000)
            try roundTrip(.tcp, .sendTimeout, nil, .seconds(3600))
            try roundTrip(.udp, .timestamp, false, true)
            try roundTrip(.udp, .timestamping, [], [.receiveSoftware, .software])
            try roundTrip(.udp, .timestampNanoseconds, false, true)
            try roundTrip(.udp, .transmitTime, TransmitTime(clock: 0), TransmitTime(clock: 1, flags: .reportErrors))
            try roundTrip(.tcp, .transmitRehash, true, false)
            try roundTrip(.tcp, .zeroCopy, false, true)
        }

        @Test func everyReadOnlyOptionOfSocketLevel() throws {
            #expect(try read(.tcp, .isListening) == false)
            #expect(try listener().socket.option(.isListening))
            #expect(try read(.tcp, .cookie) ?? 0 > 0)
            #expect(try read(.tcp6, .family) == .inet6)
            #expect(try read(.tcp, .error) == .success)
            #expect(try read(.tcp, .incomingNAPI) == 0)
            #expect(try read(.tcp, .networkNamespaceCookie) ?? 0 > 0)
            #expect(try read(.tcp, .peerCredentials) == PeerCredentials(processID: 0, userID: .max, groupID: .max))
            #expect(try read(.udp, .protocol) == .udp)
            #expect(try read(.tcp, .sendLowWaterMark) == 1)
            #expect(try read(.udp, .type) == .datagram)
        }

        @Test func everyWriteOnlyOptionOfSocketLevel() throws {
            let socket = try Socket(.inet, .datagram)
            let limit = try String(contentsOfFile: "/proc/sys/net/core/rmem_max", encoding: .utf8)
            let beyond = (Int(limit.dropLast()) ?? 0) + 1000
            let refused: ResultCode = isRoot ? .success : .notPermitted
            #expect(code { try socket.setOption(.busyPollBudget, 9) } == refused)
            #expect(code { try socket.setOption(.busyPollBudget, -1) } == .invalidArgument)
            #expect(failure { try socket.setOption(.receiveBufferSizeForced, beyond) }?.code ?? .success == refused)
            #expect(failure { try socket.setOption(.sendBufferSizeForced, beyond) }?.code ?? .success == refused)
            if isRoot {
                #expect(try socket.option(.receiveBufferSize) == 2 * beyond)
                #expect(try socket.option(.sendBufferSize) == 2 * beyond)
            }
            // Without FORCE the kernel limits the value without an error.
            try socket.setOption(.receiveBufferSize, beyond)
            #expect(try socket.option(.receiveBufferSize) == 2 * (beyond - 1000))
        }

        @Test func bindingToAnInterfaceIsFreeOnce() throws {
            let socket = try Socket(.inet, .datagram)
            try socket.setOption(.bindToDevice, "lo")
            #expect(try socket.option(.bindToInterfaceIndex) == 1)
            let error = failure { try socket.setOption(.bindToDevice, "") }
            #expect(error?.code == (isRoot ? nil : .notPermitted))
            #expect(try socket.option(.bindToDevice) == (isRoot ? "" : "lo"))
            if !isRoot { #expect(error?.description.hasPrefix("setOption SO_BINDTODEVICE: ") == true) }
        }

        @Test func valuesThatTheKernelWouldBendAreRefused() throws {
            #expect(try refusal(.udp, .bindToDevice, "sixteen-letters!") == .fileNameTooLong)
            #expect(try refusal(.udp, .bindToDevice, "l\0o") == .invalidArgument)
            #expect(try refusal(.udp, .bindToDevice, "no-such-dev") == .noSuchDevice)
            #expect(try refusal(.udp, .bindToInterfaceIndex, .max) == .invalidArgument)
            #expect(try refusal(.udp, .busyPoll, .seconds(-1)) == .invalidArgument)
            #expect(try refusal(.udp, .busyPoll, .seconds(3000)) == .invalidArgument)
            #expect(try refusal(.tcp, .linger, Linger(time: .seconds(-1))) == .invalidArgument)
            #expect(try refusal(.tcp, .linger, Linger(time: .seconds(1 << 31))) == .invalidArgument)
            #expect(try refusal(.udp, .mark, -1) == .invalidArgument)
            #expect(try refusal(.udp, .mark, 1 << 32) == .invalidArgument)
            #expect(try refusal(.udp, .maxPacingRate, -2) == .invalidArgument)
            #expect(try refusal(.tcp, .passCredentials, true) == .operationNotSupported)
            #expect(try refusal(.udp, .peekOffset, -2) == .invalidArgument)
            #expect(try refusal(.udp, .priority, 1 << 32) == .invalidArgument)
            #expect(try refusal(.udp, .receiveBufferSize, -1) == .invalidArgument)
            #expect(try refusal(.udp, .receiveBufferSize, .max) == .invalidArgument)
            #expect(try refusal(.tcp, .receiveLowWaterMark, -1) == .invalidArgument)
            #expect(try refusal(.tcp, .receiveTimeout, .seconds(-1)) == .invalidArgument)
            #expect(try refusal(.tcp, .receiveTimeout, .nanoseconds(-1)) == .invalidArgument)
            #expect(try refusal(.tcp, .receiveTimeout, .seconds(Int64.max)) == .valueTooLarge)
            #expect(try refusal(.tcp, .receiveTimeout, .seconds(-Int64.max)) == .invalidArgument)
            #expect(try refusal(.unix, .reusePort, true) == .operationNotSupported)
            #expect(try refusal(.udp, .timestamping, TimestampingFlags(rawValue: 1 << 30)) == .invalidArgument)
            #expect(try refusal(.unix, .zeroCopy, true) == .operationNotSupported)
        }

        @Test func timeoutsRoundUpAndNeverToForEver() throws {
            let socket = try Socket(.inet, .datagram)
            // The kernel rounds up to its own ticks, of at most 10 milliseconds.
            for time in [Duration.zero, .nanoseconds(1), .microseconds(1)] {
                try socket.setOption(.receiveTimeout, time)
                let kept = try #require(try socket.option(.receiveTimeout))
                #expect(kept > .zero && kept <= .milliseconds(10))
            }
            try socket.bind(to: .ipv4(.loopback, port: 0))
            #expect(code { try socket.recvFrom(1) } == .wouldBlock)
            try socket.setOption(.receiveTimeout, nil)
            #expect(try socket.option(.receiveTimeout) == nil)
            // The library's own limit is 292 years, and no number of ticks overflows.
            try socket.setOption(.sendTimeout, .nanoseconds(Int64.max))
            let kept = try socket.option(.sendTimeout)
            #expect(kept == nil || kept ?? .zero > .seconds(9_000_000_000))
        }

        @Test func pendingErrorIsReadOnce() throws {
            let (keeper, address) = try refusing()
            defer { keeper.close() }
            let socket = try Socket(.inet, .stream)
            try socket.setTimeout(.zero)
            #expect(socket.connectEx(to: address) == .inProgress)
            _ = try socket.wait(for: .writable)
            #expect(try socket.option(.error) == .connectionRefused)
            #expect(try socket.option(.error) == .success)
        }

        @Test func peerOfAPair() throws {
            let (left, right) = try Socket.pair()
            let peer = try left.option(.peerCredentials)
            #expect(peer == PeerCredentials(processID: getpid(), userID: geteuid(), groupID: getegid()))
            var groups = [gid_t](repeating: 0, count: 65536)
            let count = unsafe Int(getgroups(65536, &groups))
            #expect(try right.option(.peerGroups).sorted() == groups.prefix(count).sorted())
            let process = Int32(try left.option(.peerProcessDescriptor))
            #expect(fcntl(process, F_GETFD) == FD_CLOEXEC)
            close(process)
            #expect(code { try left.option(.peerSecurity) } == .protocolOptionNotAvailable)
            #expect(code { try Socket(.inet, .stream).option(.peerGroups) } == ResultCode(rawValue: ENODATA))
        }

        @Test func aClosedSocketHasNoOptions() throws {
            let socket = try Socket(.inet, .stream)
            socket.close()
            #expect(code { try socket.option(.error) } == .badFileDescriptor)
            #expect(code { try socket.option(.bindToDevice) } == .badFileDescriptor)
            #expect(code { try socket.option(level: 1, name: 2, count: 4) } == .badFileDescriptor)
            #expect(code { try socket.setOption(.linger, .reset) } == .badFileDescriptor)
        }
    }
}
