import CSocketShim
import Foundation
import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct OptionRawTests {
        private let solSocket = Int32(CSOCK_SOL_SOCKET)

        @Test func optionBytesHaveTheLengthThatTheKernelReturned() throws {
            let socket = try Socket(.inet, .stream)
            try socket.setOption(.bindToDevice, "lo")
            let device = Int32(CSOCK_SO_BINDTODEVICE)
            #expect(try socket.option(level: solSocket, name: device, count: 16) == Array("lo\0".utf8))
            let congestion = try socket.option(level: 6, name: Int32(CSOCK_TCP_CONGESTION), count: 16)
            #expect(congestion.count == 16 && congestion.last == 0)
            let buffer = Int32(CSOCK_SO_RCVBUF)
            #expect(try socket.option(level: solSocket, name: buffer, count: 2).count == 2)
            #expect(try socket.option(level: solSocket, name: buffer, count: 100).count == 4)
            #expect(try socket.option(level: solSocket, name: buffer, count: 0) == [])
            try socket.setOption(level: solSocket, name: buffer, value: 10000)
            #expect(try socket.option(level: solSocket, name: buffer) == 20000)
        }

        @Test func hugeCountsTakeNoMemory() throws {
            let socket = try Socket(.inet, .stream)
            let bytes = try socket.option(level: solSocket, name: Int32(CSOCK_SO_TYPE), count: Int(Int32.max))
            #expect(bytes.count == 4 && bytes.capacity < 1 << 22)
        }

        @Test func bytesGoBothWays() throws {
            let socket = try Socket(.inet, .stream)
            let linger = Int32(CSOCK_SO_LINGER)
            let value = unsafe withUnsafeBytes(of: (Int32(1), Int32(9))) { unsafe Array($0) }
            try socket.setOption(level: solSocket, name: linger, value: value)
            #expect(try socket.option(.linger) == Linger(time: .seconds(9)))
            #expect(try socket.option(level: solSocket, name: linger, count: 8) == value)
            try socket.setOption(level: solSocket, name: linger, value: Data(count: 8))
            #expect(try socket.option(.linger) == .off)
            try socket.setOption(level: solSocket, name: Int32(CSOCK_SO_BINDTODEVICE), value: "lo".utf8)
            #expect(try socket.option(.bindToDevice) == "lo")
        }

        @Test func integersOfAllWidths() throws {
            let datagram = try Socket(.inet, .datagram)
            // If one byte is requested, the kernel returns one.
            try datagram.setOption(level: 0, name: Int32(CSOCK_IP_MULTICAST_TTL), value: [UInt8(200)])
            #expect(try datagram.option(level: 0, name: Int32(CSOCK_IP_MULTICAST_TTL), count: 1) == [200])
            #expect(try datagram.option(level: 0, name: Int32(CSOCK_IP_MULTICAST_TTL)) == 200)
            #expect(try datagram.option(level: solSocket, name: Int32(CSOCK_SO_COOKIE)) > 0)
            #expect(try datagram.option(level: solSocket, name: Int32(CSOCK_SO_BINDTODEVICE)) == 0)
            // The kernel takes it in network byte order.
            try datagram.setOption(level: 0, name: Int32(CSOCK_IP_UNICAST_IF), value: 1)
            #expect(try datagram.option(level: 0, name: Int32(CSOCK_IP_UNICAST_IF), count: 4) == [0, 0, 0, 1])
            #expect(try datagram.option(.ipUnicastInterfaceIndex) == 1)
        }

        @Test func vsockOptionsHave64Bits() throws {
            guard let socket = try OptionSubject.vsock.open(#function) else { return }
            let level = Int32(CSOCK_SOL_VSOCK)
            let most = Int32(CSOCK_SO_VM_SOCKETS_BUFFER_MAX_SIZE)
            try socket.setOption(level: level, name: most, value: 1 << 33)
            #expect(try socket.option(level: level, name: most) == 1 << 33)
            #expect(try socket.option(level: level, name: most, count: 8).count == 8)
            #expect(code { try socket.option(level: level, name: most, count: 4) } == .invalidArgument)
        }

        @Test func failuresNameTheNumbers() throws {
            let socket = try Socket(.inet, .stream)
            let error = failure { try socket.option(level: 1, name: 9999) }
            #expect(error?.description == "option level 1 name 9999: Protocol not available (ENOPROTOOPT)")
            #expect(code { try socket.setOption(level: 1, name: 9999, value: 1) } == .protocolOptionNotAvailable)
            #expect(code { try socket.setOption(level: 1, name: 2, value: [UInt8(1)]) } == .invalidArgument)
            #expect(code { try socket.setOption(level: 1, name: 2, value: 1 << 31) } == .invalidArgument)
            #expect(code { try socket.option(level: 1, name: 2, count: -1) } == .invalidArgument)
            #expect(code { try socket.option(level: 1, name: 2, count: .max) } == .invalidArgument)
            #expect(code { try socket.option(level: 1, name: Int32(CSOCK_SO_LINGER)) } == .invalidArgument)
            #expect(code { try socket.option(level: -1, name: -1) } != .success)
        }

        /// A Python process reads through an inherited descriptor what this process set.
        @Test func pythonReadsTheSame() throws {
            let script = """
                import socket as s, struct, sys
                t, u, v = (s.socket(fileno=int(n)) for n in sys.argv[1:4])
                def n(k, level, name): print(k.getsockopt(level, name))
                n(t, s.SOL_SOCKET, s.SO_REUSEADDR)
                n(t, s.SOL_SOCKET, s.SO_KEEPALIVE)
                n(t, s.SOL_SOCKET, s.SO_RCVBUF)
                print(*struct.unpack('ii', t.getsockopt(s.SOL_SOCKET, s.SO_LINGER, 8)))
                print(*struct.unpack('ll', t.getsockopt(s.SOL_SOCKET, s.SO_RCVTIMEO, 16)))
                n(t, s.SOL_SOCKET, s.SO_PRIORITY)
                print(struct.unpack('Q', t.getsockopt(s.SOL_SOCKET, 47, 8))[0])
                n(t, s.IPPROTO_TCP, s.TCP_NODELAY)
                n(t, s.IPPROTO_TCP, s.TCP_KEEPIDLE)
                n(t, s.IPPROTO_TCP, s.TCP_USER_TIMEOUT)
                n(t, s.IPPROTO_TCP, s.TCP_LINGER2)
                print(t.getsockopt(s.IPPROTO_TCP, s.TCP_CONGESTION, 16).rstrip(b'\\0').decode())
                n(t, s.IPPROTO_IP, s.IP_TTL)
                n(t, s.IPPROTO_IP, s.IP_TOS)
                n(u, s.IPPROTO_IP, s.IP_MULTICAST_TTL)
                print(s.inet_ntoa(u.getsockopt(s.IPPROTO_IP, s.IP_MULTICAST_IF, 4)))
                print(struct.unpack('!I', u.getsockopt(s.IPPROTO_IP, 50, 4))[0])
                print(*struct.unpack('HH', u.getsockopt(s.IPPROTO_IP, 51, 4)))
                print(u.getsockopt(s.SOL_SOCKET, s.SO_BINDTODEVICE, 16).rstrip(b'\\0').decode())
                n(v, s.IPPROTO_IPV6, s.IPV6_V6ONLY)
                n(v, s.IPPROTO_IPV6, s.IPV6_UNICAST_HOPS)
                n(v, s.IPPROTO_IPV6, s.IPV6_TCLASS)
                n(v, s.IPPROTO_IPV6, s.IPV6_MULTICAST_IF)
                i = t.getsockopt(s.IPPROTO_TCP, s.TCP_INFO, 300)
                print(i[0], len(i), struct.unpack_from('I', i, 16)[0], struct.unpack_from('Q', i, 112)[0])
                """
            let (tcp, server) = try connection()
            let udp = try Socket(.inet, .datagram)
            let udp6 = try Socket(.inet6, .datagram)
            try tcp.setOption(.reuseAddress, true)
            try tcp.setOption(.keepAlive, true)
            try tcp.setOption(.receiveBufferSize, 30000)
            try tcp.setOption(.linger, Linger(time: .seconds(3)))
            try tcp.setOption(.receiveTimeout, .milliseconds(2500))
            try tcp.setOption(.maxPacingRate, 5_000_000_000)
            try tcp.setOption(.tcpNoDelay, true)
            try tcp.setOption(.tcpKeepIdle, .seconds(77))
            try tcp.setOption(.tcpUserTimeout, .milliseconds(1234))
            try tcp.setOption(.tcpLinger2, .seconds(8))
            try tcp.setOption(.tcpCongestion, "reno")
            try tcp.setOption(.ipTTL, 33)
            try tcp.setOption(.ipTOS, 0x10)
            // After the type of service, which changes the priority.
            try tcp.setOption(.priority, 5)
            try udp.setOption(.ipMulticastTTL, 44)
            try udp.setOption(.ipMulticastInterfaceAddress, .loopback)
            try udp.setOption(.ipUnicastInterfaceIndex, 1)
            try udp.setOption(.ipLocalPortRange, PortRange(low: 40000, high: 50000))
            try udp.setOption(.bindToDevice, "lo")
            try udp6.setOption(.ipv6Only, true)
            try udp6.setOption(.ipv6UnicastHops, 55)
            try udp6.setOption(.ipv6TrafficClass, 0x20)
            try udp6.setOption(.ipv6MulticastInterfaceIndex, 1)
            let info = try tcp.option(.tcpInfo)
            // These duplicates are not close-on-exec.
            let inherited = [tcp, udp, udp6].map { dup($0.fileDescriptor) }
            defer { for descriptor in inherited { close(descriptor) } }
            guard let python = try Peer(python: script, inherited.map(String.init)) else { return }
            let answer = try python.answer()
            #expect(
                answer == [
                    "1", "1", "60000", "1 3", "2 500000", "5", "5000000000", "1", "77", "1234", "8", "reno", "33", "16",
                    "44", "127.0.0.1", "1", "40000 50000", "lo", "1", "55", "32", "1",
                    "\(info.state.rawValue) \(info.size) \(info.sendMaxSegment) \(info.maxPacingRate)",
                ])
            server.close()
        }
    }
}
