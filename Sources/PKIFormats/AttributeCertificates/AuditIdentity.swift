/// RFC 5755 §4.3.1
///
///     auditIdentity: OCTET STRING
///
/// What a service writes into its log instead of the holder's name, for privacy. 1 to 20 octets, always critical.
public struct AuditIdentity: CertificateExtensionValue {
    /// 1.3.6.1.5.5.7.1.4
    public static let oid = OID.AttributeCertificates.auditIdentity

    /// The octets; with the issuer's help they lead to the holder.
    public let bytes: [UInt8]

    /// Creates the value.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        bytes = try DERElement(parsing: value, structure: "auditIdentity").octetString()
    }

    /// The DER of the value.
    public var value: [UInt8] { DERWriter.encode(capacity: bytes.count + 4) { $0.writeOctetString(bytes) } }
}
