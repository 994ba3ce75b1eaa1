import CACore
import Dispatch
import Foundation
import SystemFiles

/// A program of the directory `modules` in the data directory. Only the operator of the machine writes there.
struct ModuleProgram: Sendable {
    let directory: String
    let file: String

    /// An answer that is longer than this many octets is a failure.
    static let longestOutput = 64 << 10

    /// Runs the program with these octets on its standard input, and returns its standard output. Input and output are files, so neither side can block
    /// the other.
    /// - Throws: `CommandError` when it does not end in time, or with another status than 0. It is killed then.
    func run(input: [UInt8], seconds: Int) async throws -> [UInt8] {
        let path = try path()
        return try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: waiting for a program must not hold up those of the server.
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.run(path, input: input, seconds: seconds) })
            }
        }
    }

    private func path() throws -> String {
        guard ModuleFile.isName(file) else { throw CommandError("\(file) is not the name of a module.") }
        let path = directory + "/" + file
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CommandError("The module \(path) is absent or cannot be executed. Put it there, with mode 0700.")
        }
        return path
    }

    private static func run(_ path: String, input: [UInt8], seconds: Int) throws -> [UInt8] {
        let work = FileManager.default.temporaryDirectory.path + "/chancery-module-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: work) }
        for (name, content) in [("/in", input), ("/out", [])] {
            let descriptor = try SystemCalls.open(work + name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            defer { SystemCalls.close(descriptor) }
            try SystemCalls.write(content, to: descriptor, work + name)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.currentDirectoryURL = URL(fileURLWithPath: work)
        // The server's environment may have secrets.
        process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: work + "/in"))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: work + "/out"))
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + .seconds(seconds)) == .success else {
            kill(process.processIdentifier, SIGKILL)
            // Programs that it started may keep its end from being seen. Nobody waits for those.
            _ = ended.wait(timeout: .now() + .seconds(1))
            throw CommandError("The module \(path) did not end within \(seconds) seconds.")
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw CommandError("The module \(path) ended with status \(process.terminationStatus).")
        }
        let output = try FileHandle(forReadingFrom: URL(fileURLWithPath: work + "/out"))
        defer { try? output.close() }
        let bytes = try output.read(upToCount: longestOutput + 1) ?? Data()
        guard bytes.count <= longestOutput else { throw CommandError("The module \(path) wrote more than \(longestOutput) octets.") }
        return Array(bytes)
    }
}
