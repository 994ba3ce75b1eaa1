import PKITesting
import Store

/// A database with the schema, and rows in it that its rules speak about.
enum SchemaSample {
    /// Made once for all tests, and copied.
    private static let template = Task {
        let database = try await PostgreSQLCluster.shared().database("schema")
        let role = PostgreSQLCluster.Role.application.rawValue
        _ = try await PostgreSQLSchema.migrate(address: database.url(as: .owner), password: nil, applicationRole: role)
        try await database.ask("SET search_path = chancery;" + rows, as: .owner)
        return database
    }

    /// A copy of its own for each test.
    static func database() async throws -> PostgreSQLDatabase {
        try await PostgreSQLCluster.shared().database("sample", from: template.value)
    }

    /// A row of `request` with an id; issued, if it has a serial number.
    static func request(_ id: Int, disposition: Int, serial: String? = nil) -> String {
        let certificate = serial.map { "'\($0)', 0, 1, 2, 0, 0, 0, 'User'" } ?? "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
        return """
            ROW((1::bigint << 40) | \(id), 1, 1, \(disposition), 0, 'm', NULL, 1, 0, 1000, NULL, NULL, NULL, NULL, 'LAB\\Ana', '\(party)', 'LAB\\Ana',
            '\(party)', 'api', '::1', '\(party)', 'key \(id)', 'User', 1, NULL, \(certificate), 'a', 'b', 'c', 'd', \(serial == nil ? "NULL" : "'e'"),
            'Ana', 0)::request_row_1
            """
    }

    private static let party = "11111111-1111-1111-1111-111111111111"
    private static let profile = "44444444-1111-1111-1111-111111111111"
    private static let management = "33333333-1111-1111-1111-111111111111"
    private static let profileTemplate = "22222222-1111-1111-1111-111111111111"
    private static let hash = "decode(repeat('00', 32), 'hex')"

    /// Two groups of the record with three rows, and one between them without any.
    private static let groups = """
        INSERT INTO audit_row SELECT * FROM unnest(ARRAY[
            ROW('55555555-0001-1111-1111-111111111111', 0, 1, 'a', 1, '{}', \(hash), \(hash), '1')::audit_row_1,
            ROW('55555555-0001-1111-1111-111111111111', 1, 2, 'b', 1, '{}', \(hash), \(hash), '1')::audit_row_1,
            ROW('55555555-0003-1111-1111-111111111111', 0, 3, 'c', 1, '{}', \(hash), \(hash), '1')::audit_row_1]);
        INSERT INTO commit_group (id, node, size, decided, epoch) VALUES
            ('55555555-0001-1111-1111-111111111111', 0, 2, 1, (SELECT epoch FROM guard WHERE slot = 0 FOR NO KEY UPDATE)),
            ('55555555-0002-1111-1111-111111111111', 0, 0, 1, 1), ('55555555-0003-1111-1111-111111111111', 0, 1, 1, 1);
        """

    private static let rows = """
        INSERT INTO state VALUES (1, 1, 1, 2, 3, 1000);
        INSERT INTO authority (number, id, role, name, parent, dns_name, settings, access, revision, created)
            VALUES (1, gen_random_uuid(), 'root', 'Root', NULL, 'd', '{"form":1}', '{"form":1}', 1, 0);
        INSERT INTO authority_key VALUES (1, 0, 'sealed-file:root-0', '1', '1', '/list');
        INSERT INTO generation VALUES (1, 0, 0, '1', '/certificate');
        INSERT INTO template VALUES ('User', '1.2', 1), ('Retired', '1.3', 1);
        INSERT INTO template_version VALUES ('user', 1, '{"form":1}', NULL, NULL);
        INSERT INTO template_publication VALUES (1, 'USER');
        INSERT INTO template_acceptance VALUES ('uSer', 'rule', '[]', 'reason', 'author', 1);
        INSERT INTO template_retirement VALUES ('RETIRED', 'author', 1);
        INSERT INTO agent_grant VALUES ('\(party)', 'User', 'S-1-5-9', 'enroll');
        INSERT INTO request_id VALUES (1, 5);
        INSERT INTO request SELECT * FROM unnest(ARRAY[\(request(1, disposition: 20, serial: "aa")), \(request(2, disposition: 9)), \(request(3, disposition: 30))]);
        INSERT INTO precertificate VALUES ((1::bigint << 40) | 2, 1, 'bb', 0, 1, 2, 0, 0, 0, '', '1');
        INSERT INTO exchange_certificate VALUES (1, 0, 'sealed-file:exchange-0', (1::bigint << 40) | 1);
        INSERT INTO status_signer VALUES (1, 0, 0, 'sealed-file:ocsp-0', (1::bigint << 40) | 1);
        INSERT INTO attestation VALUES ((1::bigint << 40) | 1, 1, '1', 0, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO archived_key VALUES ((1::bigint << 40) | 1, 0, 1, '1', 'ab cd', 1);
        INSERT INTO key_recovery_act VALUES ((1::bigint << 40) | 1, 0, 1, 1, gen_random_uuid(), 'a', 'b', 1);
        INSERT INTO signing_intent (authority, key_idx, serial, list_number, body) VALUES (1, 0, 'aa', NULL, '1');
        INSERT INTO foreign_revocation VALUES (1, 0, 'cc', 0, 0);
        INSERT INTO revocation_list VALUES (1, 0, 0, 5, 10, 9, 11, 0, 0, repeat('ab', 32));
        INSERT INTO revocation_journal (authority, key_idx, shard, request, revision, serial, reason, at)
            VALUES (1, 0, 0, (1::bigint << 40) | 1, 2, 'aa', 0, 1);
        INSERT INTO principal VALUES ('S-1-5-1', gen_random_uuid(), 'user', 'ana', 'ana@lab.test', 'ana.lab.test', 1, 1, '{"form":1}'),
            ('S-1-5-2', gen_random_uuid(), 'group', 'group', NULL, NULL, 1, 1, '{"form":1}');
        INSERT INTO membership VALUES ('S-1-5-1', 'S-1-5-2');
        INSERT INTO profile_template VALUES ('\(profileTemplate)', 'Smart', 1);
        INSERT INTO profile_template_version VALUES ('\(profileTemplate)', 1, '{"form":1}');
        INSERT INTO management_request (id, revision, status, target, originator, profile_template, profile_template_version, document)
            VALUES ('\(management)', 1, 4, '\(party)', '\(party)', '\(profileTemplate)', 1, '{"form":1}');
        INSERT INTO certificate_attempt VALUES ('\(management)', 0, 1, 1, 'refused', NULL, '{"form":1}', '1');
        INSERT INTO profile VALUES ('\(profile)', 1, '\(party)', '{"form":1}');
        INSERT INTO managed_certificate VALUES ('\(profile)', '\(management)', 0, '{"form":1,"value":{"notAfter":3.25}}');
        INSERT INTO management_event (id, request, document) VALUES (gen_random_uuid(), '\(management)', '{"form":1}');
        INSERT INTO smartcard VALUES (gen_random_uuid(), 1, 6, '\(party)', '\(party)', '\(party)', '\(profile)', '{"form":1}');
        INSERT INTO management_secret VALUES (gen_random_uuid(), 'kind', '\(party)', 'name', '1');
        INSERT INTO one_time_passwords VALUES ('\(management)', 1, '{"form":1}');
        INSERT INTO expiry_reminder VALUES ('\(profile)', '\(management)', 0, 30);
        INSERT INTO lease VALUES ('publication', 1, 0, clock_timestamp());
        \(groups)
        """
}
