/// The rules for every certificate, whatever its template says. docs/conformance/lint.md repeats the table.
package enum CertificateRule: LintRule, CaseIterable {
    case extensionsUnique, keyUsageStated, keyUsage, certificateSigning, basicConstraints, purposes, authorityKeyIdentifier
    case locations, serialNumber, validity, issuer, validityNests, signatureAlgorithm, issuerKey, pathLength, subject, key
    case keyUsageFitsKey, upperBounds, stringTypes, relativeNames, domainComponents, alternativeNames, accountSID, poison
    case subjectKeyIdentifier, sameBody, sameIssuer, timestamps, size

    private var row: (id: String, source: String, text: String) {
        switch self {
        case .extensionsUnique:
            ("cert.extensions-unique", "RFC 5280 §4.2", "no extension occurs twice, and those of the subject are of known kinds")
        case .keyUsageStated: ("cert.key-usage-stated", "RFC 5280 §4.2.1.3", "at least one use of the key is named")
        case .keyUsage:
            (
                "cert.key-usage", "RFC 5280 §4.2.1.3",
                "encipherOnly or decipherOnly beside keyAgreement alone; critical in certificates of CAs"
            )
        case .certificateSigning: ("cert.certificate-signing", "RFC 5280 §4.2.1.9", "keyCertSign exactly in certificates of CAs")
        case .basicConstraints:
            (
                "cert.basic-constraints", "RFC 5280 §4.2.1.9",
                "as the template says; there and critical in certificates of CAs, with no path length below 0"
            )
        case .purposes: ("cert.purposes", "RFC 5280 §4.2.1.12", "a certificate of no CA names its purposes")
        case .authorityKeyIdentifier: ("cert.authority-key-identifier", "RFC 5280 §4.2.1.1", "the key identifier of the issuer")
        case .locations:
            ("cert.locations", "RFC 5280 §4.2.1.13, §4.2.2.1", "addresses of lists, of OCSP and of the issuer are absolute URLs of http")
        case .serialNumber: ("cert.serial-number", "RFC 5280 §4.1.2.2", "a positive number of 8 to 20 octets")
        case .validity: ("cert.validity", "RFC 5280 §4.1.2.5", "notAfter follows notBefore")
        case .issuer: ("cert.issuer", "RFC 5280 §4.1.2.4", "the subject of the issuer's certificate, in the same octets, and not empty")
        case .validityNests: ("cert.validity-nests", "RFC 5280 §6.1.3", "the validity lies in the issuer's")
        case .signatureAlgorithm: ("cert.signature-algorithm", "RFC 5280 §4.1.1.2", "the algorithm of the issuer's key")
        case .issuerKey: ("cert.issuer-key", "RFC 5280 §4.1.2.7", "the key of the issuer is certified for nobody else")
        case .pathLength: ("cert.path-length", "RFC 5280 §4.2.1.9", "no CA below one whose certificate allows none")
        case .subject:
            (
                "cert.subject", "RFC 5280 §4.1.2.6",
                "not empty in certificates of CAs, nor without critical alternative names; no CA has its issuer's name"
            )
        case .key: ("cert.key", "RFC 5280 §4.1.2.7", "a key of a known kind in the form of its specification")
        case .keyUsageFitsKey: ("cert.key-usage-fits-key", "RFC 5280 §4.2.1.3", "only uses that the key's algorithm has")
        case .upperBounds:
            (
                "cert.upper-bounds", "RFC 5280 Appendix A.1",
                "no value of the subject is longer than its attribute allows, or of another syntax"
            )
        case .stringTypes: ("cert.string-types", "RFC 5280 §4.1.2.4", "each value of the subject has the string type of its attribute")
        case .relativeNames: ("cert.relative-names", "X.501 §9.3", "no attribute occurs twice in one part of a name")
        case .domainComponents: ("cert.domain-components", "RFC 5280 §4.1.2.4", "domain components make a DNS name")
        case .alternativeNames:
            (
                "cert.alternative-names", "RFC 5280 §4.2.1.6",
                "each name has the syntax of its form, and mail addresses of the subject are among them"
            )
        case .accountSID: ("cert.account-sid", "MS-WCCE §2.2.2.7.7.4", "the SID extension is not critical")
        case .poison: ("cert.poison", "RFC 6962 §3.1", "the poison is critical and NULL, and in precertificates alone")
        case .subjectKeyIdentifier:
            ("cert.subject-key-identifier", "RFC 5280 §4.2.1.2", "the identifier of the key, 20 octets, not critical")
        case .sameBody: ("cert.same-body", "RFC 6962 §3.1", "the certificate has the body of its precertificate")
        case .sameIssuer: ("cert.same-issuer", "RFC 6962 §3.1", "the key that signed the precertificate signs the certificate")
        case .timestamps: ("cert.timestamps", "RFC 6962 §3.3", "a precertificate has no timestamps")
        case .size: ("cert.size", "MS-WCCE §3.2.1.4 (RawCertificate)", "the certificate fits into the column of the store")
        }
    }

    package var id: String { row.id }
    package var source: String { row.source }
    package var text: String { row.text }
}
