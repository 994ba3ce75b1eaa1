/// Netscape's comment, which `openssl ca` writes in its default settings.
///
///     NetscapeComment ::= IA5String
public struct NetscapeComment: CertificateExtensionValue {
    /// 2.16.840.1.113730.1.13
    public static let oid = OID.Extensions.netscapeComment

    /// The text.
    public let text: String

    /// Creates the value; text that is not ASCII makes it unreadable.
    public init(_ text: String) {
        self.text = text
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        text = try DERElement(parsing: value, structure: "NetscapeComment").ia5String()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 64) { $0.writeIA5String(text) } }
}
