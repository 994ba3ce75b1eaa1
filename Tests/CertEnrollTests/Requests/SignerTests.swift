import CAInterface
import CertCli
import CertEnroll
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Signers and signature information")
struct SignerTests {
    @Test("Initialize finds the certificate and opens its key now or later, as X509PrivateKeyVerify says")
    func initialize() async throws {
        try await RequestFixture.with { fixture in
            for number in Int32(0)...4 {
                let signer = SignerCertificate(lookup: fixture.lookup)
                #expect(await failure { try signer.certificate() } == .blank)
                try await signer.initialize(
                    machineContext: false,
                    verifyType: X509PrivateKeyVerify(rawValue: number),
                    encoding: .hexRaw,
                    certificate: fixture.thumbprint
                )
                #expect(try signer.certificate(.binary).bytes == fixture.certificate.derEncoded)
                #expect((signer.privateKey == nil) == [0, 2].contains(number))
                #expect(signer.signatureInformation.publicKeyAlgorithm == OID.Algorithms.ecPublicKey)
            }
        }
    }

    @Test("Initialize twice, with an unknown check, name or key: 0x800704DF, 0x80070057, 0x80092004, 0x8009200A")
    func errors() async throws {
        try await RequestFixture.with(isKeyKept: false) { fixture in
            func status(_ verify: Int32, _ name: String, _ signer: SignerCertificate) async -> HRESULT? {
                await failure {
                    try await signer.initialize(
                        machineContext: false,
                        verifyType: X509PrivateKeyVerify(rawValue: verify),
                        encoding: .hexRaw,
                        certificate: name
                    )
                }
            }
            #expect(await status(1, fixture.thumbprint, SignerCertificate(lookup: fixture.lookup)) == .unexpectedMessageType)
            #expect(await status(1, "00", SignerCertificate(lookup: fixture.lookup)) == .cryptNotFound)
            #expect(await status(9, fixture.thumbprint, SignerCertificate(lookup: fixture.lookup)) == .invalidArgument)
            let given = SignerCertificate(certificate: fixture.certificate, key: fixture.key)
            #expect(await status(1, fixture.thumbprint, given) == .alreadyInitialized)
        }
    }

    @Test("the collection: Add, Count, ItemByIndex, Find, Remove, Clear")
    func collection() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let first = SignerCertificate(certificate: hierarchy.server.certificate, key: nil)
        let second = SignerCertificate(certificate: hierarchy.issuing.certificate, key: nil)
        let signers = SignerCertificates()
        #expect(await failure { try signers.add(SignerCertificate()) } == .blank)
        try signers.add(first)
        #expect(try signers.find(second) == -1)
        try signers.add(second)
        #expect(signers.count == 2)
        #expect(try signers.itemByIndex(1) === second)
        #expect(try signers.find(SignerCertificate(certificate: hierarchy.issuing.certificate, key: nil)) == 1)
        try signers.remove(0)
        #expect(try signers.find(second) == 0)
        signers.clear()
        #expect(signers.isEmpty)
    }

    @Test("dialogs: Silent, ParentWindow and UIContextMessage reach the signers; Pin is taken and not kept")
    func dialogs() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let signer = SignerCertificate(certificate: hierarchy.server.certificate, key: nil)
        signer.setPin("1234")
        let request = X509CertificateRequestCmc()
        (request.silent, request.parentWindow, request.uiContextMessage) = (true, 7, "why")
        try request.initialize(.user)
        request.signerCertificate = signer
        #expect(signer.silent && signer.parentWindow == 7 && signer.uiContextMessage == "why")
        #expect(request.innermost.silent && request.innermost.parentWindow == 7 && request.innermost.uiContextMessage == "why")
    }

    @Test("GetSignatureAlgorithm follows the documented table")
    func table() throws {
        let information = X509SignatureInformation()
        #expect(information.hashAlgorithm == nil && information.parameters == nil)
        #expect(throws: CAError.self) { try information.getSignatureAlgorithm(pkcs7Signature: false) }
        information.setDefaultValues()
        #expect(information.hashAlgorithm == .sha256)
        #expect(information.publicKeyAlgorithm == OID.Algorithms.rsaEncryption)
        for (key, pkcs7, null, alternate, expected) in [
            (OID.Algorithms.rsaEncryption, true, true, false, OID.CMC.noSignature),
            (OID.Algorithms.rsaEncryption, true, false, false, OID.Algorithms.rsaEncryption),
            (OID.Algorithms.rsaEncryption, false, false, true, OID.Algorithms.rsassaPSS),
            (OID.Algorithms.rsaEncryption, false, false, false, OID.Algorithms.rsaWithSHA256),
            (OID.Algorithms.rsaEncryption, false, true, false, OID.Algorithms.sha256),
            (OID.Algorithms.ecPublicKey, true, false, false, OID.Algorithms.ecdsaWithSHA256),
            (OID.Algorithms.ecPublicKey, false, false, true, "1.2.840.10045.4.3"),
            (OID.Algorithms.ecPublicKey, false, false, false, OID.Algorithms.ecdsaWithSHA256),
            (OID.Algorithms.ed25519, false, false, true, OID.Algorithms.ed25519),
        ] {
            let information = X509SignatureInformation()
            (information.hashAlgorithm, information.publicKeyAlgorithm, information.nullSigned) = (.sha256, key, null)
            information.alternateSignatureAlgorithm = alternate
            #expect(information.alternateSignatureAlgorithmSet)
            #expect(try information.getSignatureAlgorithm(pkcs7Signature: pkcs7) == expected)
        }
        #expect(throws: CAError.self) { try information.getSignatureAlgorithm(pkcs7Signature: false, signatureKey: false) }
        information.hashAlgorithm = .sha1
        #expect(throws: CAError.self) { try information.getSignatureAlgorithm(pkcs7Signature: false) }
    }

    @Test("alternate signatures: RSA-PSS and ecdsa-with-Specified, with the digest chosen")
    func alternate() async throws {
        for (specification, digest) in [(KeySpecification.rsa(bits: 2048), DigestAlgorithm.sha512), (.p256, .sha384), (.p384, nil)] {
            let request = X509CertificateRequestPkcs10()
            try request.initialize(.user)
            request.keySpecification = specification
            request.hashAlgorithm = digest
            request.alternateSignatureAlgorithm = true
            try await request.encode()
            let algorithm = try request.decoded.signatureAlgorithm
            #expect([OID.Algorithms.rsassaPSS, "1.2.840.10045.4.3"].contains(algorithm.oid))
            #expect(algorithm.signatureDigest == digest ?? .sha384)
            try request.checkSignature()
        }
    }
}
