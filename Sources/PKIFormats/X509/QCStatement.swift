/// RFC 3739 §3.2.6 and ETSI EN 319 412-5 §4
///
///     QCStatement ::= SEQUENCE { statementId OBJECT IDENTIFIER, statementInfo ANY DEFINED BY statementId OPTIONAL }
///     QcEuRetentionPeriod ::= INTEGER
///     QcType ::= SEQUENCE OF OBJECT IDENTIFIER
///     QcEuPDS ::= SEQUENCE OF SEQUENCE { url IA5String, language PrintableString (SIZE (2)) }
///     QcCClegislation ::= SEQUENCE OF PrintableString (SIZE (2))
///     QcIdentMethod ::= SEQUENCE OF OBJECT IDENTIFIER
///     QcQSCDlegislation ::= SEQUENCE OF PrintableString (SIZE (2))
public enum QCStatement: Hashable, Sendable {
    /// The certificate is a qualified one in the meaning of the law (0.4.0.1862.1.1).
    case compliance
    /// The amount up to which the certificate may be relied on (0.4.0.1862.1.2).
    case limitValue(QCMonetaryValue)
    /// Years for which the issuer keeps what it knows, counted from the end of validity (0.4.0.1862.1.3).
    case retentionPeriod(years: Int)
    /// The private key is in a qualified signature creation device (0.4.0.1862.1.4).
    case secureDevice
    /// Where the disclosure statements stand, with the language of each as two letters (0.4.0.1862.1.5).
    case disclosureStatements([DisclosureStatement])
    /// What the certificate is for: electronic signatures, seals or websites (0.4.0.1862.1.6).
    case types([OID])
    /// The countries, as two letters, whose law is meant (0.4.0.1862.1.7).
    case legislation([String])
    /// How the subject was identified (0.4.0.1862.1.8).
    case identificationMethods([OID])
    /// The countries, as two letters, under whose law the device is one (0.4.0.1862.1.9).
    case deviceLegislation([String])
    /// Another statement with the DER of its information; `nil` when it has none.
    case other(OID, information: [UInt8]?)

    /// One place of a disclosure statement.
    public struct DisclosureStatement: Hashable, Sendable {
        /// Where it stands.
        public let url: String
        /// Its language by ISO 639-1, two letters.
        public let language: String

        /// Creates one.
        public init(url: String, language: String) {
            self.url = url
            self.language = language
        }
    }

    /// Which statement it is.
    public var oid: OID {
        switch self {
        case .compliance: OID.QCStatements.compliance
        case .limitValue: OID.QCStatements.limitValue
        case .retentionPeriod: OID.QCStatements.retentionPeriod
        case .secureDevice: OID.QCStatements.secureDevice
        case .disclosureStatements: OID.QCStatements.disclosureStatements
        case .types: OID.QCStatements.types
        case .legislation: OID.QCStatements.legislation
        case .identificationMethods: OID.QCStatements.identificationMethods
        case .deviceLegislation: OID.QCStatements.deviceLegislation
        case .other(let oid, _): oid
        }
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "QCStatement")
        let oid = try fields.next("statementId").oid()
        switch oid {
        case OID.QCStatements.compliance: self = .compliance
        case OID.QCStatements.secureDevice: self = .secureDevice
        case OID.QCStatements.limitValue: self = .limitValue(try QCMonetaryValue(fields.next("QcEuLimitValue")))
        case OID.QCStatements.retentionPeriod: self = .retentionPeriod(years: try fields.next("QcEuRetentionPeriod").integer())
        case OID.QCStatements.disclosureStatements:
            var statements: [DisclosureStatement] = []
            for member in try fields.next("QcEuPDS").members() {
                var location = try member.fields(of: "PdsLocation")
                let url = try location.next("url").ia5String()
                let language = try Self.printable(location.next("language"))
                try location.finish()
                statements.append(DisclosureStatement(url: url, language: language))
            }
            self = .disclosureStatements(statements)
        case OID.QCStatements.types: self = .types(try Self.identifiers(fields.next("QcType")))
        case OID.QCStatements.identificationMethods:
            self = .identificationMethods(try Self.identifiers(fields.next("QcIdentMethod")))
        case OID.QCStatements.legislation: self = .legislation(try Self.countries(fields.next("QcCClegislation")))
        case OID.QCStatements.deviceLegislation: self = .deviceLegislation(try Self.countries(fields.next("QcQSCDlegislation")))
        default: self = .other(oid, information: fields.isAtEnd ? nil : try fields.next("statementInfo").encoded)
        }
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            writer.writeOID(oid)
            switch self {
            case .compliance, .secureDevice: break
            case .limitValue(let value): value.write(to: &writer)
            case .retentionPeriod(let years): writer.writeInteger(years)
            case .disclosureStatements(let statements):
                writer.writeSequence { writer in
                    for statement in statements {
                        writer.writeSequence { writer in
                            writer.writeIA5String(statement.url)
                            writer.writePrintableString(statement.language)
                        }
                    }
                }
            case .types(let types), .identificationMethods(let types):
                writer.writeSequence { writer in
                    for type in types { writer.writeOID(type) }
                }
            case .legislation(let countries), .deviceLegislation(let countries):
                writer.writeSequence { writer in
                    for country in countries { writer.writePrintableString(country) }
                }
            case .other(_, let information): if let information { writer.writeRaw(information) }
            }
        }
    }

    private static func identifiers(_ element: DERElement) throws(FormatError) -> [OID] {
        var identifiers: [OID] = []
        for member in try element.members() { identifiers.append(try member.oid()) }
        return identifiers
    }

    private static func countries(_ element: DERElement) throws(FormatError) -> [String] {
        var countries: [String] = []
        for member in try element.members() { countries.append(try printable(member)) }
        return countries
    }

    static func printable(_ element: DERElement) throws(FormatError) -> String {
        let octets = try element.primitive(.printableString)
        let text = String(decoding: octets, as: UTF8.self)
        guard AttributeText.isPrintable(text) else { throw element.fail("the text holds characters a PrintableString does not have") }
        return text
    }
}
