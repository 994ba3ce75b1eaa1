/// CA/Browser Forum, EV guidelines §9.8.2
///
///     CABFOrganizationIdentifier ::= SEQUENCE {
///         registrationSchemeIdentifier  PrintableString (SIZE (3)),
///         registrationCountry           PrintableString (SIZE (2)),
///         registrationStateOrProvince   [0] IMPLICIT PrintableString (SIZE (0..128)) OPTIONAL,
///         registrationReference         UTF8String }
public struct CABForumOrganizationIdentifier: CertificateExtensionValue {
    /// 2.23.140.3.1
    public static let oid = OID.Extensions.cabForumOrganizationIdentifier

    /// The register's scheme, for example `VAT` or `NTR`.
    public let scheme: String
    /// The country of the register, two letters.
    public let country: String
    /// The state or province of the register.
    public let stateOrProvince: String?
    /// The number in the register.
    public let reference: String

    public init(scheme: String, country: String, stateOrProvince: String? = nil, reference: String) {
        self.scheme = scheme
        self.country = country
        self.stateOrProvince = stateOrProvince
        self.reference = reference
    }

    public init(value: [UInt8]) throws(FormatError) {
        var fields = try DERElement(parsing: value, structure: "CABFOrganizationIdentifier").fields()
        scheme = try QCStatement.printable(fields.next("registrationSchemeIdentifier"))
        country = try QCStatement.printable(fields.next("registrationCountry"))
        stateOrProvince = try fields.optional(0, "registrationStateOrProvince", DERElement.ia5String)
        reference = try fields.next("registrationReference").utf8String()
        try fields.finish()
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 64) { writer in
            writer.writeSequence { writer in
                writer.writePrintableString(scheme)
                writer.writePrintableString(country)
                if let stateOrProvince { writer.writeIA5String(stateOrProvince, tag: 0x80) }
                writer.writeUTF8String(reference)
            }
        }
    }
}
