import CACore
import CAInterface
import CertCli
import CertEnroll
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Attestation members of requests")
struct RequestAttestationTests {
    /// A module that attests whatever it is asked about.
    private struct Module: SecurityModule {
        let key: SubjectPublicKeyInfo

        func endorsementKey() -> SubjectPublicKeyInfo { key }
        func statement(about key: SubjectPublicKeyInfo) -> KeyAttestationStatement {
            KeyAttestationStatement(platform: 2, identityBinding: [1], keyAttestation: [2])
        }
        func activate(_ challenge: [UInt8]) throws -> [UInt8] { throw ContractError("nobody asks") }
    }

    /// An authority whose template `User` has keys attested, its exchange certificate, and a store that trusts its root.
    private func with(
        _ body: (RequestFixture, any BoundAuthority, _ exchange: Certificate, _ issuers: [Certificate]) async throws -> Void
    ) async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { template in
            template.privateKeyFlags.formUnion([.attestationRequired, .endorsementKeyTrustOnUse])
        }
        let alice = try await test.bound(test.alice)
        let issuing = try #require(await test.service.authorities().first { $0.name == TestAuthority.issuingName })
        let chain = try ([issuing.certificate] + issuing.chain).map { try Certificate(derEncoded: $0) }
        let root = try #require(chain.last)
        let exchange = try await AttestationRequest.exchangeCertificate(of: alice, anchors: [root])
        try await RequestFixture.with { fixture in
            try fixture.store.addRoot(root.derEncoded)
            try await body(fixture, alice, exchange, chain)
        }
    }

    private static let attributes = [
        OID.Microsoft.endorsementKeyInformation, OID.Microsoft.attestationStatement, OID.Microsoft.keyStorageProviderName,
    ]

    private func attested(_ request: X509CertificateRequestPkcs10) throws -> [OID] {
        try request.decoded.attributes.map(\.oid).filter(Self.attributes.contains)
    }

    @Test("AttestPrivateKey: the CA challenges the module's key and issues", .enabled(if: SoftwareTPM.isInstalled))
    func issued() async throws {
        try await with { fixture, alice, exchange, issuers in
            let module = try ModuleKey()
            let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            try request.initializeFromPrivateKey(.user, key: PrivateKey(custom: module))
            request.attestPrivateKey = true
            request.securityModule = module
            try request.setAttestationEncryptionCertificate(exchange.derEncoded, encoding: .binary, issuers: issuers)
            try await request.encode()
            let answer = try await alice.submit(
                Submission(bytes: try request.rawData(.binary).bytes, format: .pkcs10, template: "User", wantsFullResponse: true)
            )
            let enrollment = AttestedEnrollment(authority: alice, module: module, anchors: issuers.suffix(1))
            let issued = try await enrollment.respond(to: answer)
            #expect(issued.code == .issued, "\(issued.message)")
        }
    }

    @Test("the attestation is in the request once, under the cipher of EncryptionAlgorithm")
    func encoded() async throws {
        try await with { fixture, _, exchange, issuers in
            let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            try request.initialize(.user)
            try await request.encode()
            #expect(try attested(request).isEmpty)
            for cipher in [OID.Algorithms.aes256CBC, OID.Algorithms.aes128CBC] {
                try request.resetForEncode()
                request.attestPrivateKey = true
                request.encryptionAlgorithm = cipher
                request.claimType = .authorityAndSubject
                request.securityModule = Module(key: fixture.key.publicKey)
                try request.setAttestationEncryptionCertificate(exchange.derEncoded, encoding: .binary, issuers: issuers)
                try await request.encode()
                #expect(try Set(attested(request)) == Set(Self.attributes))
                #expect(try attested(request).count == 3)
                let sealed = try #require(try EncryptedEndorsementKeyInformation.find(in: request.decoded.attributes).first)
                let envelope = try EnvelopedData(derEncoded: try ContentInfo(derEncoded: sealed.derEncoded).content)
                #expect(envelope.encryptedContentInfo.algorithm.oid == cipher)
            }
            #expect(try request.attestationEncryptionCertificate(.binary).bytes == exchange.derEncoded)
        }
    }

    @Test("AttestPrivateKey without a module is 0x80004001; other claims and ciphers are refused")
    func refused() async throws {
        try await with { fixture, _, exchange, issuers in
            let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            try request.initialize(.user)
            request.attestPrivateKey = true
            #expect(await failure { try await request.encode() } == .notImplemented)
            request.securityModule = Module(key: fixture.key.publicKey)
            #expect(await failure { try await request.encode() } == .certsrvPropertyEmpty)
            #expect(await failure { _ = try request.attestationEncryptionCertificate() } == .certsrvPropertyEmpty)
            try request.setAttestationEncryptionCertificate(exchange.derEncoded, encoding: .binary, issuers: issuers)
            request.claimType = .subjectOnly
            #expect(await failure { try await request.encode() } == .notImplemented)
            request.claimType = KeyAttestationClaimType(rawValue: 77)
            #expect(await failure { try await request.encode() } == .invalidArgument)
            request.claimType = .none
            request.encryptionAlgorithm = OID.Algorithms.tripleDESCBC
            #expect(await failure { try await request.encode() } == .unknownAlgorithm)
        }
    }

    @Test("AttestPrivateKeyPreferred: a request without attestation where there can be none")
    func preferred() async throws {
        try await with { fixture, _, exchange, issuers in
            let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            try request.initialize(.user)
            request.attestPrivateKeyPreferred = true
            try await request.encode()
            #expect(try attested(request).isEmpty)
            try request.resetForEncode()
            request.securityModule = Module(key: fixture.key.publicKey)
            try request.setAttestationEncryptionCertificate(exchange.derEncoded, encoding: .binary, issuers: issuers)
            try await request.encode()
            #expect(try attested(request).count == 3)
        }
    }

    @Test("AttestationEncryptionCertificate: another purpose is 0x800B0110, no known issuer 0x800B010A")
    func certificate() async throws {
        try await with { fixture, _, _, _ in
            let request = X509CertificateRequestPkcs10(lookup: fixture.lookup)
            func set(_ bytes: [UInt8]) throws { try request.setAttestationEncryptionCertificate(bytes, encoding: .binary) }
            #expect(await failure { try set(fixture.certificate.derEncoded) } == .wrongUsage)
            #expect(await failure { try set([1, 2]) } == .asn1BadTag)
            try await self.with { _, _, other, _ in
                #expect(await failure { try set(other.derEncoded) } == .chaining)
            }
        }
    }
}
