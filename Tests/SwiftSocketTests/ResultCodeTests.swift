import CSocketShim
import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct ResultCodeTests {
        @Test(
            arguments: [
                (ResultCode.success, 0, "CSOCK_OK", "Success"),
                (.connectionRefused, ECONNREFUSED, "ECONNREFUSED", "Connection refused"),
                (.wouldBlock, EAGAIN, "EAGAIN", "Resource temporarily unavailable"),
                (.wouldBlock, EWOULDBLOCK, "EAGAIN", "Resource temporarily unavailable"),
                (.badFileDescriptor, EBADF, "EBADF", "Bad file descriptor"),
                (.connectionTimedOut, ETIMEDOUT, "ETIMEDOUT", "Connection timed out"),
                (.timedOut, 10200, "CSOCK_ETIMEOUT", "Timed out"),
                (.pathTooLong, 10201, "CSOCK_EPATHTOOLONG", "Unix socket path too long"),
                (.invalidAddressText, 10202, "CSOCK_EADDRTEXT", "Not a valid address text"),
                (.nameNotFound, 10002, "EAI_NONAME", "Name or service not known"),
                (.temporaryResolverFailure, 10003, "EAI_AGAIN", "Temporary failure in name resolution"),
            ] as [(ResultCode, Int32, String, String)])
        func knowsItsNumberNameAndMessage(_ code: ResultCode, number: Int32, name: String, message: String) {
            #expect(code.rawValue == number)
            #expect(code.name == name)
            #expect(code.message == message)
            #expect(code.description == (code == .success ? "Success" : "\(message) (\(name))"))
        }

        /// Every errno number that the C library knows, compared with strerror(3).
        @Test func messagesAreThoseOfStrerror() {
            var compared = 0
            for number in Int32(1)...133 {
                let code = ResultCode(rawValue: number)
                if code.name.hasPrefix("errno ") { continue }
                let expected = unsafe String(cString: strerror(number))
                #expect(code.message == expected, "\(number)")
                #expect(code.name.hasPrefix("E"))
                compared += 1
            }
            #expect(compared == 131)
        }

        /// Two names for one number would be one code.
        @Test func constantsDiffer() {
            let codes: [ResultCode] = [
                .success, .timedOut, .pathTooLong, .invalidAddressText, .nameNotFound, .noAddressForName,
                .temporaryResolverFailure, .permanentResolverFailure, .serviceNotFound,
                .resolverFamilyNotSupported, .noAddressOfFamily, .resolverTypeNotSupported, .notPermitted,
                .noSuchFileOrDirectory, .interrupted, .inputOutputError, .noSuchAddressOrDevice,
                .badFileDescriptor, .wouldBlock, .outOfMemory, .permissionDenied, .badAddress, .resourceBusy,
                .fileExists, .noSuchDevice, .invalidArgument, .tooManyOpenFilesInSystem, .tooManyOpenFiles,
                .brokenPipe, .argumentOutOfDomain, .resultTooLarge, .fileNameTooLong, .notDirectory,
                .tooManySymbolicLinks, .readOnlyFileSystem, .protocolError, .valueTooLarge,
                .illegalByteSequence, .noData, .notSocket, .destinationAddressRequired, .messageTooLong,
                .wrongProtocolType, .protocolOptionNotAvailable, .protocolNotSupported, .socketTypeNotSupported,
                .operationNotSupported, .addressFamilyNotSupported, .addressInUse, .addressNotAvailable,
                .networkDown, .networkUnreachable, .networkReset, .connectionAborted, .connectionReset,
                .noBufferSpace, .alreadyConnected, .notConnected, .socketShutDown, .connectionTimedOut,
                .connectionRefused, .hostDown, .hostUnreachable, .alreadyInProgress, .inProgress,
            ]
            #expect(Set(codes).count == codes.count)
            #expect(codes.allSatisfy { !$0.name.hasPrefix("errno ") && !$0.message.isEmpty })
        }

        @Test func namesOfConstantsAreErrnos() {
            #expect(ResultCode.interrupted.name == "EINTR")
            #expect(ResultCode.brokenPipe.name == "EPIPE")
            #expect(ResultCode.tooManyOpenFiles.name == "EMFILE")
            #expect(ResultCode.tooManyOpenFilesInSystem.name == "ENFILE")
            #expect(ResultCode.protocolNotSupported.name == "EPROTONOSUPPORT")
            #expect(ResultCode.protocolOptionNotAvailable.name == "ENOPROTOOPT")
            #expect(ResultCode.hostDown.name == "EHOSTDOWN")
            #expect(ResultCode.hostUnreachable.name == "EHOSTUNREACH")
            #expect(ResultCode.valueTooLarge.name == "EOVERFLOW")
            #expect(ResultCode.resultTooLarge.name == "ERANGE")
            #expect(ResultCode.noAddressOfFamily.name == "EAI_ADDRFAMILY")
            #expect(ResultCode.resolverTypeNotSupported.name == "EAI_SOCKTYPE")
        }

        @Test(arguments: [4095, 9999, 10199, 10203, Int32.max])
        func unknownCodesSurvive(_ number: Int32) {
            let code = ResultCode(rawValue: number)
            #expect(code.rawValue == number)
            #expect(code.name == "errno \(number)")
            #expect(code.message == "Unknown error \(number)")
            #expect(ResultCode(result: -Int(number)) == code)
        }

        @Test func resultsOfCMapToCodes() {
            #expect(ResultCode(result: 0) == .success)
            #expect(ResultCode(result: 17) == .success)
            #expect(ResultCode(result: Int.max) == .success)
            #expect(ResultCode(result: -Int(EPIPE)) == .brokenPipe)
            // C returns neither of these; neither may trap.
            #expect(ResultCode(result: Int.min).rawValue == 0)
            #expect(!ResultCode(rawValue: .min).description.isEmpty)
        }
    }
}

extension SocketSuite {
    @Suite struct SocketErrorTests {
        @Test func errorsPrintOperationAddressAndCode() throws {
            let error = SocketError(.connect, .connectionRefused, address: .ipv4(.loopback, port: 9))
            #expect("\(error)" == "connect 127.0.0.1:9: Connection refused (ECONNREFUSED)")
            #expect("\(SocketError(.recv, .timedOut))" == "recv: Timed out (CSOCK_ETIMEOUT)")
            #expect(
                "\(SocketError(.sendAll, .brokenPipe, bytesSent: 12))"
                    == "sendAll: Broken pipe (EPIPE), 12 bytes sent")
            let attempts = [
                SocketError.Attempt(address: .ipv6(.loopback, port: 9), code: .connectionRefused),
                SocketError.Attempt(address: .ipv4(.loopback, port: 9), code: .timedOut),
            ]
            #expect(
                "\(SocketError(.connect, .timedOut, subject: "localhost:9", attempts: attempts))"
                    == "connect localhost:9: Timed out (CSOCK_ETIMEOUT); "
                    + "tried [::1]:9: Connection refused (ECONNREFUSED); 127.0.0.1:9: Timed out (CSOCK_ETIMEOUT)")
        }

        @Test func realFailuresNameCallCodeAndAddress() throws {
            let (keeper, address) = try refusing()
            let socket = try Socket(.inet, .stream)
            let error = try #require(failure { try socket.connect(to: address) })
            #expect(error.operation == .connect)
            #expect(error.code == .connectionRefused)
            #expect(error.address == address)
            #expect(error.bytesSent == nil && error.attempts.isEmpty && error.subject == nil)
            #expect("\(error)" == "connect \(address): Connection refused (ECONNREFUSED)")
            keeper.close()
        }

        @Test func patternsMatchInCatch() throws {
            let (keeper, address) = try refusing()
            let socket = try Socket(.inet, .stream)
            var caught = ""
            do {
                try socket.connect(to: address)
            } catch  where error.code == .connectionTimedOut {
                caught = "the wrong one"
            } catch  where error.code == .connectionRefused {
                caught = "refused"
            } catch {
                caught = "all"
            }
            #expect(caught == "refused")
            // It keeps its type as an untyped error.
            do {
                throw SocketError(.recv, .timedOut) as any Error
            } catch let error as SocketError where error.isTimeout {
                caught = "timeout"
            }
            #expect(caught == "timeout")
            keeper.close()
        }

        @Test func bothKindsOfTimeoutAreTimeouts() {
            #expect(SocketError(.recv, .timedOut).isTimeout)
            #expect(SocketError(.connect, .connectionTimedOut).isTimeout)
            #expect(!SocketError(.recv, .wouldBlock).isTimeout)
            #expect(!SocketError(.recv, .success).isTimeout)
        }

        @Test func equalityAndHashCoverTheDetails() {
            let plain = SocketError(.sendAll, .brokenPipe)
            let one = SocketError(.sendAll, .brokenPipe, bytesSent: 1)
            let two = SocketError(.sendAll, .brokenPipe, bytesSent: 2)
            #expect(one == SocketError(.sendAll, .brokenPipe, bytesSent: 1))
            #expect(Set([plain, one, two, one]).count == 3)
            #expect(one != two && one != plain)
            #expect(SocketError(.send, .brokenPipe) != SocketError(.recv, .brokenPipe))
        }
    }
}
