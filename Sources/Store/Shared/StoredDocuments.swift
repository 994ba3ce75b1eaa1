import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PKIDirectory

// Every kind of document in the database, with the form that this program writes. DocumentTests reads a golden text of each form forever.

extension AccessControlList: StoredDocument { static var document: DocumentKind { DocumentKind("access list", form: 1) } }
extension AttemptDocument: StoredDocument { static var document: DocumentKind { DocumentKind("certificate attempt", form: 1) } }
extension AuthorityDuties: StoredDocument { static var document: DocumentKind { DocumentKind("duties document", form: 1) } }
extension AuthoritySettings: StoredDocument { static var document: DocumentKind { DocumentKind("settings document", form: 1) } }
extension CertificateTemplate: StoredDocument { static var document: DocumentKind { DocumentKind("certificate template", form: 1) } }
extension HistoryEvent: StoredDocument { static var document: DocumentKind { DocumentKind("history event", form: 1) } }
extension ManagedCertificate: StoredDocument { static var document: DocumentKind { DocumentKind("managed certificate", form: 1) } }
extension ManagementRequest: StoredDocument { static var document: DocumentKind { DocumentKind("management request", form: 1) } }
extension OneTimePasswords: StoredDocument { static var document: DocumentKind { DocumentKind("one-time passwords", form: 1) } }
extension StoredRenewal: StoredDocument { static var document: DocumentKind { DocumentKind("renewal", form: 1) } }
extension ParentRevocation: StoredDocument { static var document: DocumentKind { DocumentKind("revocation by a parent", form: 1) } }
extension Principal: StoredDocument { static var document: DocumentKind { DocumentKind("account", form: 1) } }
extension Profile: StoredDocument { static var document: DocumentKind { DocumentKind("profile", form: 1) } }
extension ProfileTemplate: StoredDocument { static var document: DocumentKind { DocumentKind("profile template", form: 1) } }
extension Smartcard: StoredDocument { static var document: DocumentKind { DocumentKind("smart card", form: 1) } }
