import Foundation
import PKITesting
import Testing

/// `certreq dump` at a terminal: Python's pseudoterminal plays the user.
@Suite("certreq dump: passwords from the terminal")
struct PasswordPromptTests {
    /// Answers the question with the first argument. Prints one per line: the exit status, the terminal's text as JSON, the output as JSON.
    private static let user = """
        import json, os, pty, subprocess, sys
        terminal, program = pty.openpty()
        certreq = subprocess.Popen(sys.argv[2:], stdin=program, stderr=program, stdout=subprocess.PIPE)
        os.close(program)
        shown = b""
        def read():
            global shown
            try:
                octets = os.read(terminal, 4096)
            except OSError:  # Linux says this when the other end is closed.
                octets = b""
            shown += octets
            return octets
        while b"closed): " not in shown and read():
            pass
        os.write(terminal, sys.argv[1].encode() + b"\\n")
        output = certreq.stdout.read()
        while read():
            pass
        print(certreq.wait())
        print(json.dumps(shown.decode()))
        print(output.decode())
        """

    /// The result of answering with `password`.
    private static func dump(_ file: String, password: String, _ files: DumpedFiles) throws -> (status: Int, shown: String, object: Dumped)
    {
        let said = try files.run("python3", "-c", user, password, certreqPath, "dump", "--json", file)
        let lines = said.split(separator: "\n", maxSplits: 2)
        try #require(lines.count == 3)
        let object = Dumped(try JSONSerialization.jsonObject(with: Data(lines[2].utf8)))
        return (try #require(Int(lines[0])), String(lines[1]), object)
    }

    @Test("the terminal asks for the password of a key or container and hides it; an empty one opens nothing")
    func prompt() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("c", key: "rsa:2048")
            try files.run("openssl", "pkcs8", "-topk8", "-in", "c.key", "-passout", "pass:open sesame", "-out", "sealed.pem")
            try files.run(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                "c.pem",
                "-inkey",
                "c.key",
                "-passout",
                "pass:open sesame",
                "-out",
                "c.p12"
            )

            let open = try Self.dump("sealed.pem", password: "open sesame", files)
            #expect(open.status == 0)
            #expect(open.object.decrypted.flag == true)
            #expect(open.object.publicKey.bits.integer == 2048)
            #expect(open.shown.contains("Password of") && !open.shown.contains("sesame"))

            let container = try Self.dump("c.p12", password: "open sesame", files)
            #expect(container.status == 0)
            #expect(container.object.opened.flag == true)
            #expect(!container.shown.contains("sesame"))

            let closed = try Self.dump("sealed.pem", password: "", files)
            #expect(closed.status == 0)
            #expect(closed.object.decrypted.flag == false)

            let wrong = try Self.dump("sealed.pem", password: "closed barley", files)
            #expect(wrong.status == 1)
            #expect(!wrong.shown.contains("barley"))
        }
    }
}
