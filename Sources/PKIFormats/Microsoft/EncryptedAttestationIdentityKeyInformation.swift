/// The attestation identity key of the client's security module with its certificates, encrypted to the CA exchange certificate,
/// 1.3.6.1.4.1.311.21.39: CMS EnvelopedData around ``AttestationIdentityKeyInformation``.
public struct EncryptedAttestationIdentityKeyInformation: RequestAttributeValue {
    /// 1.3.6.1.4.1.311.21.39
    public static let oid = OID.Microsoft.attestationIdentityKeyInformation

    /// The DER of the value: a SEQUENCE, either the ContentInfo or the EnvelopedData in it.
    public let derEncoded: [UInt8]

    /// Reads the value. What the envelope holds is not looked at.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        _ = try DERElement(parsing: derEncoded, structure: "EncryptedAttestationIdentityKeyInformation").members()
        self.derEncoded = derEncoded
    }
}
