import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Private keys that certreq sends for archival")
struct KeyArchivalTests {
    /// A directory with the policy file `archive.inf`, and an exchange certificate that OpenSSL made: `exchange.cer`, `exchange.pem`.
    private func files(_ lines: String = "") throws -> OpenSSLFiles {
        let files = try OpenSSLFiles()
        try files.output(
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "exchange.pem", "-out", "exchange.cer", "-days", "2"]
                + ["-subj", "/CN=exchange", "-addext", "keyUsage=critical,keyEncipherment"]
        )
        try files.write(
            "archive.inf",
            Array("[NewRequest]\nSubject = \"CN=archived.example.test\"\nRequestType = CMC\nPrivateKeyArchive = TRUE\n\(lines)\n".utf8)
        )
        return files
    }

    private func certreq(_ line: String..., files: OpenSSLFiles) throws -> ToolResult {
        try runTool([certreqPath] + line + ["-store", "store"], input: [], directory: files.directory)
    }

    private func keys(_ files: OpenSSLFiles) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: files.directory + "/store/keys")) ?? []).filter { $0.hasSuffix(".key") }
    }

    /// What OpenSSL reads with the exchange key in the message `made.req`, and the public key that the message asks for.
    private func opened(_ files: OpenSSLFiles) throws -> (plain: [UInt8], publicKey: SubjectPublicKeyInfo?, listing: String) {
        let message = try EnrollmentMessage(derEncoded: try files.read("made.req"))
        #expect(message.verification().isSound)
        let sent = try message.layers[0].signedData.signers.flatMap { try ArchivedKey.find(in: $0.unsignedAttributes) }
        let key = try #require(sent.first)
        let request = try message.onlyRequest
        let hashes = try EncryptedKeyHash.find(in: try message.addedAttributes(to: request)).map(\.bytes)
        let digest = try #require(message.layers[0].signedData.signers[0].digestAlgorithm.digest)
        #expect(hashes == [Digest.of(key.derEncoded, digest)])
        try files.write("key.der", key.derEncoded)
        let listing = try files.run("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "key.der").text
        let plain = try files.output(
            ["cms", "-decrypt", "-inform", "DER", "-in", "key.der", "-inkey", "exchange.pem", "-recip", "exchange.cer", "-binary"]
        )
        return (plain, request.publicKey, listing)
    }

    @Test(
        "PrivateKeyArchive with -xchg sends the new key, which OpenSSL opens with the exchange key",
        .enabled(if: hasTool("openssl")),
        arguments: [
            ("", "aes-256-cbc"), ("EncryptionAlgorithm = AES\nEncryptionLength = 128", "aes-128-cbc"),
            ("EncryptionLength = 192", "aes-192-cbc"), ("EncryptionAlgorithm = 3des\nEncryptionLength = 168", "des-ede3-cbc"),
            ("Exportable = TRUE\nEncryptionAlgorithm = AES256", "aes-256-cbc"),
        ]
    )
    func opensWithOpenSSL(_ lines: String, cipher: String) throws {
        let files = try files(lines)
        let made = try certreq("-new", "-binary", "-xchg", "exchange.cer", "archive.inf", "made.req", files: files)
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        let (plain, publicKey, listing) = try opened(files)
        #expect(listing.lowercased().contains(cipher), "\(listing)")
        #expect(try CAPIKeyBlob(encoded: plain).privateKey?.publicKey.subjectPublicKeyInfo == publicKey)
        #expect(keys(files).count == 1)
    }

    @Test("an elliptic key is sent in the form of CNG, by the plain spelling, too", .enabled(if: hasTool("openssl")))
    func elliptic() throws {
        let files = try files("KeyAlgorithm = ECDH_P384")
        let line = [certreqPath, "new", "archive.inf", "made.req", "--binary", "--xchg", "exchange.cer", "--store", "store"]
        let made = try runTool(line, input: [], directory: files.directory)
        #expect(made.status == 0, "\(made.text)\(made.errorText)")
        let (plain, publicKey, _) = try opened(files)
        #expect(try CNGECCKeyBlob(encoded: plain).subjectPublicKeyInfo == publicKey)
    }

    @Test("an existing key is sent only when it was made exportable", .enabled(if: hasTool("openssl")), arguments: [true, false])
    func existingKey(_ isExportable: Bool) throws {
        let files = try files("KeyContainer = box\nUseExistingKeySet = TRUE")
        let first = "[NewRequest]\nSubject = \"CN=first\"\nRequestType = Cert\nKeyContainer = box\nExportable = \(isExportable)\n"
        try files.write("first.inf", Array(first.utf8))
        try #require(try certreq("-new", "first.inf", "first.cer", files: files).status == 0)
        let made = try certreq("-new", "-binary", "-xchg", "exchange.cer", "archive.inf", "made.req", files: files)
        #expect(made.status == (isExportable ? 0 : 0x00_01), "\(made.text)\(made.errorText)")
        guard isExportable else {
            #expect(made.errorText.contains("0x80095000") && !FileManager.default.fileExists(atPath: files.directory + "/made.req"))
            return
        }
        let (plain, publicKey, _) = try opened(files)
        #expect(try CAPIKeyBlob(encoded: plain).privateKey?.publicKey.subjectPublicKeyInfo == publicKey)
    }

    @Test("without an exchange certificate, or with another certificate, nothing is made", .enabled(if: hasTool("openssl")))
    func refused() async throws {
        let files = try files()
        try files.output(
            ["req", "-x509", "-key", "exchange.pem", "-out", "ca.cer", "-days", "2", "-subj", "/CN=CA", "-addext", "keyUsage=keyCertSign"]
        )
        let old = try await SampleIdentity.selfSigned(
            subject: .of([(OID.commonName, "exchange")]),
            key: try PrivateKey(generating: .rsa(bits: 2048)),
            extensions: [],
            notBefore: Date(timeIntervalSince1970: 1_577_836_800),
            notAfter: Date(timeIntervalSince1970: 1_580_515_200)
        )
        try files.write("old.cer", old.certificate.derEncoded)
        try files.write("plain.inf", Array("[NewRequest]\nSubject = \"CN=a\"\n".utf8))
        for (line, words) in [
            (["archive.inf"], "certreq ca certificate --exchange"), (["-xchg", "ca.cer", "archive.inf"], "holds no exchange certificate"),
            (["-xchg", "old.cer", "archive.inf"], "2020-02-01"), (["-xchg", "archive.inf", "archive.inf"], "no readable certificate"),
            (["-xchg", "exchange.cer", "plain.inf"], "PrivateKeyArchive = TRUE"),
        ] {
            let refused = try runTool(
                ["env", "HOME=\(files.directory)", certreqPath, "-new", "-store", "store"] + line + ["made.req"],
                input: [],
                directory: files.directory
            )
            #expect(refused.status != 0 && refused.errorText.contains(words), "\(line): \(refused.text)\(refused.errorText)")
            #expect(!FileManager.default.fileExists(atPath: files.directory + "/made.req"))
            #expect(keys(files).isEmpty)
        }
    }
}
