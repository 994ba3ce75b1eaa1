/// RFC 5280 §4.2.1.6
///
///     SubjectAltName ::= GeneralNames
public struct SubjectAlternativeName: GeneralNamesValue {
    /// 2.5.29.17
    public static let oid = OID.Extensions.subjectAlternativeName
    public static let grammarName = "SubjectAltName"

    public let names: [GeneralName]

    public init(_ names: [GeneralName]) {
        self.names = names
    }

    /// The names that can be read, for showing them: one bad name does not hide the others. For a decision use ``init(value:)``, which throws.
    public static func readableNames(in value: [UInt8]) -> [GeneralName] {
        let members = try? DERElement(parsing: value, structure: grammarName).members()
        return (members ?? []).compactMap { try? GeneralName($0) }
    }
}

/// RFC 5280 §4.2.1.7
///
///     IssuerAltName ::= GeneralNames
public struct IssuerAlternativeName: GeneralNamesValue {
    /// 2.5.29.18
    public static let oid = OID.Extensions.issuerAlternativeName
    public static let grammarName = "IssuerAltName"

    public let names: [GeneralName]

    public init(_ names: [GeneralName]) {
        self.names = names
    }
}
