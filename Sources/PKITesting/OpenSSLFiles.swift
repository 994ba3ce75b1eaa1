import Foundation
import PKIFormats

/// A directory in which the `openssl` program and a test exchange files, removed when the value goes away.
package final class OpenSSLFiles: Sendable {
    private let path: String

    /// The path of the directory.
    package var directory: String { path }

    package init() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("chancery-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        path = directory.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// Writes a PEM file.
    package func write(_ name: String, pem label: String, _ documents: [UInt8]...) throws {
        try write(name, Array(documents.map { PEMDocument(label: label, bytes: $0).text }.joined().utf8))
    }

    /// Reads a file.
    package func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    /// Runs `openssl` with these arguments; file names are relative to the directory.
    package func run(_ arguments: String..., input: [UInt8]? = nil) throws -> ToolResult {
        try runTool(["openssl"] + arguments, input: input, directory: path)
    }

    /// Runs `openssl` with the arguments in an array.
    package func run(_ arguments: [String], input: [UInt8]? = nil) throws -> ToolResult {
        try runTool(["openssl"] + arguments, input: input, directory: path)
    }

    /// Runs another program in the directory.
    package func tool(_ arguments: String..., input: [UInt8]? = nil) throws -> ToolResult {
        try runTool(arguments, input: input, directory: path)
    }

    /// Runs `openssl` and returns its standard output; throws the text of its standard error when it fails.
    @discardableResult
    package func output(_ arguments: String..., input: [UInt8]? = nil) throws -> [UInt8] {
        try output(arguments, input: input)
    }

    /// Runs `openssl` with the arguments in an array and returns its standard output.
    @discardableResult
    package func output(_ arguments: [String], input: [UInt8]? = nil) throws -> [UInt8] {
        let result = try runTool(["openssl"] + arguments, input: input, directory: path)
        guard result.status == 0 else { throw OpenSSLCommandError(arguments: arguments, message: result.errorText) }
        return result.stdout
    }

    /// Lets `openssl genpkey` make a key and returns its PKCS #8. (Asked for DER, OpenSSL 3.0 writes the older forms of RSA and EC keys.)
    package func newPKCS8(_ options: [String]) throws -> [UInt8] {
        let pem = String(decoding: try output(["genpkey"] + options), as: UTF8.self)
        return try PEMDocument.parse(pem).first?.bytes ?? []
    }
}

/// The `openssl` program ended with a status other than 0.
package struct OpenSSLCommandError: Error, CustomStringConvertible {
    package let arguments: [String]
    package let message: String

    package var description: String { "openssl \(arguments.joined(separator: " ")): \(message)" }
}
