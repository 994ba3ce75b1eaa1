public import CertificateTemplates

/// A CA with everything this caller may do with it.
public protocol BoundAuthority: CertificateAuthority, AuthorityAdministration {
    /// Templates this caller may read; those it may enroll for when `enrollable`.
    func templates(enrollable: Bool) async throws -> [CertificateTemplate]
}

/// Where a front end or a service gets a CA from. Binding the caller happens here and nowhere else.
public protocol AuthoritySource: Sendable {
    /// The CAs that issue, in a stable order.
    func authorities() async throws -> [AuthorityDescription]
    /// The CA of that common name, sanitized name or sanitized short name (compared without case), bound to the caller.
    /// - Throws: `CAError.unknownAuthority` with 0x80070057.
    func authority(named name: String, for caller: Caller) async throws -> any BoundAuthority
}
