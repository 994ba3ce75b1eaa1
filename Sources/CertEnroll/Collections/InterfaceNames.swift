// The documented interfaces that only one class has: the class is the interface (docs/decisions/0036). An interface that several classes have
// is a protocol.

/// Source: "IObjectId interface".
public typealias IObjectId = ObjectId
/// Source: "IObjectIds interface".
public typealias IObjectIds = ObjectIds
/// Source: "IX509Extensions interface".
public typealias IX509Extensions = X509Extensions
/// Source: "IX509Attributes interface".
public typealias IX509Attributes = X509Attributes
/// Source: "ICryptAttribute interface".
public typealias ICryptAttribute = CryptAttribute
/// Source: "ICryptAttributes interface".
public typealias ICryptAttributes = CryptAttributes
/// Source: "IAlternativeName interface".
public typealias IAlternativeName = AlternativeName
/// Source: "IAlternativeNames interface".
public typealias IAlternativeNames = AlternativeNames
/// Source: "IX500DistinguishedName interface".
public typealias IX500DistinguishedName = X500DistinguishedName
/// Source: "IX509ExtensionKeyUsage interface".
public typealias IX509ExtensionKeyUsage = X509ExtensionKeyUsage
/// Source: "IX509ExtensionEnhancedKeyUsage interface".
public typealias IX509ExtensionEnhancedKeyUsage = X509ExtensionEnhancedKeyUsage
/// Source: "IX509ExtensionTemplate interface".
public typealias IX509ExtensionTemplate = X509ExtensionTemplate
/// Source: "IX509ExtensionTemplateName interface".
public typealias IX509ExtensionTemplateName = X509ExtensionTemplateName
/// Source: "IX509ExtensionAlternativeNames interface".
public typealias IX509ExtensionAlternativeNames = X509ExtensionAlternativeNames
/// Source: "IX509ExtensionBasicConstraints interface".
public typealias IX509ExtensionBasicConstraints = X509ExtensionBasicConstraints
/// Source: "IX509ExtensionSubjectKeyIdentifier interface".
public typealias IX509ExtensionSubjectKeyIdentifier = X509ExtensionSubjectKeyIdentifier
/// Source: "IX509ExtensionAuthorityKeyIdentifier interface".
public typealias IX509ExtensionAuthorityKeyIdentifier = X509ExtensionAuthorityKeyIdentifier
/// Source: "IX509ExtensionSmimeCapabilities interface".
public typealias IX509ExtensionSmimeCapabilities = X509ExtensionSmimeCapabilities
/// Source: "IX509ExtensionCertificatePolicies interface".
public typealias IX509ExtensionCertificatePolicies = X509ExtensionCertificatePolicies
/// Source: "IX509ExtensionMSApplicationPolicies interface".
public typealias IX509ExtensionMSApplicationPolicies = X509ExtensionMSApplicationPolicies
/// Source: "ISmimeCapability interface".
public typealias ISmimeCapability = SmimeCapability
/// Source: "ISmimeCapabilities interface".
public typealias ISmimeCapabilities = SmimeCapabilities
/// Source: "ICertificatePolicy interface".
public typealias ICertificatePolicy = X509CertificatePolicy
/// Source: "ICertificatePolicies interface".
public typealias ICertificatePolicies = X509CertificatePolicies
/// Source: "IPolicyQualifier interface".
public typealias IPolicyQualifier = X509PolicyQualifier
/// Source: "IPolicyQualifiers interface".
public typealias IPolicyQualifiers = X509PolicyQualifiers
/// Source: "IX509AttributeExtensions interface".
public typealias IX509AttributeExtensions = X509AttributeExtensions
/// Source: "IX509AttributeClientId interface".
public typealias IX509AttributeClientId = X509AttributeClientId
/// Source: "IX509AttributeOSVersion interface".
public typealias IX509AttributeOSVersion = X509AttributeOSVersion
/// Source: "IX509AttributeCspProvider interface".
public typealias IX509AttributeCspProvider = X509AttributeCspProvider
/// Source: "IX509AttributeRenewalCertificate interface".
public typealias IX509AttributeRenewalCertificate = X509AttributeRenewalCertificate
/// Source: "IX509AttributeArchiveKey interface".
public typealias IX509AttributeArchiveKey = X509AttributeArchiveKey
/// Source: "IX509AttributeArchiveKeyHash interface".
public typealias IX509AttributeArchiveKeyHash = X509AttributeArchiveKeyHash
/// Source: "IBinaryConverter interface".
public typealias IBinaryConverter = BinaryConverter
/// Source: "IBinaryConverter2 interface".
public typealias IBinaryConverter2 = BinaryConverter
