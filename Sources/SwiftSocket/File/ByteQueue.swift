/// A queue of bytes: appended at the end, taken from the front.
struct ByteQueue {
    private var storage: [UInt8] = []
    private var start = 0
    private var end = 0

    var count: Int { end - start }

    /// Appends the bytes that `write` writes into `room` bytes of memory. `write` returns their count.
    mutating func append(
        room: Int, _ write: (UnsafeMutableRawBufferPointer) throws(SocketError) -> Int
    ) throws(SocketError) -> Int {
        makeRoom(room)
        let outcome = unsafe storage.withUnsafeMutableBytes { bytes in
            Result { () throws(SocketError) in
                unsafe try write(UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + room]))
            }
        }
        let added = try outcome.get()
        end += added
        return added
    }

    private mutating func makeRoom(_ room: Int) {
        if storage.count - end >= room { return }
        if storage.count - count >= room {
            unsafe storage.withUnsafeMutableBytes { bytes in
                unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            }
        } else {
            var larger = Array(storage[start..<end])
            larger.append(contentsOf: [UInt8](repeating: 0, count: max(room, storage.count)))
            storage = larger
        }
        end -= start
        start = 0
    }

    /// The position of the first `\n` in the range from `from` to `to`.
    func firstNewline(from: Int, to: Int) -> Int? {
        storage[(start + from)..<(start + min(to, count))].firstIndex(of: 0x0a).map { $0 - start }
    }

    /// Removes and returns the first `length` bytes. The queue must have as many.
    mutating func take(_ length: Int) -> [UInt8] {
        defer { drop(length) }
        return Array(storage[start..<start + length])
    }

    /// The first `length` bytes as text, without the first of `endings` that they end with; nil if they are not UTF-8.
    func text(_ length: Int, dropping endings: [[UInt8]]) -> String? {
        let bytes = storage[start..<start + length]
        let ending = endings.first { bytes.reversed().starts(with: $0.reversed()) } ?? []
        return String(validating: bytes.dropLast(ending.count), as: UTF8.self)
    }

    /// Removes the first `length` bytes.
    mutating func drop(_ length: Int) {
        start += length
        if start == end {
            start = 0
            end = 0
        }
    }
}
