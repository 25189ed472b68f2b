internal import CSocketShim

extension SocketFilter {
    /// One instruction of a program: `struct sock_filter`. It works on an accumulator A, an index X and sixteen
    /// words of memory.
    public struct Instruction: Hashable, Sendable {
        /// What to do: a sum of the kernel's `BPF_` numbers.
        public var code: UInt16
        /// How many instructions a jump leaves out.
        public var jumpTrue: UInt8
        /// The same, if its condition does not hold.
        public var jumpFalse: UInt8
        /// The operand.
        public var k: UInt32

        /// Any instruction: `tcpdump -dd` prints the four numbers.
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
    /// How many bytes a load takes, in network byte order.
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

    /// What is done to A.
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

    /// How A is compared, as an unsigned number.
    public enum Condition: Hashable, Sendable {
        case equal, greater, greaterOrEqual
        /// They have a bit in common.
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

    /// Loads into A what stands at an offset of the packet.
    public static func load(_ size: Size, at offset: UInt32) -> Self {
        Self(csock_filter_load(size.number, Int32(CSOCK_BPF_ABS), offset))
    }

    /// Loads into A what stands X and an offset from the packet's start.
    public static func load(_ size: Size, atIndexPlus offset: UInt32) -> Self {
        Self(csock_filter_load(size.number, Int32(CSOCK_BPF_IND), offset))
    }

    /// Loads a number into A.
    public static func load(_ number: UInt32) -> Self {
        Self(csock_filter_load(Int32(CSOCK_BPF_W), Int32(CSOCK_BPF_IMM), number))
    }

    /// Loads the packet's length into A.
    public static var loadLength: Self {
        Self(csock_filter_load(Int32(CSOCK_BPF_W), Int32(CSOCK_BPF_LEN), 0))
    }

    /// Loads a word of the memory into A.
    public static func load(memory word: UInt32) -> Self {
        Self(csock_filter_load(Int32(CSOCK_BPF_W), Int32(CSOCK_BPF_MEM), word))
    }

    /// Loads a number into X.
    public static func loadIndex(_ number: UInt32) -> Self {
        Self(csock_filter_load_index(Int32(CSOCK_BPF_IMM), number))
    }

    /// Loads into X the length of the IPv4 header at an offset of the packet.
    public static func loadIndex(headerLengthAt offset: UInt32) -> Self {
        Self(csock_filter_load_index(Int32(CSOCK_BPF_MSH), offset))
    }

    /// Loads a word of the memory into X.
    public static func loadIndex(memory word: UInt32) -> Self {
        Self(csock_filter_load_index(Int32(CSOCK_BPF_MEM), word))
    }

    /// Stores A in a word of the memory.
    public static func store(memory word: UInt32) -> Self { Self(csock_filter_store(word)) }

    /// Stores X in a word of the memory.
    public static func storeIndex(memory word: UInt32) -> Self { Self(csock_filter_store_index(word)) }

    /// Calculates A with a number.
    public static func calculate(_ operation: Operation, _ number: UInt32) -> Self {
        Self(csock_filter_alu(operation.number, number))
    }

    /// Calculates A with X.
    public static func calculateWithIndex(_ operation: Operation) -> Self {
        Self(csock_filter_alu_index(operation.number))
    }

    /// Negates A.
    public static var negate: Self { Self(csock_filter_alu(Int32(CSOCK_BPF_NEG), 0)) }

    /// Leaves out instructions.
    public static func jump(over count: UInt32) -> Self { Self(csock_filter_jump(count)) }

    /// Compares A with a number, and leaves out as many instructions.
    public static func jump(_ condition: Condition, _ number: UInt32, then: UInt8, else: UInt8) -> Self {
        Self(csock_filter_jump_if(condition.number, number, then, `else`))
    }

    /// Compares A with X, and leaves out as many instructions.
    public static func jumpWithIndex(_ condition: Condition, then: UInt8, else: UInt8) -> Self {
        Self(csock_filter_jump_if_index(condition.number, then, `else`))
    }

    /// Ends with so many bytes of the packet: `.max` for all, 0 to drop it.
    public static func keep(_ count: UInt32) -> Self { Self(csock_filter_return(count)) }

    /// Ends with A bytes of the packet.
    public static var keepAccumulator: Self { Self(csock_filter_return_a()) }

    /// Copies A to X.
    public static var copyToIndex: Self { Self(csock_filter_tax()) }

    /// Copies X to A.
    public static var copyFromIndex: Self { Self(csock_filter_txa()) }
}
