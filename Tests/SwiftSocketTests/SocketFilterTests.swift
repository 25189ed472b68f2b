import Testing

@testable import SwiftSocket

extension SocketSuite {
    @Suite struct SocketFilterTests {
        /// Compares with the output of tcpdump -dd for "udp port 53" and others.
        @Test func instructionsHaveTheKernelsCodes() {
            typealias Instruction = SocketFilter.Instruction
            let cases: [(Instruction, Instruction)] = [
                (.load(.half, at: 12), Instruction(code: 0x28, k: 12)),
                (.load(.byte, atIndexPlus: 1), Instruction(code: 0x50, k: 1)),
                (.load(5), Instruction(code: 0x00, k: 5)),
                (.loadLength, Instruction(code: 0x80)),
                (.load(memory: 3), Instruction(code: 0x60, k: 3)),
                (.loadIndex(7), Instruction(code: 0x01, k: 7)),
                (.loadIndex(headerLengthAt: 14), Instruction(code: 0xb1, k: 14)),
                (.loadIndex(memory: 2), Instruction(code: 0x61, k: 2)),
                (.store(memory: 2), Instruction(code: 0x02, k: 2)),
                (.storeIndex(memory: 2), Instruction(code: 0x03, k: 2)),
                (.calculate(.and, 0xff), Instruction(code: 0x54, k: 0xff)),
                (.calculateWithIndex(.xor), Instruction(code: 0xac)),
                (.negate, Instruction(code: 0x84)),
                (.jump(over: 3), Instruction(code: 0x05, k: 3)),
                (.jump(.equal, 0x800, then: 1, else: 2), Instruction(code: 0x15, jumpTrue: 1, jumpFalse: 2, k: 0x800)),
                (.jumpWithIndex(.anyBit, then: 1, else: 0), Instruction(code: 0x4d, jumpTrue: 1)),
                (.keep(.max), Instruction(code: 0x06, k: .max)),
                (.keepAccumulator, Instruction(code: 0x16)),
                (.copyToIndex, Instruction(code: 0x07)),
                (.copyFromIndex, Instruction(code: 0x87)),
            ]
            for (made, wanted) in cases { #expect(made == wanted) }
        }

        @Test func invalidProgramsAreRefused() {
            #expect(code { try SocketFilter([]) } == .invalidArgument)
            let error = failure { try SocketFilter([.load(1), .jump(over: 1), .keep(0)]) }
            #expect(error?.description == "filter instruction 1: Invalid argument (EINVAL)")
        }

        @Test func programsRunAndAreAttached() throws {
            let filter = try SocketFilter([
                .load(.byte, at: 0), .jump(.equal, UInt32(UInt8(ascii: "k")), then: 0, else: 1), .keep(3), .keep(0),
            ])
            #expect(filter.run(on: "keep".utf8) == 3)
            #expect(filter.run(on: "drop".utf8) == 0)
            #expect(filter.run(on: [UInt8]()) == 0)
            let (left, right) = try Socket.pair(.unix, .datagram)
            #expect(try right.option(.filter) == nil)
            #expect(code { try right.setOption(.filter, nil) } == .noSuchFileOrDirectory)
            try right.setOption(.filter, filter)
            #expect(try right.option(.filter) == filter)
            _ = try left.send("drop")
            _ = try left.send("keep")
            #expect(try right.recv(9) == Array("kee".utf8))
            try right.setOption(.lockFilter, true)
            #expect(code { try right.setOption(.filter, nil) } == .notPermitted)
        }

        @Test func matchingPackets() throws {
            // An IPv4 header and UDP ports: 10.0.0.1:53 to 10.0.0.2:1053.
            let ports: [UInt8] = [0, 53, 4, 29, 0, 8, 0, 0]
            let packet: [UInt8] = [0x45, 0, 0, 28, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2] + ports
            let frame = [UInt8](repeating: 0, count: 12) + [8, 0] + packet
            #expect(try SocketFilter.matching(protocol: .udp, port: 53).run(on: frame) == .max)
            #expect(try SocketFilter.matching(port: 54).run(on: frame) == 0)
            #expect(try SocketFilter.matching(etherType: .ipv4, keep: 20).run(on: frame) == 20)
            #expect(try SocketFilter.matching(etherType: .arp).run(on: frame) == 0)
            let host = SocketAddress.ipv4(IPv4Address(10, 0, 0, 2), port: 9)
            #expect(try SocketFilter.matching(host: host, ethernet: false).run(on: packet) == .max)
            #expect(try SocketFilter.matching(host: .ipv4(.loopback, port: 0)).run(on: frame) == 0)
            #expect(try SocketFilter.matching().run(on: frame, length: 9000) == .max)
            #expect(code { try SocketFilter.matching(protocol: .mptcp) } == .invalidArgument)
            #expect(code { try SocketFilter.matching(host: .unixUnnamed) } == .invalidArgument)
            #expect(code { try SocketFilter.matching(etherType: .ipv4, ethernet: false) } == .invalidArgument)
        }
    }
}
