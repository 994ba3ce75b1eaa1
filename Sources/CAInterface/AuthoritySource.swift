public import CertificateTemplates

/// A CA with everything that this caller may do with it.
public protocol BoundAuthority: CertificateAuthority, AuthorityAdministration, AuthorityConfiguring, AuthorityViews {
    /// Templates that this caller may read; when `enrollable`, those for which it may enroll.
    func templates(enrollable: Bool) async throws -> [CertificateTemplate]
}

/// The source from which a front end or a service gets a CA. Callers are bound only here.
public protocol AuthoritySource: Sendable {
    /// The CAs that issue, in a stable order.
    func authorities() async throws -> [AuthorityDescription]
    /// The CA with that common name, sanitized name or sanitized short name (case-insensitive), bound to the caller.
    /// - Throws: `CAError.unknownAuthority` with 0x80070057.
    func authority(named name: String, for caller: Caller) async throws -> any BoundAuthority
}
