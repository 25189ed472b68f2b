import ArgumentParser
import Foundation
import SwiftSocket

@main
struct HTTPGet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http-get",
        abstract: "Fetches an http:// address and prints the body.",
        discussion: "Redirects are not followed. The exit status is 0 if the whole body came.")

    @Argument(help: "http://host[:port]/path")
    var url: HTTPURL
    @Flag(name: .shortAndLong, help: "Print the status and the headers too.")
    var include = false
    @Flag(name: .shortAndLong, help: "Print no body, and exit with 22, if the status is 400 or more.")
    var fail = false
    @Option(help: "How many seconds connecting, and then each wait for the server, may take.")
    var timeout = 30.0

    func validate() throws {
        if !(0.001..<1e9).contains(timeout) { throw ValidationError("--timeout is out of range.") }
    }

    func run() throws {
        let socket = try Socket.connect(host: url.host, port: url.port, timeout: .seconds(timeout))
        let file = try socket.makeFile()
        try file.write("GET \(url.path) HTTP/1.1\r\nHost: \(url.authority)\r\nConnection: close\r\n\r\n")
        try file.flush()

        let response = try Response(from: file)
        if fail && response.status >= 400 {
            FileHandle.standardError.write(Data("http-get: the server says \(response.status)\n".utf8))
            throw ExitCode(22)
        }
        let output = FileHandle.standardOutput
        if include {
            try output.write(contentsOf: Data(response.head))
        }
        try response.readBody(from: file) { try output.write(contentsOf: $0) }
    }
}

struct HTTPURL: ExpressibleByArgument {
    /// As in the URL: with the port if there is one, and an IPv6 address in brackets.
    let authority: String
    let host: String
    let port: UInt16
    let path: String

    init?(argument: String) {
        let scheme = "http://"
        guard argument.lowercased().hasPrefix(scheme) else { return nil }
        let rest = argument.dropFirst(scheme.count).prefix { $0 != "#" }
        // A space or a line break would be the end of the path, or of the request line.
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(authority.count)
        self.authority = String(authority)
        self.path = path.hasPrefix("/") ? String(path) : "/" + path

        var port: Substring = ""
        if authority.hasPrefix("["), let bracket = authority.firstIndex(of: "]") {
            host = String(authority[..<bracket].dropFirst())
            port = authority[bracket...].dropFirst()
        } else {
            host = String(authority.prefix { $0 != ":" })
            port = authority.dropFirst(host.count)
        }
        guard !host.isEmpty, !host.contains("@"), port.isEmpty || port.hasPrefix(":") else { return nil }
        guard let number = port.count > 1 ? UInt16(port.dropFirst()) : 80 else { return nil }
        self.port = number
    }
}
