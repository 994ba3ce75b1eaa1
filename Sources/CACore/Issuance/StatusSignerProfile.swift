import CAInterface
import PKICrypto
import PKIFormats

/// The fixed parts of certificates whose holders sign OCSP responses. They are no administrator's choice, so the template OCSPResponseSigning of the store is not
/// asked.
enum StatusSignerProfile {
    /// The name in the template extension and in the CertificateTemplate column.
    static let templateName = "OCSPResponseSigning"

    /// `CN=NAME-OCSP`. A long name is cut, because a common name has at most 64 characters.
    static func subject(of authority: String) -> DistinguishedName {
        let suffix = "-OCSP"
        let most = 64 - suffix.unicodeScalars.count
        let name = String(String.UnicodeScalarView(authority.unicodeScalars.prefix(most)))
        return .of([(OID.commonName, name + suffix)])
    }
}

extension OCSPSettings.SignerKey {
    var specification: KeySpecification {
        switch self {
        case .p256: .p256
        case .p384: .p384
        case .rsa2048: .rsa(bits: 2048)
        case .rsa3072: .rsa(bits: 3072)
        }
    }

    func isKind(of key: SubjectPublicKeyInfo) -> Bool {
        switch self {
        case .p256: key.kind == .ec(curve: .p256)
        case .p384: key.kind == .ec(curve: .p384)
        case .rsa2048: key.kind == .rsa(bits: 2048)
        case .rsa3072: key.kind == .rsa(bits: 3072)
        }
    }
}

extension CertificateProfile {
    /// For a certificate whose holder signs OCSP responses for the issuer's key. Nobody checks it, so it says so, and names neither list nor responder.
    ///
    /// Source: RFC 6960 §4.2.2.2; CA/Browser Forum Baseline Requirements §7.1.2.8.
    init(statusSignerOf issuer: IssuingGeneration, validitySeconds: Int) throws {
        try self.init(
            isCA: false,
            keyUsage: .digitalSignature,
            extensions: [
                KeyUsage.digitalSignature.asExtension(critical: true), ExtendedKeyUsage([OID.KeyPurpose.ocspSigning]).asExtension(),
                MicrosoftTemplateName(StatusSignerProfile.templateName).asExtension(),
                AuthorityKeyIdentifier(keyIdentifier: issuer.keyIdentifier).asExtension(), OCSPNoCheck().asExtension(),
            ],
            alternativeNameIsCritical: false,
            validitySeconds: validitySeconds,
            issuerKeyIdentifier: issuer.keyIdentifier
        )
    }
}
