import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Keys for RSASSA-PSS alone")
struct PSSKeyTests {
    private static let message = Array("what is signed".utf8)

    /// Signs the message with openssl under a key that says how it may be used.
    private func signature(_ files: OpenSSLFiles, digest: String, mask: String, salt: Int) throws -> [UInt8] {
        try files.output(
            "dgst",
            "-" + digest,
            "-sigopt",
            "rsa_padding_mode:pss",
            "-sigopt",
            "rsa_pss_saltlen:\(salt)",
            "-sigopt",
            "rsa_mgf1_md:" + mask,
            "-sign",
            "plain.pem",
            input: Self.message
        )
    }

    private func algorithm(_ hash: DigestAlgorithm, _ mask: DigestAlgorithm, salt: Int) -> AlgorithmIdentifier {
        let maskAlgorithm = AlgorithmIdentifier(OID.Algorithms.mgf1, parameters: AlgorithmIdentifier.digest(mask).derEncoded)
        let parameters = DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeExplicit(0) { $0.writeRaw(AlgorithmIdentifier.digest(hash).derEncoded) }
                writer.writeExplicit(1) { $0.writeRaw(maskAlgorithm.derEncoded) }
                writer.writeExplicit(2) { $0.writeInteger(salt) }
            }
        }
        return AlgorithmIdentifier(OID.Algorithms.rsassaPSS, parameters: parameters)
    }

    @Test("a key for PSS takes no PKCS #1 v1.5 and no parameters but its own, also over hash values")
    func restrictions() async throws {
        let files = try OpenSSLFiles()
        let plain = try PrivateKey(generating: .rsa(bits: 2048))
        try files.write("plain.pem", pem: "PRIVATE KEY", try plain.pkcs8())
        let own = algorithm(.sha256, .sha256, salt: 32)
        let restricted = SubjectPublicKeyInfo(algorithm: own, keyBytes: plain.publicKey.keyBytes)
        let open = SubjectPublicKeyInfo(
            algorithm: AlgorithmIdentifier(OID.Algorithms.rsassaPSS),
            keyBytes: plain.publicKey.keyBytes
        )
        var digests: [DigestAlgorithm: IncrementalDigest] = [:]
        for function in [DigestAlgorithm.sha256, .sha384] {
            var digest = IncrementalDigest(function)
            digest.update(Self.message)
            digests[function] = digest
        }
        func verdicts(_ signature: [UInt8], _ algorithm: AlgorithmIdentifier, _ hash: DigestAlgorithm, _ key: SubjectPublicKeyInfo) throws
            -> [Bool]
        {
            [
                try Signature.isValid(signature, over: Self.message, algorithm: algorithm, key: key),
                try Signature.isValid(signature, over: try #require(digests[hash]), algorithm: algorithm, key: key),
            ]
        }
        let pkcs1 = try await plain.sign(Self.message, using: .rsaWithSHA256)
        #expect(try verdicts(pkcs1, .rsaWithSHA256, .sha256, plain.publicKey) == [true, true])
        #expect(try verdicts(pkcs1, .rsaWithSHA256, .sha256, restricted) == [false, false])
        #expect(try verdicts(pkcs1, .rsaWithSHA256, .sha256, open) == [false, false])
        for (hash, mask, salt, isOwn) in [
            (DigestAlgorithm.sha256, DigestAlgorithm.sha256, 32, true), (.sha256, .sha256, 64, true), (.sha256, .sha256, 20, false),
            (.sha256, .sha384, 32, false), (.sha384, .sha384, 48, false),
        ] {
            let signature = try signature(files, digest: hash.rawValue, mask: mask.rawValue, salt: salt)
            let algorithm = algorithm(hash, mask, salt: salt)
            #expect(try verdicts(signature, algorithm, hash, plain.publicKey) == [true, true], "\(hash) \(mask) \(salt)")
            #expect(try verdicts(signature, algorithm, hash, open) == [true, true], "\(hash) \(mask) \(salt)")
            #expect(try verdicts(signature, algorithm, hash, restricted) == [isOwn, isOwn], "\(hash) \(mask) \(salt)")
        }
    }

    @Test("a list whose algorithm outside differs from the signed one is not signed")
    func listAlgorithms() async throws {
        let hierarchy = try await SampleHierarchy.make()
        let issuer = hierarchy.issuing
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA384,
            issuer: issuer.certificate.subject,
            thisUpdate: SampleHierarchy.time,
            nextUpdate: SampleHierarchy.time + 60,
            revoked: []
        ).derEncoded()
        let signature = try await issuer.key.sign(body, using: .ecdsaWithSHA256)
        let bytes = TBSCertificateList.assemble(tbs: body, algorithm: .ecdsaWithSHA256, signature: signature)
        #expect(try !CertificateList(derEncoded: bytes).isSigned(with: issuer.key.publicKey))
        #expect(try !CertificateListScanner(bytes).isSigned(with: issuer.key.publicKey))
    }

    @Test("a POP link is not made under a key that was not derived")
    func popLink() throws {
        let secret = CMCSharedSecret("a token of the helpdesk")
        #expect(throws: UnsupportedAlgorithmError.self) { try PopLink(secret, digest: .md5) }
        #expect(try PopLink(secret, digest: .sha384).witness.witness.count == 48)
    }
}
