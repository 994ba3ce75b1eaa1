import CardEnrollment
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import SmartCards
import Testing

/// The program, a card in a reader of pcscd, and a server behind HTTPS. Each test has its own reader.
@Suite(
    "certreq card with a reader of PC/SC",
    .serialized,
    .enabled(if: CardReader.isPossible, "\(CardReader.missing)"),
    .timeLimit(.minutes(5))
)
struct CardCommandTests {
    private let reader: CardReader

    init() throws { reader = try CardReader() }

    private static var certreq: String {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.path + "/certreq") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path + "/certreq"
    }

    /// Runs `certreq card …` beside the test's own server.
    private func card(_ arguments: [String], input: [UInt8] = []) async throws -> ToolResult {
        let environment =
            reader.environment.map { "\($0.key)=\($0.value)" } + ["HOME=\(reader.directory)", "XDG_DATA_HOME=\(reader.directory)/data"]
        return try await runToolAside(["env", "-C", reader.directory] + environment + [Self.certreq, "card"] + arguments, input: input)
    }

    private func json(_ result: ToolResult) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any], "\(result.text)\(result.errorText)")
    }

    /// The options that name a server.
    private func options(_ listener: ManagementListener) throws -> [String] {
        try reader.write("root.pem", Array(PEMDocument(label: "CERTIFICATE", bytes: listener.root.derEncoded).text.utf8))
        try reader.write("password", Array("secret\n".utf8))
        try reader.write("pin", Array("135790\n".utf8))
        return [
            "--server", listener.address, "--trust", "root.pem", "--user", "helpdesk", "--password-file", "password", "--pin-file", "pin",
            "--json",
        ]
    }

    @Test("list and status show the reader, the card and its attempts, and an empty reader is told")
    func shows() async throws {
        let empty = try await card(["list"])
        #expect(empty.status == 0 && empty.text.contains("empty"))
        let none = try await card(["status"])
        #expect(none.status == 1 && none.errorText.contains("no card"))
        try reader.insert(state: reader.directory + "/card.json")
        let list = try await card(["list"])
        #expect(list.text.contains("Virtual PCD") && list.text.contains("card "), "\(list.text)")
        let status = try json(try await card(["status", "--json"]))
        #expect(status["pinAttemptsLeft"] as? Int == 3)
        #expect(status["managementAlgorithm"] as? String == "3DES")
        #expect(status["serialNumber"] as? Int == 10_000_001)
    }

    @Test("change-pin counts wrong PINs, and the right one changes it")
    func changePIN() async throws {
        try reader.insert(state: reader.directory + "/card.json")
        for (name, pin) in [("wrong", "999999"), ("right", "123456"), ("new", "654321")] {
            try reader.write(name, Array((pin + "\n").utf8))
        }
        let wrong = try await card(["change-pin", "--pin-file", "wrong", "--new-pin-file", "new"])
        #expect(wrong.status == 1 && wrong.errorText.contains("2 attempts"), "\(wrong.errorText)")
        #expect(!wrong.errorText.contains("999999"))
        #expect(try await card(["change-pin", "--pin-file", "right", "--new-pin-file", "new"]).status == 0)
        let again = try await card(["change-pin", "--pin-file", "right", "--new-pin-file", "new"])
        #expect(again.status == 1)
    }

    @Test("one command issues a card; it is renewed, unblocked and retired, and OpenSC signs with its key")
    func issues() async throws {
        let listener = try await ManagementListener()
        let options = try options(listener)
        try reader.insert(state: reader.directory + "/card.json")
        let issued = try await card(["enroll", "--template", "Badge"] + options)
        try #require(issued.status == 0, "\(issued.text)\(issued.errorText)")
        #expect(try json(issued)["state"] as? String == "done")
        let status = try json(try await card(["status", "--json"]))
        #expect((status["slots"] as? [[String: Any]])?.map { $0["slot"] as? String } == ["9a"])

        try reader.write("hash", Digest.sha256(Array("a message".utf8)))
        let signed = try reader.run(
            "pkcs11-tool",
            "--sign",
            "--mechanism",
            "ECDSA",
            "--id",
            "01",
            "--login",
            "--pin",
            "135790",
            "--input-file",
            "hash",
            "--output-file",
            "signature"
        )
        #expect(signed.status == 0, "\(signed.errorText)")
        #expect(try reader.read("signature").count == 64)

        #expect(try await card(["renew"] + options).status == 0)
        try reader.write("pin", Array("777777\n".utf8))
        let unblocked = try await card(["unblock"] + options)
        #expect(unblocked.status == 0, "\(unblocked.errorText)")
        let retired = try await card(["retire"] + options)
        #expect(retired.status == 0, "\(retired.errorText)")
        let after = try json(try await card(["status", "--json"]))
        #expect((after["slots"] as? [Any])?.count == 0)
        try await listener.stop()
    }

    @Test("user and help desk unblock a card by challenge and response, and no secret is in what they print")
    func offline() async throws {
        let listener = try await ManagementListener()
        let options = try options(listener)
        try reader.insert(state: reader.directory + "/card.json")
        #expect(try await card(["enroll", "--template", "Badge"] + options).status == 0)
        try reader.write("pin", Array("888888\n".utf8))
        // Python plays the user, who reads the challenge to the help desk and types its response.
        let environment = reader.environment.map { "\($0.key)=\($0.value)" } + ["HOME=\(reader.directory)"]
        let desk = [Self.certreq, "card", "unblock"] + options.filter { $0 != "--pin-file" && $0 != "pin" }
        let user = [Self.certreq, "card", "unblock", "--offline", "--pin-file", "pin"]
        let words = String(decoding: try JSONEncoder().encode([user, desk]), as: UTF8.self)
        let done = try await runToolAside(["env", "-C", reader.directory] + environment + ["python3", "-c", Self.telephone, words])
        #expect(done.status == 0, "\(done.text)\(done.errorText)")
        #expect(!done.text.contains("888888"))
        try reader.write("new", Array("135790\n".utf8))
        #expect(try await card(["change-pin", "--pin-file", "pin", "--new-pin-file", "new"]).status == 0)
        try await listener.stop()
    }

    private static let telephone = """
        import json, subprocess, sys
        user, desk = json.loads(sys.argv[1])
        card = subprocess.Popen(user, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        shown = ""
        while not shown.endswith("help desk: "):
            letter = card.stderr.read(1)
            if not letter: sys.exit("the user's command ended: " + shown)
            shown += letter
        lines = dict(line.split(": ", 1) for line in shown.splitlines() if ": " in line)
        answer = json.loads(subprocess.run(desk + ["--challenge", lines["Challenge"], "--card-id", lines["Card"]], stdout=subprocess.PIPE, check=True).stdout)
        card.stdin.write(answer["response"] + "\\n" + answer["unblockCode"] + "\\n")
        card.stdin.flush()
        output, rest = card.communicate()
        print(shown, output, rest)
        sys.exit(card.returncode)
        """
}
