/// RFC 5280 §4.2.1.14
///
///     InhibitAnyPolicy ::= SkipCerts
///     SkipCerts ::= INTEGER (0..MAX)
public struct InhibitAnyPolicy: CertificateExtensionValue {
    /// 2.5.29.54
    public static let oid = OID.Extensions.inhibitAnyPolicy

    /// After how many further certificates anyPolicy no longer stands for every policy.
    public let skipCertificates: Int

    /// Creates the value.
    public init(_ skipCertificates: Int) {
        self.skipCertificates = max(skipCertificates, 0)
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        let element = try DERElement(parsing: value, structure: "InhibitAnyPolicy")
        skipCertificates = try element.integer()
        guard skipCertificates >= 0 else { throw element.fail("the count of certificates is negative") }
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 8) { $0.writeInteger(skipCertificates) } }
}
