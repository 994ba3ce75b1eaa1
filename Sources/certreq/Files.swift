import CAInterface
import CertEnroll
import Foundation

/// Files named on the command line; `-` is standard input.
enum Files {
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        guard let bytes = try DurableFile.read(path) else {
            throw CAError(.notFound, status: .fileNotFound, "There is no file \(path). Check the path.")
        }
        return bytes
    }

    /// - Parameter secret: only the owner may read it.
    static func write(_ bytes: [UInt8], to path: String, secret: Bool = false) throws {
        try DurableFile.write(bytes, to: path, mode: secret ? 0o600 : 0o644)
    }
}
