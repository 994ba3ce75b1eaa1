import OpenSSLKeys
import PKICrypto
import PKIFormats

extension DumpedStructure {
    /// The output of `<keygen>` and `openssl spkac`.
    static func signedPublicKeyAndChallenge(_ bytes: [UInt8], _ context: DumpContext) throws(FormatError) -> DumpedStructure {
        let request = try SignedPublicKeyAndChallenge(derEncoded: bytes)
        let check = SignatureCheck(key: "the request itself") { () throws(UnsupportedAlgorithmError) in
            try request.hasValidSignature(verifier: OpenSSLVerifier())
        }
        var structure = DumpedStructure(
            "spkac",
            [
                "challenge": .string(request.challenge), "publicKey": DumpParts.publicKey(request.subjectPublicKeyInfo),
                "signatureAlgorithm": DumpParts.algorithm(request.signatureAlgorithm), "signatureCheck": check.json,
            ],
            bytes: bytes,
            grammar: .signedPublicKeyAndChallenge
        )
        structure.warn(Weakness.of(request.signatureAlgorithm, in: "the signature") + Weakness.of(request.subjectPublicKeyInfo))
        check.warn(&structure)
        return structure
    }
}
