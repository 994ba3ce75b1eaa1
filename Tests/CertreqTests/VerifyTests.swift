import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("certreq verify")
struct VerifyTests {
    /// The program beside the tests.
    private static let program: String = {
        var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: "certreq").path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: "certreq").path
    }()

    private struct Files {
        let files: OpenSSLFiles
        let hierarchy: SampleHierarchy

        init() async throws {
            files = try OpenSSLFiles()
            hierarchy = try await SampleHierarchy.make()
            try files.write("root.pem", pem: "CERTIFICATE", hierarchy.root.certificate.derEncoded)
            try files.write("issuing.der", hierarchy.issuing.certificate.derEncoded)
            try files.write("server.pem", pem: "CERTIFICATE", hierarchy.server.certificate.derEncoded)
            let chain = SignedData.certsOnly([hierarchy.server, hierarchy.issuing].map(\.certificate.derEncoded))
            try files.write("chain.p7b", pem: "PKCS7", chain)
        }

        func verify(_ arguments: String...) throws -> ToolResult {
            try runTool(
                [VerifyTests.program, "verify"] + arguments + ["--time", "2026-11-21T00:00:00Z"],
                input: [],
                directory: files.directory
            )
        }
    }

    @Test("certreq verify prints the path and exits with 0, whatever form the files have")
    func valid() async throws {
        let files = try await Files()
        for arguments in [["server.pem", "--untrusted", "issuing.der"], ["chain.p7b"]] {
            let result = try runTool(
                [Self.program, "verify"] + arguments + [
                    "--trust", "root.pem", "--hostname", "www.example.test", "--purpose", "serverAuth", "--time", "2026-11-21T00:00:00Z",
                ],
                input: [],
                directory: files.files.directory
            )
            #expect(result.status == 0, "\(result.text)\(result.errorText)")
            #expect(result.text.contains("CN=www.example.test"))
            #expect(result.text.hasSuffix("\nvalid\n"))
        }
    }

    @Test("certreq verify names the certificate and the rule that failed; wrong usage has another exit code")
    func invalid() async throws {
        let files = try await Files()
        let result = try files.verify(
            "server.pem",
            "--trust",
            "root.pem",
            "--untrusted",
            "issuing.der",
            "--hostname",
            "other.test",
            "--json"
        )
        #expect(result.status == 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any])
        #expect(object["valid"] as? Bool == false)
        let failed = try #require(object["failed"] as? [String: Any])
        #expect(failed["index"] as? Int == 0)
        #expect(failed["certificate"] as? String == files.hierarchy.server.certificate.subject.rfc4514)
        #expect((failed["rule"] as? String)?.hasPrefix("hostName:") == true)
        #expect((object["path"] as? [[String: Any]])?.count == 1)
        #expect(object["policies"] as? [String] == [])

        let missing = try files.verify("server.pem", "--trust", "root.pem")
        #expect(missing.status == 1)
        #expect(missing.text.contains("issuer:"))
        #expect(try files.verify("nothing.pem", "--trust", "root.pem").status == 1)
        #expect([2, 64].contains(try files.verify("server.pem").status))
        #expect([2, 64].contains(try files.verify("server.pem", "--trust", "root.pem", "--policy", "x").status))
    }

    @Test("certreq verify with revocation lists: good, revoked, and not known")
    func revocation() async throws {
        let files = try await Files()
        let issuing = files.hierarchy.issuing
        func list(_ signer: SampleIdentity, _ name: String, _ revoked: [RevokedEntry]) async throws {
            let algorithm = signer.key.defaultSignatureAlgorithm
            let body = TBSCertificateList(
                signatureAlgorithm: algorithm,
                issuer: signer.certificate.subject,
                thisUpdate: SampleHierarchy.time - 60,
                nextUpdate: SampleHierarchy.time + 60,
                revoked: revoked
            ).derEncoded()
            let signature = try await signer.key.sign(body, using: algorithm)
            try files.files.write(name, TBSCertificateList.assemble(tbs: body, algorithm: algorithm, signature: signature))
        }
        try await list(files.hierarchy.root, "root.crl", [])
        try await list(issuing, "good.crl", [])
        let entry = RevokedEntry(
            serialNumber: files.hierarchy.server.certificate.serialNumber,
            date: SampleHierarchy.time - 90,
            reason: .superseded
        )
        try await list(issuing, "bad.crl", [entry])
        let common = ["chain.p7b", "--trust", "root.pem", "--crl", "root.crl", "--time", "2026-11-21T00:00:00Z", "--json"]
        func run(_ more: String...) throws -> (Int32, [String]) {
            let result = try runTool([Self.program, "verify"] + common + more, input: [], directory: files.files.directory)
            let object = try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any]
            return (result.status, (object?["revocation"] as? [[String: Any]])?.compactMap { $0["status"] as? String } ?? [])
        }
        #expect(try run("--crl", "good.crl") == (0, ["good", "good"]))
        #expect(try run("--crl", "bad.crl") == (1, ["revoked", "good"]))
        #expect(try run() == (1, ["unknown", "good"]))
        #expect(try run("--revocation", "available") == (0, ["unknown", "good"]))
    }

    @Test("certreq verify refuses SHA-1 and RSA of 1024 bits; with --allow-weak it names them")
    func weak() throws {
        let files = try OpenSSLFiles()
        try files.output(
            "req",
            "-x509",
            "-newkey",
            "rsa:1024",
            "-nodes",
            "-keyout",
            "root.key",
            "-subj",
            "/CN=Root",
            "-days",
            "9",
            "-out",
            "root.pem"
        )
        try files.output("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "leaf.key", "-subj", "/CN=Leaf", "-out", "leaf.csr")
        try files.output(
            "x509",
            "-req",
            "-sha1",
            "-in",
            "leaf.csr",
            "-CA",
            "root.pem",
            "-CAkey",
            "root.key",
            "-days",
            "8",
            "-out",
            "leaf.pem"
        )
        func run(_ more: String...) throws -> (status: Int32, object: [String: Any]) {
            let result = try runTool(
                [Self.program, "verify", "leaf.pem", "--trust", "root.pem", "--json"] + more,
                directory: files.directory
            )
            return (result.status, try #require(try JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any]))
        }
        let strict = try run()
        #expect(strict.status == 1)
        let rule = try #require((strict.object["failed"] as? [String: Any])?["rule"] as? String)
        #expect(rule.hasPrefix("strength: "))
        let lax = try run("--allow-weak")
        #expect(lax.status == 0)
        let weaknesses = try #require(lax.object["weaknesses"] as? [[String: Any]])
        #expect(weaknesses.compactMap { $0["index"] as? Int } == [0, 1])
        #expect(weaknesses.compactMap { $0["certificate"] as? String } == ["CN=Leaf", "CN=Root"])
    }
}
