/// The extensions whose values this library reads, by identifier. With them a caller can show or check any extension without a list of its
/// own.
public enum KnownExtensions {
    /// Reads the DER inside an extension's OCTET STRING.
    public typealias Decoder = @Sendable ([UInt8]) throws(FormatError) -> any CertificateExtensionValue

    /// Every type of value, for certificates, revocation lists, their entries and OCSP. A new type is one line here.
    public static let types: [any CertificateExtensionValue.Type] = [
        // RFC 5280 §4.2
        AuthorityKeyIdentifier.self,
        SubjectKeyIdentifier.self,
        KeyUsage.self,
        CertificatePolicies.self,
        SubjectAlternativeName.self,
        IssuerAlternativeName.self,
        BasicConstraints.self,
        ExtendedKeyUsage.self,
        CRLDistributionPoints.self,
        FreshestCRL.self,
        AuthorityInformationAccess.self,
        SubjectInformationAccess.self,
        SubjectDirectoryAttributes.self,
        PrivateKeyUsagePeriod.self,
        NameConstraints.self,
        PolicyMappings.self,
        PolicyConstraints.self,
        InhibitAnyPolicy.self,
        // RFC 5280 §5.2 and §5.3
        CRLNumber.self,
        IssuingDistributionPoint.self,
        CRLReason.self,
        DeltaCRLIndicator.self,
        InvalidityDate.self,
        EntryCertificateIssuer.self,
        HoldInstruction.self,
        ExpiredCertificatesOnCRL.self,
        // RFC 6960 §4.4
        OCSPNonce.self,
        OCSPCRLReference.self,
        OCSPAcceptableResponses.self,
        OCSPArchiveCutoff.self,
        OCSPServiceLocator.self,
        OCSPPreferredSignatureAlgorithms.self,
        OCSPExtendedRevoke.self,
        // RFC 5755 §4.3 and §7
        AuditIdentity.self,
        TargetInformation.self,
        NoRevocationAvailable.self,
        AAControls.self,
        ProxyInformation.self,
        // Other specifications
        CABForumOrganizationIdentifier.self,
        NetscapeCertificateType.self,
        NetscapeComment.self,
        OCSPNoCheck.self,
        OCSPSignedCertificateTimestamps.self,
        PrecertificatePoison.self,
        QCStatements.self,
        SignedCertificateTimestampList.self,
        SMIMECapabilities.self,
        TLSFeature.self,
        // Microsoft
        ApplicationPolicies.self,
        ApplicationPolicyConstraints.self,
        ApplicationPolicyMappings.self,
        CAVersion.self,
        CRLNextPublish.self,
        CRLVirtualBase.self,
        CrossCAVersion.self,
        CrossCertificateDistributionPoints.self,
        CertificateTemplateInformation.self,
        MicrosoftTemplateName.self,
        NTDSCASecurity.self,
        PreviousCACertificateHash.self,
        PublishedCRLLocations.self,
    ]

    /// The decoder of each extension.
    public static let decoders: [OID: Decoder] = Dictionary(types.map { ($0.oid, decoder(of: $0)) }) { first, _ in first }

    /// Reads the value of an extension. `nil` when the extension is unknown; throws when it is known and cannot be read.
    public static func decode(_ extension: CertificateExtension) throws(FormatError) -> (any CertificateExtensionValue)? {
        guard let decoder = decoders[`extension`.oid] else { return nil }
        return try decoder(`extension`.value)
    }

    private static func decoder<Value: CertificateExtensionValue>(of type: Value.Type) -> Decoder {
        { (value: [UInt8]) throws(FormatError) -> any CertificateExtensionValue in try Value(value: value) }
    }
}
