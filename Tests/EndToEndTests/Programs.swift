import Foundation
import PKITesting

/// The programs from this build: they are beside the test bundle.
enum Programs {
    static let chancery = path("chancery")
    static let certreq = path("certreq")
    /// The virtual environment that `scripts/setup test` makes. It has pkilint's commands.
    static let pkilint = packageRoot.appending(path: ".build/venv/bin").path

    static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static var hasPkilint: Bool { FileManager.default.isExecutableFile(atPath: pkilint + "/lint_pkix_cert") }

    private static func path(_ name: String) -> String {
        // On Linux the bundle is an executable file in the build folder, on macOS a folder.
        var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: name).path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: name).path
    }
}

/// Runs a program without holding one of the few threads that run tests.
func run(_ arguments: [String], input: String? = nil, directory: String? = nil) async throws -> ToolResult {
    await ProcessGate.shared.enter()
    let result = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
            continuation.resume(returning: Result { try runTool(arguments, input: input.map { Array($0.utf8) }, directory: directory) })
        }
    }
    await ProcessGate.shared.leave()
    return try result.get()
}

/// Only a few programs at a time: tests run in parallel, and programs that wait for a processor would exceed their time limits.
actor ProcessGate {
    static let shared = ProcessGate()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Runs a program that must succeed, and returns its output.
@discardableResult
func succeed(_ arguments: [String], input: String? = nil, directory: String? = nil) async throws -> String {
    let result = try await run(arguments, input: input, directory: directory)
    guard result.status == 0 else { throw ProgramFailed(arguments: arguments, status: result.status, said: result.text + result.errorText) }
    return result.text
}

struct ProgramFailed: Error, CustomStringConvertible {
    let arguments: [String]
    let status: Int32
    let said: String

    var description: String { "\(arguments.joined(separator: " ")) ended with \(status): \(said)" }
}
