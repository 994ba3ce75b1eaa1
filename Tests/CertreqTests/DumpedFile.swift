import Foundation
import PKIFormats
import PKITesting
import Testing

/// `certreq` from this build: it is beside the test bundle.
let certreqPath: String = {
    // On Linux the bundle is an executable file in the build folder, on macOS a folder.
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "certreq").path) {
        folder = folder.deletingLastPathComponent()
    }
    return folder.appending(path: "certreq").path
}()

/// A directory with files of other programs, and the output of `certreq dump` for them.
struct DumpedFiles {
    let directory: String

    /// Runs a program in the directory. Throws its output when it fails.
    @discardableResult
    func run(_ arguments: String..., input: [UInt8]? = nil) throws -> String {
        let result = try runTool(arguments, input: input, directory: directory)
        guard result.status == 0 else { throw ToolFailed(said: arguments.joined(separator: " ") + ": " + result.errorText + result.text) }
        return result.text
    }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: directory).appending(path: name))
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: directory).appending(path: name)))
    }

    /// The output of `certreq dump`.
    func dump(_ arguments: String...) throws -> ToolResult {
        try runTool([certreqPath, "dump"] + arguments, input: [], directory: directory)
    }

    /// The object that `certreq dump --json` prints for one complete structure.
    func object(_ arguments: String...) throws -> Dumped {
        let result = try runTool([certreqPath, "dump", "--json"] + arguments, input: [], directory: directory)
        #expect(result.status == 0, "\(arguments): \(result.errorText)")
        return Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
    }

    /// A new self-signed certificate `NAME.pem` and its key `NAME.key`.
    func selfSigned(
        _ name: String,
        _ subject: String = "/C=DE/O=Acme/CN=www.example.com",
        key: String = "rsa:2048",
        options: [String] = []
    ) throws {
        let command = [
            "openssl", "req", "-x509", "-newkey", key, "-nodes", "-keyout", name + ".key", "-out", name + ".pem", "-subj", subject,
        ]
        let result = try runTool(command + options, directory: directory)
        guard result.status == 0 else { throw ToolFailed(said: result.errorText) }
    }
}

struct ToolFailed: Error, CustomStringConvertible {
    let said: String
    var description: String { said }
}

/// A value of JSON by member and index, without a type for each kind.
@dynamicMemberLookup
struct Dumped {
    let raw: Any?

    init(_ raw: Any?) { self.raw = raw }

    subscript(dynamicMember name: String) -> Dumped { Dumped((raw as? [String: Any])?[name]) }
    subscript(index: Int) -> Dumped { array.indices.contains(index) ? array[index] : Dumped(nil) }

    var string: String? { raw as? String }
    var integer: Int? { (raw as? NSNumber)?.intValue }
    var flag: Bool? { raw as? Bool }
    var array: [Dumped] { (raw as? [Any])?.map { Dumped($0) } ?? [] }
    var strings: [String] { array.compactMap(\.string) }
    var isNull: Bool { raw == nil || raw is NSNull }
    var codes: [String] { self.warnings.strings.compactMap { $0.split(separator: ":").first.map(String.init) } }
}

func withDumpedFiles<Result>(_ body: (DumpedFiles) async throws -> Result) async throws -> Result {
    try await withTemporaryDirectory { try await body(DumpedFiles(directory: $0)) }
}
