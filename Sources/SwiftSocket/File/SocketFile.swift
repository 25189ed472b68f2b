/// A buffered reader and writer over a socket, which it keeps open: Python's `makefile`.
///
///     let file = try socket.makeFile()
///     try file.write("GET / HTTP/1.0\r\n\r\n")
///     try file.flush()
///     for line in file.lines { print(try line.get()) }
///
/// The socket is closed when both it and its files are closed. One thread at a time may use a file.
///
/// An error loses no data. When a timeout or any other error ends a read or a flush, received bytes stay buffered for
/// the next read, and unsent bytes for the next flush. (Python's files cannot be used after a timeout.) A file that is
/// dropped without ``close()`` is flushed; that may wait, and its errors are lost.
public final class SocketFile {
    /// Whether a file can be read from and written to.
    public enum Mode: Sendable {
        case read, write, readWrite
    }

    /// The socket of the file. Receiving from it directly bypasses the file's buffer.
    public let socket: Socket
    private let mode: Mode
    private var incoming = ByteQueue()
    private var outgoing: [UInt8] = []
    private var isOpen = true

    /// How many bytes are received or collected at a time.
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

    /// Flushes and closes. Closing again does nothing. The socket is closed too if ``Socket/close()`` was called and
    /// this is its last file.
    ///
    /// Throws what ``flush()`` throws; the file is closed even then, and unsent bytes are lost.
    public func close() throws(SocketError) {
        guard isOpen else { return }
        isOpen = false
        defer { socket.finish(socket.use.closeFile()) }
        try sendOutgoing()
    }

    /// Whether the file is closed.
    public var isClosed: Bool { !isOpen }
}

// MARK: Reading

extension SocketFile {
    /// Reads `count` bytes. The result has fewer only at the end of the stream.
    ///
    /// Throws what ``Socket/recv(_:flags:)`` throws, `EBADF` if the file is closed or not for reading, and `EINVAL` for
    /// a negative count.
    public func read(_ count: Int) throws(SocketError) -> [UInt8] {
        try checkReadable()
        if count < 0 { throw SocketError(.read, .invalidArgument) }
        while incoming.count < count, try fill(atMost: count - incoming.count) {}
        return incoming.take(min(count, incoming.count))
    }

    /// Reads to the end of the stream. The timeout is for each receive.
    ///
    /// Throws what ``read(_:)`` throws.
    public func readToEnd() throws(SocketError) -> [UInt8] {
        try checkReadable()
        while try fill() {}
        return incoming.take(incoming.count)
    }

    /// Reads a line as bytes with its `\n`; `nil` at the end of the stream. The last line may have no `\n`. A line
    /// longer than `limit` bytes is split: its first `limit` bytes are returned, and reading continues after them.
    ///
    /// Throws what ``read(_:)`` throws.
    public func readLineBytes(limit: Int = .max) throws(SocketError) -> [UInt8]? {
        let length = try lineLength(limit)
        return length == 0 && limit > 0 ? nil : incoming.take(length)
    }

    /// Reads a line of text without its `\n` or `\r\n`; `nil` at the end of the stream. A line longer than `limit`
    /// bytes, counted with its end, is split as by ``readLineBytes(limit:)``. A split between `\r` and `\n` leaves an
    /// empty line.
    ///
    /// Throws what ``read(_:)`` throws, and `EILSEQ` if the line is not UTF-8 or is split within a character. The line
    /// then stays buffered, and ``readLineBytes(limit:)`` can read it.
    public func readLine(limit: Int = .max) throws(SocketError) -> String? {
        let length = try lineLength(limit)
        if length == 0 && limit > 0 { return nil }
        guard let line = incoming.text(length, dropping: [[0x0d, 0x0a], [0x0a]]) else {
            throw SocketError(.read, .illegalByteSequence)
        }
        incoming.drop(length)
        return line
    }

    /// Reads to the end of the stream as text. The timeout is for each receive.
    ///
    /// Throws what ``read(_:)`` throws, and `EILSEQ` if the text is not UTF-8. The bytes then stay buffered, and
    /// ``readToEnd()`` can read them.
    public func readText() throws(SocketError) -> String {
        try checkReadable()
        while try fill() {}
        guard let text = incoming.text(incoming.count, dropping: []) else {
            throw SocketError(.read, .illegalByteSequence)
        }
        incoming.drop(incoming.count)
        return text
    }

    /// The lines to the end of the stream, as ``readLine(limit:)`` reads them. An error is the last element.
    public var lines: Lines { lines(limit: .max) }

    /// The lines to the end of the stream, split after `limit` bytes. Use a limit if the peer may send lines without
    /// end.
    public func lines(limit: Int) -> Lines { Lines(file: self, limit: limit) }

    /// A sequence of lines or an error; see ``SocketFile/lines``.
    public struct Lines: Sequence, IteratorProtocol {
        let file: SocketFile
        let limit: Int
        private var failed = false

        init(file: SocketFile, limit: Int) {
            self.file = file
            self.limit = limit
        }

        /// The next line, an error, or `nil` at the end of the stream and after an error.
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

    /// Buffers the next line and returns its count of bytes with the `\n`.
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

    /// Receives once and appends to the buffer. Returns false at the end of the stream.
    private func fill(atMost wanted: Int = 0) throws(SocketError) -> Bool {
        unsafe try incoming.append(room: min(max(wanted, Self.chunk), Self.largestChunk)) {
            buffer throws(SocketError) in
            unsafe try socket.recv(into: buffer)
        } > 0
    }
}

// MARK: Writing

extension SocketFile {
    /// Writes bytes to the buffer, and sends the buffer if it is full.
    ///
    /// Throws what ``Socket/sendAll(_:flags:)-(Collection<UInt8>,_)`` throws; the bytes then stay buffered for the next
    /// flush and must not be written again. Throws `EBADF` if the file is closed or not for writing.
    public func write(_ bytes: some Collection<UInt8>) throws(SocketError) {
        if !isOpen || mode == .read { throw SocketError(.write, .badFileDescriptor) }
        outgoing.append(contentsOf: bytes)
        if outgoing.count >= Self.chunk { try sendOutgoing() }
    }

    /// Writes the UTF-8 bytes of a string to the buffer; see ``write(_:)-(Collection<UInt8>)``.
    public func write(_ text: String) throws(SocketError) {
        try write(text.utf8)
    }

    /// Sends the buffered bytes.
    ///
    /// Throws what ``Socket/sendAll(_:flags:)-(Collection<UInt8>,_)`` throws; unsent bytes stay buffered. Throws
    /// `EBADF` if the file is closed.
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
    /// Makes a buffered file of this socket; see ``SocketFile``.
    ///
    /// Throws `EBADF` if the socket is closed.
    public func makeFile(_ mode: SocketFile.Mode = .readWrite) throws(SocketError) -> SocketFile {
        try SocketFile(self, mode)
    }
}
