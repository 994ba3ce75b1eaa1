import PKICrypto
import PKIFormats

extension CertificateIssuance {
    /// 8b and 8c with a key that is made for this one signature and forgotten: the body is that of the certificate to come, and no relying party takes the
    /// signature for the authority's.
    /// - Throws: `LintRefusal`, or the error of the key.
    static func presign(_ composed: ComposedCertificate) async throws -> IssuedCertificate {
        let body = composed.body
        let permit = try CertificateLint.permit(body, profile: composed.profile, issuer: composed.issuer)
        let bytes = try await permit.signedByThrowAwayKey()
        return IssuedCertificate(
            bytes: bytes,
            serialNumber: Hex.encode(body.serialNumber),
            notBefore: body.notBefore,
            notAfter: body.notAfter,
            validityWasShortened: composed.cut == .byIssuer
        )
    }
}

extension CertificatePermit {
    /// - Returns: DER of the certificate, with the algorithm of the authority and the signature of a new key.
    fileprivate consuming func signedByThrowAwayKey() async throws -> [UInt8] {
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

extension ComposedCertificate {
    /// The same with the serial number and the validity of the certificate that was pre-signed.
    /// - Returns: nil when its body is not that of the pre-signed certificate then.
    func confirming(_ presigned: StoredCertificate) -> ComposedCertificate? {
        guard let certificate = try? Certificate(derEncoded: presigned.bytes) else { return nil }
        var body = body
        body.serialNumber = certificate.serialNumber
        body.notBefore = certificate.notBefore
        body.notAfter = certificate.notAfter
        guard body.derEncoded() == certificate.tbsBytes else { return nil }
        return ComposedCertificate(body: body, profile: profile, issuer: issuer, cut: cut)
    }
}
