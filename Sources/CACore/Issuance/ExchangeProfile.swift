import PKIFormats
import PortableFoundation

/// The fixed parts of exchange certificates. They are no administrator's choice, so the template CAExchange of the store is not asked.
///
/// Source: MS-WCCE §3.2.1.4.3.2.15.
enum ExchangeProfile {
    /// The name in the template extension and in the CertificateTemplate column.
    static let templateName = "CAExchange"
    static let validitySeconds = 7 * 86_400
    /// A certificate is replaced this long before its end, so that nobody is given one that ends before the request arrives.
    static let overlapSeconds = 86_400
    /// Messages encrypted to a certificate are opened until this long after its end.
    static let graceSeconds = 7 * 86_400
    static let keyBits = 2048

    /// `CN=NAME-Xchg`. A long name is cut, because a common name has at most 64 characters.
    static func subject(of authority: String) -> DistinguishedName {
        let suffix = "-Xchg"
        let most = 64 - suffix.unicodeScalars.count
        let name = String(String.UnicodeScalarView(authority.unicodeScalars.prefix(most)))
        return .of([(OID.commonName, name + suffix)])
    }
}

extension CertificateProfile {
    /// For a certificate to which requesters encrypt.
    init(exchangeOf issuer: IssuingGeneration) throws {
        try self.init(
            isCA: false,
            keyUsage: .keyEncipherment,
            extensions: [
                KeyUsage.keyEncipherment.asExtension(critical: true),
                ExtendedKeyUsage([OID.KeyPurpose.caExchange]).asExtension(),
                MicrosoftTemplateName(ExchangeProfile.templateName).asExtension(),
            ] + Self.pointers(to: issuer, revocation: true, issuerCertificate: true),
            alternativeNameIsCritical: false,
            validitySeconds: ExchangeProfile.validitySeconds,
            issuerKeyIdentifier: issuer.keyIdentifier
        )
    }
}
