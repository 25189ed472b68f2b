import SwiftSocket

/// An HTTP response as RFC 9112 has it.
struct Response {
    /// The status line and the headers as they came, with the empty line that ends them.
    private(set) var head: [UInt8] = []
    private(set) var status = 0
    private var headers: [String: String] = [:]

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads up to the body. Interim responses (100 to 199) are passed over.
    init(from file: SocketFile) throws {
        repeat {
            try readHead(from: file)
        } while (100...199).contains(status)
    }

    private mutating func readHead(from file: SocketFile) throws {
        head = []
        headers = [:]
        let statusLine = try nextLine(from: file)
        let parts = statusLine.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), let status = Int(parts[1]), parts[1].count == 3 else {
            throw Malformed(description: "not an HTTP response: \(statusLine.prefix(60))")
        }
        self.status = status
        while true {
            let line = try nextLine(from: file)
            if line.isEmpty { return }
            guard let colon = line.firstIndex(of: ":") else {
                throw Malformed(description: "not a header: \(line.prefix(60))")
            }
            let value = line[colon...].dropFirst().drop { $0 == " " || $0 == "\t" }
            headers[line[..<colon].lowercased()] = String(value)
        }
    }

    /// Reads a line of the head; bytes, because headers need not be UTF-8.
    private mutating func nextLine(from file: SocketFile) throws -> String {
        guard let line = try file.readLineBytes(limit: 65536), line.last == UInt8(ascii: "\n") else {
            throw Malformed(description: "the response ends in its head, or a header is too long")
        }
        head += line
        return text(line)
    }

    /// Hands the body to `write`, piece by piece. Throws if the end of it is missing.
    func readBody(from file: SocketFile, _ write: ([UInt8]) throws -> Void) throws {
        if status == 204 || status == 304 { return }
        if headers["transfer-encoding"]?.lowercased() == "chunked" {
            try readChunks(from: file, write)
        } else if let length = headers["content-length"] {
            guard let count = Int(length), count >= 0 else {
                throw Malformed(description: "Content-Length: \(length)")
            }
            try copy(count, from: file, write)
        } else {
            // The body ends with the connection.
            while true {
                let piece = try file.read(65536)
                if piece.isEmpty { return }
                try write(piece)
            }
        }
    }

    private func readChunks(from file: SocketFile, _ write: ([UInt8]) throws -> Void) throws {
        while true {
            let line = text(try file.readLineBytes(limit: 4096) ?? [])
            // Extensions may follow the length.
            guard let count = Int(line.prefix(while: \.isHexDigit), radix: 16) else {
                throw Malformed(description: "not the length of a chunk: \(line.prefix(60))")
            }
            if count == 0 { break }
            try copy(count, from: file, write)
            guard text(try file.readLineBytes(limit: 2) ?? []).isEmpty else {
                throw Malformed(description: "a chunk is longer than it says")
            }
        }
        // Trailers.
        while let line = try file.readLineBytes(limit: 65536), !text(line).isEmpty {}
    }

    private func copy(_ count: Int, from file: SocketFile, _ write: ([UInt8]) throws -> Void) throws {
        var remaining = count
        while remaining > 0 {
            let piece = try file.read(min(remaining, 65536))
            if piece.isEmpty { throw Malformed(description: "\(remaining) bytes of the body are missing") }
            try write(piece)
            remaining -= piece.count
        }
    }
}

/// A line without its ending.
private func text(_ line: [UInt8]) -> String {
    var line = line[...]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
}
