import CSocketShim
import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct OpeningTests {
        @Test(arguments: [
            (SocketFamily.inet, SocketType.stream, SocketProtocol.default), (.inet, .stream, .tcp),
            (.inet6, .stream, .tcp), (.inet, .datagram, .udp), (.inet6, .datagram, .default),
            (.unix, .stream, .default), (.unix, .datagram, .default), (.unix, .sequencedPacket, .default),
            (.netlink, .raw, .default), (.inet, .datagram, .udpLite),
        ])
        func opens(_ family: SocketFamily, _ type: SocketType, _ proto: SocketProtocol) throws {
            let socket = try Socket(family, type, protocol: proto)
            #expect(socket.family == family && socket.type == type && socket.protocol == proto)
            #expect(socket.fileDescriptor >= 0 && !socket.isClosed)
            #expect(socket.timeout == nil && socket.isBlocking && isBlockingInKernel(socket))
            #expect(isCloseOnExec(socket.fileDescriptor))
        }

        @Test func rawSocketsNeedPrivilege() throws {
            let code = code { try Socket(.inet, .raw, protocol: .icmp) }
            #expect(code == (isRoot ? .success : .notPermitted))
            #expect(SocketSuite.code { try Socket(.link, .raw) } == (isRoot ? .success : .notPermitted))
        }

        @Test func typeNeverShowsFlags() throws {
            let flags = Int32(CSOCK_SOCK_NONBLOCK | CSOCK_SOCK_CLOEXEC)
            let socket = try Socket(.inet, SocketType(rawValue: SocketType.stream.rawValue | flags))
            #expect(socket.type == .stream)
            #expect(socket.timeout == .zero && !socket.isBlocking && !isBlockingInKernel(socket))
            let (left, right) = try Socket.pair(.unix, SocketType(rawValue: SocketType.datagram.rawValue | flags))
            #expect(left.type == .datagram && right.type == .datagram)
            #expect(code { try left.recv(1) } == .wouldBlock)
        }

        @Test(arguments: [SocketType.stream, .datagram, .sequencedPacket])
        func pairIsConnected(_ type: SocketType) throws {
            let (left, right) = try Socket.pair(.unix, type)
            #expect(left.family == .unix && left.type == type && right.type == type)
            try left.sendAll("to the right")
            try right.sendAll("to the left")
            #expect(try right.recv(100) == Array("to the right".utf8))
            #expect(try left.recv(100) == Array("to the left".utf8))
            #expect(isCloseOnExec(left.fileDescriptor) && isCloseOnExec(right.fileDescriptor))
        }

        @Test func adoptingReadsFamilyTypeProtocolAndModeFromTheKernel() throws {
            let descriptor = Glibc.socket(AF_INET6, Int32(SOCK_DGRAM.rawValue), 0)
            let socket = try Socket(adopting: descriptor)
            #expect(socket.fileDescriptor == descriptor)
            #expect(socket.family == .inet6 && socket.type == .datagram && socket.protocol == .udp)
            // The timeout follows the blocking mode, and the mode is unchanged.
            #expect(socket.timeout == nil && isBlockingInKernel(socket))
            try socket.setTimeout(.zero)
            let again = try Socket(adopting: socket.detach())
            #expect(again.timeout == .zero && !isBlockingInKernel(again))
            #expect(code { try again.recv(1) } == .wouldBlock)
        }

        @Test(arguments: [
            (SocketType.stream, SocketProtocol.default, Int32(6)), (.datagram, .default, 17), (.stream, .mptcp, 262),
        ])
        func adoptingReadsTheProtocol(_ type: SocketType, _ proto: SocketProtocol, _ number: Int32) throws {
            if proto == .mptcp && code({ try Socket(.inet, type, protocol: proto) }) != .success {
                return skip("the kernel has no MPTCP")
            }
            let made = try Socket(.inet, type, protocol: proto)
            #expect(made.protocol == proto)
            let adopted = try Socket(adopting: made.detach())
            #expect(adopted.protocol.rawValue == number)
            #expect(adopted.type == type && adopted.family == .inet)
        }

        @Test func unknownNumbersPassThrough() throws {
            #expect(code { try Socket(SocketFamily(rawValue: 99), .stream) } == .addressFamilyNotSupported)
            #expect(code { try Socket(SocketFamily(rawValue: -1), .stream) } == .addressFamilyNotSupported)
            #expect(code { try Socket(.inet, .stream, protocol: .udp) } == .protocolNotSupported)
            #expect(code { try Socket(.inet, .stream, protocol: .init(rawValue: 200)) } == .protocolNotSupported)
            #expect(code { try Socket(.inet, SocketType(rawValue: 15)) } == .invalidArgument)
            #expect(code { try Socket(.inet, .reliableDatagram) } == .socketTypeNotSupported)
            #expect(SocketFamily(rawValue: 45).rawValue == 45 && SocketType(rawValue: 10).rawValue == 10)
        }

        @Test func pairsAreUnixOnly() {
            let error = failure { try Socket.pair(.inet, .stream) }
            #expect(error?.code == .operationNotSupported)
            #expect(error?.description == "pair: Operation not supported (EOPNOTSUPP)")
        }

        @Test func adoptingLeavesOtherDescriptorsAlone() throws {
            let file = unsafe open("/dev/null", O_RDONLY)
            defer { close(file) }
            #expect(code { try Socket(adopting: file) } == .notSocket)
            #expect(fcntl(file, F_GETFD) >= 0)
            #expect(code { try Socket(adopting: -1) } == .badFileDescriptor)
            #expect(code { try Socket(adopting: .max) } == .badFileDescriptor)
            #expect(failure { try Socket(adopting: -5) }?.operation == .adopt)
        }

        @Test func droppingCloses() throws {
            let (left, inode) = try { () throws -> (Socket, String?) in
                let (left, right) = try Socket.pair()
                return (left, openDescriptors()[right.fileDescriptor])
            }()
            #expect(try left.recv(1) == [])
            #expect(!openSockets().contains(try #require(inode)))
        }
    }
}

// MARK: Descriptors

extension SocketSuite.OpeningTests {
    typealias Suite = SocketSuite

    @Test func everyDescriptorIsCloseOnExec() throws {
        let (listener, address) = try Suite.listener()
        let client = try Socket.connect(host: "127.0.0.1", port: try #require(address.port))
        let accepted = try listener.accept().connection
        let (left, right) = try Socket.pair()
        let duplicate = try left.duplicate()
        let own = [listener, client, accepted, left, right, duplicate]
        for socket in own { #expect(Suite.isCloseOnExec(socket.fileDescriptor)) }

        // What a child inherits. The last descriptor is inherited on purpose, to show that the test can see it.
        let inherited = dup(listener.fileDescriptor)
        defer { close(inherited) }
        let descriptors = Suite.openDescriptors()
        let inodes = try own.map { try #require(descriptors[$0.fileDescriptor]) }
        guard let child = try Peer("ls", ["-l", "/proc/self/fd"]) else { return }
        let seen = try child.answer().joined(separator: "\n")
        #expect(seen.contains(" \(inherited) -> \(inodes[0])"))
        for inode in inodes.dropFirst() { #expect(!seen.contains(inode)) }
    }

    @Test func failedCallsLeakNoDescriptor() async {
        await #expect(processExitsWith: .success) {
            let before = Suite.openSockets()
            let (keeper, refused) = try Suite.refusing()
            for _ in 0..<50 {
                _ = try? Socket(.inet, .stream, protocol: .udp)
                _ = try? Socket.pair(.inet, .stream)
                _ = try? Socket(adopting: -1)
                _ = try? Socket(.inet, .stream).connect(to: refused)
                _ = try? Socket(.inet, .stream).bind(to: refused)
                _ = try? Socket(.inet, .stream).accept()
                _ = try? Socket.connect(host: "127.0.0.1", port: refused.port ?? 0)
                _ = try? Socket.connect(host: "127.0.0.1", port: refused.port ?? 0, timeout: .seconds(-1))
                _ = try? Socket(.inet, .stream).setTimeout(.seconds(-1))
                _ = try? Socket(.unix, .stream).duplicate().makeFile(.read).write("x")
            }
            keeper.close()
            #expect(Suite.openSockets() == before)
        }
    }

    @Test func whenDescriptorsRunOut() async {
        await #expect(processExitsWith: .success) {
            let (listener, address) = try Suite.listener()
            let client = try Socket(.inet, .stream)
            try client.connect(to: address)
            _ = try listener.wait(for: .readable)
            let before = Suite.openSockets()
            var limit = rlimit()
            unsafe getrlimit(__rlimit_resource_t(7), &limit)  // RLIMIT_NOFILE
            let found = limit.rlim_cur
            limit.rlim_cur = 0
            unsafe setrlimit(__rlimit_resource_t(7), &limit)
            let codes = [
                Suite.code { try Socket(.inet, .stream) }, Suite.code { try Socket.pair() },
                Suite.code { try listener.accept() },
                Suite.code { try Socket.connect(host: "127.0.0.1", port: 1) },
            ]
            // fcntl(2) returns EINVAL if the lowest number that it may choose is above the limit.
            let duplicating = Suite.code { try listener.duplicate() }
            limit.rlim_cur = found
            unsafe setrlimit(__rlimit_resource_t(7), &limit)
            #expect(codes == [ResultCode](repeating: .tooManyOpenFiles, count: 4))
            #expect(duplicating == .invalidArgument)
            #expect(Suite.openSockets() == before)
            // The connection is still in the backlog.
            let accepted = try listener.accept().connection
            try client.sendAll("here")
            #expect(try accepted.recv(10) == Array("here".utf8))
        }
    }

    /// select(2) would write beyond its set.
    @Test func descriptorsFrom1024UpWork() throws {
        let (left, right) = try Socket.pair()
        let high = fcntl(left.fileDescriptor, F_DUPFD_CLOEXEC, 1500)
        left.close()
        if high < 0 { return Suite.skip("the limit for descriptors is too low") }
        let socket = try Socket(adopting: high)
        #expect(socket.fileDescriptor >= 1500)
        try socket.setTimeout(.milliseconds(20))
        #expect(Suite.code { try socket.recv(1) } == .timedOut)
        #expect(Suite.code { try socket.wait(for: .readable, timeout: .milliseconds(1)) } == .timedOut)
        try right.sendAll("x")
        #expect(try socket.wait(for: [.readable, .writable]) == [.readable, .writable])
        #expect(try socket.recv(1) == [0x78])
    }
}

extension SocketSuite {
    static func isCloseOnExec(_ descriptor: Int32) -> Bool {
        let flags = fcntl(descriptor, F_GETFD)
        return flags >= 0 && flags & FD_CLOEXEC != 0
    }

    /// The kernel's mode, whatever timeout the library has.
    static func isBlockingInKernel(_ socket: Socket) -> Bool {
        fcntl(socket.fileDescriptor, F_GETFL) & O_NONBLOCK == 0
    }
}
