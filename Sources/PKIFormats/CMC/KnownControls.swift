/// The controls whose values are understood, by identifier, so that a caller that wants to show or check whatever occurs need not know
/// them one by one.
public enum KnownControls {
    /// Reads the DER of one value of a control.
    public typealias Decoder = @Sendable ([UInt8]) throws(FormatError) -> any CMCControlValue

    /// Every type of value. A new one is one line here.
    public static let types: [any CMCControlValue.Type] = [
        // RFC 5272 §6
        CMCStatusInfo.self,
        CMCStatusInfoV2.self,
        Identification.self,
        IdentityProof.self,
        IdentityProofV2.self,
        PopLinkRandom.self,
        PopLinkWitness.self,
        PopLinkWitnessV2.self,
        DataReturn.self,
        AddExtensions.self,
        TransactionID.self,
        SenderNonce.self,
        RecipientNonce.self,
        EncryptedPOP.self,
        DecryptedPOP.self,
        RAPOPWitness.self,
        GetCertificate.self,
        GetCRL.self,
        RevokeRequest.self,
        RegistrationInformation.self,
        ResponseInformation.self,
        QueryPending.self,
        ConfirmCertificateAcceptance.self,
        PublishTrustAnchors.self,
        AuthenticatedDataReference.self,
        BatchRequests.self,
        BatchResponses.self,
        PublishCertificate.self,
        ModifyCertificateTemplate.self,
        ControlsProcessed.self,
        // RFC 6402 §2
        RAIdentityWitness.self,
        CMCResponseBody.self,
        ChangeSubjectName.self,
        // Microsoft
        AddAttributesControl.self,
    ]

    /// The decoder of each control.
    public static let decoders: [OID: Decoder] = Dictionary(types.map { ($0.oid, decoder(of: $0)) }) { first, _ in first }

    /// Reads all values of a control. `nil` when the control is not known; throws when it is and a value cannot be read.
    public static func decode(_ control: TaggedAttribute) throws(FormatError) -> [any CMCControlValue]? {
        guard let decoder = decoders[control.oid] else { return nil }
        var values: [any CMCControlValue] = []
        for value in control.values { values.append(try decoder(value)) }
        return values
    }

    private static func decoder<Value: CMCControlValue>(of type: Value.Type) -> Decoder {
        { (value: [UInt8]) throws(FormatError) -> any CMCControlValue in try Value(derEncoded: value) }
    }
}
