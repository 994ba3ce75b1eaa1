import GRDB

/// Finds out which constraint SQLite means. SQLite gives the kind as an extended result code and, instead of a name, the columns of the index or the text of our
/// trigger. One table maps them.
enum SQLiteConstraint {
    private struct Line {
        let codes: [ResultCode]
        /// The text after "constraint failed: ", or the text of the trigger.
        let subject: String
        let constraint: BrokenConstraint
    }

    private static let unique: [ResultCode] = [.SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID]

    private static let table: [Line] = [
        Line(codes: unique, subject: "request.key", constraint: .requestID),
        Line(codes: unique, subject: "request.authority, request.serial", constraint: .requestSerial),
        Line(codes: unique, subject: "request.authority, request.caller, request.submission_key", constraint: .requestSubmissionKey),
        Line(codes: unique, subject: "precertificate.authority, precertificate.serial", constraint: .precertificateSerial),
        Line(codes: unique, subject: "authority.name", constraint: .authorityName),
        Line(codes: unique, subject: "template.oid", constraint: .templateObjectIdentifier),
        Line(codes: unique, subject: "principal.sid", constraint: .principalIdentity),
        Line(codes: unique, subject: "principal.id", constraint: .principalIdentity),
        Line(codes: unique, subject: "principal.folded_name", constraint: .principalName),
        Line(codes: unique, subject: "principal.folded_upn", constraint: .principalUserPrincipalName),
        Line(codes: unique, subject: "principal.folded_dns", constraint: .principalDNSName),
        Line(codes: unique, subject: "profile_template.name", constraint: .profileTemplateName),
        Line(codes: [.SQLITE_CONSTRAINT_TRIGGER], subject: "only a group has members", constraint: .onlyGroupsHaveMembers),
        Line(codes: [.SQLITE_CONSTRAINT_TRIGGER], subject: "CRL numbers only grow", constraint: .listNumbersGrow),
    ]

    /// - Parameter error: an error whose result code is SQLITE_CONSTRAINT.
    static func broken(by error: DatabaseError) -> BrokenConstraint {
        let code = error.extendedResultCode
        if code == .SQLITE_CONSTRAINT_FOREIGNKEY { return .reference }
        let message = error.message ?? ""
        let subject = message.firstRange(of: "constraint failed: ").map { String(message[$0.upperBound...]) } ?? message
        if let line = table.first(where: { $0.codes.contains(code) && $0.subject == subject }) { return line.constraint }
        return unique.contains(code) ? .unique : .other
    }
}
