import CAInterface
import CertCli
import CertEnroll
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

extension ModuleKey: SecurityModule {}

@Suite("Key attestation over the network", .timeLimit(.minutes(10)), .enabled(if: SoftwareTPM.isInstalled))
struct AttestationTests {
    private static let template = """
        name: Attested
        displayName: Attested keys
        schemaVersion: 4
        nameFlags: [SUBJECT_REQUIRE_COMMON_NAME]
        privateKeyFlags: [ATTEST_REQUIRED, EK_VALIDATE_KEY]
        keyUsage: [digitalSignature]
        validity: 30d
        overlap: 2d
        extendedKeyUsage: [emailProtection]
        applicationPolicies: [emailProtection]
        access:
          - allow: [read, enroll]
            to: Authenticated Users
        """

    private func authority(_ server: RunningServer) async throws -> RemoteAuthority {
        let host = server.endpoints.https.replacing("https://", with: "")
        return try await RemoteAuthority(
            try ConfigString(host + "\\" + (try await server.authority().name)),
            credential: .password(server.admin.name, server.admin.password),
            trust: try .anchors(file: Array(try Data(contentsOf: URL(filePath: server.root))))
        )
    }

    @Test("a software TPM's key is enrolled over the network, with a restart between challenge and answer")
    func restart() async throws {
        var server = try await RunningServer.start()
        let module = try ModuleKey()
        let (file, keys) = (server.folder + "/attested.yaml", server.folder + "/keys.txt")
        try Self.template.write(toFile: file, atomically: true, encoding: .utf8)
        let hash = Hex.encode(Digest.sha256(await module.endorsementKey().derEncoded))
        try "# one machine\n\(hash)\n".write(toFile: keys, atomically: true, encoding: .utf8)
        for arguments in [
            ["authority", "set", "--endorsement-keys", keys], ["template", "apply", file], ["template", "publish", "Attested"],
        ] {
            let result = try await run([Programs.chancery] + arguments + ["--data", server.data])
            #expect(result.status == 0, "\(arguments): \(result.text)\(result.errorText)")
        }
        let pem = try PEMDocument.parse(String(contentsOfFile: server.root, encoding: .utf8))
        let root = try Certificate(derEncoded: try #require(pem.first).bytes)

        var remote = try await authority(server)
        let exchange = try await AttestationRequest.exchangeCertificate(of: remote, anchors: [root])
        let attributes = try await AttestationRequest.attributes(for: module.publicKey, by: module, exchange: exchange)
        let request = try await RequestBuilder.pkcs10(key: PrivateKey(custom: module), subject: .empty, attributes: attributes)
        let waiting = try await remote.submit(Submission(bytes: request, template: "Attested"))
        #expect(waiting.code == .underSubmission, "\(waiting.message)")

        server = try await server.restarted()
        remote = try await authority(server)
        let enrollment = AttestedEnrollment(authority: remote, module: module, anchors: [root])
        let again = try await remote.disposition(of: waiting.requestID, wantsFullResponse: true)
        let issued = try await enrollment.respond(to: again)
        #expect(issued.code == .issued, "\(issued.message)")
        let certificate = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(certificate.subjectPublicKeyInfo == module.publicKey)
        #expect(try CertificatePolicies.find(in: certificate.extensions)?.policies == ["1.3.6.1.4.1.311.21.30"])
        let view = try await run(
            [
                Programs.chancery, "view", "requests", "--columns", "Request.RequestID,Request.EndorsementKeyHash", "--where",
                "Request.EndorsementKeyHash=\(hash)", "--csv", "--data", server.data,
            ]
        )
        #expect(view.text.contains("\(waiting.requestID),\(hash)"), "\(view.text)\(view.errorText)")
        #expect(await server.stop() == 0)
    }
}
