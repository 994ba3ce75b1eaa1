import CACore
import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import chancery

@Suite("Programs as modules")
struct ModuleProgramTests {
    private func program(_ script: String, in directory: String, mode: Int = 0o700) throws -> ModuleProgram {
        let path = directory + "/module"
        // Another program writes it: a file that this process has open for writing may be open in a program that a test beside starts, and then
        // it cannot be executed yet.
        let written = try runTool(
            ["sh", "-c", "cat > \"$0\" && chmod \(String(mode, radix: 8)) \"$0\"", path],
            input: Array("#!/bin/sh\n\(script)\n".utf8)
        )
        guard written.status == 0 else { throw ContractError(written.errorText) }
        return ModuleProgram(directory: directory, file: "module")
    }

    @Test("a program reads the whole input, and its output comes back")
    func echo() async throws {
        try await withTemporaryDirectory { directory in
            let input = [UInt8](repeating: 0x41, count: 60_000)
            let read = try await program("cat", in: directory).run(input: input, seconds: 20)
            #expect(read == input)
            // One that reads nothing harms nobody.
            let done = try await program("echo done", in: directory).run(input: input, seconds: 20)
            #expect(done == Array("done\n".utf8))
        }
    }

    @Test(
        "a program that is slow, fails, writes too much or cannot be executed is an error",
        arguments: [
            ("exec sleep 60", 0o700), ("exit 3", 0o700), ("kill -9 $$", 0o700), ("head -c 70000 /dev/zero", 0o700), ("true", 0o600),
        ]
    )
    func failing(_ script: String, _ mode: Int) async throws {
        try await withTemporaryDirectory { directory in
            let program = try program(script, in: directory, mode: mode)
            await #expect(throws: ModuleError.self) { try await program.run(input: [], seconds: script == "exec sleep 60" ? 1 : 20) }
        }
    }

    @Test("a program that has answered is not waited for because of those that it started")
    func grandchildren() async throws {
        try await withTemporaryDirectory { directory in
            let read = try await program("sleep 5 & echo done", in: directory).run(input: [], seconds: 2)
            #expect(read == Array("done\n".utf8))
        }
    }

    @Test("a pipe that a program puts in the place of its output is never waited for")
    func pipe() async throws {
        try await withTemporaryDirectory { directory in
            let read = try await program("rm out; mkfifo out; echo done", in: directory).run(input: [], seconds: 20)
            #expect(read == Array("done\n".utf8))
        }
    }

    @Test("the reason of a failure names the program, without the directory and without the system's own words")
    func reasons() async throws {
        try await withTemporaryDirectory { directory in
            let rows: [(script: String, mode: Int, seconds: Int, reason: String)] = [
                ("exit 3", 0o700, 20, "The program module ended with status 3."),
                ("kill -9 $$", 0o700, 20, "The program module was ended by signal 9."),
                ("exec sleep 60", 0o700, 1, "The program module did not end within 1 seconds."),
                ("true", 0o600, 20, "The program module is no file that the server may execute."),
            ]
            for row in rows {
                let program = try program(row.script, in: directory, mode: row.mode)
                let error = await #expect(throws: ModuleError.self) { try await program.run(input: [], seconds: row.seconds) }
                #expect(error?.reason == row.reason)
            }
            let absent = ModuleProgram(directory: directory, file: "absent")
            let error = await #expect(throws: ModuleError.self) { try await absent.run(input: [], seconds: 1) }
            #expect(error?.reason == "The program absent is absent.")
            try Data([0x7F, 0x45, 0x4C, 0x46, 0]).write(to: URL(fileURLWithPath: directory + "/broken"))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory + "/broken")
            let broken = await #expect(throws: ModuleError.self) {
                try await ModuleProgram(directory: directory, file: "broken").run(input: [], seconds: 1)
            }
            #expect(broken?.reason.contains("cannot be started") == true, "\(String(describing: broken))")
        }
    }

    @Test("a secret is a file of 16 octets at least, without the line ends at its end; a pipe is none")
    func secrets() async throws {
        try await withTemporaryDirectory { directory in
            let files = ModuleFiles(directory: directory)
            func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/secret")) }
            try write("0123456789abcdef\r\n")
            #expect(try files.secret("secret") == Array("0123456789abcdef".utf8))
            #expect(files.faultOfSecret("secret") == nil)
            try write("0123456789abcde\n")
            #expect(files.faultOfSecret("secret")?.hasPrefix("the secret secret has fewer than 16 octets") == true)
            #expect(files.faultOfSecret("absent")?.hasPrefix("the secret absent is absent") == true)
            #expect(files.faultOfSecret("../secret") != nil)
            _ = try runTool(["mkfifo", directory + "/pipe"])
            #expect(files.faultOfSecret("pipe") != nil)
            #expect(files.faultOfProgram("pipe") != nil)
        }
    }

    @Test("a program gets nothing of the server's environment")
    func environment() async throws {
        try await withTemporaryDirectory { directory in
            let output = try await program("env | cut -d= -f1 | sort | tr '\\n' ' '", in: directory).run(input: [], seconds: 20)
            let names = Set(String(decoding: output, as: UTF8.self).split(separator: " ").map(String.init))
            #expect(names.isSubset(of: ["PATH", "LANG", "PWD", "OLDPWD", "SHLVL", "_"]), "\(names)")
        }
    }

    @Test("a verdict is read, with everything that it takes away")
    func verdict() throws {
        let text =
            #"{"disposition":"issue","notAfter":"2027-01-31T12:00:00Z","removeExtensions":["1.2.3"],"removeSubjectParts":["2.5.4.11"]}"#
        let verdict = try CommandPolicyModule.verdict(Array(text.utf8))
        #expect(verdict.disposition == .issue)
        #expect(verdict.narrowing.notAfter == Date(timeIntervalSince1970: 1_801_396_800))
        #expect(verdict.narrowing.removedExtensions == ["1.2.3"])
        let denied = try CommandPolicyModule.verdict(Array(#"{"disposition":"denied","status":"0x80094001","message":"No."}"#.utf8))
        #expect(denied.disposition == .deny(status: .certsrvBadRequestSubject, text: "No."))
    }

    @Test(
        "a verdict that gives something, or that cannot be read, is an error",
        arguments: [
            "", "[]", "{}", #"{"disposition":"maybe"}"#, #"{"disposition":"issue","addExtensions":["1.2.3"]}"#,
            #"{"disposition":"issue","subject":"CN=Administrator"}"#, #"{"disposition":"denied","status":"0x00000000"}"#,
            #"{"disposition":"issue","notAfter":"tomorrow"}"#, #"{"disposition":"issue","removeExtensions":"1.2.3"}"#,
        ]
    )
    func badVerdict(_ text: String) {
        #expect(throws: (any Error).self) { try CommandPolicyModule.verdict(Array(text.utf8)) }
    }
}
