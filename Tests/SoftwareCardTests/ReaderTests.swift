import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

/// Programs of others speak to the card through pcscd. Each test has its own reader, in namespaces of its own.
@Suite(
    "The software card in a PC/SC reader, judged by OpenSC and yubico-piv-tool",
    .serialized,
    .enabled(if: CardReader.isPossible, "\(CardReader.missing)"),
    .timeLimit(.minutes(5))
)
struct ReaderTests {
    private static let pin = "123456"
    /// OpenSC's module for PKCS #11, in the folder of this machine's libraries.
    private static let module =
        (try? runTool(["sh", "-c", "ls /usr/lib/*/opensc-pkcs11.so"]).text.split(separator: "\n").first.map { String($0) }) ?? ""

    private let reader: CardReader

    init() throws {
        reader = try CardReader()
        try reader.insert(state: reader.directory + "/card.json")
        try reader.write("message", Array("a message of some length".utf8))
        let key = Hex.encode(CardTerminal.managementKey)
        try reader.write("management-key", Array(key.utf8))
    }

    @discardableResult
    private func succeed(_ arguments: String...) throws -> String {
        let result = try reader.run(arguments)
        try #require(result.status == 0, "\(arguments): \(result.text)\(result.errorText)")
        return result.text
    }

    private func yubico(_ arguments: String...) throws -> ToolResult {
        try reader.run(["yubico-piv-tool", "--reader", "Virtual PCD"] + arguments)
    }

    private func pivTool(_ arguments: String...) throws -> ToolResult {
        try reader.run(["PIV_EXT_AUTH_KEY=\(reader.directory)/management-key", "piv-tool", "--admin", "M:9B:03"] + arguments)
    }

    /// Sends one command by opensc-tool, which selects the application first.
    private func send(_ command: String) throws -> String {
        try succeed("opensc-tool", "--card-driver", "default", "-s", "00A4040005A000000308", "-s", command)
    }

    /// The public key of a slot, from the card's file: piv-tool of OpenSC 0.23 lets the card make the key, and then fails to write it out with
    /// OpenSSL 3.
    private func publicKey(_ slot: UInt8) throws -> SubjectPublicKeyInfo {
        let state = try JSONDecoder().decode(CardState.self, from: Data(reader.read("card.json")))
        let key = try #require(KeySlot(rawValue: slot).flatMap { state[key: $0] })
        return try PIVApplication(state: state).publicKey(key)
    }

    /// A certificate of our CA for a key on the card, loaded by piv-tool.
    private func issue(_ slot: UInt8, by authority: SampleIdentity) async throws {
        let key = try publicKey(slot)
        let certificate = try await authority.issue(
            subject: .of([(.commonName, "Card holder")]),
            publicKey: key,
            extensions: SampleHierarchy.leafExtensions(
                key: key,
                issuer: authority.key.publicKey,
                purposes: [OID.KeyPurpose.clientAuth],
                names: [.userPrincipalName("holder@example.test")]
            )
        )
        let name = Hex.encode([slot]).uppercased()
        try reader.write(name + ".pem", Array(PEMDocument(label: "CERTIFICATE", bytes: certificate.derEncoded).text.utf8))
        try reader.write(name + ".pub", Array(PEMDocument(label: "PUBLIC KEY", bytes: key.derEncoded).text.utf8))
        _ = try pivTool("--cert", name, "--in", name + ".pem")
    }

    @Test("opensc-tool finds the answer to reset and the card's name, and exchanges commands")
    func openSCTool() throws {
        #expect(try succeed("opensc-tool", "--atr") == "3b:87:01:53:6f:66:74:50:49:56:e7\n")
        #expect(try succeed("opensc-tool", "--name") == "Personal Identity Verification Card\n")
        #expect(try send("00CB3FFF035C017E00").contains("7E 12 4F 0B A0 00 00 03 08 00 00 10 00 01 00 5F"))
        #expect(try send("00B0000000").contains("SW1=0x6D, SW2=0x00"))
    }

    @Test("piv-tool makes keys and loads certificates of our CA for them, and OpenSC signs with them")
    func issuedByOurCA() async throws {
        let authority = try await SampleHierarchy.make().issuing
        for (slot, algorithm) in [(0x9A, "9A:07"), (0x9C, "9C:11")] as [(UInt8, String)] {
            _ = try pivTool("--genkey", algorithm, "--out", "unused")
            try await issue(slot, by: authority)
        }
        let certificates = try succeed("pkcs15-tool", "--list-certificates")
        #expect(certificates.contains("Certificate for PIV Authentication"))
        #expect(certificates.contains("Certificate for Digital Signature"))
        let read = try PEMDocument.parse(succeed("pkcs15-tool", "--read-certificate", "01"))
        let loaded = try PEMDocument.parse(String(decoding: reader.read("9A.pem"), as: UTF8.self))
        #expect(read.first?.bytes == loaded.first?.bytes)
        // The key 9C asks for the PIN at every use; OpenSC knows that and asks for it again.
        for (id, key, mechanism) in [("01", "9A.pub", "SHA256-RSA-PKCS"), ("02", "9C.pub", "ECDSA-SHA256")] {
            try succeed(
                "pkcs11-tool",
                "--module",
                Self.module,
                "--login",
                "--pin",
                Self.pin,
                "--sign",
                "--id",
                id,
                "--mechanism",
                mechanism,
                "--signature-format",
                "openssl",
                "--input-file",
                "message",
                "--output-file",
                "signature"
            )
            #expect(try succeed("openssl", "dgst", "-sha256", "-verify", key, "-signature", "signature", "message") == "Verified OK\n")
        }
    }

    @Test("pkcs11-tool decrypts with the key of slot 9D and signs with P-384")
    func decrypts() async throws {
        let authority = try await SampleHierarchy.make().issuing
        for (slot, algorithm) in [(0x9D, "9D:07"), (0x9A, "9A:14")] as [(UInt8, String)] {
            _ = try pivTool("--genkey", algorithm, "--out", "unused")
            try await issue(slot, by: authority)
        }
        try succeed("openssl", "pkeyutl", "-encrypt", "-pubin", "-inkey", "9D.pub", "-in", "message", "-out", "encrypted")
        let common = ["pkcs11-tool", "--module", Self.module, "--login", "--pin", Self.pin]
        let decrypted = try reader.run(common + ["--decrypt", "--id", "03", "--mechanism", "RSA-PKCS", "--input-file", "encrypted"])
        #expect(decrypted.text == "a message of some length", "\(decrypted.errorText)")
        let signed = try reader.run(
            common + [
                "--sign", "--id", "01", "--mechanism", "ECDSA-SHA384", "--signature-format", "openssl", "--input-file", "message",
                "--output-file", "signature",
            ]
        )
        #expect(signed.status == 0, "\(signed.errorText)")
        #expect(try succeed("openssl", "dgst", "-sha384", "-verify", "9A.pub", "-signature", "signature", "message") == "Verified OK\n")
    }

    @Test("pkcs15-tool changes the PIN, sees wrong ones counted, and unblocks it")
    func pinByOpenSC() throws {
        try succeed("pkcs15-tool", "--change-pin", "--pin", Self.pin, "--new-pin", "654321")
        for _ in 0..<3 { #expect(try reader.run("pkcs15-tool", "--verify-pin", "--pin", "999999").status != 0) }
        #expect(try send("0020008000").contains("SW1=0x69, SW2=0x83"))
        try succeed("pkcs15-tool", "--unblock-pin", "--puk", "12345678", "--new-pin", "246802")
        try succeed("pkcs15-tool", "--verify-pin", "--pin", "246802")
    }

    @Test("a management key of AES-256 is proved by piv-tool", .enabled(if: hasTool("piv-tool"), "piv-tool is not installed"))
    func managementAES() throws {
        let key = (0..<32).map { UInt8($0) }
        try reader.pull()
        let options = ["--management-key", Hex.encode(key), "--management-cipher", "aes256"]
        try reader.insert(state: reader.directory + "/other.json", options)
        try reader.write("aes-key", Array(Hex.encode(key).utf8))
        _ = try reader.run(
            "PIV_EXT_AUTH_KEY=\(reader.directory)/aes-key",
            "piv-tool",
            "--admin",
            "M:9B:0C",
            "--genkey",
            "9A:11",
            "--out",
            "unused"
        )
        #expect(try send("00F7009A00").contains("SW1=0x90, SW2=0x00"))
    }

    @Test(
        "yubico-piv-tool makes a key, loads a certificate of our CA, tests it and reads the status",
        .enabled(if: hasTool("yubico-piv-tool"), "yubico-piv-tool is not installed"),
        arguments: [("9a", "RSA2048"), ("9e", "ECCP384"), ("95", "ECCP256"), ("9c", "ECCP256")]
    )
    func yubicoKey(slot: String, algorithm: String) async throws {
        #expect(try yubico("--action", "version").text == "Application version 5.4.3 found.\n")
        let made = try yubico("--action", "generate", "--slot", slot, "--algorithm", algorithm, "--output", "key.pub")
        #expect(made.status == 0, "\(made.errorText)")
        let pem = try PEMDocument.parse(String(decoding: reader.read("key.pub"), as: UTF8.self))
        let key = try SubjectPublicKeyInfo(derEncoded: try #require(pem.first).bytes)
        let authority = try await SampleHierarchy.make().issuing
        let certificate = try await authority.issue(subject: .of([(.commonName, "Card holder")]), publicKey: key)
        try reader.write("certificate.pem", Array(PEMDocument(label: "CERTIFICATE", bytes: certificate.derEncoded).text.utf8))
        #expect(try yubico("--action", "import-certificate", "--slot", slot, "--input", "certificate.pem").status == 0)
        let tested = try yubico(
            "--action",
            "verify-pin",
            "--pin",
            Self.pin,
            "--action",
            "test-signature",
            "--slot",
            slot,
            "--input",
            "certificate.pem"
        )
        #expect(tested.errorText.contains("Successful"), "\(tested.errorText)")
        let status = try yubico("--action", "status").text
        #expect(status.contains("Serial Number:\t10000001"))
        #expect(status.contains("PIN tries left:\t3"))
        #expect(status.contains("Subject DN:\tCN=Card holder"))
    }

    @Test(
        "yubico-piv-tool's attestation is verified by openssl with the card's own root",
        .enabled(if: hasTool("yubico-piv-tool"), "yubico-piv-tool is not installed")
    )
    func attestation() throws {
        #expect(try yubico("--action", "generate", "--slot", "9c", "--algorithm", "ECCP256", "--output", "key.pub").status == 0)
        #expect(try yubico("--action", "attest", "--slot", "9c", "--output", "attested.pem").status == 0)
        #expect(try yubico("--action", "read-certificate", "--slot", "f9", "--output", "root.pem").status == 0)
        #expect(try succeed("openssl", "verify", "-CAfile", "root.pem", "attested.pem") == "attested.pem: OK\n")
        #expect(
            try succeed("openssl", "x509", "-in", "attested.pem", "-noout", "-pubkey")
                == String(decoding: reader.read("key.pub"), as: UTF8.self)
        )
        #expect(try succeed("openssl", "x509", "-in", "attested.pem", "-noout", "-subject") == "subject=CN = YubiKey PIV Attestation 9c\n")
    }

    @Test(
        "yubico-piv-tool changes PIN, PUK and management key, imports keys, sets tries, and resets the card",
        .enabled(if: hasTool("yubico-piv-tool"), "yubico-piv-tool is not installed")
    )
    func yubicoAdministration() throws {
        let otherKey = "0102030405060708010203040506070801020304050607ff"
        #expect(try yubico("--action", "change-pin", "--pin", "123456", "--new-pin", "12345678").status == 0)
        #expect(try yubico("--action", "change-puk", "--pin", "12345678", "--new-pin", "87654321").status == 0)
        #expect(try yubico("--action", "unblock-pin", "--pin", "87654321", "--new-pin", "123456").status == 0)
        #expect(try yubico("--action", "set-mgm-key", "--new-key", otherKey).status == 0)
        #expect(try yubico("--action", "set-mgm-key", "--new-key", otherKey).status != 0)
        try succeed("openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ec.key")
        try succeed("openssl", "genrsa", "-out", "rsa.key", "2048")
        for (slot, file) in [("82", "ec.key"), ("83", "rsa.key")] {
            #expect(try yubico("--key=" + otherKey, "--action", "import-key", "--slot", slot, "--input", file).status == 0)
        }
        let tries = try yubico(
            "--key=" + otherKey,
            "--action",
            "verify-pin",
            "--pin",
            Self.pin,
            "--action",
            "pin-retries",
            "--pin-retries",
            "1",
            "--puk-retries",
            "2"
        )
        #expect(tries.status == 0, "\(tries.errorText)")
        #expect(try yubico("--action", "reset").status != 0)
        #expect(try yubico("--action", "verify-pin", "--pin", "999999").status != 0)
        for _ in 0..<2 { #expect(try yubico("--action", "change-puk", "--pin", "00000000", "--new-pin", "11111111").status != 0) }
        #expect(try yubico("--action", "reset").status == 0)
        #expect(try yubico("--action", "set-mgm-key", "--new-key", otherKey).status == 0)
    }

    @Test(
        "a card pulled while piv-tool loads a certificate has the old or the new one, and works when back",
        arguments: [0, 12, 20, 22, 24]
    )
    func pulledWhileLoading(commands: Int) async throws {
        let authority = try await SampleHierarchy.make().issuing
        _ = try pivTool("--genkey", "9A:07", "--out", "unused")
        try await issue(0x9A, by: authority)
        let old = try reader.read("9A.pem")
        try reader.pull()
        try reader.insert(state: reader.directory + "/card.json", ["--pull-after", "\(commands)", "--lose-answer"])
        try await issue(0x9A, by: authority)
        let new = try reader.read("9A.pem")
        // Should it have needed fewer commands, others follow until the card goes.
        while try reader.run("opensc-tool", "--card-driver", "default", "-s", "00A4040005A000000308").status == 0 {}
        try reader.waitForPull()

        try reader.insert(state: reader.directory + "/card.json")
        let read = try PEMDocument.parse(succeed("pkcs15-tool", "--read-certificate", "01")).map(\.bytes)
        let both = try [old, new].map { try PEMDocument.parse(String(decoding: $0, as: UTF8.self)).map(\.bytes) }
        #expect(both.contains(read))
        try succeed("pkcs15-tool", "--verify-pin", "--pin", Self.pin)
    }
}
