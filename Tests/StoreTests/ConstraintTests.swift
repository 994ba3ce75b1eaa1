import CACore
import CertManagement
import PortableFoundation
import GRDB
import PKIDirectory
import PKITesting
import Testing

@testable import Store

@Suite("Broken constraints are reported by their names")
struct ConstraintTests {
    /// A statement for each line of the table, on a store that `prepared` filled.
    static let rows: [(sql: String, constraint: BrokenConstraint)] = [
        ("INSERT INTO request SELECT * FROM request WHERE serial IS NOT NULL LIMIT 1", .requestID),
        (
            "UPDATE request SET revision = 2, serial = (SELECT serial FROM request WHERE serial IS NOT NULL), certificate = x'00', generation = 0, not_before = 1, not_after = 2, template_identifier = '' WHERE serial IS NULL",
            .requestSerial
        ),
        (
            "UPDATE request SET revision = 2, caller = (SELECT caller FROM request WHERE serial IS NOT NULL), submission_key = (SELECT submission_key FROM request WHERE serial IS NOT NULL) WHERE serial IS NULL",
            .requestSubmissionKey
        ),
        (
            "INSERT INTO precertificate SELECT (SELECT key FROM request WHERE serial IS NULL), authority, serial, generation, not_before, not_after, enrollment_flags, general_flags, private_key_flags, template_identifier, certificate, crl_partition FROM precertificate",
            .precertificateSerial
        ),
        (
            "INSERT INTO authority (number, id, role, name, parent, dns_name, settings, access, revision, created, duties) SELECT 9, randomblob(16), role, name, parent, dns_name, settings, access, 1, created, duties FROM authority",
            .authorityName
        ),
        ("INSERT INTO template SELECT 'Other', oid, 1 FROM template", .templateObjectIdentifier),
        ("INSERT INTO principal SELECT sid, randomblob(16), kind, 'x', NULL, NULL, 1, 1, document FROM principal", .principalIdentity),
        ("INSERT INTO principal SELECT 'S-1-5-9', id, kind, 'x', NULL, NULL, 1, 1, document FROM principal", .principalIdentity),
        (
            "INSERT INTO principal SELECT 'S-1-5-9', randomblob(16), kind, folded_name, NULL, NULL, 1, 1, document FROM principal",
            .principalName
        ),
        (
            "INSERT INTO principal SELECT 'S-1-5-9', randomblob(16), kind, 'x', folded_upn, NULL, 1, 1, document FROM principal",
            .principalUserPrincipalName
        ),
        (
            "INSERT INTO principal SELECT 'S-1-5-9', randomblob(16), kind, 'x', NULL, folded_dns, 1, 1, document FROM principal",
            .principalDNSName
        ),
        ("INSERT INTO profile_template SELECT randomblob(16), name, 1 FROM profile_template", .profileTemplateName),
        ("INSERT INTO membership SELECT sid, sid || '-1' FROM principal", .onlyGroupsHaveMembers),
        ("INSERT INTO revocation_list SELECT * FROM revocation_list", .listNumbersGrow),
        ("INSERT INTO password VALUES (randomblob(16), 's', 2, 1, 1, randomblob(16), randomblob(16), randomblob(16))", .reference),
        ("INSERT INTO lease VALUES ('publication', 7)", .unique),
        ("UPDATE request SET disposition = 7, revision = revision + 1", .other),
    ]

    private static func prepared(_ scratch: ScratchStore) async throws -> SQLiteStore {
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        let number = sample.authority.number
        let issued = sample.request(try await store.reserveRequestID(of: number), submissionKey: "k")
        let pending = sample.request(try await store.reserveRequestID(of: number), serial: nil)
        try await store.commit(
            [
                .requestReceived(issued), .requestReceived(pending), .precertificateSigned(sample.precertificate(of: issued)),
                .revocationListSigned(sample.revocationList(5)),
            ],
            expecting: .nothing
        )
        var principal = SampleDocuments.principal
        principal.dnsHostName = "ana.lab.test"
        try await store.commit([.added(principal)], as: .accountCreated, by: .service(.command), when: SampleDocuments.time)
        let audit = try SampleDocuments.profileTemplate.audited(by: .service(.command), when: SampleDocuments.time)
        try await store.commit([.profileTemplateSaved(SampleDocuments.profileTemplate, audit: audit)])
        _ = try await store.lease(for: .publication)
        return store
    }

    @Test("each constraint that callers distinguish has its name, whatever SQLite's message", arguments: rows.indices)
    func named(_ index: Int) async throws {
        let (sql, constraint) = Self.rows[index]
        let scratch = try ScratchStore()
        let store = try await Self.prepared(scratch)
        let error = try #require(await #expect(throws: DatabaseError.self) { try await store.managementWrite { try $0.execute(sql: sql) } })
        #expect(error.resultCode == .SQLITE_CONSTRAINT)
        #expect(SQLiteConstraint.broken(by: error) == constraint, "\(error)")
    }

    @Test("some statement breaks each constraint of the list")
    func complete() {
        #expect(Set(Self.rows.map(\.constraint)) == Set(BrokenConstraint.allCases))
    }

    @Test("the directory's answer to a broken constraint contains none of the database's words")
    func directory() async throws {
        let scratch = try ScratchStore()
        let store = try await Self.prepared(scratch)
        var twin = SampleDocuments.principal
        twin.userPrincipalName = nil
        let changes: [[DirectoryChange]] = [
            [.added(twin)],
            [
                .passwordSet(
                    principal: UUID(),
                    PasswordRecord(
                        algorithm: "scrypt",
                        cost: 2,
                        blockSize: 1,
                        parallelism: 1,
                        salt: Array(0..<16),
                        hash: Array(0..<16),
                        generation: UUID()
                    )
                )
            ],
            [.memberAdded(group: .authenticatedUsers, member: SampleDocuments.sid)],
        ]
        for change in changes {
            let error = await #expect(throws: DirectoryError.self) {
                try await store.commit(change, as: .accountChanged, by: .service(.command), when: SampleDocuments.time)
            }
            for word in ["constraint", "SQL", "UNIQUE", "principal.", "FOREIGN"] { #expect(error?.message.contains(word) == false) }
        }
    }

    @Test("text from outside may have any character and is read back unchanged", arguments: Engine.all)
    func octets(_ engine: Engine) async throws {
        let sample = try await SampleRecords.make()
        let scratch = try await engine.scratch()
        let store = try await scratch.store(with: sample)
        let caller = UUID()
        for key in ["\0", "a\0b", "\u{FFFF}", String(repeating: "\u{1F512}", count: 128)] {
            let row = sample.request(try await store.reserveRequestID(of: sample.authority.number), submissionKey: key, requester: caller)
            try await store.commit([.requestReceived(row)], expecting: .nothing)
            #expect(try await store.request(submissionKey: key, caller: caller, of: sample.authority.number) == row)
        }
        #expect(try await store.principal(named: "alice\0") == nil)
        #expect(try await store.request(serial: "4a\0", of: sample.authority.number) == nil)
    }
}
