import Foundation

/// Reads a file in large pieces, and gives them out in small ones.
public struct ByteReader {
    private let path: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0

    /// Opens a file; `-` is standard input. Throws ``FileError``.
    public init(path: String) throws(FileError) {
        self.path = path
        if path == "-" {
            handle = .standardInput
        } else {
            let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            if descriptor < 0 { throw FileError(path, unsafe String(cString: strerror(errno))) }
            handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        }
    }

    /// The next bytes: fewer only at the end of the file.
    public mutating func take(_ count: Int) throws -> [UInt8] {
        while buffer.count - position < count {
            guard let more = try handle.read(upToCount: 65536), !more.isEmpty else { break }
            buffer.removeFirst(position)
            position = 0
            buffer += more
        }
        let end = min(position + count, buffer.count)
        defer { position = end }
        return Array(buffer[position..<end])
    }

    /// All bytes of a file; `-` is standard input.
    public static func bytes(ofFile path: String) throws -> [UInt8] {
        let reader = try ByteReader(path: path)
        return [UInt8](try reader.handle.readToEnd() ?? Data())
    }

    /// What is wrong with the file.
    func error(_ text: String) -> FileError { FileError(path, text) }
}

/// Why a file cannot be read or written, or is none of pcap.
public struct FileError: Error, CustomStringConvertible {
    /// The file's name, and what is wrong with it.
    public let description: String

    /// What is wrong with a file.
    public init(_ path: String, _ text: String) {
        description = "\(path): \(text)"
    }
}
