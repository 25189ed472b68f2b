import Foundation
import SwiftSocket

/// Fetches a page from a real server: Python's if there is one, or else nc(1) with a prepared answer.
func fetchPage(_ directory: URL) throws -> String {
    let page = "<p>\(message)</p>\n"
    let server = Process()
    let output = Pipe()
    server.standardInput = FileHandle.nullDevice
    server.standardOutput = output
    server.standardError = output
    if let python = findProgram("python3") {
        try page.write(to: directory.appendingPathComponent("page.html"), atomically: false, encoding: .utf8)
        server.executableURL = python
        server.arguments = ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", directory.path]
    } else if let nc = findProgram("nc") {
        let answer = directory.appendingPathComponent("answer")
        try "HTTP/1.0 200 OK\r\n\r\n\(page)".write(to: answer, atomically: false, encoding: .utf8)
        server.executableURL = nc
        server.arguments = ["-l", "-v", "-N", "127.0.0.1", "0"]
        server.standardInput = try FileHandle(forReadingFrom: answer)
    } else {
        throw Skipped(reason: "neither python3 nor nc is here to be the server")
    }

    try server.run()
    defer {
        server.terminate()
        server.waitUntilExit()
    }
    let port = try announcedPort(output.fileHandleForReading)

    let socket = try Socket.connect(host: "127.0.0.1", port: port, timeout: patience)
    let file = try socket.makeFile()
    try file.write("GET /page.html HTTP/1.0\r\n\r\n")
    try file.flush()
    let status = try file.readLine() ?? ""
    while let header = try file.readLine(), !header.isEmpty {}
    let body = try file.readText()

    try expect(status.hasPrefix("HTTP/1.") && status.contains(" 200"), "the server says “\(status)”")
    try expect(body == page, "the page is “\(body)” instead of “\(page)”")
    return "\(server.executableURL?.lastPathComponent ?? "") says “\(status)”, \(body.utf8.count) bytes as on disk"
}

private func findProgram(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(name)") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}

/// The port in "Serving HTTP on 127.0.0.1 port 8000 (…" or "Listening on localhost 8000".
private func announcedPort(_ output: FileHandle) throws -> UInt16 {
    var text = ""
    while !text.contains("\n") {
        let data = output.availableData
        if data.isEmpty { throw Failed(description: "the server ended: \(text)") }
        text += String(decoding: data, as: UTF8.self)
    }
    guard let port = text.split(whereSeparator: \.isWhitespace).lazy.compactMap({ UInt16($0) }).first else {
        throw Failed(description: "the server names no port: \(text)")
    }
    return port
}
