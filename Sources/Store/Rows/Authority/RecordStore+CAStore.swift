import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

extension RowStore {
    package func commit(_ changes: [CAChange], expecting basis: Basis) async throws {
        let set = ChangeSet(changes: changes, basis: basis)
        try await write(changesRights: set.changesRights) { database, state in try set.apply(to: database, &state) }
    }

    package func reserveRequestID(of authority: AuthorityNumber) async throws -> RequestID {
        RequestID(try await requestIDs.next(of: authority))
    }

    package func rightsEpoch() async throws -> Int { try await snapshot().rightsEpoch }
    package func authorities() async throws -> [StoredAuthority] { try await snapshot().authorities }
    package func templates() async throws -> [CertificateTemplate] { try await snapshot().templates }
    package func template(named name: String) async throws -> CertificateTemplate? { try await snapshot().template(named: name) }
    package func templateVersions(named name: String) async throws -> [TemplateVersion] {
        guard let stored = try await snapshot().template(named: name)?.name else { return [] }
        return try await read { database in try TemplateRows.versions(named: stored, from: database) }
    }

    package func templateAcceptances() async throws -> [TemplateAcceptance] { try await snapshot().acceptances }
    package func templateRetirements() async throws -> [String: TemplateAuthor] { try await snapshot().retirements }
    package func templatePublications() async throws -> Set<TemplatePublication> { try await snapshot().publications }
    package func agentGrants() async throws -> [AgentGrant] { try await snapshot().grants }

    package func request(_ id: RequestID, of authority: AuthorityNumber) async throws -> StoredRequest? {
        guard (1...RequestColumns.largestID).contains(id.rawValue) else { return nil }
        return try await read { database in try RequestRow.row(of: id, authority, from: database) }
    }

    package func request(serial: String, of authority: AuthorityNumber) async throws -> StoredRequest? {
        try await read { database in try RequestRow.row(serial: serial, of: authority, from: database) }
    }

    package func request(certificateSerial: String, issuer: [UInt8]) async throws -> StoredRequest? {
        guard let authorities = try await snapshot().authoritiesByIssuer[issuer] else { return nil }
        return try await read { database in
            for authority in authorities {
                if let row = try RequestRow.row(serial: certificateSerial, of: authority, from: database) { return row }
            }
            return nil
        }
    }

    package func request(submissionKey: String, caller: UUID, of authority: AuthorityNumber) async throws -> StoredRequest? {
        try await read { database in
            var row = try BoundStatement(database, RequestColumns.bySubmissionKey)
            row.bind(authority.rawValue)
            row.bind(caller)
            row.bind(octetsOf: submissionKey)
            return try row.step() ? RequestColumns.request(from: row) : nil
        }
    }

    package func requests(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [RequestSummary] {
        let listing = RequestListing(query: query, requester: requester, authority: authority)
        return try await read { database in try listing.requests(from: database) }
    }

    package func certificates(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [CertificateSummary] {
        let listing = RequestListing(query: query, requester: requester, authority: authority)
        return try await read { database in try listing.certificates(from: database) }
    }

    package func officerEdits(of request: RequestID, of authority: AuthorityNumber) async throws -> OfficerEdits {
        try await read { database in try OfficerRows.edits(of: request, of: authority, from: database) }
    }

    package func erasable(
        _ selection: Erasure,
        at now: Date,
        after: RequestID?,
        limit: Int,
        of authority: AuthorityNumber
    ) async throws -> [ErasedRequest] {
        try await read { database in
            try OfficerRows.erasable(selection, at: now, after: after, limit: limit, of: authority, from: database)
        }
    }

    package func foreignRevocation(serial: String, of authority: AuthorityNumber) async throws -> ForeignRevocation? {
        try await read { database in try RevocationListRow.foreign(serial: serial, of: authority, from: database) }
    }

    package func view(_ query: StoredViewQuery, of authority: AuthorityNumber) async throws -> [StoredViewRow] {
        let statement = ViewStatement(query: query, authority: authority)
        return try await read { database in try statement.rows(from: database) }
    }

    package func viewGroups(
        _ query: StoredViewQuery,
        by column: StoredViewColumn,
        of authority: AuthorityNumber
    ) async throws -> [StoredViewGroup] {
        let statement = ViewStatement(query: query, authority: authority)
        return try await read { database in try statement.groups(by: column, from: database) }
    }

    package func revokedCertificates(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList?,
        after serialNumber: [UInt8]?,
        limit: Int
    ) async throws -> [RevokedCertificate] {
        let serial = serialNumber.map { SerialText.hex(of: $0) } ?? ""
        return try await read { database in
            try RevocationListRow.entries(query, since: latest, after: serial, limit: limit, from: database)
        }
    }

    package func revocationListChanges(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList,
        before former: StoredRevocationList
    ) async throws -> RevocationListChanges {
        try await read { database in try RevocationListRow.changes(query, since: latest, before: former, from: database) }
    }

    package func revocationListDelta(_ query: RevocationListQuery, since base: StoredRevocationList) async throws -> RevocationListContent {
        try await read { database in try RevocationListRow.delta(query, since: base, from: database) }
    }

    package func revocationListState(of part: RevocationListPart) async throws -> RevocationListState {
        try await read { database in try RevocationListRow.state(of: part, from: database) }
    }

    package func revocationLists(of part: RevocationListPart, limit: Int) async throws -> [StoredRevocationList] {
        try await read { database in try RevocationListRow.lists(of: part, limit: limit, from: database) }
    }

    package func deltaLists(of part: RevocationListPart, limit: Int) async throws -> [StoredRevocationList] {
        try await read { database in try RevocationListRow.lists(of: part, isDelta: true, limit: limit, from: database) }
    }

    package func revocationListNumbers(of key: AuthorityKeyID) async throws -> [Int: RevocationListNumbers] {
        try await read { database in try RevocationListRow.numbers(of: key, from: database) }
    }

    package func revocationRecords(of key: AuthorityKeyID, after sequence: Int, limit: Int) async throws -> [StoredRevocationRecord] {
        try await read { database in try RevocationListRow.records(of: key, after: sequence, limit: limit, from: database) }
    }

    package func signingIntents(of key: AuthorityKeyID) async throws -> [SigningIntent] {
        try await read { database in try SigningIntentRow.intents(of: key, from: database) }
    }

    package func exitEvents(for receiver: String, of authority: AuthorityNumber, limit: Int) async throws -> [WaitingExitEvent] {
        try await read { database in try ExitEventRow.events(for: receiver, of: authority, limit: limit, from: database) }
    }

    package func exitBacklogs() async throws -> [ExitBacklog] {
        try await read { database in try ExitEventRow.backlogs(from: database) }
    }

    package func exchangeCertificates(of authority: AuthorityNumber) async throws -> [StoredExchangeCertificate] {
        try await read { database in try ExchangeCertificateRow.newest(of: authority, from: database) }
    }

    package func certificateStatuses(of serials: [String], of authority: AuthorityNumber) async throws -> [String: CertificateStatus] {
        guard !serials.isEmpty else { return [:] }
        return try await read { database in try CertificateStatusRow.statuses(of: serials, of: authority, from: database) }
    }

    package func statusMark() async throws -> Int? { isAlone ? try await snapshot().revocations : nil }

    package func unexpiredCertificates(of key: AuthorityKeyID, at now: Date, after: RequestID?, limit: Int) async throws
        -> [CertificateStatus]
    {
        try await read { database in
            try CertificateStatusRow.unexpired(of: key, at: now, after: after, limit: limit, from: database)
        }
    }

    package func statusSigners(of key: AuthorityKeyID) async throws -> [StoredStatusSigner] {
        try await read { database in try StatusSignerRow.newest(of: key, from: database) }
    }

    package func precertificate(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredCertificate? {
        try await read { database in try PrecertificateRow.precertificate(of: request, of: authority, from: database) }
    }

    package func attestation(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredAttestation? {
        try await read { database in try AttestationRow.attestation(of: request, of: authority, from: database) }
    }

    package func archivedKey(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredArchivedKey? {
        try await read { database in try ArchivedKeyRows.newest(of: request, of: authority, from: database) }
    }

    package func recoveryActs(of request: RequestID, of authority: AuthorityNumber) async throws -> [StoredRecoveryAct] {
        try await read { database in try ArchivedKeyRows.acts(of: request, of: authority, from: database) }
    }

    package func auditRecords(after position: Int, limit: Int) async throws -> [StoredAuditRecord] {
        try await read { database in try AuditRow.records(after: position, limit: limit, from: database) }
    }
}
