/// RFC 6962 §3.1
///
///     extnValue OCTET STRING contains ASN1 NULL data (0x05 0x00)
///
/// A critical extension that no verifier understands, so that the precertificate given to a log is never taken for a certificate.
public struct PrecertificatePoison: CertificateExtensionValue {
    /// 1.3.6.1.4.1.11129.2.4.3
    public static let oid = OID.Extensions.precertificatePoison

    /// Creates the value.
    public init() {}

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        try DERElement(parsing: value, structure: "PrecertificatePoison").null()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 2) { $0.writeNull() } }
}
