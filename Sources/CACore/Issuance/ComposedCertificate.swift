package import PKIFormats

/// A certificate before its lint: what would be signed, and what the lint must know beside it.
package struct ComposedCertificate: Sendable {
    /// What ended the validity earlier than the template does.
    package enum Cut: Sendable, Hashable { case none, byRequest, byIssuer }

    package let body: TBSCertificate
    package let profile: CertificateProfile
    /// nil for a certificate that its own key signs.
    package let issuer: IssuingGeneration?
    package let cut: Cut
}
