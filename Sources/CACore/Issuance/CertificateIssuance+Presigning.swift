import PKIFormats

extension CertificateIssuance {
    /// 8b and 8c with a key that is made for this one signature and forgotten: the body is that of the certificate to come, and no relying party takes the
    /// signature for the authority's.
    /// - Throws: `LintRefusal`, or the error of the key.
    static func presign(_ composed: ComposedCertificate) async throws -> IssuedCertificate {
        let permit = try CertificateLint.permit(composed.body, profile: composed.profile, issuer: composed.issuer)
        let warnings = permit.warnings
        return IssuedCertificate(try await permit.signedByThrowAwayKey(), of: composed, warnings: warnings)
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
