/// Finds out which constraint PostgreSQL means. PostgreSQL gives the name of the constraint or unique index; our triggers give their own names with SQLSTATE CH002.
enum PostgreSQLConstraint {
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

    /// - Parameters:
    ///   - constraintName: `PG_DIAG_CONSTRAINT_NAME`.
    ///   - sqlState: of class 23 (integrity constraint violation), or CH002, which triggers of the schema raise.
    static func broken(by constraintName: String?, sqlState: String) -> BrokenConstraint {
        // foreign_key_violation.
        if sqlState == "23503" { return .reference }
        if let constraintName, let known = constraints[constraintName] { return known }
        // unique_violation.
        return sqlState == "23505" ? .unique : .other
    }
}
