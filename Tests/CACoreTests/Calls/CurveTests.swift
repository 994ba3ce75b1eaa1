import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Asks the `openssl` program about ECDSA with SHA-256.
private struct ProgramVerifier: SignatureVerifier {
    func isValid(
        _ signature: [UInt8],
        over message: [UInt8],
        algorithm: AlgorithmIdentifier,
        key: SubjectPublicKeyInfo
    ) throws(UnsupportedAlgorithmError) -> Bool {
        guard algorithm == .ecdsaWithSHA256 else { throw UnsupportedAlgorithmError(algorithm, "another algorithm") }
        do {
            let files = try OpenSSLFiles()
            try files.write("key.pem", pem: "PUBLIC KEY", key.derEncoded)
            try files.write("signature", signature)
            try files.write("message", message)
            return try files.run("dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "message").status == 0
        } catch {
            throw UnsupportedAlgorithmError(algorithm, "openssl does not run: \(error)")
        }
    }
}

@Suite("Keys on the curves of Brainpool")
struct CurveTests {
    private static func request(_ options: [String], digest: String = "sha256") throws -> [UInt8] {
        let files = try OpenSSLFiles()
        try files.output(["genpkey"] + options + ["-out", "key.pem"])
        return try files.output("req", "-new", "-key", "key.pem", "-subj", "/CN=x", "-" + digest, "-outform", "DER")
    }

    private static func curve(_ name: String) -> [String] { ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + name] }

    @Test(
        "keys on curves of Brainpool are certified if the template accepts them, otherwise denied by name",
        arguments: ["brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"]
    )
    func issuance(name: String) async throws {
        let test = try await TestAuthority.make(verifier: ProgramVerifier())
        let request = try Self.request(Self.curve(name))
        let authority = try await test.bound(test.alice)
        let denied = try await authority.submit(test.submission(request, template: "User"))
        #expect(denied.reason?.rule == "KeyIsStrongEnough")
        #expect(denied.reason?.value == name)
        #expect(denied.reason?.remedy.isEmpty == false)
        try await test.changeTemplate("User") {
            $0.acceptedCurves = NamedCurve.nist + [.brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1]
        }
        let issued = try await authority.submit(test.submission(request, template: "User"))
        let certificate = try Certificate(derEncoded: try #require(issued.certificate, "\(issued.message)"))
        let key = try CertificationRequest(derEncoded: request).subjectPublicKeyInfo
        #expect(certificate.subjectPublicKeyInfo == key)
        #expect(certificate.keyUsage?.contains(.keyEncipherment) == false)
    }

    @Test("without a verifier, and with a signature of another key, possession is not shown")
    func proof() throws {
        let request = try Self.request(Self.curve("brainpoolP256r1"))
        let other = try CertificationRequest(derEncoded: Self.request(Self.curve("brainpoolP256r1")))
        #expect(try ReceivedRequest(Submission(bytes: request)).proof == .notVerified)
        #expect(try ReceivedRequest(Submission(bytes: request), verifier: ProgramVerifier()).proof == .shown(.sha256))
        let own = try CertificationRequest(derEncoded: request)
        let forged = CertificationRequestInfo.assemble(info: own.infoBytes, algorithm: own.signatureAlgorithm, signature: other.signature)
        #expect(try ReceivedRequest(Submission(bytes: forged), verifier: ProgramVerifier()).proof == .failed)
    }

    @Test("other keys and hashes that the library does not compute are not given to the verifier")
    func others() throws {
        struct Everything: SignatureVerifier {
            func isValid(
                _ signature: [UInt8],
                over message: [UInt8],
                algorithm: AlgorithmIdentifier,
                key: SubjectPublicKeyInfo
            ) throws(UnsupportedAlgorithmError) -> Bool { true }
        }
        for (options, digest) in [
            (Self.curve("secp256k1"), "sha256"), (Self.curve("P-256"), "sha224"), (Self.curve("brainpoolP256r1"), "sha224"),
            (["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "sha224"),
        ] {
            let request = try Self.request(options, digest: digest)
            #expect(try ReceivedRequest(Submission(bytes: request), verifier: Everything()).proof == .notVerified, "\(options) \(digest)")
        }
    }

    @Test("SHA-1 inside RSASSA-PSS shows possession with SHA-1, which policy refuses")
    func sha1InPSS() async throws {
        let files = try OpenSSLFiles()
        try files.output("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem")
        let request = try files.output(
            "req",
            "-new",
            "-key",
            "key.pem",
            "-subj",
            "/CN=x",
            "-sha1",
            "-sigopt",
            "rsa_padding_mode:pss",
            "-sigopt",
            "rsa_pss_saltlen:20",
            "-outform",
            "DER"
        )
        #expect(try ReceivedRequest(Submission(bytes: request)).proof == .shown(.sha1))
        let test = try await TestAuthority.make()
        let denied = try await test.bound(test.alice).submit(test.submission(request, template: "User"))
        #expect(denied.reason?.rule == "ProofIsStrongEnough")
    }
}
