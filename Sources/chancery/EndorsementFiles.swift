import PKIFormats
import PortableFoundation

/// The files of `chancery authority set` that name trusted security modules.
enum EndorsementFiles {
    /// Base64 of every certificate of a PEM file.
    static func issuers(_ path: String) throws -> [String] {
        guard path != "none" else { return [] }
        let certificates: [PEMDocument]
        do {
            certificates = try PEMDocument.parse(text(of: path)).filter { $0.label == "CERTIFICATE" }
        } catch let error as FormatError {
            throw CommandError("\(path) cannot be read as PEM: \(error)", exitCode: 2)
        }
        guard !certificates.isEmpty else { throw CommandError("\(path) holds no certificate. Give a PEM file, or \"none\".", exitCode: 2) }
        return certificates.map { Base64.encode($0.bytes) }
    }

    /// The lines of a file without blank ones and those that begin with #.
    static func keys(_ path: String) throws -> [String] {
        guard path != "none" else { return [] }
        let lines = try text(of: path).split(whereSeparator: \.isNewline).map { String($0.filter { !$0.isWhitespace }) }
        let keys = lines.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard !keys.isEmpty else { throw CommandError("\(path) names no key. Give one SHA-256 in each line, or \"none\".", exitCode: 2) }
        return keys
    }

    private static func text(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8) else {
            throw CommandError("\(path) cannot be read as text. Name a file, or \"none\".", exitCode: 2)
        }
        return text
    }
}
