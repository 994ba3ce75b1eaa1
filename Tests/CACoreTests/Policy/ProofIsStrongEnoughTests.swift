import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Policy: the proof of possession is strong enough")
struct ProofIsStrongEnoughTests {
    private func request(_ algorithm: AlgorithmIdentifier, key: PrivateKey) async throws -> [UInt8] {
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: key.publicKey, attributes: []).derEncoded()
        return CertificationRequestInfo.assemble(info: info, algorithm: algorithm, signature: try await key.sign(info, using: algorithm))
    }

    @Test(
        "proofs with SHA-256 and better hashes pass",
        arguments: [AlgorithmIdentifier.ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512]
    )
    func strong(_ algorithm: AlgorithmIdentifier) async throws {
        let sample = try await SampleQuestion(request: request(algorithm, key: PrivateKey(generating: .p256)))
        #expect(ProofIsStrongEnough().judge(try sample.question()) == .allow)
    }

    @Test("the SHA-1 request of 2015 is 0x80094016, except for the template that says it takes it")
    func sha1() async throws {
        let bytes = try SampleVectors.cmCertificateRequest
        var sample = try await SampleQuestion(request: bytes)
        let denial = try #require(ProofIsStrongEnough().judge(try sample.question()).denial)
        #expect(denial.status == .certsrvWeakSignatureOrKey)
        #expect(denial.reason.field == "signatureAlgorithm")
        #expect(denial.reason.remedy.contains("SHA-256"))
        sample = try await SampleQuestion(template: BuiltInTemplates.sampleSoftwareName, request: bytes)
        #expect(ProofIsStrongEnough().judge(try sample.question()) == .allow)
    }

    @Test("a signature that cannot be verified is refused, whatever the template accepts")
    func unknown() async throws {
        let key = try PrivateKey(generating: .p256)
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: key.publicKey, attributes: []).derEncoded()
        let bytes = CertificationRequestInfo.assemble(
            info: info,
            algorithm: AlgorithmIdentifier(OID.Algorithms.rsaWithMD5),
            signature: [1, 2, 3]
        )
        let sample = try await SampleQuestion(template: BuiltInTemplates.sampleSoftwareName, request: bytes)
        #expect(ProofIsStrongEnough().judge(try sample.question()).denial?.status == .certsrvWeakSignatureOrKey)
    }
}
