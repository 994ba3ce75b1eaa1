import PKICrypto
import PKIFormats

/// A key that is made for one signature and forgotten. What it signs comes from nobody, so it needs no signer; only bodies with a permit reach it all the same.
enum ThrowAwayKey {
    /// - Parameter algorithm: that of the authority, which the signed body names.
    static func signature(over body: [UInt8], using algorithm: AlgorithmIdentifier) async throws -> [UInt8] {
        let specification: KeySpecification =
            switch algorithm {
            case .ecdsaWithSHA256: .p256
            case .ecdsaWithSHA384: .p384
            // The smallest that has the algorithm: nobody relies on the signature.
            default: .rsa(bits: 2048)
            }
        // Making an RSA key takes a tenth of a second, so other requests go on meanwhile.
        return try await Task.detached { try await PrivateKey(generating: specification).sign(body, using: algorithm) }.value
    }
}

extension CertificatePermit {
    /// - Returns: DER of the certificate, with the algorithm of the authority and the signature of a new key.
    consuming func signedByThrowAwayKey() async throws -> [UInt8] {
        let (body, algorithm) = (body, algorithm)
        let signature = try await ThrowAwayKey.signature(over: body, using: algorithm)
        return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
    }
}
