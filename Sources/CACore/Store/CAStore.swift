package import CAInterface
package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory

/// Where a CA keeps what it must never lose. Owned by the core; databases implement it, and `CAStoreSuite` in PKITesting says when one is right.
///
/// Promises:
/// - `commit` applies all changes or none. When it returns, they are durable: a kill or power cut cannot take them back.
/// - Change-sets of different callers may share a transaction; a constraint one of them breaks fails that one alone.
/// - What keeps the store from writing for a while fails the change-sets that wait with `.unavailable`; nothing of them is stored, and later ones may succeed.
/// - If the transaction itself cannot be made durable, every change-set in it fails with `.storeFailed`, and so does every later one.
/// - New submissions never conflict with each other.
/// - Reads see everything committed before they began.
package protocol CAStore: RequestIDAllocator, LeaseGranter {
    /// - Throws: `CommitError`.
    func commit(_ changes: [CAChange], expecting basis: Basis) async throws

    /// Grows with every change of principals, groups, grants, access lists; part of a decision's basis.
    func rightsEpoch() async throws -> Int

    func authorities() async throws -> [StoredAuthority]
    /// The newest version of every template, ordered by name.
    func templates() async throws -> [CertificateTemplate]
    /// The newest version, names and OIDs compared without case.
    func template(named name: String) async throws -> CertificateTemplate?
    func agentGrants() async throws -> [AgentGrant]

    func request(_ id: RequestID, of authority: AuthorityNumber) async throws -> StoredRequest?
    func request(serial: String, of authority: AuthorityNumber) async throws -> StoredRequest?
    /// The row a certificate of ours belongs to, looked up over all authorities; for sign-in with a client certificate.
    func request(certificateSerial: String, issuer: [UInt8]) async throws -> StoredRequest?
    func request(submissionKey: String, caller: UUID, of authority: AuthorityNumber) async throws -> StoredRequest?
    /// Rows in id order, without their requests and certificates. `requester` restricts to rows whose caller or requester that principal is.
    func requests(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [RequestSummary]
    /// Only rows with a certificate, in id order, without their requests.
    func certificates(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [CertificateSummary]

    /// What a CRL of this key lists: certificates of all generations with it that are revoked and not yet expired at `date` (expired ones stay until one
    /// CRL has shown them).
    func revocationListContent(of key: AuthorityKeyID, at date: Date) async throws -> RevocationListContent
    /// The newest list of a key and how it stands to the journal.
    func revocationListState(of key: AuthorityKeyID) async throws -> RevocationListState
    /// The newest lists of a key, newest first.
    func revocationLists(of key: AuthorityKeyID, limit: Int) async throws -> [StoredRevocationList]
    /// Lines of the journal of one key after a place, in order.
    func revocationRecords(of key: AuthorityKeyID, after sequence: Int, limit: Int) async throws -> [StoredRevocationRecord]
    /// What keys outside this process were asked to sign, in that order.
    func signingIntents(of key: AuthorityKeyID) async throws -> [SigningIntent]

    /// Audit rows from `position` on, in order.
    func auditRecords(after position: Int, limit: Int) async throws -> [StoredAuditRecord]
}
