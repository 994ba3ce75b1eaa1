public import CertificateTemplates

/// A CA with everything that this caller may do with it.
public protocol BoundAuthority: CertificateAuthority, AuthorityAdministration, AuthorityConfiguring, AuthorityViews, TemplateAdministration,
    AuthoritySecurity, AuthorityLife
{
    /// Templates that this caller may read; when `enrollable`, those for which it may enroll.
    func templates(enrollable: Bool) async throws -> [CertificateTemplate]
    /// What would become of a submission, and what its certificate would have. No row, no number and no signature is made; it counts against the
    /// account's hour like a request that is not issued.
    /// - Throws: `CAError.accessDenied` for options that only administrators of the authority may use.
    func preview(_ submission: Submission, _ options: RequestPreviewOptions) async throws -> RequestPreview
}

/// The source from which a front end or a service gets a CA. Callers are bound only here.
public protocol AuthoritySource: Sendable {
    /// The CAs that issue, in a stable order.
    func authorities() async throws -> [AuthorityDescription]
    /// The CA with that common name, sanitized name or sanitized short name (case-insensitive), bound to the caller.
    /// - Throws: `CAError.unknownAuthority` with 0x80070057.
    func authority(named name: String, for caller: Caller) async throws -> any BoundAuthority
    /// Adds an authority to the installation. For who administers every authority that is there.
    /// - Throws: `CAError.conflict` for a name that one has already.
    func addAuthority(_ order: AuthorityOrder, for caller: Caller) async throws -> RenewalOutcome
}
