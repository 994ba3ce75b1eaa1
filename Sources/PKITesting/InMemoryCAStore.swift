package import CACore
package import CAInterface
package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory
import PKIFormats

/// A `CAStore` without a database: the same promises, except that nothing survives the process.
package actor InMemoryCAStore: CAStore {
    private struct State {
        var authorities: [AuthorityNumber: StoredAuthority] = [:]
        var templates: [String: CertificateTemplate] = [:]
        var publications: Set<TemplatePublication> = []
        var grants: [AgentGrant] = []
        var requests: [AuthorityNumber: [RequestID: StoredRequest]] = [:]
        var serials: [AuthorityNumber: [String: RequestID]] = [:]
        var lists: [AuthorityKeyID: [StoredRevocationList]] = [:]
        var journal: [StoredRevocationRecord] = []
        var intents: [SigningIntent] = []
        var exchanges: [AuthorityNumber: [StoredExchangeCertificate]] = [:]
        var precertificates: [AuthorityNumber: [RequestID: StoredCertificate]] = [:]
        var audit: [StoredAuditRecord] = []
        var epoch = 0
    }

    private var state = State()
    private var leases: [Lease.Work: Lease] = [:]
    private var elsewhere: Set<Lease.Work> = []
    private var reserved: [AuthorityNumber: Int] = [:]
    private let directory: (any PrincipalSource)?
    private var beforeCommit: (@Sendable (Int) async throws -> Void)?
    private var commits = 0

    /// - Parameter directory: a directory whose changes also raise the rights epoch, as when both are in one database.
    package init(directory: (any PrincipalSource)? = nil) { self.directory = directory }

    /// Runs before every commit with the number of the commit, from 1. A test can let something move in between.
    package func onCommit(_ action: (@Sendable (Int) async throws -> Void)?) { beforeCommit = action }

    package func commit(_ changes: [CAChange], expecting basis: Basis) async throws {
        commits += 1
        try await beforeCommit?(commits)
        let directoryEpoch = try await directory?.rightsEpoch() ?? 0
        // From here on nothing is awaited, so that all changes or none are made.
        try check(basis, epoch: state.epoch + directoryEpoch)
        var next = state
        for change in changes { try Self.apply(change, to: &next) }
        state = next
    }

    package func reserveRequestID(of authority: AuthorityNumber) async throws -> RequestID {
        let highest = state.requests[authority]?.keys.max()?.rawValue ?? 0
        let id = max(highest, reserved[authority] ?? 0) + 1
        reserved[authority] = id
        return RequestID(id)
    }

    package func lease(for work: Lease.Work) async throws -> Lease? {
        if elsewhere.contains(work) { return nil }
        if let held = leases[work] { return held }
        let lease = Lease(work: work, fence: 1)
        leases[work] = lease
        return lease
    }

    /// Acts as if another process had taken the lease, and as if it had gone.
    package func setLease(for work: Lease.Work, isElsewhere: Bool) {
        if isElsewhere { elsewhere.insert(work) } else { elsewhere.remove(work) }
        leases[work] = Lease(work: work, fence: (leases[work]?.fence ?? 0) + 1)
    }

    package func rightsEpoch() async throws -> Int { state.epoch + (try await directory?.rightsEpoch() ?? 0) }
    package func authorities() async throws -> [StoredAuthority] {
        state.authorities.values.sorted { $0.number.rawValue < $1.number.rawValue }
    }
    package func templates() async throws -> [CertificateTemplate] { state.templates.values.sorted { $0.name < $1.name } }

    package func template(named name: String) async throws -> CertificateTemplate? {
        state.templates[name.lowercased()] ?? state.templates.values.first { $0.oid.dotted == name }
    }

    package func templatePublications() async throws -> Set<TemplatePublication> { state.publications }
    package func agentGrants() async throws -> [AgentGrant] { state.grants }
    package func request(_ id: RequestID, of authority: AuthorityNumber) async throws -> StoredRequest? { state.requests[authority]?[id] }

    package func request(serial: String, of authority: AuthorityNumber) async throws -> StoredRequest? {
        state.serials[authority]?[serial].flatMap { state.requests[authority]?[$0] }
    }

    package func request(certificateSerial: String, issuer: [UInt8]) async throws -> StoredRequest? {
        for (number, authority) in state.authorities {
            guard let row = try await request(serial: certificateSerial, of: number), let generation = row.certificate?.generation,
                let certificate = authority.generations.first(where: { $0.index == generation })?.certificate,
                try Certificate(derEncoded: certificate).subject.derEncoded == issuer
            else { continue }
            return row
        }
        return nil
    }

    package func request(submissionKey: String, caller: UUID, of authority: AuthorityNumber) async throws -> StoredRequest? {
        state.requests[authority]?.values.first { $0.submissionKey == submissionKey && $0.caller == caller }
    }

    package func requests(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [RequestSummary] {
        Array(rows(query, requester: requester, of: authority).map(RequestSummary.init).prefix(query.limit))
    }

    private func rows(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) -> [StoredRequest] {
        (state.requests[authority] ?? [:]).values.sorted { $0.id < $1.id }.filter { row in
            (query.after.map { row.id > $0 } ?? true) && (query.disposition == nil || row.disposition == query.disposition)
                && (requester == nil || row.caller == requester || row.requester == requester)
        }
    }

    package func certificates(_ query: RecordQuery, requester: UUID?, of authority: AuthorityNumber) async throws -> [CertificateSummary] {
        Array(rows(query, requester: requester, of: authority).compactMap(CertificateSummary.init).prefix(query.limit))
    }

    package func view(_ query: StoredViewQuery, of authority: AuthorityNumber) async throws -> [StoredViewRow] {
        ViewCells.page(query, of: viewCells(query.table, of: authority))
    }

    package func viewGroups(
        _ query: StoredViewQuery,
        by column: StoredViewColumn,
        of authority: AuthorityNumber
    ) async throws -> [StoredViewGroup] {
        ViewCells.groups(query, by: column, of: viewCells(query.table, of: authority))
    }

    private func viewCells(_ table: StoredViewQuery.Table, of authority: AuthorityNumber) -> [ViewCells] {
        switch table {
        case .requests: (state.requests[authority] ?? [:]).values.map(ViewCells.init)
        case .revocationLists: state.lists.filter { $0.key.authority == authority }.values.flatMap { $0 }.map(ViewCells.init)
        }
    }

    /// The first page of these rows in the order of their ids.
    package static func viewRows(of rows: [StoredRequest], columns: [StoredViewColumn]) -> [StoredViewRow] {
        ViewCells.page(StoredViewQuery(columns: columns), of: rows.map(ViewCells.init))
    }

    package func revocationListContent(of key: AuthorityKeyID, at date: Date) async throws -> RevocationListContent {
        let known = try await revocationListState(of: key)
        let shown = known.latest?.thisUpdate ?? .distantPast
        let unshown = Set(state.journal.filter { $0.sequence > known.latest?.coversThrough ?? 0 }.map(\.record.request))
        let generations = (state.authorities[key.authority]?.generations ?? []).filter { $0.keyIndex == key.index }.map(\.index)
        let entries: [RevokedCertificate] = try (state.requests[key.authority] ?? [:]).values.sorted { $0.id < $1.id }.compactMap { row in
            guard row.disposition == .revoked, let certificate = row.certificate, generations.contains(certificate.generation),
                certificate.notAfter >= min(date, shown) || unshown.contains(row.id)
            else {
                return nil
            }
            return RevokedCertificate(
                serialNumber: try Hex.decode(certificate.serialNumber),
                when: row.revokedEffectiveWhen ?? date,
                reason: row.revokedReason ?? 0
            )
        }
        return RevocationListContent(entries: entries, coversThrough: known.journalHead, formerNumber: known.latest?.number ?? 0)
    }

    package func revocationListState(of key: AuthorityKeyID) async throws -> RevocationListState {
        let latest = state.lists[key]?.last
        let uncovered = state.journal.filter { $0.record.key == key && $0.sequence > latest?.coversThrough ?? 0 }
        return RevocationListState(
            latest: latest,
            uncovered: uncovered.count,
            journalHead: uncovered.last?.sequence ?? latest?.coversThrough ?? 0
        )
    }

    package func revocationLists(of key: AuthorityKeyID, limit: Int) async throws -> [StoredRevocationList] {
        Array((state.lists[key] ?? []).reversed().prefix(limit))
    }

    package func revocationRecords(of key: AuthorityKeyID, after sequence: Int, limit: Int) async throws -> [StoredRevocationRecord] {
        Array(state.journal.filter { $0.record.key == key && $0.sequence > sequence }.prefix(limit))
    }

    package func signingIntents(of key: AuthorityKeyID) async throws -> [SigningIntent] { state.intents.filter { $0.key == key } }

    package func exchangeCertificates(of authority: AuthorityNumber) async throws -> [StoredExchangeCertificate] {
        Array((state.exchanges[authority] ?? []).reversed().prefix(16))
    }

    package func precertificate(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredCertificate? {
        state.precertificates[authority]?[request]
    }

    package func auditRecords(after position: Int, limit: Int) async throws -> [StoredAuditRecord] {
        Array(state.audit.drop { $0.position <= position }.prefix(limit))
    }

    private func check(_ basis: Basis, epoch: Int) throws(CommitError) {
        if let request = basis.request, state.requests[request.authority]?[request.request]?.revision != request.revision {
            throw .moved("the request \(request.request)")
        }
        if let name = basis.templateName, state.templates[name.lowercased()]?.version != basis.templateVersion {
            throw .moved("the template \(name)")
        }
        if let wanted = basis.rightsEpoch, wanted != epoch { throw .moved("rights") }
        if let authority = basis.authority, state.authorities[authority]?.revision != basis.authorityRevision {
            throw .moved("the authority")
        }
        if let read = basis.revocationList, (state.lists[read.key]?.last?.number ?? 0) != read.number {
            throw .moved("the newest CRL")
        }
        if let lease = basis.lease, leases[lease.work] != lease { throw .moved("the lease") }
    }

    private static func apply(_ change: CAChange, to state: inout State) throws(CommitError) {
        switch change {
        case .authorityCreated(let authority):
            guard state.authorities[authority.number] == nil else { throw .refused("the authority exists") }
            state.authorities[authority.number] = authority
            state.epoch += 1
        case .authorityUpdated(let authority):
            guard let old = state.authorities[authority.number], authority.revision == old.revision + 1 else {
                throw .moved("the authority")
            }
            state.authorities[authority.number] = authority
            state.epoch += 1
        case .templateSaved(let template):
            let old = state.templates[template.name.lowercased()]?.version ?? 0
            guard template.version == old + 1 else { throw .moved("the template \(template.name)") }
            state.templates[template.name.lowercased()] = template
        case .templatePublished(let publication):
            guard state.authorities[publication.authority] != nil, state.templates[publication.template.lowercased()] != nil else {
                throw .refused("no such authority or template")
            }
            state.publications.insert(publication)
            state.epoch += 1
        case .templateWithdrawn(let publication):
            state.publications.remove(publication)
            state.epoch += 1
        case .agentGranted(let grant):
            if !state.grants.contains(grant) { state.grants.append(grant) }
            state.epoch += 1
        case .requestReceived(let row):
            let rows = state.requests[row.authority] ?? [:]
            guard rows[row.id] == nil, row.revision == 1 else { throw .refused("the request id is taken") }
            if let key = row.submissionKey, let earlier = rows.values.first(where: { $0.submissionKey == key && $0.caller == row.caller }) {
                throw .submissionKeyUsed(earlier.id)
            }
            try put(row, into: &state)
        case .requestUpdated(let row):
            guard let old = state.requests[row.authority]?[row.id], row.revision == old.revision + 1 else {
                throw .moved("the request \(row.id)")
            }
            try put(row, into: &state)
        case .revocationListSigned(let list):
            guard list.number > state.lists[list.key]?.last?.number ?? 0 else { throw .refused("CRL numbers only grow") }
            state.lists[list.key, default: []].append(list)
        case .revocationRecorded(let record):
            state.journal.append(StoredRevocationRecord(sequence: state.journal.count + 1, record: record))
        case .signingIntended(let intent): state.intents.append(intent)
        case .exchangeCertificateIssued(let exchange):
            guard exchange.index == state.exchanges[exchange.authority, default: []].count else {
                throw .moved("the exchange certificate \(exchange.index)")
            }
            guard state.requests[exchange.authority]?[exchange.request] != nil else { throw .refused("no such request") }
            state.exchanges[exchange.authority, default: []].append(exchange)
        case .precertificateSigned(let precertificate):
            let others = state.precertificates[precertificate.authority] ?? [:]
            guard !others.values.contains(where: { $0.serialNumber == precertificate.certificate.serialNumber }) else {
                throw .serialNumberUsed
            }
            guard state.requests[precertificate.authority]?[precertificate.request] != nil, others[precertificate.request] == nil else {
                throw .refused("no such request, or it has a precertificate")
            }
            state.precertificates[precertificate.authority, default: [:]][precertificate.request] = precertificate.certificate
        case .audited(let record):
            state.audit.append(StoredAuditRecord(position: state.audit.count + 1, record: record))
        }
    }

    private static func put(_ row: StoredRequest, into state: inout State) throws(CommitError) {
        if row.disposition == .revoked || state.requests[row.authority]?[row.id]?.disposition == .revoked {
            let isRecorded = state.journal.contains {
                $0.record.request == row.id && $0.record.key.authority == row.authority && $0.record.revision == row.revision
            }
            guard isRecorded else { throw .refused("a revocation is in the journal before it is in its row") }
        }
        if let serial = row.certificate?.serialNumber {
            if let other = state.serials[row.authority]?[serial], other != row.id { throw .serialNumberUsed }
            state.serials[row.authority, default: [:]][serial] = row.id
        }
        state.requests[row.authority, default: [:]][row.id] = row
    }
}
