import PKICrypto
import PKIFormats

extension CertificatePermit {
    /// - Returns: DER of the certificate, with the algorithm of the authority and the signature of a new key.
    consuming func signedByThrowAwayKey() async throws -> [UInt8] {
        let (body, algorithm) = (body, algorithm)
        // Making an RSA key takes a tenth of a second, so other requests go on meanwhile.
        let signature = try await Task.detached {
            // The weakest kind that has the algorithm: nobody relies on the signature.
            for specification in [KeySpecification.p256, .p384, .rsa(bits: 2048)] where Self.isFor(algorithm, specification) {
                return try await PrivateKey(generating: specification).sign(body, using: algorithm)
            }
            throw IssuanceError("No throw-away key signs with \(algorithm.name).")
        }.value
        return TBSCertificate.assemble(tbs: body, algorithm: algorithm, signature: signature)
    }

    private static func isFor(_ algorithm: AlgorithmIdentifier, _ specification: KeySpecification) -> Bool {
        switch specification {
        case .p256: algorithm == .ecdsaWithSHA256
        case .p384: algorithm == .ecdsaWithSHA384
        default: algorithm != .ecdsaWithSHA256 && algorithm != .ecdsaWithSHA384
        }
    }
}
