internal import CSocketShim

extension SocketFilter {
    /// One instruction of a program: `struct sock_filter`. A program has an accumulator A, an index register X and
    /// sixteen words of memory.
    public struct Instruction: Hashable, Sendable {
        /// The operation: a sum of the kernel's `BPF_` numbers.
        public var code: UInt16
        /// How many instructions a jump skips if its condition is true.
        public var jumpTrue: UInt8
        /// How many instructions a jump skips if its condition is false.
        public var jumpFalse: UInt8
        /// The operand.
        public var k: UInt32

        /// Any instruction, as the four numbers that `tcpdump -dd` prints.
        public init(code: UInt16, jumpTrue: UInt8 = 0, jumpFalse: UInt8 = 0, k: UInt32 = 0) {
            self.code = code
            self.jumpTrue = jumpTrue
            self.jumpFalse = jumpFalse
            self.k = k
        }

        init(_ instruction: csock_filter_instruction) {
            self.init(
                code: instruction.code, jumpTrue: instruction.jump_true, jumpFalse: instruction.jump_false,
                k: instruction.k)
        }

        var c: csock_filter_instruction {
            csock_filter_instruction(code: code, jump_true: jumpTrue, jump_false: jumpFalse, k: k)
        }
    }
}

extension SocketFilter.Instruction {
    /// How many bytes an instruction loads: 4, 2 or 1, in network byte order.
    public enum Size: Hashable, Sendable {
        case word, half, byte

        fileprivate var number: Int32 {
            switch self {
            case .word: Int32(CSOCK_BPF_W)
            case .half: Int32(CSOCK_BPF_H)
            case .byte: Int32(CSOCK_BPF_B)
            }
        }
    }

    /// An operation on A.
    public enum Operation: Hashable, Sendable {
        case add, subtract, multiply, divide, or, and, shiftLeft, shiftRight, modulo, xor

        fileprivate var number: Int32 {
            switch self {
            case .add: Int32(CSOCK_BPF_ADD)
            case .subtract: Int32(CSOCK_BPF_SUB)
            case .multiply: Int32(CSOCK_BPF_MUL)
            case .divide: Int32(CSOCK_BPF_DIV)
            case .or: Int32(CSOCK_BPF_OR)
            case .and: Int32(CSOCK_BPF_AND)
            case .shiftLeft: Int32(CSOCK_BPF_LSH)
            case .shiftRight: Int32(CSOCK_BPF_RSH)
            case .modulo: Int32(CSOCK_BPF_MOD)
            case .xor: Int32(CSOCK_BPF_XOR)
            }
        }
    }

    /// A comparison of A as an unsigned number.
    public enum Condition: Hashable, Sendable {
        case equal, greater, greaterOrEqual
        /// A and the operand have a bit in common.
        case anyBit

        fileprivate var number: Int32 {
            switch self {
            case .equal: Int32(CSOCK_BPF_JEQ)
            case .greater: Int32(CSOCK_BPF_JGT)
            case .greaterOrEqual: Int32(CSOCK_BPF_JGE)
            case .anyBit: Int32(CSOCK_BPF_JSET)
            }
        }
    }

    /// Loads A from an offset in the packet.
    public static func load(_ size: Size, at offset: UInt32) -> Self {
        Self(csock_filter_load(size.number, Int32(CSOCK_BPF_ABS), offset))
    }

    /// Loads A from the offset X plus `offset` in the packet.
    public static func load(_ size: Size, atIndexPlus offset: UInt32) -> Self {
        Self(csock_filter_load(size.number, Int32(CSOCK_BPF_IND), offset))
    }

    /// Loads A with a number.
    public static func load(_ number: UInt32) -> Self {
        Self(csock_filter_load(Int32(CSOCK_BPF_W), Int32(CSOCK_BPF_IMM), number))
    }

    /// Loads A with the length of the packet.
    public static var loadLength: Self {
        Self(csock_filter_load(Int32(CSOCK_BPF_W), Int32(CSOCK_BPF_LEN), 0))
    }

    /// Loads A with a word of memory, 0 to 15.
    public static func load(memory word: UInt32) -> Self {
        Self(csock_filter_load(Int32(CSOCK_BPF_W), Int32(CSOCK_BPF_MEM), word))
    }

    /// Loads X with a number.
    public static func loadIndex(_ number: UInt32) -> Self {
        Self(csock_filter_load_index(Int32(CSOCK_BPF_IMM), number))
    }

    /// Loads X with the length of the IPv4 header at an offset in the packet.
    public static func loadIndex(headerLengthAt offset: UInt32) -> Self {
        Self(csock_filter_load_index(Int32(CSOCK_BPF_MSH), offset))
    }

    /// Loads X with a word of memory, 0 to 15.
    public static func loadIndex(memory word: UInt32) -> Self {
        Self(csock_filter_load_index(Int32(CSOCK_BPF_MEM), word))
    }

    /// Stores A in a word of memory, 0 to 15.
    public static func store(memory word: UInt32) -> Self { Self(csock_filter_store(word)) }

    /// Stores X in a word of memory, 0 to 15.
    public static func storeIndex(memory word: UInt32) -> Self { Self(csock_filter_store_index(word)) }

    /// Sets A to the result of an operation on A and a number.
    public static func calculate(_ operation: Operation, _ number: UInt32) -> Self {
        Self(csock_filter_alu(operation.number, number))
    }

    /// Sets A to the result of an operation on A and X.
    public static func calculateWithIndex(_ operation: Operation) -> Self {
        Self(csock_filter_alu_index(operation.number))
    }

    /// Negates A.
    public static var negate: Self { Self(csock_filter_alu(Int32(CSOCK_BPF_NEG), 0)) }

    /// Skips `count` instructions.
    public static func jump(over count: UInt32) -> Self { Self(csock_filter_jump(count)) }

    /// Compares A with a number, and skips `then` or `else` instructions.
    public static func jump(_ condition: Condition, _ number: UInt32, then: UInt8, else: UInt8) -> Self {
        Self(csock_filter_jump_if(condition.number, number, then, `else`))
    }

    /// Compares A with X, and skips `then` or `else` instructions.
    public static func jumpWithIndex(_ condition: Condition, then: UInt8, else: UInt8) -> Self {
        Self(csock_filter_jump_if_index(condition.number, then, `else`))
    }

    /// Ends the program and receives `count` bytes of the packet: `.max` for all, 0 to drop it.
    public static func keep(_ count: UInt32) -> Self { Self(csock_filter_return(count)) }

    /// Ends the program and receives A bytes of the packet.
    public static var keepAccumulator: Self { Self(csock_filter_return_a()) }

    /// Copies A to X.
    public static var copyToIndex: Self { Self(csock_filter_tax()) }

    /// Copies X to A.
    public static var copyFromIndex: Self { Self(csock_filter_txa()) }
}
