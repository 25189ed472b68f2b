internal import Synchronization

// Who uses a descriptor, in one atomic word:
//
//     bit 63      closed: nobody may enter any more
//     bit 62      to be closed when the last file is
//     bits 32-61  files (makefile) that keep the socket open
//     bits 0-31   calls that are using the descriptor now
//
// Whoever makes the word "closed, no calls" releases the descriptor. That happens once: the closed bit
// is set once, and then the number of calls only falls. So no number is released, and given to another
// socket by the kernel, while a call is using it.
struct DescriptorUse: ~Copyable, Sendable {
    private let word = Atomic<UInt64>(0)

    private static let closed: UInt64 = 1 << 63
    private static let closesWithFiles: UInt64 = 1 << 62
    private static let oneFile: UInt64 = 1 << 32
    private static let allFiles: UInt64 = (1 << 30 - 1) << 32
    private static let allCalls: UInt64 = 1 << 32 - 1

    /// What is to be done with the descriptor.
    enum State {
        /// Nothing: it is in use.
        case open
        /// Nothing: it is closed, or will be closed by another.
        case closed
        /// The caller, and nobody else, is to close it.
        case released
    }

    /// A call begins. False if the descriptor is closed; otherwise ``leave()`` has to follow.
    func enter() -> Bool {
        update { $0 & Self.closed != 0 ? nil : $0 + 1 } != nil
    }

    /// A call ends.
    func leave() -> State {
        let word = self.word.subtract(1, ordering: .acquiringAndReleasing).newValue
        return if word & Self.closed == 0 { .open } else if word & Self.allCalls == 0 { .released } else { .closed }
    }

    /// Closes, or, if files are open, sees to it that closing the last one does.
    ///
    /// `open` means that calls are running: the caller has then been counted as one of them, so that the
    /// descriptor stays while it ends the others, and has to ``leave()``.
    func close() -> State {
        let words = update { word in
            if word & Self.closed != 0 { return nil }
            if word & Self.allFiles != 0 { return word | Self.closesWithFiles }
            return Self.marking(word)
        }
        return Self.state(words)
    }

    /// Closes without an end to calls that are running: `open` means that there are some, and that the
    /// caller has been counted as one of them but the descriptor not been closed.
    func detach() -> State {
        let words = update { word in
            if word & Self.closed != 0 { return nil }
            return word & Self.allCalls == 0 ? word | Self.closed : word + 1
        }
        guard let words else { return .closed }
        return words.new & Self.closed != 0 ? .released : .open
    }

    /// Nobody may enter any more. False if it was so before.
    func markClosed() -> Bool {
        update { $0 & Self.closed != 0 ? nil : $0 | Self.closed } != nil
    }

    /// A file that keeps the descriptor open comes. False if it is closed.
    func openFile() -> Bool {
        update { $0 & (Self.closed | Self.closesWithFiles) != 0 ? nil : $0 + Self.oneFile } != nil
    }

    /// A file goes; the result is as that of ``close()``.
    func closeFile() -> State {
        let words = update { word in
            if word & Self.closed != 0 { return nil }  // given away meanwhile
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

    /// Replaces the word by what `change` makes of it; nil if that refuses.
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
