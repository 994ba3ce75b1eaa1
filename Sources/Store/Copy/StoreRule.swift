/// A rule between rows that both databases can count the exceptions of.
///
/// Each database enforces most of them itself. The rest is left out on PostgreSQL's hot tables, or is kept by the program; and a database may be damaged, or edited by hand.
struct StoreRule: Sendable {
    /// What is wrong with the rows that are counted.
    let fault: String
    /// A query that counts them.
    let sql: String

    static let all =
        references + [
            StoreRule(
                "rows of request have the number of a counter that comes later",
                counting: """
                    request_id AS i WHERE EXISTS (SELECT 1 FROM request AS r WHERE r.key >= (i.authority << 40) + i.next AND r.key < ((i.authority + 1) << 40))
                    """
            ),
            StoreRule(
                "authorities have requests and no counter of request ids",
                counting: """
                    authority AS a WHERE EXISTS (SELECT 1 FROM request AS r WHERE r.key > (a.number << 40) AND r.key < ((a.number + 1) << 40))
                    AND NOT EXISTS (SELECT 1 FROM request_id AS i WHERE i.authority = a.number)
                    """
            ),
            StoreRule(
                "revoked requests are not in the revocation journal",
                counting: """
                    request AS r WHERE r.disposition = 21
                    AND NOT EXISTS (SELECT 1 FROM revocation_journal AS l WHERE l.request = r.key AND l.revision = r.revision)
                    """
            ),
            // A line about a revocation that was taken over names the request 0.
            StoreRule(
                "lines of the revocation journal name a request that is not there",
                counting: """
                    revocation_journal AS l WHERE (l.request & 1099511627775) <> 0 AND NOT EXISTS (SELECT 1 FROM request AS r WHERE r.key = l.request)
                    """
            ),
            StoreRule(
                "lines of the revocation journal have another serial number than their request",
                counting: """
                    revocation_journal AS l JOIN request AS r ON r.key = l.request WHERE r.serial IS NULL OR r.serial <> l.serial
                    """
            ),
            StoreRule(
                "lines are missing in the revocation journal",
                sql: """
                    SELECT coalesce(max(sequence), 0) - count(*) FROM revocation_journal
                    """
            ),
            StoreRule(
                "revocation lists cover lines that the journal does not have",
                counting: """
                    revocation_list WHERE covers_through > (SELECT coalesce(max(sequence), 0) FROM revocation_journal)
                    """
            ),
            StoreRule(
                "certificates have another serial number than their precertificate",
                counting: """
                    precertificate AS p JOIN request AS r ON r.key = p.key WHERE r.serial IS NOT NULL AND r.serial <> p.serial
                    """
            ),
            StoreRule(
                "templates have another version than their newest",
                counting: """
                    template AS t WHERE t.version <> coalesce((SELECT max(v.version) FROM template_version AS v WHERE lower(v.name) = lower(t.name)), 0)
                    """
            ),
            StoreRule(
                "profile templates have another version than their newest",
                counting: """
                    profile_template AS t WHERE t.version <> coalesce((SELECT max(v.version) FROM profile_template_version AS v WHERE v.id = t.id), 0)
                    """
            ),
            StoreRule(
                "members belong to an account that is not a group",
                counting: """
                    membership AS m JOIN principal AS p ON p.sid = m.group_sid WHERE p.kind <> 'group'
                    """
            ),
        ]

    /// What PostgreSQL makes by itself agrees with the rows.
    static let postgreSQL = [
        StoreRule("guards have another rights epoch than the state", counting: "guard WHERE epoch <> (SELECT rights_epoch FROM state)"),
        StoreRule("guards are missing", sql: "SELECT 32 - count(*) FROM guard"),
        StoreRule(
            "lines of the revocation journal are ahead of its head, or behind it",
            sql: """
                SELECT abs((SELECT sequence FROM journal_head) - (SELECT coalesce(max(sequence), 0) FROM revocation_journal))
                """
        ),
        StoreRule(
            "positions of the record are ahead of its head, or behind it",
            sql: """
                SELECT abs((SELECT position FROM audit_head) - (SELECT coalesce(max(first_position + size - 1), 0) FROM commit_group WHERE size > 0))
                """
        ),
        StoreRule(
            "keys have another list number in crl_head than their newest list",
            counting: """
                (SELECT authority, key_idx, shard, max(number) AS number FROM revocation_list GROUP BY authority, key_idx, shard) AS newest
                WHERE NOT EXISTS (SELECT 1 FROM crl_head AS h WHERE h.authority = newest.authority AND h.key_idx = newest.key_idx
                    AND h.shard = newest.shard AND h.number = newest.number)
                """
        ),
        StoreRule(
            "groups of commits have another number of rows in the record than they say",
            counting: """
                commit_group AS g LEFT JOIN (SELECT group_id, count(*) AS size FROM audit_row GROUP BY group_id) AS r ON r.group_id = g.id
                WHERE g.size <> coalesce(r.size, 0)
                """
        ),
        StoreRule(
            "rows of the record belong to no group of commits",
            counting: """
                audit_row AS r WHERE NOT EXISTS (SELECT 1 FROM commit_group AS g WHERE g.id = r.group_id)
                """
        ),
    ]

    init(_ fault: String, sql: String) {
        self.fault = fault
        self.sql = sql
    }

    private init(_ fault: String, counting rows: String) { self.init(fault, sql: "SELECT count(*) FROM " + rows) }

    // MARK: References

    /// `child column` and `parent column`; several columns are joined with commas. A template's name is compared without case.
    private static let references: [StoreRule] = [
        ("authority parent", "authority number"), ("authority_key authority", "authority number"),
        ("generation authority,key_idx", "authority_key authority,idx"), ("template_version name", "template name"),
        ("template_acceptance template", "template name"), ("template_retirement template", "template name"),
        ("template_publication template", "template name"), ("template_publication authority", "authority number"),
        ("request authority", "authority number"), ("request authority,generation", "generation authority,idx"),
        ("officer_edit key", "request key"), ("shown_after_expiry key", "request key"),
        ("exchange_certificate authority", "authority number"),
        ("exchange_certificate request", "request key"), ("status_signer authority,key_idx", "authority_key authority,idx"),
        ("status_signer request", "request key"), ("precertificate key", "request key"), ("attestation key", "request key"),
        ("archived_key key", "request key"), ("key_recovery_act key", "archived_key key"),
        ("revocation_list authority,key_idx", "authority_key authority,idx"),
        ("revocation_journal authority,key_idx", "authority_key authority,idx"),
        ("foreign_revocation authority,key_idx", "authority_key authority,idx"), ("password principal", "principal id"),
        ("membership member", "principal sid"), ("membership group_sid", "principal sid"),
        ("profile_template_version id", "profile_template id"),
        ("management_request profile_template,profile_template_version", "profile_template_version id,version"),
        ("certificate_attempt request", "management_request id"), ("managed_certificate profile", "profile id"),
        ("managed_certificate request", "management_request id"), ("management_event request", "management_request id"),
        ("smartcard profile", "profile id"), ("one_time_passwords request", "management_request id"),
    ].map { child, parent in
        let (child, parent) = (child.split(separator: " "), parent.split(separator: " "))
        let columns = zip(child[1].split(separator: ","), parent[1].split(separator: ","))
        let pairs = columns.map { own, other in
            parent[0] == "template" ? "lower(p.\(other)) = lower(c.\(own))" : "p.\(other) = c.\(own)"
        }
        let given = child[1].split(separator: ",").map { "c.\($0) IS NOT NULL" }
        return StoreRule(
            "rows of \(child[0]) name a row of \(parent[0]) that is not there (\(child[1]))",
            counting: """
                \(child[0]) AS c WHERE \(given.joined(separator: " AND "))
                AND NOT EXISTS (SELECT 1 FROM \(parent[0]) AS p WHERE \(pairs.joined(separator: " AND ")))
                """
        )
    }
}
