import PKIFormats

/// Names and SIDs for those whom an authority has let read its access list. Nothing else about an account is told, so no role of the
/// directory is needed.
extension DirectoryAdministration {
    /// The SID of an account or group; also of `Everyone` and `Authenticated Users`. Nil for an unknown name.
    package func identifier(of name: String) async throws -> SecurityIdentifier? {
        if let known = Self.wellKnown.first(where: { $0.name.lowercased() == name.lowercased() }) { return known.sid }
        return try await directory.principal(named: name)?.sid
    }

    /// The names of SIDs, as far as they are known.
    package func names(of identifiers: Set<SecurityIdentifier>) async throws -> [SecurityIdentifier: String] {
        var names: [SecurityIdentifier: String] = [:]
        for sid in identifiers {
            if let known = Self.wellKnown.first(where: { $0.sid == sid }) {
                names[sid] = known.name
            } else if let principal = try await directory.principal(sid: sid) {
                names[sid] = principal.accountName
            }
        }
        return names
    }

    /// The three numbers of the installation's domain, for two-letter accounts in SDDL.
    package func domainIdentifier() async throws -> (UInt32, UInt32, UInt32) { try await directory.domainIdentifier() }

    private static let wellKnown: [(name: String, sid: SecurityIdentifier)] = [
        ("Everyone", .everyone), ("Authenticated Users", .authenticatedUsers),
    ]
}
