/// The certificate to be renewed, 1.3.6.1.4.1.311.13.1 (MS-WCCE 2.2.2.7.9): a Certificate.
public struct RenewalCertificate: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.1
    public static let oid = OID.Microsoft.renewalCertificate

    /// The certificate.
    public let certificate: Certificate

    /// Creates the value.
    public init(_ certificate: Certificate) {
        self.certificate = certificate
    }

    /// Reads the value.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        certificate = try Certificate(derEncoded: derEncoded)
    }

    /// The DER of the certificate.
    public var derEncoded: [UInt8] { certificate.derEncoded }
}
