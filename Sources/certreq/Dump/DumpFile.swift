import Foundation

/// Files named on the command line; `-` is standard input.
enum DumpFile {
    /// More than any structure in use; a file that never ends must not fill the memory.
    static let limit = 1 << 30

    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return Array(try FileHandle.standardInput.read(upToCount: limit) ?? Data()) }
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        return Array(try handle.read(upToCount: limit) ?? Data())
    }
}
