/// The endorsement key of the client's security module with its certificates, encrypted to the CA exchange certificate,
/// 1.3.6.1.4.1.311.21.23: CMS EnvelopedData around ``EndorsementKeyInformation``.
public struct EncryptedEndorsementKeyInformation: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.23
    public static let oid = OID.Microsoft.endorsementKeyInformation

    /// The DER of the value: a SEQUENCE, either the ContentInfo or the EnvelopedData in it.
    public let derEncoded: [UInt8]

    /// Reads the value. What the envelope holds is not looked at.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        _ = try DERElement(parsing: derEncoded, structure: "EncryptedEndorsementKeyInformation").members()
        self.derEncoded = derEncoded
    }
}
