import OpenSSLKeys
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Signatures that PKICrypto does not compute")
struct ForeignSignatureTests {
    /// A kind of key as openssl makes it, and the hash with which it signs.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let options: [String]
        let digest: String?

        init(_ description: String, _ options: [String], _ digest: String?) {
            (testDescription, self.options, self.digest) = (description, options, digest)
        }

        static func curve(_ name: String, _ digest: String) -> Case {
            Case(name + " with " + digest, ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + name], digest)
        }
    }

    static let cases: [Case] = [
        .curve("brainpoolP256r1", "sha256"), .curve("brainpoolP384r1", "sha384"), .curve("brainpoolP512r1", "sha512"),
        .curve("brainpoolP320r1", "sha256"), .curve("secp256k1", "sha256"), .curve("P-224", "sha256"), .curve("P-256", "sha224"),
        Case("RSA with SHA-224", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "sha224"),
        Case("RSA with MD5", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"], "md5"),
        Case("RSA of 768 bits", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:768"], "sha256"),
        Case("Ed448", ["-algorithm", "ED448"], nil), Case("DSA", [], "sha256"), Case("DSA with SHA-1", [], "sha1"),
    ]

    private static func makeKey(_ row: Case, _ files: OpenSSLFiles) throws {
        if row.options.isEmpty {
            try files.output("genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:1024", "-out", "dsa.pem")
            try files.output("genpkey", "-paramfile", "dsa.pem", "-out", "key.pem")
        } else {
            try files.output(["genpkey"] + row.options + ["-out", "key.pem"])
        }
    }

    @Test("OpenSSLVerifier judges them, and without it the error names its module", arguments: cases)
    func certificates(_ row: Case) throws {
        let files = try OpenSSLFiles()
        try Self.makeKey(row, files)
        try files.output("req", "-new", "-key", "key.pem", "-subj", "/CN=foreign", "-out", "request.pem")
        let digest = row.digest.map { ["-" + $0] } ?? []
        let certificate = try Certificate(
            derEncoded: try files.output(
                ["x509", "-req", "-in", "request.pem", "-signkey", "key.pem", "-days", "9", "-outform", "DER"] + digest
            )
        )
        let key = certificate.subjectPublicKeyInfo
        #expect {
            _ = try certificate.isSigned(with: key)
        } throws: {
            row.digest == "md5"
                ? $0 is UnsupportedAlgorithmError : ($0 as? UnsupportedAlgorithmError)?.reason.contains("OpenSSLKeys") == true
        }
        #expect(try certificate.isSigned(with: key, verifier: OpenSSLVerifier()))
        var changed = certificate.signature
        changed[changed.count - 1] ^= 1
        let verifier: any SignatureVerifier = OpenSSLVerifier()
        #expect(
            try !Signature.isValid(
                changed,
                over: certificate.tbsBytes,
                algorithm: certificate.signatureAlgorithm,
                key: key,
                verifier: verifier
            )
        )
        #expect(
            try !Signature.isValid(
                certificate.signature,
                over: certificate.tbsBytes + [0],
                algorithm: certificate.signatureAlgorithm,
                key: key,
                verifier: verifier
            )
        )
        let request = try CertificationRequest(derEncoded: files.output("req", "-in", "request.pem", "-outform", "DER"))
        #expect(try request.hasValidSignature(verifier: OpenSSLVerifier()))
    }

    @Test("the public half of a private key of any kind is the one openssl computes", arguments: cases)
    func publicKeys(_ row: Case) throws {
        let files = try OpenSSLFiles()
        try Self.makeKey(row, files)
        let pkcs8 = try files.output("pkcs8", "-topk8", "-nocrypt", "-in", "key.pem", "-outform", "DER")
        #expect(try OpenSSLPublicKey.of(pkcs8: pkcs8)?.derEncoded == files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))
        #expect(OpenSSLPublicKey.of(pkcs8: Array(pkcs8.dropLast())) == nil)
    }

    @Test("a curve described by its parameters is refused, since the group may be made for a forgery")
    func explicitCurve() throws {
        let files = try OpenSSLFiles()
        try files.output(
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-pkeyopt",
            "ec_param_enc:explicit",
            "-out",
            "key.pem"
        )
        let request = try CertificationRequest(
            derEncoded: files.output("req", "-new", "-key", "key.pem", "-subj", "/CN=explicit", "-outform", "DER")
        )
        #expect {
            _ = try request.hasValidSignature(verifier: OpenSSLVerifier())
        } throws: {
            ($0 as? UnsupportedAlgorithmError)?.reason == "the EC key does not name its curve"
        }
    }

    @Test("PSS with each hash, mask and salt agrees with PKICrypto, also under a key's own parameters")
    func pss() throws {
        let files = try OpenSSLFiles()
        try files.output("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem")
        let plain = try SubjectPublicKeyInfo(derEncoded: files.output("pkey", "-in", "key.pem", "-pubout", "-outform", "DER"))
        let own = SubjectPublicKeyInfo(algorithm: .rsaPSSWithSHA256, keyBytes: plain.keyBytes)
        for (digest, salt, mask) in [("sha256", 32, "sha256"), ("sha256", 64, "sha1"), ("sha384", 48, "sha384"), ("sha1", 20, "sha1")] {
            try files.output("req", "-new", "-key", "key.pem", "-subj", "/CN=pss", "-out", "request.pem")
            let certificate = try Certificate(
                derEncoded: files.output(
                    "x509",
                    "-req",
                    "-in",
                    "request.pem",
                    "-signkey",
                    "key.pem",
                    "-" + digest,
                    "-sigopt",
                    "rsa_padding_mode:pss",
                    "-sigopt",
                    "rsa_pss_saltlen:\(salt)",
                    "-sigopt",
                    "rsa_mgf1_md:" + mask,
                    "-outform",
                    "DER"
                )
            )
            for key in [plain, own] {
                func verdict(_ isValid: ([UInt8], [UInt8], AlgorithmIdentifier, SubjectPublicKeyInfo) throws -> Bool) throws -> Bool {
                    try isValid(certificate.signature, certificate.tbsBytes, certificate.signatureAlgorithm, key)
                }
                let theirs = try verdict { try OpenSSLVerifier().isValid($0, over: $1, algorithm: $2, key: $3) }
                let ours = try verdict { try Signature.isValid($0, over: $1, algorithm: $2, key: $3) }
                #expect(theirs == ours, "\(digest) \(salt) \(mask)")
                let fits = key == plain || [digest, mask] == ["sha256", "sha256"]
                #expect(theirs == fits, "\(digest) \(salt) \(mask)")
            }
        }
    }
}
