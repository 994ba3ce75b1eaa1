/// RFC 5755 §4.3.6; RFC 9608 allows it in certificates of keys as well
///
///     noRevAvail: NULL
///
/// There is no revocation information about the certificate and never will be.
public struct NoRevocationAvailable: CertificateExtensionValue {
    /// 2.5.29.56
    public static let oid = OID.AttributeCertificates.noRevocationAvailable

    /// Creates the value.
    public init() {}

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        try DERElement(parsing: value, structure: "noRevAvail").null()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 2) { $0.writeNull() } }
}
