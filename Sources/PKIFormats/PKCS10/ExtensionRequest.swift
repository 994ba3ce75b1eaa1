/// RFC 2985 §5.4.2
///
///     ExtensionRequest ::= Extensions
public struct ExtensionRequest: RequestAttributeValue {
    /// 1.2.840.113549.1.9.14
    public static let oid = OID.CMS.extensionRequest

    /// The extensions asked for.
    public let extensions: [CertificateExtension]

    /// The DER of the value, as it was read.
    public let derEncoded: [UInt8]

    public init(_ extensions: [CertificateExtension]) {
        self.extensions = extensions
        derEncoded = CertificateExtension.encode(extensions)
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        extensions = try CertificateExtension.readSequence(DERElement(parsing: derEncoded, structure: "Extensions"))
        self.derEncoded = derEncoded
    }
}
