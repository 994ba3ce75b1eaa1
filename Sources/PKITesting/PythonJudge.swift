import Foundation

/// The Python programs that `scripts/setup test` installs: cryptography, asn1crypto, pyasn1, fido2,
/// pkilint and openapi-spec-validator.
package enum PythonJudge {
    private static let interpreter = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent(".build/venv/bin/python").path

    package static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: interpreter) }

    /// Whether a package is installed that `scripts/judges.txt` got later than the others.
    package static func has(module: String) -> Bool { isInstalled && (try? run("import \(module)")) != nil }

    /// Runs a script with `input` on its standard input, in a directory when one is given.
    /// - Returns: its output.
    package static func run(_ script: String, input: String = "", directory: String? = nil) throws -> String {
        let result = try runTool([interpreter, "-c", script], input: Array(input.utf8), directory: directory)
        guard result.status == 0 else { throw JudgeError(message: result.errorText) }
        return result.text
    }

    /// A script that runs beside a test.
    package static func start(_ script: String, arguments: [String]) throws -> RunningProgram {
        try RunningProgram([interpreter, "-c", script] + arguments)
    }

    package struct JudgeError: Error, CustomStringConvertible {
        package let message: String
        package var description: String { message }
    }
}
