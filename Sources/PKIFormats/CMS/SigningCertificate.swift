/// RFC 5035 §5.4 (first form) and §3 (second form)
///
///     SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ESSCertID, policies SEQUENCE OF PolicyInformation OPTIONAL }
///     SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies SEQUENCE OF PolicyInformation OPTIONAL }
///
/// A signed attribute that says which certificate the signer meant, so that nobody can put another with the same key in its place.
public struct SigningCertificate: Hashable, Sendable {
    /// Which of the two attributes it is.
    public enum Form: Hashable, Sendable {
        /// signingCertificate, whose hash is always SHA-1.
        case sha1
        /// signingCertificateV2, which names its hash.
        case version2
    }

    /// Which of the two attributes it is.
    public let form: Form
    /// The signer's certificate first; others limit which path may be used.
    public let certificates: [ESSCertificateIdentifier]
    /// The DER of the policies; `nil` when absent.
    public let policies: [UInt8]?

    /// Creates one of the second form.
    public init(_ certificates: [ESSCertificateIdentifier]) {
        form = .version2
        self.certificates = certificates
        policies = nil
    }

    /// Reads the value of the attribute of this form.
    public init(derEncoded: [UInt8], form: Form) throws(FormatError) {
        let structure = form == .sha1 ? "SigningCertificate" : "SigningCertificateV2"
        var fields = try DERElement(parsing: derEncoded, structure: structure).fields()
        var certificates: [ESSCertificateIdentifier] = []
        let members = try fields.next("certs")
        for member in try members.members() {
            certificates.append(try ESSCertificateIdentifier(member, namesHash: form == .version2))
        }
        guard !certificates.isEmpty else { throw members.fail("there is no certificate identifier") }
        self.form = form
        self.certificates = certificates
        policies = fields.optional(.sequence, "policies")?.encoded
        try fields.finish()
    }

    public var derEncoded: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writeSequence { writer in
                    for certificate in certificates { certificate.write(namesHash: form == .version2, to: &writer) }
                }
                if let policies { writer.writeRaw(policies) }
            }
        }
    }

    /// The attribute with this value.
    public var attribute: CMSAttribute {
        CMSAttribute(form == .sha1 ? OID.CMS.signingCertificate : OID.CMS.signingCertificateV2, values: [derEncoded])
    }
}
