import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Archived keys by commands", .timeLimit(.minutes(10)))
struct KeyRecoveryTests {
    private static let template = """
        name: Mail
        displayName: Encrypted mail
        schemaVersion: 2
        nameFlags: [SUBJECT_REQUIRE_COMMON_NAME]
        privateKeyFlags: [REQUIRE_PRIVATE_KEY_ARCHIVAL]
        keyUsage: [keyEncipherment]
        validity: 30d
        overlap: 2d
        extendedKeyUsage: [emailProtection]
        applicationPolicies: [emailProtection]
        access:
          - allow: [read, enroll]
            to: Authenticated Users
        """

    @Test("certreq sends a key under 3DES, two officers agree, and the agent makes a PFX that OpenSSL reads")
    func recovered() async throws {
        let server = try await RunningServer.start()
        func succeeds(_ arguments: [String], as account: Account? = nil) async throws -> String {
            let credentials = try account.map {
                ["--credentials", try server.write("username=\($0.name)\npassword=\($0.password)\n", to: $0.name + ".login")]
            }
            let result = try await server.administer(arguments + (credentials ?? []))
            #expect(result.status == 0, "\(arguments): \(result.text)\(result.errorText)")
            return result.text
        }
        func openssl(_ arguments: String...) async throws -> ToolResult { try await run(["openssl"] + arguments, directory: server.folder) }
        let made = try await openssl(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "agent.pem",
            "-out",
            "agent.crt",
            "-subj",
            "/CN=Agent",
            "-days",
            "30",
            "-addext",
            "extendedKeyUsage=1.3.6.1.4.1.311.21.6",
            "-addext",
            "keyUsage=critical,keyEncipherment"
        )
        #expect(made.status == 0, "\(made.errorText)")
        #expect(try await succeeds(["authority", "recovery-agent", "add", server.folder + "/agent.crt"]).contains("valid"))
        let file = try server.write(Self.template, to: "mail.yaml")
        _ = try await succeeds(["template", "apply", file])
        _ = try await succeeds(["template", "publish", "Mail"])
        let olaf = try await server.addAccount("olaf", groups: ["Certificate Managers"])
        let certreq = try Certreq(server, as: try await server.addAccount("ana"))

        let text =
            "[NewRequest]\nSubject = \"CN=ana\"\nRequestType = CMC\nPrivateKeyArchive = TRUE\nKeyLength = 2048\nEncryptionAlgorithm = 3DES\n"
        let policy = try server.write(text, to: "mail.inf")
        let request = policy + ".req"
        let new = try await certreq.dashed(["-new", policy, request])
        #expect(new.status == 0, "\(new.text)\(new.errorText)")
        let submitted = try await certreq.dashed(
            ["-submit", "-attrib", "CertificateTemplate:Mail", request, policy + ".cer", policy + ".p7b", policy + ".full"]
        )
        #expect(submitted.status == 0, "\(submitted.text)\(submitted.errorText)")
        // The full response has to name the hash of the key that was sent.
        let accepted = try await certreq.dashed(["-accept", policy + ".full"])
        #expect(accepted.status == 0, "\(accepted.text)\(accepted.errorText)")
        let pem = try PEMDocument.parse(String(contentsOfFile: policy + ".cer", encoding: .utf8))
        let certificate = try Certificate(derEncoded: try #require(pem.first).bytes)

        let recover = ["certificate", "recover", certificate.serialHex]
        let early = try await server.administer(recover + ["--out", server.folder + "/early.p7"])
        #expect(early.status == 1 && early.errorText.contains("0 of 2 officers"), "\(early.errorText)")
        #expect(try await succeeds(recover + ["--propose", "card lost"]).contains("1 of 2"))
        #expect(try await succeeds(recover + ["--approve"], as: olaf).contains("approved"))
        let (message, pfx) = (server.folder + "/key.p7", server.folder + "/key.pfx")
        _ = try await succeeds(recover + ["--out", message])
        #expect(try await succeeds(recover).contains("handedOut"))
        #expect(await server.stop() == 0)

        let password = try server.write("recovered", to: "pfx-password")
        let open = ["certificate", "recover", "--open", message, "--agent-key", server.folder + "/agent.pem", "--out", pfx]
        let opened = try await run([Programs.chancery] + open + ["--pfx-password-file", password])
        #expect(opened.status == 0, "\(opened.text)\(opened.errorText)")
        let again = try await run([Programs.chancery] + open + ["--pfx-password-file", password])
        #expect(again.status == 2 && again.errorText.contains("exists"), "\(again.errorText)")
        #expect(try await openssl("pkcs12", "-in", pfx, "-passin", "pass:recovered", "-nodes", "-nocerts", "-out", "key.pem").status == 0)
        let key = try await openssl("pkey", "-in", "key.pem", "-pubout")
        #expect(key.text == (try await openssl("x509", "-in", policy + ".cer", "-noout", "-pubkey").text))
    }
}
