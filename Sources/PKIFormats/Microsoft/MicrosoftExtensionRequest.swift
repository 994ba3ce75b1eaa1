/// The requested extensions under Microsoft's older identifier, 1.3.6.1.4.1.311.2.1.14 (MS-WCCE 2.2.2.7.7)
///
///     CertificateExtensions ::= Extensions
public struct MicrosoftExtensionRequest: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.2.1.14
    public static let oid = OID.Microsoft.certificateExtensions

    /// The requested extensions.
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
