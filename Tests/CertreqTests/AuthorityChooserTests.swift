import Foundation
import PKITesting
import Testing

/// `-config -` at a terminal: Python's pseudoterminal plays the user.
@Suite("certreq: a CA chosen at the terminal", .enabled(if: hasTool("python3")))
struct AuthorityChooserTests {
    /// Answers the question with the first argument, and prints the exit status and what the terminal showed.
    private static let user = """
        import os, pty, subprocess, sys
        terminal, program = pty.openpty()
        certreq = subprocess.Popen(sys.argv[2:], stdin=program, stderr=program, stdout=program)
        os.close(program)
        shown = b""
        answered = False
        while True:
            try:
                octets = os.read(terminal, 4096)
            except OSError:  # Linux says this when the other end is closed.
                break
            if not octets:
                break
            shown += octets
            if not answered and b"Number of the CA:" in shown:
                os.write(terminal, sys.argv[1].encode() + b"\\n")
                answered = True
        print(certreq.wait())
        print(shown.decode())
        """

    private func files() throws -> OpenSSLFiles {
        let files = try OpenSSLFiles()
        let text = "authorities:\n  one: {address: '127.0.0.1:1\\One CA'}\n  two: {address: '127.0.0.1:2\\Two CA'}\n"
        try files.write("client.yaml", Array(text.utf8))
        return files
    }

    private func environment(_ files: OpenSSLFiles) -> [String] { ["env", "CHANCERY_CLIENT_CONFIG=\(files.directory)/client.yaml"] }

    @Test(
        "-config - lists the CAs of the client configuration and takes the chosen one",
        arguments: [["ca", "ping", "--config", "-"], ["-retrieve", "-config", "-", "7"]],
        [("1", "127.0.0.1:1"), ("2", "127.0.0.1:2"), ("x", "0x800704c7"), ("3", "0x800704c7"), ("0", "0x800704c7")]
    )
    func chosen(_ line: [String], _ answer: (String, words: String)) throws {
        let files = try files()
        let done = try runTool(["python3", "-c", Self.user, answer.0] + environment(files) + [certreqPath] + line, input: [])
        let parts = done.text.components(separatedBy: "Number of the CA:")
        try #require(parts.count == 2, "\(done.text)\(done.errorText)")
        #expect(parts[0].contains("1  127.0.0.1:1\\One CA") && parts[0].contains("2  127.0.0.1:2\\Two CA"), "\(parts[0])")
        #expect(parts[1].contains(answer.words), "\(parts[1])")
    }

    @Test("-config - without a terminal, or with -q, asks nobody and says how to name a CA")
    func nobody() throws {
        let files = try files()
        let plain = try runTool(environment(files) + [certreqPath, "-retrieve", "-config", "-", "7"], input: [])
        #expect(plain.status != 0 && plain.errorText.contains("Name the CA"), "\(plain.errorText)")
        let line = [certreqPath, "-retrieve", "-q", "-config", "-", "7"]
        let quiet = try runTool(["python3", "-c", Self.user, "1"] + environment(files) + line, input: [])
        #expect(quiet.text.contains("Name the CA"), "\(quiet.text)")
    }
}
