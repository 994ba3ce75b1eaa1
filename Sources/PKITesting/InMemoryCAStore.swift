package import CACore
package import CAInterface
package import CertificateTemplates
package import PortableFoundation
package import PKIDirectory
package import PKIFormats

/// A `CAStore` without a database: the same promises, except that nothing survives the process.
package actor InMemoryCAStore: CAStore {
    struct State {
        var authorities: [AuthorityNumber: StoredAuthority] = [:]
        var templates: [String: CertificateTemplate] = [:]
        var versions: [String: [TemplateVersion]] = [:]
        var acceptances: [TemplateAcceptance] = []
        var retirements: [String: TemplateAuthor] = [:]
        var publications: Set<TemplatePublication> = []
        var grants: [AgentGrant] = []
        var requests: [AuthorityNumber: [RequestID: StoredRequest]] = [:]
        var serials: [AuthorityNumber: [String: RequestID]] = [:]
        var lists: [RevocationListPart: [StoredRevocationList]] = [:]
        var journal: [StoredRevocationRecord] = []
        var edits: [OfficerEdits] = []
        var shownAfterExpiry: Set<RequestID> = []
        var foreign: [ForeignRevocation] = []
        var intents: [SigningIntent] = []
        var exchanges: [AuthorityNumber: [StoredExchangeCertificate]] = [:]
        var statusSigners: [AuthorityKeyID: [StoredStatusSigner]] = [:]
        var precertificates: [AuthorityNumber: [RequestID: StoredCertificate]] = [:]
        var attestations: [AuthorityNumber: [RequestID: StoredAttestation]] = [:]
        var archivedKeys: [AuthorityNumber: [RequestID: [StoredArchivedKey]]] = [:]
        var recoveryActs: [AuthorityNumber: [RequestID: [StoredRecoveryAct]]] = [:]
        var audit: [StoredAuditRecord] = []
        var recordLog: RecordLog?
        var recordTiles: [TilePath: [UInt8]] = [:]
        var exit: [WaitingExitEvent] = []
        var lastExit = 0
        var epoch = 0
    }

    private(set) var state = State()
    private var leases: [Lease.Work: Lease] = [:]
    private var elsewhere: Set<Lease.Work> = []
    private var reserved: [AuthorityNumber: Int] = [:]
    private let directory: (any PrincipalSource)?
    private var beforeCommit: (@Sendable (Int) async throws -> Void)?
    private var commits = 0
    private var hasOthers = false

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

    package func templateVersions(named name: String) async throws -> [TemplateVersion] {
        guard let stored = try await template(named: name) else { return [] }
        return state.versions[stored.name.lowercased()] ?? []
    }

    package func templateAcceptances() async throws -> [TemplateAcceptance] {
        state.acceptances.sorted { ($0.template.lowercased(), $0.rule) < ($1.template.lowercased(), $1.rule) }
    }

    package func templateRetirements() async throws -> [String: TemplateAuthor] { state.retirements }
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
        case .requests:
            (state.requests[authority] ?? [:]).values.map {
                ViewCells(
                    $0,
                    attestation: state.attestations[authority]?[$0.id],
                    archived: state.archivedKeys[authority]?[$0.id]?.last
                )
            }
        case .revocationLists: state.lists.filter { $0.key.key.authority == authority }.values.flatMap { $0 }.map(ViewCells.init)
        }
    }

    /// The first page of these rows in the order of their ids.
    package static func viewRows(of rows: [StoredRequest], columns: [StoredViewColumn]) -> [StoredViewRow] {
        ViewCells.page(StoredViewQuery(columns: columns), of: rows.map { ViewCells($0) })
    }

    package func revokedCertificates(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList?,
        after serialNumber: [UInt8]?,
        limit: Int
    ) async throws -> [RevokedCertificate] {
        let entries = try listed(query, since: latest).sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) }
        return Array(entries.filter { entry in serialNumber.map { SerialOrder.isBefore($0, entry.serialNumber) } ?? true }.prefix(limit))
    }

    package func revocationListChanges(
        _ query: RevocationListQuery,
        since latest: StoredRevocationList,
        before former: StoredRevocationList
    ) async throws -> RevocationListChanges {
        let entries = Dictionary(uniqueKeysWithValues: try listed(query, since: latest).map { ($0.serialNumber, $0) })
        let serials = Set(rows(of: query).compactMap { $0.certificate?.serialNumber } + state.foreign.map(\.serialNumber))
        let changes = serials.compactMap { SerialText.octets(of: $0) }.map {
            RevocationListChanges.Change(serialNumber: $0, entry: entries[$0])
        }
        return RevocationListChanges(
            changes: changes.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) },
            coversThrough: state.journal.last?.sequence ?? 0
        )
    }

    package func revocationListDelta(_ query: RevocationListQuery, since base: StoredRevocationList) async throws -> RevocationListContent {
        var serials = Set(lines(of: query).filter { $0.sequence > base.coversThrough }.map(\.record.serialNumber))
        for row in rows(of: query) where row.disposition == .revoked && row.isRevokedAhead {
            guard let when = row.revokedEffectiveWhen, when > base.signedWhen, let serial = row.certificate?.serialNumber else { continue }
            serials.insert(serial)
        }
        var entries: [RevokedCertificate] = []
        for serial in serials {
            guard let octets = SerialText.octets(of: serial) else { continue }
            if let row = rows(of: query).first(where: { $0.certificate?.serialNumber == serial }) {
                if row.disposition != .revoked {
                    let line = state.journal.last { $0.record.request == row.id && $0.record.key == query.part.key }
                    entries.append(RevokedCertificate(serialNumber: octets, when: line?.record.when ?? query.date, reason: 8))
                } else if let when = row.revokedEffectiveWhen ?? row.revokedWhen, !row.isRevocationAhead(at: query.date) {
                    entries.append(RevokedCertificate(serialNumber: octets, when: min(when, query.date), reason: row.revokedReason ?? 0))
                }
            } else if let taken = foreign(serial, of: query.part.key.authority) {
                entries.append(RevokedCertificate(serialNumber: octets, when: taken.when, reason: taken.reason))
            }
        }
        return RevocationListContent(
            entries: entries.sorted { SerialOrder.isBefore($0.serialNumber, $1.serialNumber) },
            coversThrough: state.journal.last?.sequence ?? 0,
            formerNumber: state.lists[query.part]?.last?.number ?? 0
        )
    }

    /// The rows with certificates of the part.
    private func rows(of query: RevocationListQuery) -> [StoredRequest] {
        let key = query.part.key
        let generations = (state.authorities[key.authority]?.generations ?? []).filter { $0.keyIndex == key.index }.map(\.index)
        return (state.requests[key.authority] ?? [:]).values.filter { row in
            guard let certificate = row.certificate, generations.contains(certificate.generation) else { return false }
            return query.isOfWholeKey || certificate.partition == query.part.partition
        }
    }

    private func lines(of query: RevocationListQuery) -> [StoredRevocationRecord] {
        state.journal.filter { $0.record.key == query.part.key && (query.isOfWholeKey || $0.record.shard == query.part.partition) }
    }

    private func listed(_ query: RevocationListQuery, since latest: StoredRevocationList?) throws -> [RevokedCertificate] {
        let (key, date) = (query.part.key, query.date)
        let shown = latest?.thisUpdate ?? .distantPast
        let unshown = Set(state.journal.filter { $0.sequence > latest?.coversThrough ?? 0 }.map(\.record.request))
        var entries: [RevokedCertificate] = rows(of: query).compactMap { row in
            guard row.disposition == .revoked, let certificate = row.certificate, !row.isRevocationAhead(at: date),
                let octets = SerialText.octets(of: certificate.serialNumber),
                query.keepsExpired || certificate.notAfter >= min(date, shown) || unshown.contains(row.id)
                    || state.shownAfterExpiry.contains(row.id)
            else {
                return nil
            }
            let when = min(row.revokedEffectiveWhen ?? date, date)
            return RevokedCertificate(serialNumber: octets, when: when, reason: row.revokedReason ?? 0)
        }
        let taken = state.foreign.filter {
            $0.key == key && state.serials[key.authority]?[$0.serialNumber] == nil
                && (query.isOfWholeKey || $0.partition == query.part.partition)
        }
        entries += taken.compactMap { taken in
            guard let now = foreign(taken.serialNumber, of: key.authority), now.reason != CRLReason.removeFromCRL.rawValue,
                let octets = SerialText.octets(of: now.serialNumber)
            else { return nil }
            return RevokedCertificate(serialNumber: octets, when: now.when, reason: now.reason)
        }
        return entries
    }

    package func revocationListState(of part: RevocationListPart) async throws -> RevocationListState {
        let lists = state.lists[part] ?? []
        let (latest, delta) = (lists.last { !$0.isDelta }, lists.last { $0.isDelta })
        let covered = latest?.coversThrough ?? 0
        let uncovered = state.journal.filter { $0.record.key == part.key && $0.record.shard == part.partition && $0.sequence > covered }
        let generations = (state.authorities[part.key.authority]?.generations ?? []).filter { $0.keyIndex == part.key.index }.map(\.index)
        let effective = (state.requests[part.key.authority] ?? [:]).values.filter { row in
            row.disposition == .revoked && row.isRevokedAhead && generations.contains(row.certificate?.generation ?? -1)
                && row.certificate?.partition == part.partition
        }.compactMap(\.revokedEffectiveWhen)
        return RevocationListState(
            latest: latest,
            delta: delta,
            uncovered: uncovered.count,
            uncoveredByBoth: uncovered.count { $0.sequence > max(covered, delta?.coversThrough ?? 0) },
            journalHead: max(state.journal.last?.sequence ?? 0, covered),
            nextEffective: effective.filter { $0 > latest?.signedWhen ?? .distantFuture }.min(),
            nextEffectiveForBoth: effective.filter { $0 > lists.last?.signedWhen ?? .distantFuture }.min()
        )
    }

    package func deltaLists(of part: RevocationListPart, limit: Int) async throws -> [StoredRevocationList] {
        Array((state.lists[part] ?? []).filter(\.isDelta).reversed().prefix(limit))
    }

    package func revocationListNumbers(of key: AuthorityKeyID) async throws -> [Int: RevocationListNumbers] {
        Dictionary(
            uniqueKeysWithValues: state.lists.filter { $0.key.key == key }.map { part, lists in
                let (latest, delta) = (lists.last { !$0.isDelta }, lists.last { $0.isDelta })
                return (part.partition, RevocationListNumbers(complete: latest?.number ?? 0, delta: delta?.number ?? 0))
            }
        )
    }

    package func officerEdits(of request: RequestID, of authority: AuthorityNumber) async throws -> OfficerEdits {
        state.edits.first { $0.request == request && $0.authority == authority } ?? OfficerEdits(authority: authority, request: request)
    }

    package func erasable(
        _ selection: Erasure,
        at now: Date,
        after: RequestID?,
        limit: Int,
        of authority: AuthorityNumber
    ) async throws -> [ErasedRequest] {
        var isOfAttributes = false
        if case .attributes = selection { isOfAttributes = true }
        let rows = (state.requests[authority] ?? [:]).values.sorted { $0.id < $1.id }.filter { row in
            guard isOfAttributes ? !row.attributes.isEmpty : !row.isErased, row.id > after ?? RequestID(0) else { return false }
            return switch selection {
            case .expired(let date): Self.isExpired(row, before: min(date, now))
            case .failed(let date): Self.isFailed(row) && row.resolvedWhen ?? row.submittedWhen < min(date, now)
            case .request(let id), .attributes(let id): row.id == id && (Self.isFailed(row) || Self.isExpired(row, before: now))
            }
        }
        return rows.prefix(limit).map {
            ErasedRequest(authority: authority, request: $0.id, revision: $0.revision + 1, when: now, isOfAttributes: isOfAttributes)
        }
    }

    private static func isFailed(_ row: StoredRequest) -> Bool { row.disposition == .denied || row.disposition == .error }

    private static func isExpired(_ row: StoredRequest, before date: Date) -> Bool {
        row.disposition == .issued && (row.certificate?.notAfter).map { $0 < date } ?? false
    }

    /// Puts a revocation there as a restored backup takes it from a published list.
    package func takeOver(_ foreign: ForeignRevocation) { state.foreign.append(foreign) }

    package func foreignRevocation(serial: String, of authority: AuthorityNumber) async throws -> ForeignRevocation? {
        foreign(serial, of: authority)
    }

    func foreign(_ serial: String, of authority: AuthorityNumber) -> ForeignRevocation? {
        guard let taken = state.foreign.first(where: { $0.serialNumber == serial && $0.key.authority == authority }) else { return nil }
        let lines = state.journal.map(\.record).filter { $0.request == ForeignRevocation.request && $0.key.authority == authority }
        return ForeignRevocation(
            key: taken.key,
            serialNumber: serial,
            when: taken.when,
            reason: lines.last { $0.serialNumber == serial }?.reason ?? taken.reason,
            changes: lines.count,
            partition: taken.partition
        )
    }

    package func revocationLists(of part: RevocationListPart, limit: Int) async throws -> [StoredRevocationList] {
        Array((state.lists[part] ?? []).filter { !$0.isDelta }.reversed().prefix(limit))
    }

    package func revocationRecords(of key: AuthorityKeyID, after sequence: Int, limit: Int) async throws -> [StoredRevocationRecord] {
        Array(state.journal.filter { $0.record.key == key && $0.sequence > sequence }.prefix(limit))
    }

    package func signingIntents(of key: AuthorityKeyID) async throws -> [SigningIntent] { state.intents.filter { $0.key == key } }

    package func exitEvents(for receiver: String, of authority: AuthorityNumber, limit: Int) async throws -> [WaitingExitEvent] {
        Array(state.exit.filter { $0.receiver == receiver && $0.event.authority == authority }.prefix(limit))
    }

    package func exitBacklogs() async throws -> [ExitBacklog] {
        let groups = Dictionary(grouping: state.exit) { [String($0.event.authority.rawValue), $0.receiver] }
        return groups.values.compactMap { waiting in
            waiting.first.map {
                ExitBacklog(
                    authority: $0.event.authority,
                    receiver: $0.receiver,
                    count: waiting.count,
                    oldest: waiting.map(\.event.when).min() ?? $0.event.when
                )
            }
        }.sorted { ($0.authority.rawValue, $0.receiver) < ($1.authority.rawValue, $1.receiver) }
    }

    package func statusMark() async throws -> Int? { hasOthers ? nil : state.journal.count }

    /// Acts as a store that several processes share.
    package func setOthers(_ hasOthers: Bool) { self.hasOthers = hasOthers }

    package func statusSigners(of key: AuthorityKeyID) async throws -> [StoredStatusSigner] {
        Array((state.statusSigners[key] ?? []).reversed().prefix(4))
    }

    package func exchangeCertificates(of authority: AuthorityNumber) async throws -> [StoredExchangeCertificate] {
        Array((state.exchanges[authority] ?? []).reversed().prefix(16))
    }

    package func precertificate(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredCertificate? {
        state.precertificates[authority]?[request]
    }

    package func attestation(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredAttestation? {
        state.attestations[authority]?[request]
    }

    package func archivedKey(of request: RequestID, of authority: AuthorityNumber) async throws -> StoredArchivedKey? {
        state.archivedKeys[authority]?[request]?.last
    }

    package func recoveryActs(of request: RequestID, of authority: AuthorityNumber) async throws -> [StoredRecoveryAct] {
        state.recoveryActs[authority]?[request] ?? []
    }

    package func auditRecords(after position: Int, limit: Int) async throws -> [StoredAuditRecord] {
        Array(state.audit.drop { $0.position <= position }.prefix(limit))
    }

    package func recordLog() async throws -> RecordLog? { state.recordLog }

    package func recordTile(_ path: TilePath) async throws -> [UInt8]? {
        state.recordTiles[TilePath(path.content, index: path.index)].flatMap { RecordTile.cut($0, to: path) }
    }

    package func recordEnd() async throws -> Int { state.audit.count }

    /// Changes what was stored, as somebody with the database in hand can.
    package func alterRecord(_ change: @Sendable (inout [StoredAuditRecord], inout RecordLog?) -> Void) {
        var (audit, log) = (state.audit, state.recordLog)
        change(&audit, &log)
        (state.audit, state.recordLog) = (audit, log)
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
        if let read = basis.revocationList, (state.lists[read.part]?.last?.number ?? 0) != read.number {
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
        case .templateSaved(let template, let author):
            guard state.retirements[template.name.lowercased()] == nil else { throw .refused("the template is retired") }
            guard !state.templates.values.contains(where: { $0.oid == template.oid && $0.name.lowercased() != template.name.lowercased() })
            else { throw .refused("the OID is another template's") }
            let old = state.templates[template.name.lowercased()]?.version ?? 0
            guard template.version == old + 1 else { throw .moved("the template \(template.name)") }
            state.templates[template.name.lowercased()] = template
            state.versions[template.name.lowercased(), default: []].append(TemplateVersion(template: template, author: author))
            state.epoch += 1
        case .templateRuleAccepted(let acceptance):
            state.acceptances.removeAll { $0.rule == acceptance.rule && $0.template.lowercased() == acceptance.template.lowercased() }
            state.acceptances.append(acceptance)
            state.epoch += 1
        case .templateAcceptanceWithdrawn(let template, let rule):
            state.acceptances.removeAll { $0.rule == rule && $0.template.lowercased() == template.lowercased() }
            state.epoch += 1
        case .templateRetired(let name, let author):
            guard state.templates[name.lowercased()] != nil else { throw .refused("no such template") }
            guard state.retirements[name.lowercased()] == nil else { throw .moved("the template \(name)") }
            state.retirements[name.lowercased()] = author
            state.epoch += 1
        case .agentGrantRemoved(let grant):
            state.grants.removeAll { $0.replaces(grant) }
            state.epoch += 1
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
            state.grants.removeAll { $0.replaces(grant) }
            state.grants.append(grant)
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
            let former = state.lists[list.part]?.last
            let isBesideBase = list.isDelta && former.map { $0.number == list.number && !$0.isDelta } ?? false
            guard list.number > former?.number ?? 0 || isBesideBase else { throw .refused("CRL numbers only grow") }
            state.lists[list.part, default: []].append(list)
        case .officerEdited(let edits):
            state.edits.removeAll { $0.request == edits.request && $0.authority == edits.authority }
            state.edits.append(edits)
        case .requestErased(let erased):
            guard let row = state.requests[erased.authority]?[erased.request], row.revision == erased.revision - 1,
                isFailed(row) || isExpired(row, before: erased.when)
            else { throw .moved("the request \(erased.request)") }
            if erased.isOfAttributes {
                var left = row
                left.revision += 1
                left.attributes = []
                state.requests[erased.authority]?[erased.request] = left
                for place in state.edits.indices
                where state.edits[place].request == erased.request
                    && state.edits[place].authority == erased.authority
                {
                    state.edits[place].attributes = []
                }
                return
            }
            state.requests[erased.authority]?[erased.request] = row.erased
            state.edits.removeAll { $0.request == erased.request && $0.authority == erased.authority }
        case .shownAfterExpiry(_, let request, let isShown):
            if isShown { state.shownAfterExpiry.insert(request) } else { state.shownAfterExpiry.remove(request) }
        case .revocationRecorded(let record):
            let isTaken = state.journal.contains { line in
                line.record.request == record.request && line.record.revision == record.revision
                    && line.record.key.authority == record.key.authority
            }
            guard !isTaken || record.request != ForeignRevocation.request else { throw .moved("the journal") }
            state.journal.append(StoredRevocationRecord(sequence: state.journal.count + 1, record: record))
        case .revocationTakenOver(let foreign):
            guard state.authorities[foreign.key.authority] != nil else { throw .refused("no such authority") }
            guard !state.foreign.contains(where: { $0.key == foreign.key && $0.serialNumber == foreign.serialNumber }) else { return }
            state.foreign.append(foreign)
        case .signingIntended(let intent): state.intents.append(intent)
        case .exitRaised(let event, let receivers):
            for receiver in receivers {
                state.lastExit += 1
                state.exit.append(WaitingExitEvent(sequence: state.lastExit, receiver: receiver, event: event))
            }
        case .exitDelivered(let sequence): state.exit.removeAll { $0.sequence == sequence }
        case .exitDropped(let authority, let receiver):
            state.exit.removeAll { $0.event.authority == authority && $0.receiver == receiver }
        case .exchangeCertificateIssued(let exchange):
            guard exchange.index == state.exchanges[exchange.authority, default: []].count else {
                throw .moved("the exchange certificate \(exchange.index)")
            }
            guard state.requests[exchange.authority]?[exchange.request] != nil else { throw .refused("no such request") }
            state.exchanges[exchange.authority, default: []].append(exchange)
        case .statusSignerIssued(let signer):
            guard signer.index == state.statusSigners[signer.key, default: []].count else {
                throw .moved("the OCSP signer \(signer.index)")
            }
            guard state.requests[signer.key.authority]?[signer.request] != nil else { throw .refused("no such request") }
            state.statusSigners[signer.key, default: []].append(signer)
        case .precertificateSigned(let precertificate):
            let others = state.precertificates[precertificate.authority] ?? [:]
            guard !others.values.contains(where: { $0.serialNumber == precertificate.certificate.serialNumber }) else {
                throw .serialNumberUsed
            }
            guard state.requests[precertificate.authority]?[precertificate.request] != nil, others[precertificate.request] == nil else {
                throw .refused("no such request, or it has a precertificate")
            }
            state.precertificates[precertificate.authority, default: [:]][precertificate.request] = precertificate.certificate
        case .keyAttested(let attestation):
            guard state.requests[attestation.authority]?[attestation.request] != nil,
                state.attestations[attestation.authority]?[attestation.request] == nil
            else { throw .refused("no such request, or its key is attested") }
            state.attestations[attestation.authority, default: [:]][attestation.request] = attestation
        case .keyArchived(let key):
            guard state.requests[key.authority]?[key.request] != nil else { throw .refused("no such request") }
            guard key.index == state.archivedKeys[key.authority]?[key.request]?.count ?? 0 else { throw .moved("the archived key") }
            state.archivedKeys[key.authority, default: [:]][key.request, default: []].append(key)
        case .keyRecoveryActed(let act):
            guard state.archivedKeys[act.authority]?[act.request] != nil else { throw .refused("no archived key") }
            guard act.sequence == state.recoveryActs[act.authority]?[act.request]?.count ?? 0 else { throw .moved("the recovery") }
            state.recoveryActs[act.authority, default: [:]][act.request, default: []].append(act)
        case .recordLogStored(let log, let former):
            let stored = state.recordLog
            guard stored?.generation == former?.generation, stored?.size == former?.size, stored?.root == former?.root else {
                throw .moved("the record's log")
            }
            if let stored, log.size < stored.size || log.size == stored.size && log.root != stored.root {
                throw .refused("the log of the record only grows")
            }
            state.recordLog = log
            if let stored, stored.generation == log.generation {
                state.recordLog?.published = stored.published
                state.recordLog?.publishedSize = stored.publishedSize
            }
        case .recordTileStored(let tile):
            state.recordTiles[TilePath(tile.content, index: tile.index)] = tile.bytes
        case .recordLogPublished(let generation, let size, let note):
            guard let log = state.recordLog, log.generation == generation, (log.publishedSize...log.size).contains(size) else {
                throw .moved("the record's log")
            }
            state.recordLog?.published = note
            state.recordLog?.publishedSize = size
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

extension StoredRequest {
    /// The row without what it brought, at its next revision.
    fileprivate var erased: StoredRequest {
        StoredRequest(
            authority: authority,
            id: id,
            revision: revision + 1,
            rawRequest: [],
            requestType: requestType,
            requestFlags: requestFlags,
            rawAttributes: "",
            attributes: [],
            disposition: disposition,
            statusCode: statusCode,
            message: "",
            submittedWhen: submittedWhen,
            resolvedWhen: resolvedWhen,
            requesterName: requesterName,
            requester: requester,
            callerName: callerName,
            caller: caller,
            door: door,
            remoteAddress: remoteAddress,
            correlationID: correlationID,
            submissionKey: submissionKey,
            templateName: templateName,
            templateVersion: templateVersion,
            rawName: rawName,
            officer: officer,
            certificate: certificate
        )
    }
}
