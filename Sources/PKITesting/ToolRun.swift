import Foundation
import SystemFiles

/// The answer of an outside program.
package struct ToolResult: Sendable {
    /// The exit status.
    package let status: Int32
    /// Its standard output.
    package let stdout: [UInt8]
    /// Its standard error.
    package let stderr: [UInt8]

    /// Standard output as text.
    package var text: String { String(decoding: stdout, as: UTF8.self) }
    /// Standard error as text.
    package var errorText: String { String(decoding: stderr, as: UTF8.self) }
}

/// Writing to a program that has ended is an error to look at, never the end of the tests.
private let brokenPipesAreErrors: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

/// Runs a program found on the path, for example `runTool(["openssl", "x509", "-noout", "-text"], input: pem)`, and waits for its end.
package func runTool(_ arguments: [String], input: [UInt8]? = nil, directory: String? = nil) throws -> ToolResult {
    brokenPipesAreErrors
    let (source, writing) = try SystemCalls.pipe()
    let (outputEnd, output) = try SystemCalls.pipe()
    let (errorsEnd, errors) = try SystemCalls.pipe()
    let child: ChildProcess
    do {
        defer { for descriptor in [source, output, errors] { SystemCalls.close(descriptor) } }
        child = try ProgramStart("/usr/bin/env", arguments, directory: directory, input: source, output: output, errors: errors).start()
    } catch {
        for descriptor in [writing, outputEnd, errorsEnd] { SystemCalls.close(descriptor) }
        throw error
    }
    // The three pipes are served at the same time: a program that fills one while we are busy with another would wait forever.
    let readers = (PipeReader(outputEnd), PipeReader(errorsEnd))
    if let input { try? SystemCalls.write(input, to: writing, "standard input") }
    SystemCalls.close(writing)
    let result = (readers.0.bytes(), readers.1.bytes())
    let status: Int32 =
        switch child.wait() {
        case .exit(let status), .signal(let status): status
        case .taken: -1
        }
    return ToolResult(status: status, stdout: result.0, stderr: result.1)
}

/// Runs a program as ``runTool(_:input:directory:)`` does, on a thread of its own: a test's own server must be able to answer the program meanwhile.
package func runToolAside(_ arguments: [String], input: [UInt8]? = nil) async throws -> ToolResult {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try runTool(arguments, input: input) }) }
    }
}

/// Whether a program is installed, for tests that run only with it.
package func hasTool(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
}

/// A separate directory for one test; removed when `body` ends.
package func withTemporaryDirectory<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("chancery-test-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}
