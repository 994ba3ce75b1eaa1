import CACore
import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

extension ModuleKey: SecurityModule {}

@Suite("Attestation objects", .serialized, .enabled(if: SoftwareTPM.isInstalled))
struct AttestationObjectTests {
    /// An authority whose template `User` has keys attested, and its root.
    private func authority() async throws -> (test: TestAuthority, alice: any BoundAuthority, root: Certificate) {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { template in
            template.privateKeyFlags.formUnion([.attestationRequired, .endorsementKeyTrustOnUse])
        }
        let root = try #require(await test.service.authorities().first?.chain.last)
        return (test, try await test.bound(test.alice), try Certificate(derEncoded: root))
    }

    /// A key of the tests' own, in the place of a module's.
    private struct Module: SecurityModule {
        let key: SubjectPublicKeyInfo
        var certificates: [[UInt8]] = []

        func endorsementKey() -> SubjectPublicKeyInfo { key }
        func manufacturerCertificates() -> [[UInt8]] { certificates }
        func statement(about key: SubjectPublicKeyInfo) throws -> KeyAttestationStatement { throw ContractError("nobody asks") }
        func activate(_ challenge: [UInt8]) throws -> [UInt8] { throw ContractError("nobody asks") }
    }

    private func status(_ body: () async throws -> Void) async -> HRESULT? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? CAError)?.status
        }
    }

    @Test("AttestedEnrollment makes the request, answers the challenge and returns the certificate")
    func enrollment() async throws {
        let (_, alice, root) = try await authority()
        let module = try ModuleKey()
        let enrollment = AttestedEnrollment(authority: alice, module: module, anchors: [root])
        let issued = try await enrollment.enroll(key: PrivateKey(custom: module), template: "User")
        #expect(issued.code == .issued, "\(issued.message)")
        let certificate = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(certificate.subjectPublicKeyInfo == module.publicKey)
        #expect(try CertificatePolicies.find(in: certificate.extensions)?.policies == ["1.3.6.1.4.1.311.21.32"])
    }

    @Test("a challenge is read once, names its request, and its answer is taken by the CA")
    func challenge() async throws {
        let (test, alice, root) = try await authority()
        let module = try ModuleKey()
        let exchange = try await AttestationRequest.exchangeCertificate(of: alice, anchors: [root])
        let attributes = try await AttestationRequest.attributes(for: module.publicKey, by: module, exchange: exchange)
        let request = try await test.request(key: PrivateKey(custom: module), attributes: attributes)
        let waiting = try await alice.submit(test.submission(request, template: "User"))
        let response = try #require(waiting.fullResponse)
        let challenge = CertificateAttestationChallenge(module: module, anchors: [root])
        #expect(await status { _ = try challenge.requestID } == .blank)
        #expect(await status { _ = try await challenge.decryptChallenge(.base64) } == .blank)
        try challenge.initialize(.base64, pendingFullResponse: Array(Base64.encode(response).utf8))
        #expect(await status { try challenge.initialize(.binary, pendingFullResponse: response) } == .alreadyInitialized)
        #expect(try challenge.requestID == waiting.requestID.description)
        let answer = try await challenge.decryptChallenge(.binary)
        let issued = try await alice.submit(
            Submission(
                bytes: answer.bytes,
                format: .challengeResponse,
                attributes: RequestAttributes(["RequestId": try challenge.requestID])
            )
        )
        #expect(issued.code == .issued)
    }

    @Test("no challenge is 0x80094004, and an exchange certificate of an unknown root 0x800B0109")
    func refused() async throws {
        let (test, alice, root) = try await authority()
        let module = try ModuleKey()
        let other = try await authority()
        let stranger = AttestedEnrollment(authority: alice, module: module, anchors: [other.root])
        #expect(await status { _ = try await stranger.enroll(key: PrivateKey(custom: module), template: "User") } == .untrustedRoot)
        var plain = test.submission(try await test.request(), template: "User")
        plain.wantsFullResponse = true
        let denied = try #require(await alice.submit(plain).fullResponse)
        let challenge = CertificateAttestationChallenge(module: module, anchors: [root])
        #expect(await status { try challenge.initialize(.binary, pendingFullResponse: denied) } == .certsrvPropertyEmpty)
        #expect(await status { try challenge.initialize(.binary, pendingFullResponse: [1, 2]) } == .invalidData)
    }

    @Test("members of Windows' providers throw 0x80004001 by name")
    func windowsOnly() async throws {
        let (_, _, root) = try await authority()
        let challenge = CertificateAttestationChallenge(module: Module(key: root.subjectPublicKeyInfo), anchors: [root])
        #expect(await status { try challenge.setKeyContainerName("a") } == .notImplemented)
        #expect(await status { try challenge.setKeyBlob(.binary, [1]) } == .notImplemented)
        #expect(await status { try await X509EndorsementKey().open() } == .notImplemented)
    }

    @Test("an endorsement key shows its certificates, takes others, and forgets them when it is closed")
    func endorsementKey() async throws {
        let certificate = try await SampleHierarchy.make().root.certificate
        let identity = certificate.derEncoded
        let key = X509EndorsementKey(module: Module(key: certificate.subjectPublicKeyInfo))
        #expect(key.providerName == "Microsoft Platform Crypto Provider")
        #expect(await status { _ = try key.length } == .blank)
        try key.setProviderName("Another")
        try await key.open()
        #expect(key.opened)
        #expect(await status { try key.setProviderName("Third") } == .invalidState)
        #expect(await status { try await key.open() } == .invalidState)
        #expect(try key.length == certificate.subjectPublicKeyInfo.kind.bits)
        #expect(try key.exportPublicKey() == certificate.subjectPublicKeyInfo.derEncoded)
        try key.addCertificate(.binary, identity)
        try key.addCertificate(.binary, identity)
        #expect(try key.certificateCount(manufacturerOnly: false) == 1)
        #expect(try key.certificateCount(manufacturerOnly: true) == 0)
        #expect(try key.certificate(manufacturerOnly: false, index: 0, encoding: .binary).bytes == identity)
        #expect(await status { _ = try key.certificate(manufacturerOnly: true, index: 0, encoding: .binary) } == .invalidArgument)
        try key.removeCertificate(.binary, identity)
        #expect(await status { try key.removeCertificate(.binary, identity) } == .cryptNotFound)
        try key.close()
        #expect(!key.opened)
    }
}
