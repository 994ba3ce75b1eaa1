extension PostgreSQLMigration {
    /// The rights of the nodes' role, after every migration: what the row code does, and no more. Nobody but the owner deletes or changes a record.
    /// - Parameter role: the name of an existing role, as it is in the database.
    static func grants(to role: String) -> [String] {
        let name = quoted(role)
        var grants = [
            "GRANT USAGE ON SCHEMA chancery TO \(name)", "REVOKE ALL ON ALL TABLES IN SCHEMA chancery FROM \(name)",
            "GRANT SELECT ON ALL TABLES IN SCHEMA chancery TO \(name)",
        ]
        for table in tables {
            grants.append("GRANT INSERT\(columns(table.inserted)) ON chancery.\(table.name) TO \(name)")
            if !table.updated.isEmpty { grants.append("GRANT UPDATE\(columns(table.updated)) ON chancery.\(table.name) TO \(name)") }
            if table.isDeleted { grants.append("GRANT DELETE ON chancery.\(table.name) TO \(name)") }
        }
        // One row each, made by the schema.
        for (table, columns) in [
            ("guard", "epoch"), ("journal_head", "sequence"), ("audit_head", "position"),
        ] {
            grants.append("GRANT UPDATE (\(columns)) ON chancery.\(table) TO \(name)")
        }
        return grants
    }

    private static func quoted(_ role: String) -> String {
        "\"" + role.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func columns(_ names: String) -> String { names.isEmpty ? "" : " (\(names))" }

    private struct Table {
        let name: String
        /// The columns that a new row gives; empty for all.
        var inserted = ""
        /// The columns that change. A row lock needs one.
        var updated = ""
        var isDeleted = false
    }

    /// The tables that get rows from nodes.
    private static let tables: [Table] = [
        Table(name: "state", updated: "rights_epoch, next_relative_id"),
        // The row code writes all columns, those that never change with their former values.
        Table(
            name: "authority",
            updated: "id, role, name, parent, dns_name, settings, access, revision, duties, renewal, issues, parent_revocation"
        ),
        Table(name: "authority_key"),
        Table(name: "generation"),
        Table(name: "cross_certificate"),
        Table(name: "template", updated: "oid, version"),
        Table(name: "template_version"),
        Table(name: "template_acceptance", updated: "template, accepted_values, reason, author, accepted", isDeleted: true),
        Table(name: "template_retirement"),
        Table(name: "template_publication", isDeleted: true),
        Table(name: "agent_grant", updated: "template, acts", isDeleted: true),
        Table(name: "request_id", updated: "next"),
        Table(
            name: "request",
            // The content of a request only for its erasure, which a trigger judges.
            updated:
                "revision, disposition, status, message, reason, request_flags, resolved, revoked, revoked_effective, revoked_reason, template_name, template_version, officer, serial, generation, not_before, not_after, enrollment_flags, general_flags, private_key_flags, template_identifier, attributes, certificate, common_name, crl_partition, raw_request, raw_attributes"
        ),
        Table(name: "officer_edit", updated: "attributes, extensions, changed_by, changed", isDeleted: true),
        Table(name: "shown_after_expiry", isDeleted: true),
        Table(name: "exit_event", isDeleted: true),
        Table(name: "exchange_certificate"),
        Table(name: "shared_key"),
        Table(name: "status_signer"),
        Table(name: "precertificate"),
        Table(
            name: "record_log",
            updated: "generation, origin, verifier_key, size, frontier, root, signed, signed_at, published, published_size, is_restored"
        ),
        Table(name: "record_tile", updated: "bytes"),
        Table(name: "attestation"),
        Table(name: "archived_key"),
        Table(name: "key_recovery_act"),
        Table(name: "signing_intent"),
        Table(name: "revocation_list"),
        Table(name: "crl_head", updated: "number"),
        Table(name: "revocation_journal"),
        Table(name: "foreign_revocation"),
        // The sequencer gives the position.
        Table(name: "commit_group", inserted: "id, node, size, epoch, decided", updated: "first_position"),
        Table(name: "audit_row"),
        Table(name: "principal", updated: "sid, kind, folded_name, folded_upn, folded_dns, enabled, revision, document"),
        Table(name: "password", updated: "algorithm, cost, block_size, parallelism, salt, hash, generation", isDeleted: true),
        Table(name: "membership", isDeleted: true),
        Table(name: "profile_template", updated: "name, version"),
        Table(name: "profile_template_version"),
        Table(name: "management_request", updated: "revision, status, document"),
        Table(name: "certificate_attempt", updated: "revision, outcome, authority_request"),
        Table(name: "profile", updated: "revision, document"),
        Table(name: "managed_certificate", updated: "document"),
        Table(name: "management_event"),
        Table(name: "smartcard", updated: "revision, status, document"),
        Table(name: "management_secret", isDeleted: true),
        Table(name: "one_time_passwords", updated: "revision, document"),
        Table(name: "mail", updated: "queued, attempts, due, failed, reason, taken_until", isDeleted: true),
        Table(name: "expiry_reminder"),
        Table(name: "lease", updated: "fence, holder, until"),
        Table(
            name: "node",
            updated: "name, version, address, oldest_step, newest_step, started, seen, draining, host",
            isDeleted: true
        ),
        Table(name: "object", updated: "bytes, stored", isDeleted: true),
        Table(name: "sign_in_failure", updated: "failures, last", isDeleted: true),
        Table(name: "quota_use", updated: "began, used", isDeleted: true),
    ]
}
