/// Finds out which constraint PostgreSQL means. PostgreSQL gives the name of the constraint or unique index; our triggers give their own names with SQLSTATE CH002.
enum PostgreSQLConstraint {
    /// The group's row is there: an earlier attempt was stored.
    static let storedGroup = "commit_group_pkey"
    /// The group was decided at another rights epoch.
    static let movedGroup = "commit_group_epoch"

    private static let constraints: [String: BrokenConstraint] = [
        "request_pkey": .requestID,
        "request_serial": .requestSerial,
        "request_submission": .requestSubmissionKey,
        "precertificate_serial": .precertificateSerial,
        "authority_name_key": .authorityName,
        "template_oid_key": .templateObjectIdentifier,
        "principal_pkey": .principalIdentity,
        "principal_id_key": .principalIdentity,
        "principal_folded_name_key": .principalName,
        "principal_folded_upn_key": .principalUserPrincipalName,
        "principal_folded_dns_key": .principalDNSName,
        "profile_template_name_key": .profileTemplateName,
        "membership_group": .onlyGroupsHaveMembers,
        "list_numbers_grow": .listNumbersGrow,
    ]

    /// True if the statement broke a constraint: class 23 (integrity constraint violation), or a trigger of ours.
    static func isConstraint(sqlState: String) -> Bool { sqlState.hasPrefix("23") || sqlState == "CH002" }

    /// True if a value does not fit its type: class 22 (data exception), e.g. 22021 for U+0000 in a text, 22P05 for U+0000 in a document. SQLite stores such texts.
    static func isUnfitValue(sqlState: String) -> Bool { sqlState.hasPrefix("22") }

    /// - Parameters:
    ///   - constraintName: `PG_DIAG_CONSTRAINT_NAME`.
    ///   - sqlState: one for which ``isConstraint(sqlState:)`` or ``isUnfitValue(sqlState:)`` is true.
    static func broken(by constraintName: String?, sqlState: String) -> BrokenConstraint {
        // foreign_key_violation.
        if sqlState == "23503" { return .reference }
        if isConstraint(sqlState: sqlState), let constraintName, let known = constraints[constraintName] { return known }
        // unique_violation.
        return sqlState == "23505" ? .unique : .other
    }
}
