import Foundation
import PKIFormats
import Testing

/// Requests that occurred in practice, made after public bug reports: the files in `Vectors`.
enum RequestVectors {
    /// The DER of `Vectors/NAME.csr`.
    static func request(_ name: String) throws -> [UInt8] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/\(name).csr")
        return try #require(PEMDocument.parse(String(contentsOf: file, encoding: .utf8)).first).bytes
    }
}
