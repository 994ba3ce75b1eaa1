import PKIFormats

/// A structure with exactly one encoding: reading and writing it gives the same bytes.
///
/// Only the tests need to treat all structures alike, so the protocol lives with them. `FuzzTests` fails when a type that reads DER is missing here.
protocol DERStructure: SendableMetatype {
    init(derEncoded: [UInt8]) throws(FormatError)
    var derEncoded: [UInt8] { get }
    /// Whether it is always written with the octets that were read; `false` for the few that are encoded again.
    static var keepsBytes: Bool { get }
}

extension DERStructure {
    static var keepsBytes: Bool { true }
}

enum DERStructures {
    /// Every type of the library with `init(derEncoded:)` that is not in ``KnownControls`` or ``KnownAttributes``.
    static let types: [any DERStructure.Type] = [
        AttributeCertificate.self,
        IETFAttributeSyntax.self,
        ServiceAuthenticationInformation.self,
        CMCUnsignedData.self,
        OtherMessage.self,
        PKIData.self,
        PKIResponse.self,
        TaggedContentInfo.self,
        TaggedRequest.self,
        AuthEnvelopedData.self,
        AuthenticatedData.self,
        CMSAlgorithmProtection.self,
        ContentInfo.self,
        DigestedData.self,
        ECCCMSSharedInfo.self,
        EncryptedData.self,
        EnvelopedData.self,
        GCMParameters.self,
        OtherRevocationInformation.self,
        RSAESOAEPParameters.self,
        SignedData.self,
        SignerInfo.self,
        CertificateList.self,
        ArchiveOptions.self,
        CertID.self,
        CertReqMessages.self,
        CertReqMsg.self,
        CRMFCertRequest.self,
        CertTemplate.self,
        EncryptedKeyWithID.self,
        PasswordBasedMACParameters.self,
        PublicationInformation.self,
        ECPrivateKey.self,
        MLDSAPrivateKey.self,
        RSAPrivateKey.self,
        RSAPublicKey.self,
        AttestationIdentityKeyInformation.self,
        EndorsementKeyInformation.self,
        AttributeText.self,
        DistinguishedName.self,
        GeneralName.self,
        KerberosPrincipalName.self,
        BasicOCSPResponse.self,
        OCSPCertID.self,
        OCSPRequest.self,
        OCSPResponse.self,
        CertificationRequest.self,
        RequestAttribute.self,
        AuthenticatedSafe.self,
        MacData.self,
        PFX.self,
        SafeContents.self,
        EncryptedPrivateKeyInfo.self,
        PBEParameters.self,
        PrivateKeyInfo.self,
        RC2Parameters.self,
        TrustedCertificate.self,
        AlgorithmIdentifier.self,
        Certificate.self,
        CertificateExtension.self,
        SignedPublicKeyAndChallenge.self,
        SubjectPublicKeyInfo.self,
    ]
}

extension AttributeCertificate: DERStructure {}
extension IETFAttributeSyntax: DERStructure {}
extension ServiceAuthenticationInformation: DERStructure {}
extension CMCUnsignedData: DERStructure {}
extension OtherMessage: DERStructure {}
extension PKIData: DERStructure {}
extension PKIResponse: DERStructure {}
extension TaggedContentInfo: DERStructure {}
extension TaggedRequest: DERStructure {}
extension AuthEnvelopedData: DERStructure {}
extension AuthenticatedData: DERStructure {}
extension CMSAlgorithmProtection: DERStructure {}
extension ContentInfo: DERStructure {}
extension DigestedData: DERStructure {}
extension ECCCMSSharedInfo: DERStructure {}
extension EncryptedData: DERStructure {}
extension EnvelopedData: DERStructure {}
extension GCMParameters: DERStructure {}
extension OtherRevocationInformation: DERStructure {}
extension RSAESOAEPParameters: DERStructure {}
extension SignedData: DERStructure {}
extension SignerInfo: DERStructure {}
extension CertificateList: DERStructure {}
extension ArchiveOptions: DERStructure {}
extension CertID: DERStructure {}
extension CertReqMessages: DERStructure {}
extension CertReqMsg: DERStructure {}
extension CRMFCertRequest: DERStructure {}
extension CertTemplate: DERStructure {}
extension EncryptedKeyWithID: DERStructure {}
extension PasswordBasedMACParameters: DERStructure {}
extension PublicationInformation: DERStructure {}
extension ECPrivateKey: DERStructure {}
extension MLDSAPrivateKey: DERStructure {}
extension RSAPrivateKey: DERStructure {}
extension RSAPublicKey: DERStructure {}
extension AttestationIdentityKeyInformation: DERStructure {}
extension EndorsementKeyInformation: DERStructure {}
extension AttributeText: DERStructure {}
extension DistinguishedName: DERStructure {}
extension GeneralName: DERStructure {}
extension KerberosPrincipalName: DERStructure {}
extension BasicOCSPResponse: DERStructure {}
extension OCSPCertID: DERStructure {}
extension OCSPRequest: DERStructure {}
extension OCSPResponse: DERStructure {}
extension CertificationRequest: DERStructure {}
extension RequestAttribute: DERStructure {}
extension AuthenticatedSafe: DERStructure {}
extension MacData: DERStructure {
    /// The count of iterations is left out when it is 1.
    static var keepsBytes: Bool { false }
}
extension PFX: DERStructure {
    /// The count of iterations is left out when it is 1.
    static var keepsBytes: Bool { false }
}
extension SafeContents: DERStructure {}
extension EncryptedPrivateKeyInfo: DERStructure {}
extension PBEParameters: DERStructure {}
extension PrivateKeyInfo: DERStructure {
    /// The version follows from the public key.
    static var keepsBytes: Bool { false }
}
extension RC2Parameters: DERStructure {}
extension TrustedCertificate: DERStructure {}
extension AlgorithmIdentifier: DERStructure {}
extension Certificate: DERStructure {}
extension CertificateExtension: DERStructure {}
extension SignedPublicKeyAndChallenge: DERStructure {}
extension SubjectPublicKeyInfo: DERStructure {}
