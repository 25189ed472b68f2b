import ArgumentParser
import PcapFile

/// The payload: one of these, or none.
struct PayloadArguments: ParsableArguments {
    @Option(name: .customLong("payload"), help: "A text.")
    var text: String?
    @Option(name: .customLong("payload-hex"), help: "Bytes in hexadecimal digits.")
    var hex: Hex?
    @Option(name: .customLong("payload-file"), help: "A file's bytes; - is standard input.")
    var file: String?

    func validate() throws {
        if [text != nil, hex != nil, file != nil].count(where: { $0 }) > 1 {
            throw ValidationError("--payload, --payload-hex and --payload-file exclude each other.")
        }
    }

    func bytes() throws -> [UInt8] {
        if let file { return try ByteReader.bytes(ofFile: file) }
        return hex?.bytes ?? text.map { Array($0.utf8) } ?? []
    }
}
