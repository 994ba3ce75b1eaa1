/// The value of a CMC control that this library understands (RFC 5272 §6, RFC 6402, Microsoft's).
///
/// ``KnownControls`` lists them all.
public protocol CMCControlValue: Hashable, Sendable {
    /// The identifier of the control.
    static var oid: OID { get }

    /// Reads the DER of one value of the control; nothing may follow it.
    init(derEncoded: [UInt8]) throws(FormatError)

    /// The DER of the value.
    var derEncoded: [UInt8] { get }
}

extension CMCControlValue {
    /// The control with this value.
    /// - Parameter bodyPartID: its number within the message, 1 to 4,294,967,295.
    public func control(bodyPartID: Int) -> TaggedAttribute {
        TaggedAttribute(bodyPartID: bodyPartID, oid: Self.oid, values: [derEncoded])
    }
}

extension [TaggedAttribute] {
    /// All values of the controls of one kind, in order.
    public func values<Value: CMCControlValue>(of type: Value.Type) throws(FormatError) -> [Value] {
        try filter { $0.oid == Value.oid }.flatMap(\.values).map(Value.init(derEncoded:))
    }

    /// The value of the only control of its kind; `nil` when the control is absent. Throws when it cannot be read, or when there are
    /// several, since two readers could take different ones.
    public func value<Value: CMCControlValue>(of type: Value.Type) throws(FormatError) -> Value? {
        let found = try values(of: type)
        guard found.count <= 1 else {
            throw FormatError(structure: Value.oid.nameOrDotted, reason: "the control has \(found.count) values; one is allowed")
        }
        return found.first
    }
}

/// The controls whose values are understood, by identifier. A caller that shows or checks any control need not know the types one by one.
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

    /// Reads all values of a control. `nil` when the control is unknown; throws when it is known and a value cannot be read.
    public static func decode(_ control: TaggedAttribute) throws(FormatError) -> [any CMCControlValue]? {
        guard let decoder = decoders[control.oid] else { return nil }
        return try control.values.map(decoder)
    }

    private static func decoder<Value: CMCControlValue>(of type: Value.Type) -> Decoder {
        { (value: [UInt8]) throws(FormatError) -> any CMCControlValue in try Value(derEncoded: value) }
    }
}
