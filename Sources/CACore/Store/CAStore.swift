package import CAInterface
package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory

/// The storage for everything that a CA must never lose. The core owns this protocol, databases implement it, and `CAStoreSuite` in PKITesting
/// tests an implementation.
///
/// Promises:
/// - `commit` applies all changes or none. When it returns, they are durable: a kill or power cut cannot undo them.
/// - Change-sets of different callers may share a transaction. If one of them breaks a constraint, only that one fails.
/// - If the store cannot write for a while, the waiting change-sets fail with `.unavailable`. Nothing of them is stored, and later ones may succeed.
/// - If the transaction itself cannot be made durable, every change-set in it fails with `.storeFailed`, and so does every later one.
/// - New submissions never conflict with each other.
/// - Reads see everything committed before they began.
package protocol CAStore: RequestIDAllocator, LeaseGranter, RecordLogStore {
    /// - Throws: `CommitError`.
    func commit(_ changes: [CAChange], expecting basis: Basis) async throws

    /// Grows with every change of principals, groups, grants, access lists; part of a decision's basis.
    func rightsEpoch() async throws -> Int

    func authorities() async throws -> [StoredAuthority]
    /// The newest version of every template, ordered by name.
    func templates() async throws -> [CertificateTemplate]
    /// The newest version, names and OIDs compared without case.
    func template(named name: String) async throws -> CertificateTemplate?
    /// Every version, oldest first; empty when there is no such template.
    func templateVersions(named name: String) async throws -> [TemplateVersion]
    /// What administrators accept, ordered by template and rule.
    func templateAcceptances() async throws -> [TemplateAcceptance]
    /// The templates that are retired, by their lower-cased names.
    func templateRetirements() async throws -> [String: TemplateAuthor]
    /// Which authority issues for which template.
    func templatePublications() async throws -> Set<TemplatePublication>
    func agentGrants() async throws -> [AgentGrant]

    func request(_ id: RequestID, of authority: AuthorityNumber) async throws -> StoredRequest?
    func request(serial: String, of authority: AuthorityNumber) async throws -> StoredRequest?
    /// The row of a certificate that we issued, searched in all authorities, for sign-in with a client certificate.
    func request(certificateSerial: String, issuer: [UInt8]) async throws -> StoredRequest?
    func request(submissionKey: String, caller: UUID, of authority: AuthorityNumber) async throws -> StoredRequest?
    /// Rows in id order, without their requests and certificates. `requester` selects rows whose caller or requester is that principal.
    func requests(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [RequestSummary]
    /// Only rows with a certificate, in id order, without their requests.
    func certificates(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [CertificateSummary]

    /// What an officer gave a pending request; empty when nobody did.
    func officerEdits(of request: RequestID, of authority: AuthorityNumber) async throws -> OfficerEdits
    /// Requests that an erasure would take and that are not erased yet, in id order.
    func erasable(_ selection: Erasure, at now: Date, after: RequestID?, limit: Int, of authority: AuthorityNumber) async throws
        -> [ErasedRequest]
    /// A revocation that a restored backup took from a published list, as the journal left it; nil when there is none.
    func foreignRevocation(serial: String, of authority: AuthorityNumber) async throws -> ForeignRevocation?

    /// A page of rows in the order of the query, of which nothing is read but its columns. Texts compare without the case of ASCII letters.
    func view(_ query: StoredViewQuery, of authority: AuthorityNumber) async throws -> [StoredViewRow]
    /// How many rows that the query's restrictions leave have each value of a column, in the order of the values; the empty one comes first, and only on the
    /// first page.
    func viewGroups(_ query: StoredViewQuery, by column: StoredViewColumn, of authority: AuthorityNumber) async throws -> [StoredViewGroup]

    /// Entries of a complete list, in the order of `SerialOrder`: certificates of all generations of the key that are revoked from the date or earlier and not yet
    /// expired then. Expired ones stay until one list has shown them, and those that are to be shown after their expiry stay for good.
    /// - Parameters:
    ///   - latest: the newest complete list; nil when there is none.
    ///   - serialNumber: content octets; entries after this one. nil for the first page.
    func revokedCertificates(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList?,
        after serialNumber: [UInt8]?,
        limit: Int
    ) async throws -> [RevokedCertificate]
    /// What such a list shows otherwise than the newest one. The work is proportional to the changes.
    /// - Parameter former: the complete list before the newest, of the same form and no later.
    func revocationListChanges(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList,
        before former: StoredRevocationList
    ) async throws -> RevocationListChanges
    /// The entries of a delta list, in the order of `SerialOrder`: every certificate whose revocation changed or began since a complete list, those that are revoked no
    /// longer with the reason 8. Whether one has expired meanwhile does not matter.
    func revocationListDelta(_ query: RevocationListQuery, since base: StoredRevocationList) async throws -> RevocationListContent
    /// The newest lists of a part, compared with the journal.
    func revocationListState(of part: RevocationListPart) async throws -> RevocationListState
    /// The newest complete lists of a part, in descending order.
    func revocationLists(of part: RevocationListPart, limit: Int) async throws -> [StoredRevocationList]
    /// The newest delta lists of a part, in descending order.
    func deltaLists(of part: RevocationListPart, limit: Int) async throws -> [StoredRevocationList]
    /// The greatest numbers of each partition that has a list, by partition.
    func revocationListNumbers(of key: AuthorityKeyID) async throws -> [Int: RevocationListNumbers]
    /// Lines of the journal of one key after a place, in order.
    func revocationRecords(of key: AuthorityKeyID, after sequence: Int, limit: Int) async throws -> [StoredRevocationRecord]
    /// The signing intents of keys outside this process, in order.
    func signingIntents(of key: AuthorityKeyID) async throws -> [SigningIntent]

    /// The events that wait for a receiver of an authority, in the order in which they happened.
    func exitEvents(for receiver: String, of authority: AuthorityNumber, limit: Int) async throws -> [WaitingExitEvent]
    /// How many events wait for each receiver; receivers without any are not there.
    func exitBacklogs() async throws -> [ExitBacklog]

    /// The exchange certificates of an authority, the newest first; at most sixteen.
    func exchangeCertificates(of authority: AuthorityNumber) async throws -> [StoredExchangeCertificate]
    /// What is known of certificates by their serial numbers in lowercase hexadecimal, in one read. Those that the authority never issued are missing; revocations that
    /// a restored backup took over from a list are there.
    func certificateStatuses(of serials: [String], of authority: AuthorityNumber) async throws -> [String: CertificateStatus]
    /// A number that grows with every change of a certificate's status, where this process learns of all of them before they are acknowledged; nil where others may make
    /// some. The database is not read. What is read from rows after the number is at least as new as it.
    func statusMark() async throws -> Int?
    /// The certificates of all generations of a key that have not expired, in the order of their requests.
    func unexpiredCertificates(of key: AuthorityKeyID, at now: Date, after: RequestID?, limit: Int) async throws -> [CertificateStatus]
    /// The certificates of those who sign OCSP responses for a key, the newest first; at most four.
    func statusSigners(of key: AuthorityKeyID) async throws -> [StoredStatusSigner]

    /// The precertificate of a request; nil when it never had one.
    func precertificate(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredCertificate?
    /// A security module's statement about the key of a request; nil without one, or when nobody wanted one.
    func attestation(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredAttestation?

    /// The newest archived key of a request; nil when there is none.
    func archivedKey(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredArchivedKey?
    /// The acts on the recovery of the key of a request, in order.
    func recoveryActs(of request: RequestID, of authority: AuthorityNumber) async throws -> [StoredRecoveryAct]

    /// Audit rows from `position` on, in order.
    func auditRecords(after position: Int, limit: Int) async throws -> [StoredAuditRecord]
}

extension CAStore {
    /// The complete lists of a key without partitions.
    package func revocationLists(of key: AuthorityKeyID, limit: Int) async throws -> [StoredRevocationList] {
        try await revocationLists(of: RevocationListPart(key: key), limit: limit)
    }

    package func revocationListState(of key: AuthorityKeyID) async throws -> RevocationListState {
        try await revocationListState(of: RevocationListPart(key: key))
    }

    /// The whole content of a complete list, for one that is small.
    package func revocationListContent(_ query: RevocationListQuery) async throws -> RevocationListContent {
        let state = try await revocationListState(of: query.part)
        var entries: [RevokedCertificate] = []
        var page: [RevokedCertificate] = []
        repeat {
            page = try await revokedCertificates(query, since: state.latest, after: page.last?.serialNumber, limit: 1_000)
            entries += page
        } while !page.isEmpty
        return RevocationListContent(entries: entries, coversThrough: state.journalHead, formerNumber: state.number)
    }

    package func revocationListContent(of key: AuthorityKeyID, at date: Date, keepsExpired: Bool) async throws -> RevocationListContent {
        try await revocationListContent(RevocationListQuery(RevocationListPart(key: key), at: date, keepsExpired: keepsExpired))
    }
}
