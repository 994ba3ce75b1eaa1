import GRDB
import PKITesting
import Testing

@testable import Store

@Suite("The PostgreSQL schema", .enabled(if: PostgreSQLCluster.isPossible, Comment(rawValue: PostgreSQLCluster.missing)))
struct SchemaTests {
    /// What SQLite does not have.
    private static let own: (tables: Set<String>, columns: Set<String>) = (
        [
            "guard", "commit_group", "audit_head", "audit_row", "crl_head", "journal_head", "node", "object", "sign_in_failure",
            "quota_use",
        ],
        ["migration.oldest_program", "lease.holder", "lease.until", "mail.taken_until"]
    )

    @Test("every table of SQLite is there, with its columns and what may be missing in them")
    func columns() async throws {
        let scratch = try ScratchStore()
        let store = try await scratch.open()
        let expected = try await store.managementRead {
            try String.fetchAll(
                $0,
                sql: """
                    SELECT t.name || '.' || c.name || CASE c.type WHEN 'INTEGER' THEN ' number' WHEN 'TEXT' THEN ' text' ELSE ' octets' END
                        || CASE WHEN c."notnull" OR c.pk THEN '' ELSE ' or null' END
                    FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
                    """
            )
        }
        let database = try await SchemaSample.database()
        let found = try await database.ask(
            """
            SELECT table_name || '.' || column_name
                || CASE data_type WHEN 'bigint' THEN ' number' WHEN 'text' THEN ' text' WHEN 'json' THEN ' text' ELSE ' octets' END
                || CASE WHEN is_nullable = 'NO' OR table_name = 'audit' THEN '' ELSE ' or null' END
            FROM information_schema.columns WHERE table_schema = 'chancery'
            """
        )
        let lines = found.split(separator: "\n").map(String.init).filter { line in
            let name = line.prefix { $0 != " " }
            return !Self.own.columns.contains(String(name)) && !Self.own.tables.contains(String(name.prefix { $0 != "." }))
        }
        #expect(lines.sorted() == expected.sorted())
    }

    @Test("the types of rows that come in numbers have the columns in the order in which they are sent")
    func rowTypes() async throws {
        let database = try await SchemaSample.database()
        func fields(_ type: String) async throws -> String {
            try await database.ask(
                "SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'chancery.\(type)'::regclass AND attnum > 0"
            )
        }
        #expect(try await fields("request_row_1") == RequestColumns.Column.list)
        let record = AuditColumn.allCases.filter { $0 != .position }.map(\.name).joined(separator: ", ")
        #expect(try await fields("audit_row_1") == "group_id, ordinal, " + record)
    }

    @Test("steps are numbered as in SQLite, from step 17 on")
    func numbers() {
        #expect(PostgreSQLMigration.all.map(\.number) == Migration.all.map(\.number).filter { $0 >= 17 })
    }

    @Test("a migrated database is not migrated again")
    func again() async throws {
        let database = try await SchemaSample.database()
        let role = PostgreSQLCluster.Role.application.rawValue
        #expect(try await PostgreSQLSchema.migrate(address: database.url(as: .owner), password: nil, applicationRole: role).isEmpty)
    }

    // MARK: Refusals

    /// A statement for each constraint that callers distinguish.
    private static let distinguished: [(sql: String, constraint: BrokenConstraint)] = [
        ("INSERT INTO request SELECT * FROM request WHERE serial IS NOT NULL", .requestID),
        (
            "UPDATE request SET revision = 2, serial = 'aa', certificate = '', generation = 0, not_before = 1, not_after = 2, template_identifier = '' WHERE disposition = 30",
            .requestSerial
        ),
        ("UPDATE request SET revision = 2, submission_key = 'key 1' WHERE disposition = 30", .requestSubmissionKey),
        (
            "INSERT INTO precertificate SELECT key + 1, authority, serial, generation, not_before, not_after, 0, 0, 0, '', certificate FROM precertificate",
            .precertificateSerial
        ),
        (
            "INSERT INTO authority SELECT 9, gen_random_uuid(), role, 'ROOT', parent, dns_name, settings, access, 1, 0, duties FROM authority",
            .authorityName
        ),
        ("INSERT INTO template VALUES ('Other', '1.2', 1)", .templateObjectIdentifier),
        ("INSERT INTO principal VALUES ('S-1-5-1', gen_random_uuid(), 'user', 'x', NULL, NULL, 1, 1, '{\"form\":1}')", .principalIdentity),
        ("INSERT INTO principal SELECT 'S-1-5-9', id, kind, 'x', NULL, NULL, 1, 1, document FROM principal", .principalIdentity),
        (
            "INSERT INTO principal SELECT 'S-1-5-9', gen_random_uuid(), kind, 'ana', NULL, NULL, 1, 1, document FROM principal",
            .principalName
        ),
        (
            "INSERT INTO principal SELECT 'S-1-5-9', gen_random_uuid(), kind, 'x', 'ana@lab.test', NULL, 1, 1, document FROM principal",
            .principalUserPrincipalName
        ),
        (
            "INSERT INTO principal SELECT 'S-1-5-9', gen_random_uuid(), kind, 'x', NULL, 'ana.lab.test', 1, 1, document FROM principal",
            .principalDNSName
        ),
        ("INSERT INTO profile_template VALUES (gen_random_uuid(), 'SMART', 1)", .profileTemplateName),
        ("INSERT INTO membership VALUES ('S-1-5-2', 'S-1-5-1')", .onlyGroupsHaveMembers),
        ("INSERT INTO revocation_list SELECT * FROM revocation_list", .listNumbersGrow),
        ("INSERT INTO password VALUES (gen_random_uuid(), 's', 2, 1, 1, sha256('1'), sha256('1'), gen_random_uuid())", .reference),
        ("INSERT INTO template_version VALUES ('Unknown', 1, '{\"form\":1}', NULL, NULL)", .reference),
        ("INSERT INTO template_publication VALUES (1, 'Unknown')", .reference),
        ("INSERT INTO template_acceptance VALUES ('Unknown', 'rule', '[]', 'reason', 'author', 1)", .reference),
        ("INSERT INTO lease VALUES ('publication', 7)", .unique),
        ("INSERT INTO template VALUES ('USER', '1.9', 1)", .unique),
        ("INSERT INTO agent_grant SELECT agent, upper(template), subjects, acts FROM agent_grant", .unique),
        ("INSERT INTO template_publication VALUES (1, 'user')", .unique),
        ("UPDATE request SET disposition = 7, revision = revision + 1", .other),
    ]

    @Test("each constraint that callers distinguish is told by its name")
    func named() async throws {
        let database = try await SchemaSample.database()
        for (row, refusal) in zip(Self.distinguished, try await Self.refusals(of: Self.distinguished.map(\.sql), in: database)) {
            let words = refusal.split(separator: " ").map(String.init)
            let state = try #require(words.first)
            #expect(PostgreSQLConstraint.broken(by: words.last, sqlState: state) == row.constraint, "\(row.sql): \(refusal)")
        }
        #expect(Set(Self.distinguished.map(\.constraint)) == Set(BrokenConstraint.allCases))
    }

    /// What the rows themselves refuse, whoever writes, with the name of the rule.
    private static let refused: [(sql: String, rule: String)] = [
        ("UPDATE state SET rights_epoch = 0", "state_grows"),
        ("UPDATE state SET domain_a = 9", "state_grows"),
        ("UPDATE authority SET dns_name = 'x'", "authority_revision"),
        ("UPDATE authority SET revision = 2, name = 'x'", "authority_identity"),
        ("UPDATE authority_key SET idx = 3", "authority_key_fixed"),
        ("UPDATE generation SET idx = 3", "generation_fixed"),
        ("UPDATE template SET version = 3", "template_version_grows"),
        ("UPDATE template SET version = 2, name = 'x'", "template_version_grows"),
        ("UPDATE template_version SET version = 9", "template_version_fixed"),
        ("INSERT INTO template_version VALUES ('retired', 2, '{\"form\":1}', NULL, NULL)", "template_retired"),
        ("UPDATE template_retirement SET author = 'x'", "template_retirement_fixed"),
        ("UPDATE request SET disposition = 30", "request_revision"),
        ("UPDATE request SET revision = 2, serial = 'ee' WHERE serial IS NOT NULL", "request_certificate_fixed"),
        ("UPDATE request SET revision = 2, common_name = NULL WHERE serial IS NOT NULL", "request_certificate_fixed"),
        ("UPDATE request SET revision = 2, raw_request = 'x' WHERE disposition = 30", "request_content_fixed"),
        ("UPDATE request SET revision = 2, raw_request = '', raw_attributes = '' WHERE disposition = 9", "request_content_fixed"),
        (
            "UPDATE request SET revision = 2, serial = 'ff', certificate = '', generation = 0, not_before = 1, not_after = 2, template_identifier = '' WHERE disposition = 9",
            "precertificate_is_kept"
        ),
        (
            "UPDATE request SET revision = 2, disposition = 21, revoked = 1, revoked_reason = 0, serial = 'dd', certificate = '', generation = 0, not_before = 1, not_after = 2, template_identifier = '' WHERE disposition = 30",
            "request_revocation_is_recorded"
        ),
        ("INSERT INTO request SELECT (\(SchemaSample.request(9, disposition: 21, serial: "99"))).*", "request_revoked_is_recorded"),
        ("INSERT INTO request SELECT (\(SchemaSample.request(9, disposition: 20, serial: "GG"))).*", "request_serial_check"),
        ("INSERT INTO request SELECT (\(SchemaSample.request(9, disposition: 20))).*", "request_issued_has_certificate"),
        ("UPDATE request SET revision = 2, disposition = 21 WHERE serial IS NOT NULL", "request_revoked_has_reason"),
        ("UPDATE request SET revision = 2, serial = 'ff' WHERE disposition = 30", "request_certificate_whole"),
        ("UPDATE precertificate SET serial = '1'", "precertificate_fixed"),
        ("UPDATE exchange_certificate SET idx = 1", "exchange_certificate_fixed"),
        ("UPDATE status_signer SET idx = 1", "status_signer_fixed"),
        ("UPDATE attestation SET identity = ''", "attestation_fixed"),
        ("UPDATE archived_key SET sealed = ''", "archived_key_fixed"),
        ("DELETE FROM archived_key", "archived_key_fixed"),
        ("UPDATE key_recovery_act SET kind = 2", "key_recovery_act_fixed"),
        ("UPDATE signing_intent SET body = ''", "signing_intent_fixed"),
        ("UPDATE revocation_list SET count = 1", "revocation_list_fixed"),
        (
            "INSERT INTO revocation_list SELECT authority, key_idx, shard, 4, signed, this_update, next_update, 0, 0, object FROM revocation_list",
            "list_numbers_grow"
        ),
        ("UPDATE crl_head SET number = 4", "crl_head_grows"),
        ("UPDATE journal_head SET sequence = 0", "journal_head_grows"),
        ("INSERT INTO revocation_journal VALUES (1, 1, 0, 0, 77, 1, 'aa', 0, 1)", "revocation_journal_grows"),
        ("UPDATE revocation_journal SET reason = 1", "revocation_journal_fixed"),
        ("UPDATE foreign_revocation SET reason = 1", "foreign_revocation_fixed"),
        ("UPDATE guard SET epoch = 0", "guard_grows"),
        (
            "INSERT INTO commit_group (id, node, size, decided, epoch) SELECT gen_random_uuid(), 0, 0, 2, epoch FROM guard WHERE slot = 1",
            "commit_group_epoch"
        ),
        ("INSERT INTO commit_group (id, node, size, decided, epoch) SELECT id, 0, 0, 1, 1 FROM commit_group", "commit_group_pkey"),
        ("UPDATE commit_group SET size = 9", "commit_group_fixed"),
        ("UPDATE audit_row SET actor = 'x'", "audit_fixed"),
        ("UPDATE principal SET revision = 1", "principal_revision"),
        ("UPDATE principal SET revision = 2, kind = 'machine'", "principal_identity"),
        ("UPDATE profile_template SET version = 3", "profile_template_version_grows"),
        ("UPDATE profile_template_version SET version = 3", "profile_template_version_fixed"),
        ("UPDATE management_request SET revision = 1", "management_request_revision"),
        ("UPDATE management_request SET revision = 2, status = 1", "management_request_final"),
        ("UPDATE certificate_attempt SET revision = 2", "certificate_attempt_revision"),
        ("UPDATE profile SET revision = 1", "profile_revision"),
        ("UPDATE management_event SET request = id", "management_event_fixed"),
        ("UPDATE smartcard SET revision = 1", "smartcard_revision"),
        ("UPDATE smartcard SET revision = 2, status = 1", "smartcard_retired"),
        ("UPDATE management_secret SET name = 'x'", "management_secret_fixed"),
        ("UPDATE one_time_passwords SET revision = 3", "one_time_passwords_revision"),
        ("UPDATE lease SET holder = 2", "lease_grows"),
        ("UPDATE lease SET fence = 0", "lease_grows"),
        ("UPDATE migration SET name = ''", "migration_fixed"),
        ("INSERT INTO profile VALUES (gen_random_uuid(), 1, gen_random_uuid(), '{\"form\":0}')", "profile_document_check"),
    ]

    @Test("what is fixed does not change, and what grows does not shrink, even for the owner")
    func rules() async throws {
        let database = try await SchemaSample.database()
        for (row, refusal) in zip(Self.refused, try await Self.refusals(of: Self.refused.map(\.sql), in: database)) {
            #expect(refusal.hasSuffix(" " + row.rule), "\(row.sql): \(refusal)")
        }
    }

    /// Rows that the row code deletes.
    private static let deleted: Set<String> = [
        "password", "membership", "agent_grant", "template_publication", "template_acceptance", "officer_edit", "shown_after_expiry",
        "exit_event", "mail", "management_secret", "object", "sign_in_failure", "quota_use", "node",
    ]

    @Test("the rows of all other tables are neither deleted nor swept away, even by the owner")
    func kept() async throws {
        let database = try await SchemaSample.database()
        let tables = try await database.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'chancery'").split(separator: "\n")
        let kept = tables.map(String.init).filter { !Self.deleted.contains($0) }
        let statements = kept.flatMap { ["DELETE FROM \($0)", "TRUNCATE \($0) CASCADE"] }
        for (sql, refusal) in zip(statements, try await Self.refusals(of: statements, in: database)) {
            #expect(refusal.hasPrefix("CH002 "), "\(sql): \(refusal)")
        }
    }

    /// Runs each statement in a transaction inside another, which is undone.
    /// - Returns: the SQLSTATE and the constraint of each.
    private static func refusals(
        of statements: [String],
        in database: PostgreSQLDatabase,
        as role: PostgreSQLCluster.Role = .owner
    ) async throws -> [String] {
        let calls = statements.map { "SELECT pg_temp.refusal($statement$\($0)$statement$);" }
        let answer = try await database.ask(
            """
            SET client_min_messages = error;
            SET search_path = chancery, pg_temp;
            CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $body$
            DECLARE state text; rule text;
            BEGIN
                EXECUTE statement;
                RAISE EXCEPTION 'not refused';
            EXCEPTION WHEN OTHERS THEN
                GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, rule = CONSTRAINT_NAME;
                RETURN state || ' ' || rule;
            END
            $body$;
            \(calls.joined(separator: "\n"))
            """,
            as: role
        )
        let lines = answer.split(separator: "\n").map(String.init)
        try #require(lines.count == statements.count)
        return lines
    }

    // MARK: Rights

    private static let forbidden = [
        "DELETE FROM request", "TRUNCATE request", "UPDATE request SET key = 1", "UPDATE request SET submitted = 1",
        "UPDATE audit_row SET actor = 'x'", "DELETE FROM audit_row", "DELETE FROM commit_group", "UPDATE commit_group SET size = 1",
        "INSERT INTO commit_group (id, node, size, epoch, decided, first_position) VALUES (gen_random_uuid(), 0, 1, 1, 1, 1)",
        "ALTER TABLE request DISABLE TRIGGER ALL", "SET session_replication_role = replica", "UPDATE guard SET slot = 1",
        "INSERT INTO guard VALUES (40, 1)", "CREATE TABLE chancery.other (number bigint)", "CREATE TABLE public.other (number bigint)",
        "DROP TABLE request", "INSERT INTO migration VALUES (18, '', '', 1, 1)", "DELETE FROM principal",
        "UPDATE revocation_journal SET reason = 1", "UPDATE state SET domain_a = 1", "UPDATE crl_head SET authority = 1",
        "CREATE OR REPLACE FUNCTION chancery.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ]

    @Test("the nodes' role can neither delete records, change what was decided, nor lift the rules")
    func rights() async throws {
        let database = try await SchemaSample.database()
        for (sql, refusal) in zip(Self.forbidden, try await Self.refusals(of: Self.forbidden, in: database, as: .application)) {
            // insufficient_privilege.
            #expect(refusal.hasPrefix("42501"), "\(sql): \(refusal)")
        }
    }

    @Test("the nodes' role may delete from the tables whose rows come and go, and from no others")
    func deletions() async throws {
        let database = try await SchemaSample.database()
        let tables = try await database.ask(
            """
            SELECT relname FROM pg_class WHERE relnamespace = 'chancery'::regnamespace AND relkind = 'r'
                AND has_table_privilege('chancery_app', oid, 'DELETE')
            """
        )
        #expect(Set(tables.split(separator: "\n").map(String.init)) == Self.deleted)
    }

    // MARK: The record

    @Test("groups without rows of the record leave no gap in it, and its pages begin anywhere")
    func record() async throws {
        let database = try await SchemaSample.database()
        let shown = try await database.ask(
            """
            SET search_path = chancery;
            WITH waiting AS (
                SELECT id, 1 + sum(size) OVER (ORDER BY epoch, seq) - size AS first FROM commit_group WHERE first_position IS NULL AND size > 0
            ) UPDATE commit_group AS g SET first_position = waiting.first FROM waiting WHERE g.id = waiting.id;
            SELECT position || actor FROM audit ORDER BY position;
            SELECT 'after 1: ' || string_agg(position || actor, ' ') FROM audit_page(1, 1);
            SELECT 'after 0: ' || string_agg(position || actor, ' ') FROM audit_page(0, 9);
            SELECT 'after 3: ' || count(*) FROM audit_page(3, 9);
            """,
            as: .application
        )
        #expect(shown == "1a\n2b\n3c\nafter 1: 2b\nafter 0: 1a 2b 3c\nafter 3: 0")
    }

    @Test("a text from outside is shown with U+FFFD in the place of U+0000")
    func octetText() async throws {
        let database = try await SchemaSample.database()
        let rows = [("C389", "É"), ("6100C3890062", "a\u{FFFD}É\u{FFFD}b"), ("5C005C303030", "\\\u{FFFD}\\000"), ("", "")]
        for (octets, text) in rows {
            #expect(try await database.ask("SELECT chancery.octet_text(decode('\(octets)', 'hex'))", as: .application) == text)
        }
    }
}
