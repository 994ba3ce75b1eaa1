package import PKIFormats

extension KeyUsage {
    /// These bits without those that a key of this class cannot perform. An elliptic key cannot encipher keys; it agrees on them.
    ///
    /// Sources: RFC 3279 §2.3, RFC 4055 §1.2 (RSA-PSS), RFC 5480 §3, RFC 8410 §5, RFC 8813 §3, RFC 9881 §5.
    package func possible(with key: CertificateProfile.KeyClass) -> KeyUsage {
        var usage = self
        switch key {
        case .rsa:
            usage.subtract([.keyAgreement, .encipherOnly, .decipherOnly])
        case .elliptic:
            if usage.contains(.keyEncipherment) { usage.insert(.keyAgreement) }
            usage.subtract([.keyEncipherment, .dataEncipherment])
            // The two say how agreed keys are used, and contradict each other (RFC 5280 §4.2.1.3).
            if !usage.contains(.keyAgreement) || usage.isSuperset(of: [.encipherOnly, .decipherOnly]) {
                usage.subtract([.encipherOnly, .decipherOnly])
            }
        case .signingOnly:
            usage.formIntersection([.digitalSignature, .nonRepudiation, .keyCertSign, .cRLSign])
        }
        return usage
    }
}
