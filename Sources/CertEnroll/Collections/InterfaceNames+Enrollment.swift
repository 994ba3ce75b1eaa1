// The documented interfaces of enrollments, policy servers and templates that only one class has (docs/decisions/0036).

/// Source: "IX509EnrollmentStatus interface".
public typealias IX509EnrollmentStatus = X509EnrollmentStatus
/// Source: "IX509NameValuePair interface".
public typealias IX509NameValuePair = X509NameValuePair
/// Source: "IX509NameValuePairs interface".
public typealias IX509NameValuePairs = X509NameValuePairs
/// Source: "IX509CertificateTemplate interface".
public typealias IX509CertificateTemplate = X509CertificateTemplate
/// Source: "IX509CertificateTemplates interface".
public typealias IX509CertificateTemplates = X509CertificateTemplates
/// Source: "IX509CertificateTemplateWritable interface".
public typealias IX509CertificateTemplateWritable = X509CertificateTemplateWritable
/// Source: "ICertificationAuthority interface".
public typealias ICertificationAuthority = CertificationAuthority
/// Source: "ICertificationAuthorities interface".
public typealias ICertificationAuthorities = CertificationAuthorities
/// Source: "IX509PolicyServerUrl interface".
public typealias IX509PolicyServerUrl = X509PolicyServerUrl
/// Source: "IX509PolicyServerListManager interface".
public typealias IX509PolicyServerListManager = X509PolicyServerListManager
/// Source: "IX509EnrollmentHelper interface".
public typealias IX509EnrollmentHelper = X509EnrollmentHelper
/// Source: "IX509EnrollmentWebClassFactory interface".
public typealias IX509EnrollmentWebClassFactory = X509EnrollmentWebClassFactory
/// Source: "IX509MachineEnrollmentFactory interface".
public typealias IX509MachineEnrollmentFactory = X509MachineEnrollmentFactory
