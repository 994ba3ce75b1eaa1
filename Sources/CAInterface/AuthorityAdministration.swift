/// The acts of officers and administrators on requests and certificates. Rights are checked inside.
public protocol AuthorityAdministration: CertificateAdministration {
    /// The state of the newest lists of each key and partition. For officers, administrators and auditors.
    func revocationLists() async throws -> [RevocationListRecord]
    /// The settings of this authority. For officers, administrators and auditors.
    func settings() async throws -> AuthoritySettings
    /// Changes settings, with a record, and returns them as they are now. For administrators of the authority.
    func change(_ settings: AuthoritySettingsUpdate) async throws -> AuthoritySettings
    /// Every stored template, whether this authority issues for it, and what speaks against that. For officers, administrators
    /// and auditors.
    func templateStates() async throws -> [TemplateState]
    /// Issues for the template from now on, with a record. For administrators of the authority.
    /// - Throws: `CAError.unacceptable` when the template breaks a rule.
    func publishTemplate(_ name: String) async throws
    /// Issues for the template no longer, with a record. Requests that are pending for it are denied when an officer approves them.
    func withdrawTemplate(_ name: String) async throws
    /// Rows that this caller may see: its own, or all for officers and auditors.
    func requests(_ query: RecordQuery) async throws -> [RequestRecord]
    func request(_ id: RequestID) async throws -> RequestRecord
    func certificates(_ query: RecordQuery) async throws -> [CertificateRecord]
    func certificate(serial: String) async throws -> CertificateRecord
}
