import Foundation
import PKIFormats

/// Files named on the command line; `-` is standard input.
enum DumpFile {
    /// Larger than any structure in use. An endless file must not fill the memory.
    static let limit = 1 << 30

    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(try FileHandle.standardInput.read(upToCount: limit) ?? Data()) }
        guard FileManager.default.fileExists(atPath: path) else {
            throw FormatError(structure: "file", reason: "there is no such file; check the path")
        }
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        return Array(try handle.read(upToCount: limit) ?? Data())
    }
}
