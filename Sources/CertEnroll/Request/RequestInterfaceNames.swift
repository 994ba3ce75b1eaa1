// The documented names of the request interfaces; of several versions, each later one has the members of the earlier ones
// (docs/decisions/0035).

/// Source: "IX509CertificateRequestPkcs10 interface".
public typealias IX509CertificateRequestPkcs10 = X509CertificateRequestPkcs10
/// Source: "IX509CertificateRequestPkcs10V2 interface".
public typealias IX509CertificateRequestPkcs10V2 = X509CertificateRequestPkcs10
/// Source: "IX509CertificateRequestPkcs10V3 interface".
public typealias IX509CertificateRequestPkcs10V3 = X509CertificateRequestPkcs10
/// Source: "IX509CertificateRequestPkcs10V4 interface".
public typealias IX509CertificateRequestPkcs10V4 = X509CertificateRequestPkcs10
/// Source: "IX509CertificateRequestCertificate interface".
public typealias IX509CertificateRequestCertificate = X509CertificateRequestCertificate
/// Source: "IX509CertificateRequestCertificate2 interface".
public typealias IX509CertificateRequestCertificate2 = X509CertificateRequestCertificate
/// Source: "IX509CertificateRequestPkcs7 interface".
public typealias IX509CertificateRequestPkcs7 = X509CertificateRequestPkcs7
/// Source: "IX509CertificateRequestPkcs7V2 interface".
public typealias IX509CertificateRequestPkcs7V2 = X509CertificateRequestPkcs7
/// Source: "IX509CertificateRequestCmc interface".
public typealias IX509CertificateRequestCmc = X509CertificateRequestCmc
/// Source: "IX509CertificateRequestCmc2 interface".
public typealias IX509CertificateRequestCmc2 = X509CertificateRequestCmc
/// Source: "ISignerCertificate interface".
public typealias ISignerCertificate = SignerCertificate
/// Source: "ISignerCertificates interface".
public typealias ISignerCertificates = SignerCertificates
/// Source: "IX509SignatureInformation interface".
public typealias IX509SignatureInformation = X509SignatureInformation
