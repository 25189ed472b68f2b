/// Bytes that come in at one end and go out at the other.
struct ByteQueue {
    private var storage: [UInt8] = []
    private var start = 0
    private var end = 0

    var count: Int { end - start }

    /// Lets `write` fill room at the end, and keeps as much as it says.
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

    /// The place of the first `\n` among the bytes from `from` up to and without `to`.
    func firstNewline(from: Int, to: Int) -> Int? {
        storage[(start + from)..<(start + min(to, count))].firstIndex(of: 0x0a).map { $0 - start }
    }

    /// Takes the first bytes, of which there must be as many.
    mutating func take(_ length: Int) -> [UInt8] {
        defer { drop(length) }
        return Array(storage[start..<start + length])
    }

    /// The first bytes as text, without the first of the endings that they have; nil if not UTF-8.
    func text(_ length: Int, dropping endings: [[UInt8]]) -> String? {
        let bytes = storage[start..<start + length]
        let ending = endings.first { bytes.reversed().starts(with: $0.reversed()) } ?? []
        return String(validating: bytes.dropLast(ending.count), as: UTF8.self)
    }

    /// Forgets the first bytes.
    mutating func drop(_ length: Int) {
        start += length
        if start == end {
            start = 0
            end = 0
        }
    }
}
