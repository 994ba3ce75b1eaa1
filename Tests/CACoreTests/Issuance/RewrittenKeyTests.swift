import CACore
import CAInterface
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Keys in forms that requests use but certificates may not.
enum RewrittenKey: String, CaseIterable, CustomTestStringConvertible {
    case rsaWithoutNull, rsaWithOtherParameters, ed25519WithNull, compressedPoint

    static var all: [RewrittenKey] { allCases }
    var testDescription: String { rawValue }

    /// The key pair, and the public key in the other form.
    func make() throws -> (key: PrivateKey, written: SubjectPublicKeyInfo) {
        switch self {
        case .rsaWithoutNull: return try rewrite(.rsa(bits: 2048), AlgorithmIdentifier(OID.Algorithms.rsaEncryption))
        case .rsaWithOtherParameters:
            return try rewrite(.rsa(bits: 2048), AlgorithmIdentifier(OID.Algorithms.rsaEncryption, parameters: [0x30, 0]))
        case .ed25519WithNull: return try rewrite(.ed25519, AlgorithmIdentifier(OID.Algorithms.ed25519, parameters: [5, 0]))
        case .compressedPoint:
            let key = try PrivateKey(generating: .p256)
            let point = key.publicKey.keyBytes
            let compressed = [0x02 | point[64] & 1] + point[1...32]
            return (key, SubjectPublicKeyInfo(algorithm: key.publicKey.algorithm, keyBytes: compressed))
        }
    }

    func written() throws -> SubjectPublicKeyInfo { try make().written }

    private func rewrite(_ specification: KeySpecification, _ algorithm: AlgorithmIdentifier) throws -> (PrivateKey, SubjectPublicKeyInfo) {
        let key = try PrivateKey(generating: specification)
        return (key, SubjectPublicKeyInfo(algorithm: algorithm, keyBytes: key.publicKey.keyBytes))
    }
}

@Suite("The key of a certificate has the form of its specification")
struct RewrittenKeyTests {
    private func issue(_ request: [UInt8]) async throws -> Certificate {
        let test = try await TestAuthority.make()
        let disposition = try await test.bound(test.administrator).submit(test.submission(request, template: "WebServer"))
        #expect(disposition.code == .issued, "\(disposition.message)")
        return try Certificate(derEncoded: try #require(disposition.certificate))
    }

    @Test("a key written otherwise in the request is certified in its own form", arguments: RewrittenKey.all)
    func rewritten(_ sample: RewrittenKey) async throws {
        let (key, written) = try sample.make()
        let info = CertificationRequestInfo(subject: .of([(.commonName, "x")]), subjectPublicKeyInfo: written, attributes: []).derEncoded()
        let algorithm = key.defaultSignatureAlgorithm
        let request = CertificationRequestInfo.assemble(
            info: info,
            algorithm: algorithm,
            signature: try await key.sign(info, using: algorithm)
        )
        let certificate = try await issue(request)
        #expect(certificate.subjectPublicKeyInfo == key.publicKey)
        #expect(certificate.subjectKeyIdentifier == key.publicKey.keyIdentifier)
    }

    @Test("rsaEncryption without parameters in the request has NULL in the certificate")
    func null() async throws {
        let certificate = try await issue(RequestVectors.request("rsa-without-null"))
        #expect(certificate.subjectPublicKeyInfo.algorithm == .rsaEncryption)
    }

    @Test("a key for RSA-PSS alone is certified for signing, never for key encipherment")
    func pss() async throws {
        let certificate = try await issue(RequestVectors.request("rsassa-pss-key"))
        #expect(certificate.subjectPublicKeyInfo.algorithm.oid == OID.Algorithms.rsassaPSS)
        #expect(certificate.keyUsage == [.digitalSignature])
    }
}
