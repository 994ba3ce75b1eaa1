import PKICrypto
package import PKIFormats

/// Signs OCSP responses, and nothing else: a delegated signer, or an authority for its own certificates. Like `Signer`, it signs only what a permit allows,
/// and nothing outside this file sees the key.
package struct StatusSigner: Sendable {
    /// The certificate of the key.
    package let certificate: Certificate
    /// The signer names itself by the SHA-1 of its key, whatever hash the question has. Source: RFC 9919 §3.2.
    package let responderID: OCSPResponderID
    /// The algorithms that the key signs with, the usual one first. None of them is weak.
    package let algorithms: [AlgorithmIdentifier]
    /// False for the authority itself.
    package let isDelegated: Bool

    private let key: PrivateKey

    /// Only `KeyRing` and `Signer` make such signers; `ArchitectureTests` enforces this.
    init(key: PrivateKey, certificate: Certificate, isDelegated: Bool) {
        self.key = key
        self.certificate = certificate
        self.isDelegated = isDelegated
        responderID = OCSPResponderID(certificate, byKey: true)
        let usual = key.defaultSignatureAlgorithm
        algorithms = [usual] + key.supportedSignatureAlgorithms.filter { $0 != usual }
    }

    package var usualAlgorithm: AlgorithmIdentifier { algorithms[0] }

    /// - Returns: the content of the signature's BIT STRING.
    package func sign(_ permit: consuming ResponsePermit) async throws -> [UInt8] {
        let (body, algorithm) = (permit.body, permit.algorithm)
        // A software key signs at once, without suspension, because every answer that is not in memory passes here. A lost answer binds nobody, so that no
        // intent is committed before a key elsewhere is asked.
        if let signature = try key.signNow(body, using: algorithm) { return signature }
        return try await key.sign(body, using: algorithm)
    }
}
