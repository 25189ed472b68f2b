internal import Synchronization

// Counts who uses a descriptor, in one atomic word:
//
//     bit 63      closed: no new call may begin
//     bit 62      close when the last file closes
//     bits 32-61  open files (makeFile) that keep the socket open
//     bits 0-31   calls that are using the descriptor now
//
// The step that makes the word "closed, no calls" releases the descriptor. This happens once: the closed bit is set
// once, and afterwards the number of calls only falls. So the kernel cannot give the number to another socket while a
// call is using it.
//
// Debug builds assert that no count falls below zero and that the descriptor is released once.
struct DescriptorUse: ~Copyable, Sendable {
    private let word = Atomic<UInt64>(0)

    private static let closed: UInt64 = 1 << 63
    private static let closesWithFiles: UInt64 = 1 << 62
    private static let oneFile: UInt64 = 1 << 32
    private static let allFiles: UInt64 = (1 << 30 - 1) << 32
    private static let allCalls: UInt64 = 1 << 32 - 1

    /// What the caller has to do with the descriptor.
    enum State {
        /// Nothing: the descriptor stays open.
        case open
        /// Nothing: the descriptor is closed, or another caller closes it.
        case closed
        /// The caller closes the descriptor. Only one caller gets this.
        case released
    }

    /// Begins a call. Returns false if the descriptor is closed; otherwise ``leave()`` must follow.
    func enter() -> Bool {
        update { word in
            assert(word & Self.allCalls != Self.allCalls, "too many calls use the descriptor")
            return word & Self.closed != 0 ? nil : word + 1
        } != nil
    }

    /// Ends a call.
    func leave() -> State {
        let (old, new) = self.word.subtract(1, ordering: .acquiringAndReleasing)
        assert(old & Self.allCalls != 0, "a call ended that had not begun, or the descriptor was released twice")
        return if new & Self.closed == 0 { .open } else if new & Self.allCalls == 0 { .released } else { .closed }
    }

    /// Closes. If files are open, the last of them closes instead.
    ///
    /// `open` means that calls are running. The caller is then counted as one of them, so that the descriptor stays
    /// open while it interrupts the others, and must ``leave()``.
    func close() -> State {
        let words = update { word in
            if word & Self.closed != 0 { return nil }
            if word & Self.allFiles != 0 { return word | Self.closesWithFiles }
            return Self.marking(word)
        }
        return Self.state(words)
    }

    /// Closes if no call is running.
    ///
    /// `open` means that calls are running: the descriptor is not closed, and the caller is counted as one of the
    /// calls.
    func detach() -> State {
        let words = update { word in
            if word & Self.closed != 0 { return nil }
            return word & Self.allCalls == 0 ? word | Self.closed : word + 1
        }
        guard let words else { return .closed }
        return words.new & Self.closed != 0 ? .released : .open
    }

    /// Lets no new call begin. Returns false if the descriptor was closed already.
    func markClosed() -> Bool {
        update { $0 & Self.closed != 0 ? nil : $0 | Self.closed } != nil
    }

    /// Counts a file that keeps the descriptor open. Returns false if the descriptor is closed.
    func openFile() -> Bool {
        update { $0 & (Self.closed | Self.closesWithFiles) != 0 ? nil : $0 + Self.oneFile } != nil
    }

    /// Counts a file less. The result is as that of ``close()``.
    func closeFile() -> State {
        let words = update { word in
            assert(word & Self.allFiles != 0, "a file closed that had not been opened")
            if word & Self.closed != 0 { return nil }  // detached meanwhile
            let word = word - Self.oneFile
            let closes = word & Self.closesWithFiles != 0 && word & Self.allFiles == 0
            return closes ? Self.marking(word) : word
        }
        return Self.state(words)
    }

    /// Whether ``enter()`` would be refused.
    var isClosed: Bool { word.load(ordering: .acquiring) & Self.closed != 0 }

    private static func marking(_ word: UInt64) -> UInt64 {
        (word & allCalls == 0 ? word : word + 1) | closed
    }

    private static func state(_ words: (old: UInt64, new: UInt64)?) -> State {
        guard let words, words.new & closed != 0 else { return .closed }
        return words.new & allCalls == 0 ? .released : .open
    }

    /// Replaces the word by the result of `change`. Returns nil if that is nil.
    @inline(__always)
    private func update(_ change: (UInt64) -> UInt64?) -> (old: UInt64, new: UInt64)? {
        var old = word.load(ordering: .relaxed)
        while let new = change(old) {
            let (exchanged, original) = word.weakCompareExchange(
                expected: old, desired: new, successOrdering: .acquiringAndReleasing, failureOrdering: .relaxed)
            if exchanged { return (old, new) }
            old = original
        }
        return nil
    }
}
