import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Files that occurred in practice, made after public reports. They are among the vectors of PKIFormats.
@Suite("certreq: odd files")
struct OddFileTests {
    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "PKIFormatsTests/Vectors")

    private static func path(_ name: String) -> String { vectors.appending(path: "odd-\(name).pem").path }

    /// The output of `certreq verify --json`, and its exit code.
    private func verify(_ arguments: [String], in files: DumpedFiles) throws -> (status: Int32, said: Dumped) {
        let result = try runTool([certreqPath, "verify", "--json"] + arguments, input: [], directory: files.directory)
        return (result.status, Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout))))
    }

    @Test("a container without MAC and password in BER is read, with a warning of each")
    func openContainer() async throws {
        try await withDumpedFiles { files in
            try files.write("open.p12", try MessageVectors.file("odd-no-mac-no-password-ber"))
            let container = try files.object("open.p12")
            #expect(container.opened.flag == true)
            #expect(container.codes.contains("no-mac"))
            #expect(container.codes.contains("unencrypted"))
            #expect(container.bags.array.compactMap(\.type.string) == ["keyBag", "certBag"])
        }
    }

    @Test("if a container's key has another password, only the key stays closed, and the error names it")
    func keyUnderAnotherPassword() async throws {
        try await withDumpedFiles { files in
            try files.write("store.p12", try MessageVectors.file("odd-key-password-differs"))
            try files.write("password", "storepass\n")
            let result = try files.dump("--json", "--password-file", "password", "store.p12")
            #expect(result.status == 1)
            let container = Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
            #expect(container.opened.flag == true)
            #expect(container.bags.array.count == 2)
            #expect(container.errors.array.count == 1)
            #expect(container.errors[0].reason.string?.contains("\"demo\" stays closed") == true)
        }
    }

    @Test("the iterations of PBMAC1 are shown, and a single one is a warning")
    func iterations() async throws {
        try await withDumpedFiles { files in
            try files.write("mac.p12", try MessageVectors.file("odd-pbmac1-one-iteration"))
            let container = try files.object("mac.p12")
            #expect(container.integrity.iterations.integer == 1)
            #expect(container.codes.contains("few-iterations"))
        }
    }

    @Test("dump names the field of an unreadable list number, and verify does not use the list")
    func unreadableNumber() async throws {
        try await withDumpedFiles { files in
            let result = try files.dump("--json", Self.path("crl-number-zero-length"))
            #expect(result.status == 1)
            let list = Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
            #expect(list.errors[0].field.string == "extensions.crlNumber")
            #expect(!list.codes.contains("no-crl-number"))
        }
    }

    @Test("a list with a reason that is not known is read; the entry is named and counts as revoked")
    func unknownReason() async throws {
        try await withDumpedFiles { files in
            for (name, count) in [("unknown-reason-7", 1), ("unknown-reason-among-many", 500)] {
                let list = try files.object("--all", Self.path(name))
                #expect(list.kind.string == "crl")
                #expect(list.revoked.array.count == list.revokedCount.integer)
                #expect(list.revokedCount.integer == count)
                let warnings = list.warnings.strings.filter { $0.hasPrefix("unknown-reason:") }
                #expect(warnings.count == 1)
                let named = list.revoked.array.compactMap(\.serial.string).filter { serial in
                    warnings.contains { $0.contains("serial \(serial) ") }
                }
                #expect(named.count == 1)
            }
        }
    }

    @Test(
        "verify refuses a critical extension that cannot be read, and names it",
        arguments: [
            ("unreadable-basic-constraints", "basicConstraints"), ("unreadable-eku-empty", "extendedKeyUsage"),
            ("unreadable-key-usage", "keyUsage"), ("unreadable-name-constraints-on-leaf", "nameConstraints"),
            ("leaf-unreadable-san-critical", "subjectAlternativeName"),
        ]
    )
    func unreadableCritical(name: String, extension: String) async throws {
        try await withDumpedFiles { files in
            let (status, said) = try verify(
                [Self.path(name), "--trust", Self.path("root"), "--time", "2026-11-21T00:00:00Z"],
                in: files
            )
            #expect(status == 1)
            #expect(said.failed.rule.string?.hasPrefix("extensions: ") == true)
            #expect(said.failed.rule.string?.contains(`extension`) == true)
            #expect(said.failed.index.integer == 0)
        }
    }

    @Test("a time with a fraction of a second is a warning of dump and a remark of verify")
    func fractionOfASecond() async throws {
        try await withDumpedFiles { files in
            let path = Self.path("gentime-fraction")
            let certificate = try files.object(path)
            #expect(certificate.warnings.strings.contains { $0.hasPrefix("time-encoding: notBefore has a fraction of a second") })
            let (status, said) = try verify([path, "--trust", path, "--time", "2026-11-21T00:00:00Z"], in: files)
            #expect(status == 0)
            #expect(
                said.remarks.array.compactMap(\.remark.string) == [
                    "time-encoding: notBefore has a fraction of a second",
                    "time-encoding: notAfter is a GeneralizedTime; before 2050 a UTCTime is demanded",
                ]
            )
        }
    }

    @Test("a keyUsage without a bit is a warning")
    func emptyKeyUsage() async throws {
        try await withDumpedFiles { files in
            let certificate = try files.object(Self.path("leaf-key-usage-empty"))
            #expect(certificate.codes.contains("empty-key-usage"))
        }
    }

    @Test("an unreadable alternative name does not hide the others, in certificates and requests")
    func oneBadName() async throws {
        try await withDumpedFiles { files in
            // The IP address has five octets.
            let names = "DER:30:1C:82:09:61:2E:65:78:61:6D:70:6C:65:87:05:01:02:03:04:05:82:08:62:2E:65:78:61:6D:70:6C"
            try files.selfSigned("bad", options: ["-addext", "subjectAltName=" + names])
            try files.run(
                "openssl",
                "req",
                "-new",
                "-key",
                "bad.key",
                "-subj",
                "/CN=x",
                "-addext",
                "subjectAltName=" + names,
                "-out",
                "bad.csr"
            )
            for name in ["bad.pem", "bad.csr"] {
                let result = try files.dump("--json", name)
                #expect(result.status == 1)
                let said = Dumped(try JSONSerialization.jsonObject(with: Data(result.stdout)))
                #expect(said.subjectAlternativeNames.strings == ["DNS:a.example", "DNS:b.exampl"])
                #expect(said.errors[0].reason.string?.contains("IP address") == true)
            }
        }
    }

    @Test("messages in segments of indefinite length, as openssl and NSS write them, are shown", .enabled(if: hasTool("cmsutil")))
    func streamedMessages() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned(
                "to",
                "/CN=to/emailAddress=to@example.com",
                options: ["-addext", "keyUsage=keyEncipherment,digitalSignature"]
            )
            try files.write("content", [UInt8](repeating: 0x41, count: 20_000))
            for (name, type, options) in [
                ("enveloped", "envelopedData", ["-encrypt", "-aes-256-cbc", "to.pem"]),
                ("sealed", "authEnvelopedData", ["-encrypt", "-aes-256-gcm", "to.pem"]),
                ("encrypted", "encryptedData", ["-EncryptedData_encrypt", "-secretkey", "000102030405060708090a0b0c0d0e0f", "-aes128"]),
            ] {
                let command = ["openssl", "cms", "-stream", "-binary", "-in", "content", "-outform", "DER", "-out", name] + options
                let made = try runTool(command, input: [], directory: files.directory)
                #expect(made.status == 0, "\(made.errorText)")
                let message = try files.object(name)
                #expect(message.contentType.string == type)
                #expect(message.encoding.string == "BER")
                #expect((message.encryptedContent.size.integer ?? 0) >= 20_000)
            }
            try FileManager.default.createDirectory(atPath: files.directory + "/db", withIntermediateDirectories: true)
            try files.run("certutil", "-N", "-d", "db", "--empty-password")
            try files.run("certutil", "-A", "-d", "db", "-n", "to", "-t", "P,P,P", "-i", "to.pem", "-a")
            try files.run("cmsutil", "-E", "-d", "db", "-r", "to@example.com", "-i", "content", "-o", "nss")
            let message = try files.object("nss")
            #expect(message.contentType.string == "envelopedData")
            #expect(message.encoding.string == "BER")
            #expect(message.recipients.array.count == 1)
        }
    }

    @Test(
        "certificates and keys that only OpenSSL computes are checked, verified and shown",
        arguments: [
            ["ec", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"], ["ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], ["ed448"],
        ]
    )
    func keysOfOpenSSL(kind: [String]) async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("ca", "/CN=CA", key: kind[0], options: Array(kind.dropFirst()))
            let certificate = try files.object("ca.pem")
            #expect(certificate.signatureCheck.result.string == "valid")
            let key = try files.object("ca.key")
            #expect(key.publicKey.sha256.string == certificate.publicKey.sha256.string)
            #expect(key.publicKey.sha256.string != nil)
            try files.run(
                "openssl",
                "req",
                "-new",
                "-newkey",
                "ed25519",
                "-nodes",
                "-keyout",
                "leaf.key",
                "-subj",
                "/CN=Leaf",
                "-out",
                "leaf.csr"
            )
            let request = try files.object("leaf.csr")
            #expect(request.signatureCheck.result.string == "valid")
            try files.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                "leaf.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-days",
                "9",
                "-out",
                "leaf.pem"
            )
            let (status, said) = try verify(["leaf.pem", "--trust", "ca.pem"], in: files)
            #expect(status == 0)
            #expect(said.path.array.count == 2)
            // One bit of the signature is changed.
            try files.run("openssl", "x509", "-in", "leaf.pem", "-outform", "DER", "-out", "leaf.der")
            var bytes = try files.read("leaf.der")
            bytes[bytes.count - 1] ^= 1
            try files.write("bad.der", bytes)
            let (refused, reason) = try verify(["bad.der", "--trust", "ca.pem"], in: files)
            #expect(refused == 1)
            #expect(reason.failed.rule.string?.hasPrefix("signature: it was not made") == true)
        }
    }

    @Test("certreq accept installs a certificate of a CA with a key on a curve of Brainpool")
    func installation() async throws {
        try await withDumpedFiles { files in
            try files.selfSigned("ca", "/CN=CA", key: "ec", options: ["-pkeyopt", "ec_paramgen_curve:brainpoolP384r1"])
            try files.write("policy.inf", "[NewRequest]\nSubject = \"CN=host.example\"\nKeyAlgorithm = ECDSA_P256\n")
            try files.run(certreqPath, "new", "policy.inf", "request.csr", "--store", "store")
            try files.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                "request.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-days",
                "9",
                "-out",
                "leaf.pem"
            )
            try files.run(certreqPath, "accept", "leaf.pem", "--store", "store", "--trust", "ca.pem", "--out", "chain.pem")
            let chain = try PEMDocument.parse(String(decoding: files.read("chain.pem"), as: UTF8.self))
            #expect(chain.count == 2)
        }
    }
}
