package import CACore
import CAInterface
import CertificateTemplates
import PortableFoundation
import PKIDirectory
import PKIFormats

/// A backend of `CAStore` under test: makes an empty store, closes it and opens it again.
package struct CAStoreBackend: Sendable {
    package let make: @Sendable () async throws -> any CAStore
    package let reopen: @Sendable (any CAStore) async throws -> any CAStore

    package init(
        make: @escaping @Sendable () async throws -> any CAStore,
        reopen: @escaping @Sendable (any CAStore) async throws -> any CAStore
    ) {
        self.make = make
        self.reopen = reopen
    }
}

/// The promises of every `CAStore`, one case each. A test per backend runs them all: `try await promise.check(on: backend)`.
package enum CAStorePromise: String, CaseIterable, Sendable {
    case rowsComeBackAsWritten = "a row comes back as it was written, by id, serial, certificate and submission key"
    case requestRevisionConflicts = "a row changed meanwhile is not overwritten"
    case basisRequestConflicts = "a decision that read an older revision of a request is refused"
    case templateVersionConflicts = "a decision made with an older template version is refused"
    case rightsEpochConflicts = "a right changed meanwhile makes the caller decide again"
    case authoritiesGrow = "an authority gets keys, generations and cross certificates, and what it waits for is kept"
    case authoritiesStandAlone = "an authority that issues may have none above it here, and no key yet"
    case authorityRevisionConflicts = "an authority changed meanwhile makes the caller decide again"
    case serialNumbersAreUnique = "no serial number is stored twice"
    case submissionKeysAreUnique = "a repeated submission key names the first request"
    case badChangeSetFailsAlone = "a refused change-set stores nothing, leaves no audit row and harms no other"
    case submissionsDoNotConflict = "200 submissions at once all succeed"
    case idsAreNeverReused = "request ids are never given twice, also after reopening"
    case commitsAreDurable = "committed rows are there after reopening"
    case revocationListNumbersGrow = "a CRL number never shrinks or repeats"
    case revocationListConflicts = "of two CRLs with the same predecessor, only one is stored"
    case leasesAreFenced = "a lease is granted with a number, kept, and part of the basis"
    case deltasShareTheNumbers = "complete lists and deltas of a part have one numbering, apart from other partitions"
    case deltasShowTheChanges = "a delta shows what changed or began since its complete list, releases and expired ones too"
    case partitionsAreApart = "each partition has its certificates, and the whole list those of all"
    case changesMakeTheNextList = "the former list with its changes is the list that the rows make"
    case revokedEntriesFollowTheList = "a revoked certificate is listed until a CRL after its expiry has shown it"
    case revocationsStandInTheJournal = "a revocation or release is stored only with its line of the journal, in order"
    case listsCoverTheJournal = "a list says through which line of the journal it shows everything"
    case revocationsCountBehindTheClock =
        "a revocation without a later time is on lists and in the status, also where the clock is behind it"
    case futureRevocationsWait = "a revocation that lies ahead is listed from its beginning, which makes a list due"
    case expiredEntriesMayStay = "a revoked certificate that is to be shown after its expiry stays listed"
    case officerEditsAreKept = "what an officer gave a request comes back as it was written, the newest alone"
    case erasureLeavesRows = "what denied, failed and expired requests brought goes, and their rows and keys stay"
    case intentsAreKept = "the bytes that an outside key will sign come back as they were written, in order"
    case exitEventsWait = "an exit event waits for each receiver until it is delivered, in order and after reopening"
    case auditRowsStandInOrder = "audit rows have the order of their commits, without gaps"
    case pagesAreOrdered = "lists are in id order, filtered, limited and continued"
    case viewsRestrict = "a view shows the wanted columns of the rows that meet every restriction, of one authority"
    case viewsContinue = "a sorted view goes on behind its last row, also among equal values and while rows come in"
    case viewsCount = "a view counts rows by value, and by day"
    case templateStatesAreKept = "versions, authors, acceptances, retirements and grants come back, also after reopening"
    case exchangeCertificatesAreCounted = "exchange certificates come back newest first, and an index is given once"
    case statusSignersAreCounted = "signers of OCSP responses come back newest first, and an index is given once"
    case statusesAreRead = "the status of certificates is read by serial number, and that of the unexpired ones page by page"
    case precertificatesAreKept = "a precertificate is kept beside its row, which then gets its serial number and no other"
    case attestationsAreKept = "what a module said about a key is kept beside its row, once, and views show it"
    case archivedKeysAreKept = "archived keys stay beside their row, the newest counts, and views show its agents"
    case recoveryActsAreKept = "of two officers who act at once on the recovery of a key, one finds the other's act"
    case templatesAreVersioned = "templates are found by case-insensitive name and by OID, newest version first"
    case recordLogIsSwapped = "the state of the record's log is replaced only by whoever saw it, and only by a larger one"
    case recordLogIsPublished = "what readers get of the record's log goes forward alone, until a successor begins"
    case tilesGrow = "tiles of the record's log grow, and are cut to the width that is asked for"

    package func check(on backend: CAStoreBackend) async throws {
        let run = try await CAStoreRun.begin(backend)
        switch self {
        case .rowsComeBackAsWritten: try await run.rowsComeBackAsWritten()
        case .requestRevisionConflicts: try await run.requestRevisionConflicts()
        case .basisRequestConflicts: try await run.basisRequestConflicts()
        case .templateVersionConflicts: try await run.templateVersionConflicts()
        case .rightsEpochConflicts: try await run.rightsEpochConflicts()
        case .authoritiesGrow: try await run.authoritiesGrow()
        case .authoritiesStandAlone: try await run.authoritiesStandAlone()
        case .authorityRevisionConflicts: try await run.authorityRevisionConflicts()
        case .templateStatesAreKept: try await run.templateStatesAreKept()
        case .serialNumbersAreUnique: try await run.serialNumbersAreUnique()
        case .submissionKeysAreUnique: try await run.submissionKeysAreUnique()
        case .badChangeSetFailsAlone: try await run.badChangeSetFailsAlone()
        case .submissionsDoNotConflict: try await run.submissionsDoNotConflict()
        case .idsAreNeverReused: try await run.idsAreNeverReused()
        case .commitsAreDurable: try await run.commitsAreDurable()
        case .revocationListNumbersGrow: try await run.revocationListNumbersGrow()
        case .revocationListConflicts: try await run.revocationListConflicts()
        case .leasesAreFenced: try await run.leasesAreFenced()
        case .deltasShareTheNumbers: try await run.deltasShareTheNumbers()
        case .deltasShowTheChanges: try await run.deltasShowTheChanges()
        case .partitionsAreApart: try await run.partitionsAreApart()
        case .changesMakeTheNextList: try await run.changesMakeTheNextList()
        case .revokedEntriesFollowTheList: try await run.revokedEntriesFollowTheList()
        case .revocationsStandInTheJournal: try await run.revocationsStandInTheJournal()
        case .listsCoverTheJournal: try await run.listsCoverTheJournal()
        case .revocationsCountBehindTheClock: try await run.revocationsCountBehindTheClock()
        case .futureRevocationsWait: try await run.futureRevocationsWait()
        case .expiredEntriesMayStay: try await run.expiredEntriesMayStay()
        case .officerEditsAreKept: try await run.officerEditsAreKept()
        case .erasureLeavesRows: try await run.erasureLeavesRows()
        case .intentsAreKept: try await run.intentsAreKept()
        case .exitEventsWait: try await run.exitEventsWait()
        case .auditRowsStandInOrder: try await run.auditRowsStandInOrder()
        case .pagesAreOrdered: try await run.pagesAreOrdered()
        case .viewsRestrict: try await run.viewsRestrict()
        case .viewsContinue: try await run.viewsContinue()
        case .viewsCount: try await run.viewsCount()
        case .exchangeCertificatesAreCounted: try await run.exchangeCertificatesAreCounted()
        case .statusSignersAreCounted: try await run.statusSignersAreCounted()
        case .statusesAreRead: try await run.statusesAreRead()
        case .precertificatesAreKept: try await run.precertificatesAreKept()
        case .attestationsAreKept: try await run.attestationsAreKept()
        case .archivedKeysAreKept: try await run.archivedKeysAreKept()
        case .recoveryActsAreKept: try await run.recoveryActsAreKept()
        case .templatesAreVersioned: try await run.templatesAreVersioned()
        case .recordLogIsSwapped: try await run.recordLogIsSwapped()
        case .recordLogIsPublished: try await run.recordLogIsPublished()
        case .tilesGrow: try await run.tilesGrow()
        }
    }
}

/// Checks one promise on a fresh store with an authority and a template.
struct CAStoreRun: Sendable {
    let backend: CAStoreBackend
    let store: any CAStore
    let sample: SampleRecords
    var authority: AuthorityNumber { sample.authority.number }
    var key: AuthorityKeyID { AuthorityKeyID(authority: authority, index: 0) }

    static func begin(_ backend: CAStoreBackend) async throws -> CAStoreRun {
        let sample = try await SampleRecords.make()
        let store = try await backend.make()
        try await store.commit(
            [.authorityCreated(sample.authority), .templateSaved(sample.template()), .audited(sample.audit())],
            expecting: .nothing
        )
        return CAStoreRun(backend: backend, store: store, sample: sample)
    }

    /// A stored row with its own id.
    func stored(_ change: (RequestID) -> StoredRequest) async throws -> StoredRequest {
        let row = change(try await store.reserveRequestID(of: authority))
        let line = row.disposition == .revoked ? [CAChange.revocationRecorded(sample.journalLine(of: row))] : []
        try await store.commit(line + [.requestReceived(row), .audited(sample.audit())], expecting: .nothing)
        return row
    }

    func expectMoved(_ promise: String, _ work: () async throws -> Void) async throws {
        let failure = try await ContractError.error(CommitError.self, promise, from: work)
        guard case .moved = failure else { throw ContractError("\(promise): \(failure) instead of moved") }
    }

    func auditCount() async throws -> Int { try await store.auditRecords(after: 0, limit: 10_000).count }
}
