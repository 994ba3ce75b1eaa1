/// RFC 5280 §4.2.1.6
///
///     SubjectAltName ::= GeneralNames
public struct SubjectAlternativeName: CertificateExtensionValue {
    /// 2.5.29.17
    public static let oid = OID.Extensions.subjectAlternativeName

    /// The names.
    public let names: [GeneralName]

    /// Creates the value.
    public init(_ names: [GeneralName]) {
        self.names = names
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        names = try GeneralName.readSequence(DERElement(parsing: value, structure: "SubjectAltName"))
    }

    /// Those of the names that can be read, for showing them: one bad name hides no other. A decision needs ``init(value:)``, which refuses.
    public static func readableNames(in value: [UInt8]) -> [GeneralName] {
        let members = try? DERElement(parsing: value, structure: "SubjectAltName").members()
        return (members ?? []).compactMap { try? GeneralName($0) }
    }

    /// The DER of the value.
    public var value: [UInt8] { GeneralName.encode(names) }
}
