import PKICrypto
package import PKIFormats

/// The right to sign one request for a certificate of the authority's own key, once. The signer puts in its own public key, so that nobody asks for another.
package struct RequestPermit: ~Copyable, Sendable {
    private let subject: DistinguishedName
    private let extensions: [CertificateExtension]

    /// - Parameters:
    ///   - subject: the authority's name, which is not empty.
    ///   - extensions: what the certificate is to have; its issuer decides.
    package init(subject: DistinguishedName, extensions: [CertificateExtension]) throws(LintRefusal) {
        guard !subject.isEmpty else {
            throw LintRefusal(faults: [CertificateLint.Fault(CertificateRule.subject, "empty in a request for a CA certificate")])
        }
        self.subject = subject
        self.extensions = extensions
    }

    /// DER of the CertificationRequestInfo.
    func body(of key: SubjectPublicKeyInfo) -> [UInt8] {
        let wanted = [SubjectKeyIdentifier(key.keyIdentifier).asExtension()] + extensions
        return CertificationRequestInfo(subject: subject, subjectPublicKeyInfo: key, attributes: [.extensionRequest(wanted)]).derEncoded()
    }
}
