/// RFC 6962 §3.3: the list of timestamps in the single extensions of an OCSP response. The value has the form it has in a certificate.
public struct OCSPSignedCertificateTimestamps: CertificateExtensionValue {
    /// 1.3.6.1.4.1.11129.2.4.5
    public static let oid = OID.Extensions.ocspSignedCertificateTimestamps

    /// The list.
    public let list: SignedCertificateTimestampList

    /// Creates the value.
    public init(_ list: SignedCertificateTimestampList) {
        self.list = list
    }

    /// Reads the value.
    public init(value: [UInt8]) throws(FormatError) {
        list = try SignedCertificateTimestampList(value: value)
    }

    /// The DER of the value.
    public var value: [UInt8] { list.value }
}
