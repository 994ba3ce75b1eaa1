import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import Foundation
import GRDB
import PKIDirectory
import PKITesting
import Testing

@testable import Store

/// A data directory written by the first program, opened by every later one. `scripts/make-store-fixture` writes it.
@Suite("A store written by the first program can always be opened")
struct StoreFixtureTests {
    private static let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/store-1/chancery.sqlite")
        .path
    /// Set by the script, which runs the test that writes.
    private static let destination = ProcessInfo.processInfo.environment["CHANCERY_STORE_FIXTURE"]

    private static func fill(_ path: String) async throws {
        let store = try await SQLiteStore(path: path, logger: ScratchStore.logger)
        let sample = try await SampleRecords.make()
        let number = sample.authority.number
        var authority = sample.authority
        authority.settings = SampleDocuments.settings
        authority.access = SampleDocuments.access
        try await store.commit(
            [
                .authorityCreated(authority), .templateSaved(SampleDocuments.template),
                .templatePublished(TemplatePublication(authority: authority.number, template: SampleDocuments.template.name)),
                .agentGranted(AgentGrant(agent: SampleDocuments.id(1), template: "Sample", subjects: SampleDocuments.sid)),
                .audited(sample.audit()),
            ],
            expecting: .nothing
        )
        for disposition in [StoredDisposition.issued, .pending, .denied, .revoked] {
            let row = sample.request(
                try await store.reserveRequestID(of: number),
                serial: disposition == .issued || disposition == .revoked ? "4a0\(disposition.rawValue)" : nil,
                disposition: disposition,
                submissionKey: "key-\(disposition.rawValue)",
                requester: SampleDocuments.id(1)
            )
            let journal: [CAChange] = disposition == .revoked ? [.revocationRecorded(sample.journalLine(of: row))] : []
            try await store.commit(journal + [.requestReceived(row), .audited(sample.audit())], expecting: .nothing)
        }
        try await store.commit([.revocationListSigned(sample.revocationList(1)), .audited(sample.audit())], expecting: .nothing)
        try await store.commit(
            [.added(SampleDocuments.principal)],
            as: .accountCreated,
            by: .service(.firstStart),
            when: SampleDocuments.time
        )
        let password = PasswordRecord(
            algorithm: "scrypt",
            cost: 16,
            blockSize: 8,
            parallelism: 1,
            salt: Array(0..<16),
            hash: Array(0..<32),
            generation: SampleDocuments.id(8)
        )
        try await store.commit(
            [.passwordSet(principal: SampleDocuments.id(1), password)],
            as: .passwordSet,
            by: .service(.firstStart),
            when: SampleDocuments.time
        )
        let audit = try SampleDocuments.profileTemplate.audited(by: .service(.firstStart), when: SampleDocuments.time)
        try await store.commit([
            .profileTemplateSaved(SampleDocuments.profileTemplate, audit: audit), .requestCreated(SampleDocuments.request),
            .attemptStarted(SampleDocuments.certificateAttempt), .profileCreated(SampleDocuments.profile),
            .certificateAdded(SampleDocuments.certificate),
            .happened(SampleDocuments.event, audit: SampleDocuments.event.audited(by: .service(.command))),
        ])
        try await store.close()
    }

    /// Everything that was stored can be read.
    private static func check(_ path: String) async throws {
        let store = try await SQLiteStore(path: path, logger: ScratchStore.logger)
        let authority = try #require(await store.authorities().first)
        let number = authority.number
        #expect(authority.name == "Sample CA" && authority.generations.count == 1)
        #expect(authority.settings == SampleDocuments.settings && authority.access == SampleDocuments.access)
        #expect(try await store.templates() == [SampleDocuments.template])
        // A store from before the step that says so: its authority goes on issuing for every template.
        #expect(try await store.templatePublications() == [TemplatePublication(authority: number, template: SampleDocuments.template.name)])
        #expect(try await store.agentGrants().map(\.agent) == [SampleDocuments.id(1)])
        let rows = try await store.requests(RecordQuery(limit: 100), requester: nil, of: number)
        #expect(rows.map(\.disposition) == [.issued, .pending, .denied, .revoked])
        for (index, key) in ["key-20", "key-9", "key-31", "key-21"].enumerated() {
            #expect(try await store.request(RequestID(index + 1), of: number)?.submissionKey == key)
        }
        #expect(try await store.request(serial: "4a020", of: number)?.id == RequestID(1))
        let key = AuthorityKeyID(authority: number, index: 0)
        #expect(try await store.revocationListState(of: key).latest?.number == 1)
        #expect(try await store.revocationRecords(of: key, after: 0, limit: 10).map(\.record.serialNumber) == ["4a021"])
        #expect(try await store.reserveRequestID(of: number) == RequestID(5))
        #expect(try await store.principal(named: "ana") == SampleDocuments.principal)
        #expect(try await store.passwordRecord(of: SampleDocuments.id(1))?.generation == SampleDocuments.id(8))
        #expect(try await store.profileTemplates() == [SampleDocuments.profileTemplate])
        #expect(try await store.managementRequests(.init()) == [SampleDocuments.request])
        #expect(try await store.certificateAttempts(of: SampleDocuments.id(3)) == [SampleDocuments.certificateAttempt])
        #expect(try await store.profile(SampleDocuments.id(4)) == SampleDocuments.profile)
        #expect(try await store.managedCertificates(ofProfile: SampleDocuments.id(4)) == [SampleDocuments.certificate])
        #expect(try await store.history(of: SampleDocuments.id(3)) == [SampleDocuments.event])
        let record = try await store.auditRecords(after: 0, limit: 100)
        #expect(record.count == 10)
        #expect(AuditFault.all(in: record).isEmpty)
        try await store.close()
    }

    @Test("documents of every kind that the present program stores are read again")
    func today() async throws {
        let scratch = try ScratchStore()
        try await Self.fill(scratch.path)
        try await Self.check(scratch.path)
    }

    @Test("a store of the first program is read")
    func first() async throws {
        // Opening brings the schema up to date, so the test opens a copy.
        let scratch = try ScratchStore()
        try FileManager.default.copyItem(atPath: Self.fixture, toPath: scratch.path)
        try await Self.check(scratch.path)
    }

    @Test("writes the fixture where scripts/make-store-fixture wants it", .enabled(if: destination != nil))
    func write() async throws {
        let path = try #require(Self.destination) + "/chancery.sqlite"
        try await Self.fill(path)
        // One file, without a log beside it.
        try await DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        #expect(FileManager.default.fileExists(atPath: path))
    }
}
