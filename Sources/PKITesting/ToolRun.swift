package import Foundation
import Synchronization

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

/// Starts a program, one at a time: Foundation's own tables are not made for many threads that start programs at once.
package func start(_ process: Process) throws { try starting.withLock { _ in try process.run() } }

private let starting = Mutex(())

/// Runs a program found on the path, for example `runTool(["openssl", "x509", "-noout", "-text"], input: pem)`, and waits for its end.
package func runTool(_ arguments: [String], input: [UInt8]? = nil, directory: String? = nil) throws -> ToolResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try start(process)

    // The three pipes are served at the same time: a program that fills one while we are busy with another would wait forever.
    let output = PipeReader(stdout.fileHandleForReading)
    let errors = PipeReader(stderr.fileHandleForReading)
    if let input { try? stdin.fileHandleForWriting.write(contentsOf: Data(input)) }
    try? stdin.fileHandleForWriting.close()
    let result = (output.bytes(), errors.bytes())
    process.waitUntilExit()
    return ToolResult(status: process.terminationStatus, stdout: result.0, stderr: result.1)
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
