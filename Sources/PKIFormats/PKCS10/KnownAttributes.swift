/// The attributes whose values are understood, by identifier: those of requests, of CMC, of signed messages with Microsoft's contents and of
/// attribute certificates.
///
/// What a request means by them is in ``CertificationRequest``; this table is for showing and checking whatever occurs.
public enum KnownAttributes {
    /// Reads the DER of one value of an attribute.
    public typealias Decoder = @Sendable ([UInt8]) throws(FormatError) -> any RequestAttributeValue

    /// Every type of value. A new one is one line here.
    public static let types: [any RequestAttributeValue.Type] = [
        // PKCS #9 and S/MIME
        ChallengePassword.self,
        ExtensionRequest.self,
        SMIMECapabilities.self,
        // RFC 5755 §4.4
        AuthenticationInformation.self,
        AccessIdentity.self,
        ChargingIdentity.self,
        GroupMembership.self,
        RoleSyntax.self,
        Clearance.self,
        // Microsoft
        ArchivedKey.self,
        ArchivedKeyCertificateHash.self,
        AttestationChallenge.self,
        AttestationEncryptionAlgorithm.self,
        AttestationStatement.self,
        EncryptedAttestationIdentityKeyInformation.self,
        EncryptedEndorsementKeyInformation.self,
        EncryptedKeyHash.self,
        EnrollmentCSPProvider.self,
        EnrollmentNameValuePairs.self,
        ExchangeCertificateHash.self,
        IssuedCertificateHash.self,
        KeyStorageProviderName.self,
        MicrosoftExtensionRequest.self,
        OperatingSystemVersion.self,
        RenewalCertificate.self,
        RequestClientInformation.self,
    ]

    /// The decoder of each attribute.
    public static let decoders: [OID: Decoder] = Dictionary(types.map { ($0.oid, decoder(of: $0)) }) { first, _ in first }

    /// Reads the values of an attribute. `nil` when the attribute is not known; throws when it is and a value cannot be read.
    public static func decode(_ attribute: RequestAttribute) throws(FormatError) -> [any RequestAttributeValue]? {
        guard let decoder = decoders[attribute.oid] else { return nil }
        var values: [any RequestAttributeValue] = []
        for value in attribute.values { values.append(try decoder(value)) }
        return values
    }

    private static func decoder<Value: RequestAttributeValue>(of type: Value.Type) -> Decoder {
        { (value: [UInt8]) throws(FormatError) -> any RequestAttributeValue in try Value(derEncoded: value) }
    }
}
