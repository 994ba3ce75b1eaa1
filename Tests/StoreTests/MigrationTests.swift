import CACore
import CAInterface
import PortableFoundation
import GRDB
import PKITesting
import Testing

@testable import Store

@Suite("migrations and constraints")
struct MigrationTests {
    @Test("an empty file is brought to the newest step, and opening it again changes nothing")
    func fromEmpty() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        let read: @Sendable (Database) throws -> [String] = {
            try String.fetchAll($0, sql: "SELECT number || ' ' || name || ' ' || applied || ' ' || sql FROM migration ORDER BY number")
        }
        let first = try await store.managementRead(read)
        #expect(first.map { $0.prefix { $0 != " " } } == Migration.all.map { "\($0.number)" })
        let again = try await scratch.reopened(store)
        #expect(try await again.managementRead(read) == first)
        #expect(try await again.managementRead { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
    }

    @Test("a database of a newer program is refused")
    func newer() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        try await store.managementWrite { try $0.execute(sql: "INSERT INTO migration VALUES (9999, 'future', '', 0)") }
        try await store.close()
        let error = await #expect(throws: StoreError.self) { try await scratch.open() }
        #expect(error?.description.contains("newer version") == true)
    }

    @Test("a database made with an edited step is refused")
    func edited() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        try await store.managementWrite { try $0.execute(sql: "UPDATE migration SET sql = sql || ' ' WHERE number = 1") }
        try await store.close()
        let error = await #expect(throws: StoreError.self) { try await scratch.open() }
        #expect(error?.description.contains("differs") == true)
    }

    @Test("a step that fails leaves nothing behind")
    func failingStep() throws {
        let scratch = try ScratchStore()
        let broken =
            Migration.all + [
                Migration(
                    number: (Migration.all.last?.number ?? 0) + 1,
                    name: "broken",
                    sql: "CREATE TABLE half (id INTEGER); SELECT nonsense FROM nowhere"
                )
            ]
        #expect(throws: DatabaseError.self) { try DatabaseFile.open(path: scratch.path, migrations: broken, now: Date()) }
        let pool = try DatabaseFile.open(path: scratch.path, now: Date())
        #expect(try pool.read { try $0.tableExists("half") } == false)
    }

    @Test(
        "the database refuses changes that the code must never make",
        arguments: [
            "DELETE FROM request", "DELETE FROM audit", "UPDATE audit SET actor = 'x'", "DELETE FROM authority",
            "UPDATE request SET revision = revision + 2", "UPDATE request SET message = 'x'",
            "UPDATE request SET revision = revision + 1, certificate = x'00'",
            "UPDATE request SET revision = revision + 1, serial = 'ab' WHERE serial IS NOT NULL",
            "UPDATE request SET revision = revision + 1, disposition = 7",
            "UPDATE request SET revision = revision + 1, disposition = 20 WHERE serial IS NULL",
            "UPDATE request SET key = key + (1 << 40), revision = revision + 1", "UPDATE state SET rights_epoch = rights_epoch - 1",
            "UPDATE state SET domain_a = domain_a + 1", "UPDATE state SET next_relative_id = next_relative_id - 1", "DELETE FROM state",
            "UPDATE generation SET certificate = x'00'", "UPDATE authority_key SET reference = 'sealed-file:other'",
            "DELETE FROM authority_key",
            "DELETE FROM signing_intent", "UPDATE signing_intent SET body = x'00'",
            "UPDATE authority SET name = 'Other', revision = revision + 1",
            "UPDATE authority SET revision = revision + 2", "UPDATE template SET version = version + 2", "DELETE FROM template_version",
            "UPDATE template_version SET document = '{}'", "DELETE FROM revocation_list", "UPDATE revocation_list SET number = 1",
            "UPDATE revocation_list SET covers_through = 1",
            "DELETE FROM revocation_journal", "UPDATE revocation_journal SET reason = 1",
            "INSERT INTO revocation_journal VALUES (1, 1, 0, 0, 1, 9, 'ab', 1, 0)", "INSERT INTO request (key) VALUES (1)",
            "UPDATE request SET revision = revision + 1, disposition = 20 WHERE disposition = 21",
            "INSERT INTO revocation_list VALUES (1, 7, 0, 1, 0, 0, 0, 1, 0, 0, hex(zeroblob(32)), 0)",
            "INSERT INTO membership VALUES ('S-1-5-1', 'S-1-5-2')",
            "UPDATE exchange_certificate SET idx = idx + 1", "DELETE FROM exchange_certificate",
            "UPDATE status_signer SET idx = idx + 1", "DELETE FROM status_signer",
            "UPDATE precertificate SET certificate = x'00'", "DELETE FROM precertificate",
            "UPDATE attestation SET secret_hash = zeroblob(32)", "DELETE FROM attestation",
            "UPDATE archived_key SET sealed = x'00'", "DELETE FROM archived_key",
            "UPDATE key_recovery_act SET kind = 2", "DELETE FROM key_recovery_act",
        ]
    )
    func constraints(_ sql: String) async throws {
        let sample = try await SampleRecords.make()
        let store = try await ScratchStore().opened(with: sample)
        let number = sample.authority.number
        let issued = sample.request(try await store.reserveRequestID(of: number))
        let pending = sample.request(try await store.reserveRequestID(of: number), serial: nil)
        let revoked = sample.request(try await store.reserveRequestID(of: number), disposition: .revoked)
        try await store.commit(
            [
                .requestReceived(issued), .requestReceived(pending),
                .exchangeCertificateIssued(
                    StoredExchangeCertificate(authority: number, index: 0, reference: .sealedFile(name: "exchange"), request: issued.id)
                ),
                .statusSignerIssued(
                    StoredStatusSigner(
                        key: AuthorityKeyID(authority: number, index: 0),
                        index: 0,
                        reference: .sealedFile(name: "ocsp"),
                        request: issued.id
                    )
                ),
                .precertificateSigned(sample.precertificate(of: pending)), .keyAttested(sample.attestation(of: pending)),
                .keyArchived(sample.archivedKey(of: issued)), .keyRecoveryActed(sample.recoveryAct(on: issued, sequence: 0)),
                .revocationRecorded(sample.journalLine(of: revoked)), .requestReceived(revoked),
                .revocationListSigned(sample.revocationList(5)),
                .signingIntended(
                    SigningIntent(
                        key: AuthorityKeyID(authority: number, index: 0),
                        subject: .revocationList(number: 6),
                        body: [0x30, 0x00]
                    )
                ),
                .audited(sample.audit()),
            ],
            expecting: .nothing
        )
        let error = await #expect(throws: DatabaseError.self) { try await store.managementWrite { try $0.execute(sql: sql) } }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
        #expect(store.failure == nil)
        #expect(try await store.request(issued.id, of: number) == issued)
    }

    @Test("a submission's look-ups use an index, and the pending list does not read the issued rows")
    func plans() async throws {
        let store = try await ScratchStore().open()
        func plan(_ sql: String) async throws -> String {
            try await store.managementRead {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }.joined(separator: "\n")
            }
        }
        #expect(try await plan("SELECT * FROM request WHERE authority = 1 AND serial = 'a'").contains("request_serial"))
        #expect(
            try await plan("SELECT * FROM request WHERE authority = 1 AND caller = x'00' AND submission_key = 'a'").contains(
                "request_submission"
            )
        )
        let pending = try await plan(
            "SELECT * FROM request WHERE key > 1 AND key < 9 AND disposition = 9 AND disposition <> 20 ORDER BY key LIMIT 5"
        )
        #expect(pending.contains("request_unissued") && !pending.contains("TEMP B-TREE"))
        let own = try await plan("SELECT * FROM request WHERE requester = x'00' AND key > 1 AND key < 9 ORDER BY key LIMIT 5")
        #expect(own.contains("request_requester") && !own.contains("TEMP B-TREE"))
        let brought = try await plan(
            "SELECT * FROM request WHERE caller = x'00' AND caller <> requester AND key > 1 AND key < 9 ORDER BY key LIMIT 5"
        )
        #expect(brought.contains("request_caller") && !brought.contains("TEMP B-TREE"))
        #expect(
            try await plan(
                "SELECT serial FROM request INDEXED BY request_listed WHERE disposition = 21 AND authority = 1 AND serial > '' ORDER BY serial"
            ).contains("COVERING INDEX request_listed")
        )
    }
}
