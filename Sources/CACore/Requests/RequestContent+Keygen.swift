import CAInterface
import PKICrypto
import PKIFormats

extension RequestContent {
    /// A KEYGEN request (SPKAC). It holds a key, a challenge and their signature; the attributes beside it name the subject and repeat the challenge.
    ///
    /// Source: MS-WCCE §3.2.1.4.2.1.4.1.4.
    init(keygen bytes: [UInt8], attributes: [RequestAttributes.Pair], verifier: (any SignatureVerifier)?) throws(FormatError) {
        let request = try SignedPublicKeyAndChallenge(derEncoded: bytes)
        format = .keygen
        subject = KeygenSubject.name(attributes)
        key = request.subjectPublicKeyInfo
        extensions = []
        pairs = []
        information = []
        proofAlgorithm = request.signatureAlgorithm
        proof = Self.proof(
            request.signature,
            over: request.bodyBytes,
            algorithm: request.signatureAlgorithm,
            key: request.subjectPublicKeyInfo,
            verifier: verifier
        )
        let challenge = attributes.first { $0.name.lowercased() == "challenge" }?.value ?? ""
        if proof != .failed, challenge != request.challenge {
            signatureFault = Denial(
                .invalidData,
                rule: "ChallengeIsTheRequests",
                field: "Challenge",
                value: challenge.isEmpty ? "none" : String(challenge.prefix(200)),
                text: "The challenge beside the KEYGEN request is not the one that it signed.",
                remedy: "Send the signed challenge as the request attribute Challenge, exactly as it is."
            )
        }
    }
}
