/// RFC 3739 §3.2.6
///
///     QCStatements ::= SEQUENCE OF QCStatement
public struct QCStatements: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.3
    public static let oid = OID.Extensions.qcStatements

    /// The statements, in order.
    public let statements: [QCStatement]

    public init(_ statements: [QCStatement]) {
        self.statements = statements
    }

    public init(value: [UInt8]) throws(FormatError) {
        statements = try DERElement(parsing: value, structure: "QCStatements").list(of: QCStatement.init)
    }

    public var value: [UInt8] {
        DERWriter.encode(capacity: 128) { $0.writeSequence(of: statements) }
    }
}

/// RFC 3739 §3.2.6 and ETSI EN 319 412-5 §4
///
///     QCStatement ::= SEQUENCE { statementId OBJECT IDENTIFIER, statementInfo ANY DEFINED BY statementId OPTIONAL }
///     QcEuRetentionPeriod ::= INTEGER
///     QcType ::= SEQUENCE OF OBJECT IDENTIFIER
///     QcEuPDS ::= SEQUENCE OF SEQUENCE { url IA5String, language PrintableString (SIZE (2)) }
///     QcCClegislation ::= SEQUENCE OF PrintableString (SIZE (2))
///     QcIdentMethod ::= SEQUENCE OF OBJECT IDENTIFIER
///     QcQSCDlegislation ::= SEQUENCE OF PrintableString (SIZE (2))
public enum QCStatement: Hashable, Sendable, DERWritable {
    /// The certificate is qualified in the meaning of the law (0.4.0.1862.1.1).
    case compliance
    /// The amount up to which the certificate may be relied on (0.4.0.1862.1.2).
    case limitValue(QCMonetaryValue)
    /// The number of years for which the issuer keeps its records, counted from the end of validity (0.4.0.1862.1.3).
    case retentionPeriod(years: Int)
    /// The private key is in a qualified signature creation device (0.4.0.1862.1.4).
    case secureDevice
    /// The places of the disclosure statements with the language of each (0.4.0.1862.1.5).
    case disclosureStatements([DisclosureStatement])
    /// The purpose of the certificate: electronic signatures, seals or websites (0.4.0.1862.1.6).
    case types([OID])
    /// The countries, as two letters, whose law is meant (0.4.0.1862.1.7).
    case legislation([String])
    /// The methods by which the subject was identified (0.4.0.1862.1.8).
    case identificationMethods([OID])
    /// The countries, as two letters, under whose law the device is qualified (0.4.0.1862.1.9).
    case deviceLegislation([String])
    /// Another statement with the DER of its information; `nil` when it has none.
    case other(OID, information: [UInt8]?)

    /// One place of a disclosure statement.
    public struct DisclosureStatement: Hashable, Sendable, DERWritable {
        /// The URL of the statement.
        public let url: String
        /// Its language by ISO 639-1, two letters.
        public let language: String

        public init(url: String, language: String) {
            self.url = url
            self.language = language
        }

        init(_ element: DERElement) throws(FormatError) {
            var fields = try element.fields(of: "PdsLocation")
            url = try fields.next("url").ia5String()
            language = try QCStatement.printable(fields.next("language"))
            try fields.finish()
        }

        func write(to writer: inout DERWriter) {
            writer.writeSequence { writer in
                writer.writeIA5String(url)
                writer.writePrintableString(language)
            }
        }
    }

    /// The identifier of the statement.
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
            self = .disclosureStatements(try fields.next("QcEuPDS").list(of: DisclosureStatement.init))
        case OID.QCStatements.types: self = .types(try fields.next("QcType").list(of: OID.init))
        case OID.QCStatements.identificationMethods:
            self = .identificationMethods(try fields.next("QcIdentMethod").list(of: OID.init))
        case OID.QCStatements.legislation: self = .legislation(try fields.next("QcCClegislation").list(of: Self.printable))
        case OID.QCStatements.deviceLegislation: self = .deviceLegislation(try fields.next("QcQSCDlegislation").list(of: Self.printable))
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
            case .disclosureStatements(let statements): writer.writeSequence(of: statements)
            case .types(let types), .identificationMethods(let types):
                writer.writeSequence(of: types) { $1.writeOID($0) }
            case .legislation(let countries), .deviceLegislation(let countries):
                writer.writeSequence(of: countries) { $1.writePrintableString($0) }
            case .other(_, let information): if let information { writer.writeRaw(information) }
            }
        }
    }

    static func printable(_ element: DERElement) throws(FormatError) -> String {
        let octets = try element.primitive(.printableString)
        let text = String(decoding: octets, as: UTF8.self)
        guard AttributeText.isPrintable(text) else { throw element.fail("the text holds characters a PrintableString does not have") }
        return text
    }
}

/// ETSI EN 319 412-5 §4.3.2
///
///     MonetaryValue ::= SEQUENCE { currency Iso4217CurrencyCode, amount INTEGER, exponent INTEGER }
///     Iso4217CurrencyCode ::= CHOICE { alphabetic PrintableString (SIZE (3)), numeric INTEGER (1..999) }
public struct QCMonetaryValue: Hashable, Sendable {
    /// A currency of ISO 4217.
    public enum Currency: Hashable, Sendable {
        /// Three letters, for example `EUR`.
        case alphabetic(String)
        /// The number, for example 978.
        case numeric(Int)
    }

    /// The currency.
    public let currency: Currency

    /// The digits of the amount.
    public let amount: Int

    /// The power of ten with which ``amount`` is multiplied.
    public let exponent: Int

    /// Creates a value; letters of a currency other than those of PrintableString make it unreadable for others.
    public init(currency: Currency, amount: Int, exponent: Int) {
        self.currency = currency
        self.amount = amount
        self.exponent = exponent
    }

    init(_ element: DERElement) throws(FormatError) {
        var fields = try element.fields(of: "MonetaryValue")
        let code = try fields.next("currency")
        currency = code.tag == .integer ? .numeric(try code.integer()) : .alphabetic(try QCStatement.printable(code))
        amount = try fields.next("amount").integer()
        exponent = try fields.next("exponent").integer()
        try fields.finish()
    }

    func write(to writer: inout DERWriter) {
        writer.writeSequence { writer in
            switch currency {
            case .alphabetic(let code): writer.writePrintableString(code)
            case .numeric(let number): writer.writeInteger(number)
            }
            writer.writeInteger(amount)
            writer.writeInteger(exponent)
        }
    }
}
