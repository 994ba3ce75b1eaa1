import CAInterface
import CertManagement
import CertificateTemplates
import PKIDirectory

// Every kind of document in the database, with the form this program writes. A golden text of each form is read by DocumentTests for ever.

extension AccessControlList: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "access list" }
}

extension AttemptDocument: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "certificate attempt" }
}

extension AuthoritySettings: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "settings document" }
}

extension CertificateTemplate: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "certificate template" }
}

extension HistoryEvent: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "history event" }
}

extension ManagedCertificate: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "managed certificate" }
}

extension ManagementRequest: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "management request" }
}

extension Principal: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "account" }
}

extension Profile: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "profile" }
}

extension ProfileTemplate: StoredDocument {
    static var documentForm: Int { 1 }
    static var documentName: String { "profile template" }
}
