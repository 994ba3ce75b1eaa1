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
    /// the other. Programs that it leaves behind are not waited for.
    /// - Throws: `ModuleError` when it does not end in time, or with another status than 0. It is killed then.
    func run(input: [UInt8], seconds: Int) async throws -> [UInt8] {
        let path = try path()
        return try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: waiting for a program must not hold up those of the server.
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(path, input: input, seconds: seconds) })
            }
        }
    }

    private func path() throws(ModuleError) -> String {
        if let fault = ModuleFiles(directory: directory).errorOfProgram(file) { throw fault }
        return directory + "/" + file
    }

    private func run(_ path: String, input octets: [UInt8], seconds: Int) throws -> [UInt8] {
        let work = FileManager.default.temporaryDirectory.path + "/chancery-module-" + UUID().uuidString
        let (input, output): (Int32, Int32)
        do {
            try FileManager.default.createDirectory(
                atPath: work,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let writing = try SystemCalls.open(work + "/in", O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            defer { SystemCalls.close(writing) }
            try SystemCalls.write(octets, to: writing, work + "/in")
            input = try SystemCalls.open(work + "/in", O_RDONLY)
            // Read by this descriptor at the end: what the program puts in the file's place, such as a pipe that nobody writes to, is never opened.
            output = try SystemCalls.open(work + "/out", O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        } catch {
            try? FileManager.default.removeItem(atPath: work)
            throw ModuleError(
                "The program \(file) could not be started: there is no room for its input and output.",
                remedy: "Free space in \(FileManager.default.temporaryDirectory.path), and let the server write there."
            )
        }
        defer {
            SystemCalls.close(input)
            SystemCalls.close(output)
            try? FileManager.default.removeItem(atPath: work)
        }
        try end(of: try start(path, in: work, input: input, output: output), seconds: seconds)
        return try read(output)
    }

    private func start(_ path: String, in work: String, input: Int32, output: Int32) throws -> ChildProcess {
        do {
            let nowhere = try SystemCalls.nowhere()
            defer { SystemCalls.close(nowhere) }
            return try ProgramStart(
                path,
                // The server's environment may have secrets.
                environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"],
                directory: work,
                input: input,
                output: output,
                errors: nowhere,
                isGroup: true
            ).start()
        } catch {
            throw ModuleError(
                "The program \(file) cannot be started: the system does not take it for a program.",
                remedy: "Begin a script with a line such as #!/bin/sh, and give a program for this machine."
            )
        }
    }

    private func end(of child: ChildProcess, seconds: Int) throws {
        DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { child.kill() }
        let end = child.wait()
        if child.isKilled {
            throw ModuleError(
                "The program \(file) did not end within \(seconds) seconds.",
                remedy: "Make it faster, or give a policy module more time with ModuleTimeoutSeconds."
            )
        }
        switch end {
        case .exit(0): return
        case .exit(let status):
            throw ModuleError(
                "The program \(file) ended with status \(status).",
                remedy: "Make it end with status 0 when it has done its work."
            )
        case .signal(let signal):
            throw ModuleError("The program \(file) was ended by signal \(signal).", remedy: "Run it by hand with the same input.")
        case .taken: return
        }
    }

    private func read(_ output: Int32) throws -> [UInt8] {
        guard lseek(output, 0, SEEK_SET) == 0 else { throw ModuleError("The output of \(file) cannot be read.", remedy: "Try again.") }
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.longestOutput + 1, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = try SystemCalls.read(output, into: piece, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: piece[..<count])
            guard bytes.count <= Self.longestOutput else {
                throw ModuleError(
                    "The program \(file) wrote more than \(Self.longestOutput) octets.",
                    remedy: "Make it write its answer alone."
                )
            }
        }
    }
}

/// The directory `modules` of the data directory: programs and secrets.
struct ModuleFiles: ModuleDirectory {
    let directory: String

    /// A secret that is shorter does not keep anybody from signing.
    static let shortestSecret = 16
    private static let longestSecret = 4_096

    func faultOfProgram(_ file: String) -> String? { errorOfProgram(file)?.clause }

    func faultOfSecret(_ file: String) -> String? {
        do throws(ModuleError) {
            _ = try secret(file)
            return nil
        } catch {
            return error.clause
        }
    }

    func errorOfProgram(_ file: String) -> ModuleError? {
        guard ModuleFile.isName(file) else { return Self.noName(file) }
        let path = directory + "/" + file
        guard SystemCalls.exists(path) else {
            return ModuleError(
                "The program \(file) is absent.",
                remedy: "Put it into the directory modules of the data directory, with mode 0700."
            )
        }
        guard SystemCalls.isRegularFile(path), FileManager.default.isExecutableFile(atPath: path) else {
            return ModuleError(
                "The program \(file) is no file that the server may execute.",
                remedy: "chmod 0700 it; the server's account owns it."
            )
        }
        return nil
    }

    /// Without the line ends at its end.
    func secret(_ file: String) throws(ModuleError) -> [UInt8] {
        guard ModuleFile.isName(file) else { throw Self.noName(file) }
        let path = directory + "/" + file
        // A pipe would be waited for.
        guard SystemCalls.isRegularFile(path),
            var secret = (try? SystemCalls.contents(of: path, atMost: Self.longestSecret)) ?? nil
        else {
            throw ModuleError(
                "The secret \(file) is absent, or no file of at most \(Self.longestSecret) octets.",
                remedy: "Write it into the directory modules of the data directory, readable only by the server."
            )
        }
        while secret.last == 0x0A || secret.last == 0x0D { secret.removeLast() }
        guard secret.count >= Self.shortestSecret else {
            throw ModuleError(
                "The secret \(file) has fewer than \(Self.shortestSecret) octets.",
                remedy: "For example: openssl rand -hex 32"
            )
        }
        return secret
    }

    private static func noName(_ file: String) -> ModuleError {
        ModuleError("\(file) is not the name of a file of modules.", remedy: "Give a name of letters, digits, -, _ and .")
    }
}

extension ModuleError {
    /// As the reason in a refusal, which begins in the middle of a sentence and ends it.
    fileprivate var clause: String {
        let text = description
        return text.prefix(1).lowercased() + (text.hasSuffix(".") ? text.dropFirst().dropLast() : text.dropFirst())
    }
}
