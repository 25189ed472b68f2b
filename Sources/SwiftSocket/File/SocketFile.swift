/// A buffered reader and writer over a socket, which it keeps open: Python's `makefile`.
///
///     let file = try socket.makeFile()
///     try file.write("GET / HTTP/1.0\r\n\r\n")
///     try file.flush()
///     for line in file.lines { print(try line.get()) }
///
/// The socket is closed when both it and its files are. A file is for one thread at a time.
///
/// Nothing is lost to an error: when a timeout, or anything else, ends a read or a flush, what had
/// arrived stays buffered for the next read, and what had not gone out for the next flush. (Python's
/// files refuse to go on after a timeout.) A file that is dropped without ``close()`` flushes too, which may wait
/// and whose failure nobody hears of.
public final class SocketFile {
    /// What a file is for.
    public enum Mode: Sendable {
        case read, write, readWrite
    }

    /// The socket underneath. Bytes that it receives by itself bypass the buffer.
    public let socket: Socket
    private let mode: Mode
    private var incoming = ByteQueue()
    private var outgoing: [UInt8] = []
    private var isOpen = true

    /// How much is asked for, and gathered, at a time.
    private static let chunk = 8192
    private static let largestChunk = 65536

    init(_ socket: Socket, _ mode: Mode) throws(SocketError) {
        self.socket = socket
        self.mode = mode
        if !socket.use.openFile() {
            isOpen = false
            throw SocketError(.makeFile, .badFileDescriptor)
        }
    }

    deinit {
        try? close()
    }

    /// Flushes and closes; closing again does nothing. The socket closes too if ``Socket/close()`` was
    /// called and this is its last file.
    ///
    /// Throws what ``flush()`` does; the file is closed all the same, and the bytes are lost.
    public func close() throws(SocketError) {
        guard isOpen else { return }
        isOpen = false
        defer { socket.finish(socket.use.closeFile()) }
        try sendOutgoing()
    }

    /// Whether ``close()`` was called.
    public var isClosed: Bool { !isOpen }
}

// MARK: Reading

extension SocketFile {
    /// Reads `count` bytes; fewer only at the end of the stream.
    ///
    /// Throws what ``Socket/recv(_:flags:)`` does, and `EBADF` if the file is closed or not for reading,
    /// `EINVAL` for a negative count.
    public func read(_ count: Int) throws(SocketError) -> [UInt8] {
        try checkReadable()
        if count < 0 { throw SocketError(.read, .invalidArgument) }
        while incoming.count < count, try fill(atMost: count - incoming.count) {}
        return incoming.take(min(count, incoming.count))
    }

    /// Reads up to the end of the stream.
    public func readToEnd() throws(SocketError) -> [UInt8] {
        try checkReadable()
        while try fill() {}
        return incoming.take(incoming.count)
    }

    /// Reads a line as bytes, with its `\n`, of at most `limit` bytes (then without one, the rest being
    /// the next line); `nil` at the end of the stream. The last line may lack its `\n`.
    ///
    /// Throws what ``read(_:)`` does.
    public func readLineBytes(limit: Int = .max) throws(SocketError) -> [UInt8]? {
        let length = try lineLength(limit)
        return length == 0 && limit > 0 ? nil : incoming.take(length)
    }

    /// Reads a line of text without its `\n` or `\r\n`, of at most `limit` bytes with them (a limit
    /// between the two leaves an empty line); `nil` at the end of the stream.
    ///
    /// Throws what ``read(_:)`` does, and `EILSEQ` if the line is not UTF-8, or the limit cuts a character; ``readLineBytes(limit:)`` can
    /// still read it then.
    public func readLine(limit: Int = .max) throws(SocketError) -> String? {
        let length = try lineLength(limit)
        if length == 0 && limit > 0 { return nil }
        guard let line = incoming.text(length, dropping: [[0x0d, 0x0a], [0x0a]]) else {
            throw SocketError(.read, .illegalByteSequence)
        }
        incoming.drop(length)
        return line
    }

    /// Reads up to the end of the stream, as text.
    ///
    /// Throws what ``read(_:)`` does, and `EILSEQ` if it is not UTF-8; ``readToEnd()`` can still read it.
    public func readText() throws(SocketError) -> String {
        try checkReadable()
        while try fill() {}
        guard let text = incoming.text(incoming.count, dropping: []) else {
            throw SocketError(.read, .illegalByteSequence)
        }
        incoming.drop(incoming.count)
        return text
    }

    /// The lines up to the end of the stream, as ``readLine(limit:)`` reads them. The one after a failure
    /// is its error, and the last.
    public var lines: Lines { lines(limit: .max) }

    /// The same with lines of at most `limit` bytes, for peers that are not trusted to end theirs.
    public func lines(limit: Int) -> Lines { Lines(file: self, limit: limit) }

    /// A sequence of lines; see ``SocketFile/lines``.
    public struct Lines: Sequence, IteratorProtocol {
        let file: SocketFile
        let limit: Int
        private var failed = false

        init(file: SocketFile, limit: Int) {
            self.file = file
            self.limit = limit
        }

        /// The next line, the error that ended them, or `nil` at the end.
        public mutating func next() -> Result<String, SocketError>? {
            if failed { return nil }
            do {
                return try file.readLine(limit: limit).map { .success($0) }
            } catch {
                failed = true
                return .failure(error)
            }
        }
    }

    private func checkReadable() throws(SocketError) {
        if !isOpen || mode == .write { throw SocketError(.read, .badFileDescriptor) }
    }

    /// How many bytes the next line has, its `\n` included, once they are buffered.
    private func lineLength(_ limit: Int) throws(SocketError) -> Int {
        try checkReadable()
        if limit < 0 { throw SocketError(.read, .invalidArgument) }
        var searched = 0
        while true {
            if let end = incoming.firstNewline(from: searched, to: limit) { return end + 1 }
            searched = incoming.count
            if searched >= limit { return limit }
            if try !fill() { return incoming.count }
        }
    }

    /// Receives once, behind what is buffered. False at the end of the stream.
    private func fill(atMost wanted: Int = 0) throws(SocketError) -> Bool {
        unsafe try incoming.append(room: min(max(wanted, Self.chunk), Self.largestChunk)) {
            buffer throws(SocketError) in
            unsafe try socket.recv(into: buffer)
        } > 0
    }
}

// MARK: Writing

extension SocketFile {
    /// Buffers bytes; a full buffer goes out.
    ///
    /// Throws what ``Socket/sendAll(_:flags:)-(Collection<UInt8>,_)`` does, and `EBADF` if the file is
    /// closed or not for writing. The bytes are in the buffer then, or have gone out: they are not to be
    /// written again.
    public func write(_ bytes: some Collection<UInt8>) throws(SocketError) {
        if !isOpen || mode == .read { throw SocketError(.write, .badFileDescriptor) }
        outgoing.append(contentsOf: bytes)
        if outgoing.count >= Self.chunk { try sendOutgoing() }
    }

    /// Buffers the UTF-8 bytes of a string.
    public func write(_ text: String) throws(SocketError) {
        try write(text.utf8)
    }

    /// Sends what is buffered. When it fails, what has not gone out stays for the next time.
    public func flush() throws(SocketError) {
        if !isOpen { throw SocketError(.write, .badFileDescriptor) }
        try sendOutgoing()
    }

    private func sendOutgoing() throws(SocketError) {
        if outgoing.isEmpty { return }
        do {
            try socket.sendAll(outgoing)
        } catch {
            outgoing.removeFirst(error.bytesSent ?? 0)
            throw error
        }
        outgoing.removeAll(keepingCapacity: true)
    }
}

extension Socket {
    /// Makes a buffered file over this socket; see ``SocketFile``.
    ///
    /// Throws `EBADF` on a closed socket.
    public func makeFile(_ mode: SocketFile.Mode = .readWrite) throws(SocketError) -> SocketFile {
        try SocketFile(self, mode)
    }
}
