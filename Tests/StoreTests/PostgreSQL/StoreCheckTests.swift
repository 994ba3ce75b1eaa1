import CACore
import CAInterface
import Foundation
import GRDB
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("A store is checked against itself")
struct StoreCheckTests {
    /// Without those about the certificates of samples, which are no certificates.
    private static func findings(_ check: StoreCheck) -> [String] {
        check.findings.filter { !$0.contains("octets that are not a certificate") }
    }

    /// Like somebody with an SQL shell: drops what is in the way first.
    private static func altered(_ sql: String) async throws -> [String] {
        let filled = try await FilledStore.make()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try await DatabaseQueue(path: filled.path, configuration: configuration).write { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(sql: sql)
        }
        return try await findings(StoreCheck.directory(filled.directory))
    }

    @Test("nothing is wrong with a store as the program wrote it")
    func sound() async throws {
        let filled = try await FilledStore.make()
        let check = try await StoreCheck.directory(filled.directory)
        #expect(Self.findings(check) == [])
        #expect(check.notes == [])
        // The same again, because nothing has changed.
        #expect(try await StoreCheck.directory(filled.directory).tables == check.tables)
    }

    @Test(
        "what was changed in the file is found",
        arguments: [
            ("DELETE FROM audit WHERE position = 2", "record 2 is missing"),
            ("UPDATE audit SET at = at + 1 WHERE position = 2", "record 2 is not as it was written (when)"),
            ("DELETE FROM revocation_journal", "1 revoked requests are not in the revocation journal"),
            ("UPDATE revocation_journal SET sequence = 3", "2 lines are missing in the revocation journal"),
            ("UPDATE revocation_journal SET serial = '4a'", "1 lines of the revocation journal have another serial number"),
            ("UPDATE revocation_list SET covers_through = 9 WHERE number = 1", "covers less of the journal than the one before"),
            ("UPDATE request_id SET next = 2", "1 rows of request have the number of a counter that comes later"),
            ("DELETE FROM request_id", "1 authorities have requests and no counter of request ids"),
            ("DELETE FROM profile", "1 rows of smartcard name a row of profile that is not there (profile)"),
            ("DELETE FROM generation", "rows of request name a row of generation that is not there (authority,generation)"),
            ("DELETE FROM template WHERE name = 'Retired'", "1 rows of template_retirement name a row of template"),
            ("UPDATE template SET version = version + 1 WHERE name = 'Retired'", "1 templates have another version than their newest"),
            ("UPDATE principal SET kind = 'user'", "1 members belong to an account that is not a group"),
            (
                "UPDATE state SET domain_a = 1, domain_b = 2, domain_c = 3, next_relative_id = 1300",
                "S-1-5-21-1-2-3-1300 has a number that is still to be given"
            ), ("DELETE FROM state", "the state has 0 rows and must have one"),
            ("UPDATE migration SET sql = '' WHERE number = 3", "schema step 3 (restoration) differs from this program's"),
            ("INSERT INTO migration VALUES (900, 'later', '', 0)", "schema step 900 is of a newer version"),
        ]
    )
    func found(_ sql: String, _ finding: String) async throws {
        let findings = try await Self.altered(sql)
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }

    @Test("an object that is not what its name says is found")
    func object() async throws {
        let filled = try await FilledStore.make()
        let name = ObjectID(of: [0x30, 1]).rawValue
        try Data([0x30, 9]).write(to: URL(fileURLWithPath: filled.directory + "/objects/" + name))
        let findings = try await Self.findings(StoreCheck.directory(filled.directory))
        #expect(findings == ["object \(name) does not have the hash that is its name"])
    }

    @Test(
        "a certificate that says otherwise than its row is found",
        arguments: [
            "serial = '4a01'", "not_after = not_after + 1000", "not_before = 0", "common_name = 'somebody'", "certificate = x'3000'",
        ]
    )
    func certificate(_ change: String) async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let store = try await scratch.opened(with: sample)
        var row = sample.request(try await store.reserveRequestID(of: SampleRecords.number))
        let certificate = sample.identity.certificate
        row.certificate = StoredCertificate(
            serialNumber: SerialText.hex(of: certificate.serialNumber),
            bytes: certificate.derEncoded,
            generation: 0,
            notBefore: certificate.notBefore,
            notAfter: certificate.notAfter,
            enrollmentFlags: 0,
            generalFlags: 0,
            privateKeyFlags: 0,
            templateIdentifier: "User"
        )
        try await store.commit([.requestReceived(row), .audited(sample.audit())], expecting: .nothing)
        #expect(try await StoreCheck.directory(scratch.directory).findings == [])
        try await store.managementWrite { database in
            try database.execute(sql: "DROP TRIGGER request_revision; DROP TRIGGER request_certificate_fixed")
            try database.execute(sql: "UPDATE request SET \(change)")
        }
        let findings = try await StoreCheck.directory(scratch.directory).findings
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("request 1 of authority 1 has ") == true, "\(findings)")
        try await store.close()
    }

    @Test(
        "what was changed in PostgreSQL, and what only PostgreSQL has, is found",
        .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing)),
        arguments: [
            ("UPDATE audit_row SET actor = 'x' WHERE event = 'storeCopied'", "is not as it was written (actor)"),
            ("DELETE FROM audit_row WHERE ordinal = 1", "groups of commits have another number of rows in the record"),
            ("DELETE FROM commit_group WHERE size = 1", "1 rows of the record belong to no group of commits"),
            ("UPDATE guard SET epoch = epoch + 1 WHERE slot = 3", "1 guards have another rights epoch than the state"),
            ("DELETE FROM guard WHERE slot = 3", "1 guards are missing"),
            ("UPDATE journal_head SET sequence = 5", "4 lines of the revocation journal are ahead of its head, or behind it"),
            ("UPDATE audit_head SET position = position + 2", "2 positions of the record are ahead of its head, or behind it"),
            ("UPDATE crl_head SET number = 9", "keys have another list number in crl_head than their newest list"),
            ("DELETE FROM authority", "rows of request name a row of authority that is not there (authority)"),
            ("UPDATE object SET bytes = 'x'", "does not have the hash that is its name"),
        ]
    )
    func foundInPostgreSQL(_ sql: String, _ finding: String) async throws {
        let filled = try await FilledStore.make()
        let scratch = try await ScratchDatabase()
        let (owner, nodes) = (scratch.database.url(as: .owner), scratch.database.url(as: .application))
        _ = try await StoreCopy(directory: filled.directory, address: owner, password: nil, now: SampleDocuments.time).toDatabase()
        #expect(try await Self.findings(StoreCheck.database(address: nodes, password: nil)) == [])
        try await scratch.database.ask("SET search_path = chancery; SET session_replication_role = replica; \(sql)")
        let findings = try await Self.findings(StoreCheck.database(address: nodes, password: nil))
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }
}
