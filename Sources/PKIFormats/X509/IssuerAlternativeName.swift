/// RFC 5280 §4.2.1.7
///
///     IssuerAltName ::= GeneralNames
public struct IssuerAlternativeName: CertificateExtensionValue {
    /// 2.5.29.18
    public static let oid = OID.Extensions.issuerAlternativeName

    /// The names.
    public let names: [GeneralName]

    /// Creates the value.
    public init(_ names: [GeneralName]) {
        self.names = names
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        names = try GeneralName.readSequence(DERElement(parsing: value, structure: "IssuerAltName"))
    }

    /// The DER of the value.
    public var value: [UInt8] { GeneralName.encode(names) }
}
