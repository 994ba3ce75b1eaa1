/// The certificate to be renewed, 1.3.6.1.4.1.311.13.1 (MS-WCCE 2.2.2.7.9): a Certificate.
public struct RenewalCertificate: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.13.1
    public static let oid = OID.Microsoft.renewalCertificate

    /// The certificate.
    public let certificate: Certificate

    public init(_ certificate: Certificate) {
        self.certificate = certificate
    }

    public init(derEncoded: [UInt8]) throws(FormatError) {
        certificate = try Certificate(derEncoded: derEncoded)
    }

    public var derEncoded: [UInt8] { certificate.derEncoded }
}
