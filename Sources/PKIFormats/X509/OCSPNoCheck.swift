/// RFC 6960 §4.2.2.2.1
///
///     id-pkix-ocsp-nocheck: NULL
///
/// The certificate of an OCSP responder need not be checked for revocation itself.
public struct OCSPNoCheck: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.48.1.5
    public static let oid = OID.Extensions.ocspNoCheck

    /// Creates the value.
    public init() {}

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        try DERElement(parsing: value, structure: "id-pkix-ocsp-nocheck").null()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: 2) { $0.writeNull() } }
}
