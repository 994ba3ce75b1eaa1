/// A table of the records as both databases have it: what a copy takes along, and what a check reads.
///
/// Not among them is what one database makes by itself (guards, heads and groups of commits), and what ends with the running nodes (their rows, the holders of leases,
/// counters of failed sign-ins).
struct StoreTable: Sendable {
    enum Kind: Sendable { case number, text, octets, identifier, document }

    struct Column: Sendable {
        let name: String
        let kind: Kind
    }

    let name: String
    /// The order of the rows. In both databases numbers are compared as numbers and everything else by its octets.
    let key: [String]
    let columns: [Column]

    private init(
        _ name: String,
        by key: String,
        numbers: String = "",
        texts: String = "",
        octets: String = "",
        identifiers: String = "",
        documents: String = ""
    ) {
        self.name = name
        self.key = key.split(separator: " ").map(String.init)
        let kinds: [(String, Kind)] = [
            (numbers, .number), (texts, .text), (octets, .octets), (identifiers, .identifier), (documents, .document),
        ]
        columns = kinds.flatMap { names, kind in names.split(separator: " ").map { Column(name: String($0), kind: kind) } }
    }

    /// The place of a column in a row.
    func place(of name: String) -> Int { columns.firstIndex { $0.name == name } ?? 0 }

    /// For SQL. `only` is a word of PostgreSQL's grammar.
    var columnList: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }

    /// Published lists and CA certificates: files beside SQLite, rows in PostgreSQL.
    static let object = StoreTable("object", by: "id", texts: "id", octets: "bytes")
    /// The record, in its order.
    static let audit = StoreTable(
        "audit",
        by: "position",
        numbers: "position at kind",
        texts: "actor event",
        octets: "leaf_hash salt bytes"
    )
    static let request = StoreTable(
        "request",
        by: "key",
        numbers: """
            key authority revision disposition status request_type request_flags submitted resolved revoked revoked_effective revoked_reason \
            template_version generation not_before not_after enrollment_flags general_flags private_key_flags crl_partition
            """,
        texts: "requester_name caller_name door remote_address serial template_identifier common_name",
        octets: "message reason submission_key template_name raw_attributes attributes raw_name raw_request certificate",
        identifiers: "requester caller correlation officer"
    )
    static let principal = StoreTable(
        "principal",
        by: "sid",
        numbers: "enabled revision",
        texts: "sid kind folded_name folded_upn folded_dns",
        identifiers: "id",
        documents: "document"
    )

    /// Every table, after those that it refers to. The triggers of both databases count on this order too: a revocation is in the journal before it is in its row, and
    /// a template is retired after its last version.
    static let all: [StoreTable] = [
        StoreTable("state", by: "only", numbers: "only rights_epoch domain_a domain_b domain_c next_relative_id"),
        StoreTable(
            "authority",
            by: "number",
            numbers: "number parent revision created issues",
            texts: "role name dns_name",
            identifiers: "id",
            documents: "settings access duties renewal parent_revocation"
        ),
        StoreTable(
            "authority_key",
            by: "authority idx",
            numbers: "authority idx",
            texts: "reference list_path",
            octets: "public_key signature_algorithm"
        ),
        StoreTable("generation", by: "authority idx", numbers: "authority idx key_idx", texts: "aia_path", octets: "certificate issuers"),
        StoreTable(
            "cross_certificate",
            by: "authority issuer subject",
            numbers: "authority issuer subject",
            texts: "path",
            octets: "certificate"
        ),
        StoreTable("template", by: "name", numbers: "version", texts: "name oid"),
        StoreTable("template_version", by: "name version", numbers: "version saved", texts: "name author", documents: "document"),
        StoreTable(
            "template_acceptance",
            by: "template rule",
            numbers: "accepted",
            texts: "template rule accepted_values reason author"
        ),
        StoreTable("template_retirement", by: "template", numbers: "retired", texts: "template author"),
        StoreTable("template_publication", by: "authority template", numbers: "authority", texts: "template"),
        StoreTable("agent_grant", by: "agent template subjects", texts: "template subjects acts", identifiers: "agent"),
        StoreTable("request_id", by: "authority", numbers: "authority next"),
        StoreTable("lease", by: "work", numbers: "fence", texts: "work"),
        StoreTable(
            "revocation_journal",
            by: "sequence",
            numbers: "sequence authority key_idx shard request revision reason at",
            texts: "serial"
        ),
        StoreTable(
            "revocation_list",
            by: "authority key_idx shard number base_number",
            numbers: "authority key_idx shard number base_number signed this_update next_update count covers_through form",
            texts: "object"
        ),
        StoreTable("foreign_revocation", by: "authority key_idx serial", numbers: "authority key_idx at reason shard", texts: "serial"),
        request,
        StoreTable("officer_edit", by: "key", numbers: "key changed", texts: "changed_by", octets: "attributes extensions"),
        StoreTable("shown_after_expiry", by: "key", numbers: "key"),
        StoreTable(
            "exit_event",
            by: "sequence",
            numbers: "sequence authority event raised",
            texts: "receiver",
            octets: "document",
            identifiers: "id"
        ),
        StoreTable("exchange_certificate", by: "authority idx", numbers: "authority idx request", texts: "reference"),
        StoreTable("status_signer", by: "authority key_idx idx", numbers: "authority key_idx idx request", texts: "reference"),
        // Sealed. With SQLite the files beside the database have them.
        StoreTable("shared_key", by: "name", texts: "name", octets: "sealed"),
        StoreTable(
            "precertificate",
            by: "key",
            numbers: "key authority generation not_before not_after enrollment_flags general_flags private_key_flags crl_partition",
            texts: "serial template_identifier",
            octets: "certificate"
        ),
        StoreTable(
            "attestation",
            by: "key",
            numbers: "key authority is_endorsement expires",
            texts: "endorsement_key_hash endorsement_certificate_hash",
            octets: "identity challenge secret_hash"
        ),
        StoreTable("archived_key", by: "key idx", numbers: "key idx authority stored", texts: "agent_hashes", octets: "sealed"),
        StoreTable(
            "key_recovery_act",
            by: "key sequence",
            numbers: "key sequence authority kind at",
            texts: "officer_name reason",
            identifiers: "officer"
        ),
        StoreTable("signing_intent", by: "sequence", numbers: "sequence authority key_idx list_number", texts: "serial", octets: "body"),
        principal,
        StoreTable(
            "password",
            by: "principal",
            numbers: "cost block_size parallelism",
            texts: "algorithm",
            octets: "salt hash",
            identifiers: "principal generation"
        ),
        StoreTable("membership", by: "member group_sid", texts: "member group_sid"),
        StoreTable("profile_template", by: "id", numbers: "version", texts: "name", identifiers: "id"),
        StoreTable("profile_template_version", by: "id version", numbers: "version", identifiers: "id", documents: "document"),
        StoreTable(
            "management_request",
            by: "place",
            numbers: "place revision status profile_template_version",
            identifiers: "id target originator profile_template",
            documents: "document"
        ),
        StoreTable(
            "certificate_attempt",
            by: "request option number",
            numbers: "option number revision authority_request",
            texts: "outcome",
            octets: "certification_request",
            identifiers: "request",
            documents: "document"
        ),
        StoreTable("profile", by: "id", numbers: "revision", identifiers: "id assigned_user", documents: "document"),
        StoreTable(
            "managed_certificate",
            by: "profile request option",
            numbers: "option",
            identifiers: "profile request",
            documents: "document"
        ),
        StoreTable("management_event", by: "place", numbers: "place", identifiers: "id request", documents: "document"),
        StoreTable(
            "smartcard",
            by: "id",
            numbers: "revision status",
            identifiers: "id card assigned_user profile_template profile",
            documents: "document"
        ),
        StoreTable("management_secret", by: "id", texts: "kind name", octets: "sealed", identifiers: "id subject"),
        StoreTable("one_time_passwords", by: "request", numbers: "revision", identifiers: "request", documents: "document"),
        StoreTable(
            "mail",
            by: "place",
            numbers: "place queued attempts due failed",
            texts: "event",
            octets: "template address variables reason",
            identifiers: "id"
        ),
        StoreTable(
            "expiry_reminder",
            by: "profile request option days",
            numbers: "option days",
            identifiers: "profile request"
        ),
        StoreTable(
            "record_log",
            by: "only",
            numbers: "only generation size signed_at published_size is_restored",
            texts: "origin verifier_key signed published",
            octets: "frontier root"
        ),
        StoreTable("record_tile", by: "level idx", numbers: "level idx", octets: "bytes"),
        object,
        audit,
    ]

    /// Columns that PostgreSQL counts up by itself.
    static let counted = [
        ("exit_event", "sequence"), ("signing_intent", "sequence"), ("management_request", "place"),
        ("management_event", "place"), ("mail", "place"),
    ]

    /// Those whose numbers are never given again, even when the row is gone.
    static let neverAgain = ["exit_event": "sequence", "mail": "place"]
}
