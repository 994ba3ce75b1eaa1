import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Policy: the key is strong enough")
struct KeyIsStrongEnoughTests {
    /// A request with a key nobody holds: only its size matters here.
    private func question(spki: SubjectPublicKeyInfo, template: String = "User", change: (inout SampleQuestion) -> Void = { _ in })
        async throws -> Question
    {
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: spki, attributes: []).derEncoded()
        let bytes = CertificationRequestInfo.assemble(info: info, algorithm: .rsaWithSHA256, signature: [UInt8](repeating: 1, count: 256))
        var sample = try await SampleQuestion(template: template, request: bytes)
        change(&sample)
        return try sample.question()
    }

    private func rsa(bits: Int, exponent: [UInt8] = [1, 0, 1]) -> SubjectPublicKeyInfo {
        var modulus = [UInt8](repeating: 0xFF, count: bits / 8)
        modulus[0] = 0x80
        var writer = DERWriter()
        writer.writeSequence { writer in
            writer.writeInteger(unsigned: modulus)
            writer.writeInteger(unsigned: exponent)
        }
        return SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: writer.bytes)
    }

    @Test("RSA from 2048 to 16384 bits passes", arguments: [2048, 3072, 4096, 16_384])
    func accepted(bits: Int) async throws {
        #expect(KeyIsStrongEnough().judge(try await question(spki: rsa(bits: bits))) == .allow)
    }

    @Test("RSA that is too short or too long is 0x80094811 with its size", arguments: [512, 1024, 2040, 16_392, 32_768])
    func refused(bits: Int) async throws {
        let denial = try #require(KeyIsStrongEnough().judge(try await question(spki: rsa(bits: bits))).denial)
        #expect(denial.status == .certsrvKeyLength)
        #expect(denial.reason.rule == "KeyIsStrongEnough")
        #expect(denial.reason.field == "subjectPublicKeyInfo")
        #expect(denial.reason.value == "RSA \(bits)")
        #expect(denial.reason.remedy.contains("bits"))
    }

    @Test("a template may ask for more")
    func template() async throws {
        let question = try await question(spki: rsa(bits: 2048)) { $0.template.minimumKeySize = 4096 }
        #expect(KeyIsStrongEnough().judge(question).denial?.text.contains("4096") == true)
    }

    @Test("an even public exponent, and the exponent 1, are refused", arguments: [[UInt8(1)], [2], [1, 0, 0]])
    func exponent(_ exponent: [UInt8]) async throws {
        #expect(
            KeyIsStrongEnough().judge(try await question(spki: rsa(bits: 2048, exponent: exponent))).denial?.status == .certsrvKeyLength)
    }

    @Test("P-256 passes, and is refused where the template asks for a larger curve")
    func curves() async throws {
        var sample = try await SampleQuestion()
        #expect(KeyIsStrongEnough().judge(try sample.question()) == .allow)
        sample.template.minimumCurveBits = 384
        #expect(KeyIsStrongEnough().judge(try sample.question()).denial?.reason.value == "EC 256")
    }

    @Test("an algorithm nobody here knows is refused")
    func unknown() async throws {
        let spki = SubjectPublicKeyInfo(algorithm: AlgorithmIdentifier(OID.Algorithms.x25519), keyBytes: [UInt8](repeating: 9, count: 32))
        #expect(KeyIsStrongEnough().judge(try await question(spki: spki)).denial?.status == .certsrvKeyLength)
    }

    @Test("an elliptic key gets key agreement for key encipherment, RSA never gets key agreement")
    func usage() {
        let wanted: KeyUsage = [.digitalSignature, .keyEncipherment, .dataEncipherment]
        #expect(wanted.possible(with: .ec(curve: .p256)) == [.digitalSignature, .keyAgreement])
        #expect(wanted.possible(with: .rsa(bits: 2048)) == wanted)
        #expect(KeyUsage([.digitalSignature, .keyAgreement]).possible(with: .rsa(bits: 2048)) == [.digitalSignature])
        #expect(wanted.possible(with: .ed25519) == [.digitalSignature])
    }
}
