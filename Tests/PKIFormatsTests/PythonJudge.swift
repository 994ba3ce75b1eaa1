import Foundation
import PKITesting

/// The Python programs that `scripts/setup test` installs: cryptography, asn1crypto, pyasn1, fido2 and pkilint.
enum PythonJudge {
    private static let interpreter = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(".build/venv/bin/python").path

    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: interpreter) }

    /// Runs a script with `input` on its standard input, in a directory when one is given.
    /// - Returns: what it wrote.
    static func run(_ script: String, input: String = "", directory: String? = nil) throws -> String {
        let result = try runTool([interpreter, "-c", script], input: Array(input.utf8), directory: directory)
        guard result.status == 0 else { throw Failure(message: result.errorText) }
        return result.text
    }

    struct Failure: Error, CustomStringConvertible {
        let message: String
        var description: String { message }
    }
}
