import Foundation
import PKITesting

/// Somebody with `certreq card` and OpenSC at a reader.
struct CardPerson {
    let calls: ManagementCalls
    let reader: CardReader
    private let connection: [String]

    private var environment: [String] {
        ["env", "-C", reader.directory] + reader.environment.map { "\($0.key)=\($0.value)" }
            + ["HOME=\(reader.directory)", "XDG_DATA_HOME=\(reader.directory)/data"]
    }

    init(_ calls: ManagementCalls, _ reader: CardReader) throws {
        (self.calls, self.reader) = (calls, reader)
        let password = "password-" + calls.account.name
        try reader.write(password, Array((calls.account.password + "\n").utf8))
        connection = [
            "--server", calls.server.endpoints.https, "--trust", calls.server.root, "--user", calls.account.name, "--password-file",
            password, "--json",
        ]
    }

    /// Runs `certreq card …`, which must succeed.
    func card(_ arguments: [String], pin: String? = nil) async throws {
        let result = try await tryCard(arguments, pin: pin)
        guard result.status == 0 else {
            throw ProgramFailed(arguments: ["card"] + arguments, status: result.status, said: result.text + result.errorText)
        }
    }

    func tryCard(_ arguments: [String], pin: String? = nil) async throws -> ToolResult {
        if let pin { try reader.write("pin", Array((pin + "\n").utf8)) }
        let secrets = pin == nil ? [] : ["--pin-file", "pin"]
        return try await run(environment + [Programs.certreq, "card"] + arguments + connection + secrets)
    }

    /// `certreq card status`.
    func status() async throws -> CardStatus {
        let text = try await succeed(environment + [Programs.certreq, "card", "status", "--json"])
        return try JSONDecoder().decode(CardStatus.self, from: Data(text.utf8))
    }

    struct CardStatus: Decodable {
        struct Slot: Decodable { let slot: String }
        let card: String
        let pinAttemptsLeft: Int
        let slots: [Slot]
    }

    /// OpenSC spends the attempts of the PIN.
    func blockPIN() async throws {
        for _ in 0..<3 { _ = try await run(environment + ["pkcs11-tool", "--login", "--pin", "999999", "--list-objects"]) }
    }

    /// OpenSC signs with the keys of both slots, and openssl verifies with the certificates that OpenSC reads.
    func signs(pin: String) async throws -> Bool {
        let name = UUID().uuidString
        try reader.write(name, Array("a message".utf8))
        try await succeed(environment + ["openssl", "dgst", "-sha256", "-binary", "-out", name + ".hash", name])
        for (id, mechanism, input) in [("01", "ECDSA", name + ".hash"), ("02", "SHA256-RSA-PKCS", name)] {
            let format = mechanism == "ECDSA" ? ["--signature-format", "openssl"] : []
            try await succeed(
                environment
                    + [
                        "pkcs11-tool", "--sign", "--mechanism", mechanism, "--id", id, "--login", "--pin", pin, "--input-file", input,
                        "--output-file", name + ".sig",
                    ] + format
            )
            try await succeed(
                environment + ["pkcs11-tool", "--read-object", "--type", "cert", "--id", id, "--output-file", name + ".der"]
            )
            try await succeed(
                environment + ["openssl", "x509", "-inform", "DER", "-in", name + ".der", "-pubkey", "-noout", "-out", name + ".pub"]
            )
            let verified = try await run(
                environment + ["openssl", "dgst", "-sha256", "-verify", name + ".pub", "-signature", name + ".sig", name]
            )
            guard verified.status == 0 else { return false }
        }
        return true
    }

    /// The user at the card and the help desk with the server talk by telephone: Python reads the challenge out and types the response.
    func unblockOffline(newPIN: String, desk: CardPerson) async throws {
        try reader.write("pin", Array((newPIN + "\n").utf8))
        let user = [Programs.certreq, "card", "unblock", "--offline", "--pin-file", "pin"]
        let answer = [Programs.certreq, "card", "unblock"] + desk.connection
        let words = String(decoding: try JSONEncoder().encode([user, answer]), as: UTF8.self)
        try await succeed(environment + ["python3", "-c", Self.telephone, words])
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
        command = desk + ["--challenge", lines["Challenge"], "--card-id", lines["Card"]]
        answer = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        output, rest = card.communicate(answer["response"] + "\\n" + answer["unblockCode"] + "\\n")
        print(shown, output, rest)
        sys.exit(card.returncode)
        """
}
