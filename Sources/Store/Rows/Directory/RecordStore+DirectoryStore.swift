import CACore
import PortableFoundation
import PKIDirectory

extension RowStore {
    package func commit(_ changes: [DirectoryChange], audit: AuditRecord, expecting epoch: Int?) async throws {
        let set = DirectoryChangeSet(
            changes: changes,
            audit: audit,
            epoch: epoch,
            administrators: WellKnownAccount.authorityAdministrators.sid(in: domain)
        )
        try await directoryWrite(changesRights: true) { database, state in try set.apply(to: database, &state) }
    }

    package func principal(named name: String) async throws -> Principal? {
        // `DOMAIN\name`: the installation has one domain, and account names are unique in it. An account of another domain does not exist here.
        let parts = name.split(separator: "\\", maxSplits: 1, omittingEmptySubsequences: false)
        let domain = parts.count == 2 ? PrincipalRow.folded(String(parts[0])) : nil
        let folded = PrincipalRow.folded(String(parts[parts.count - 1]))
        guard !folded.isEmpty else { return nil }
        let found = try await principal(.folded(Array(folded.utf8))) { database in
            let found = try PrincipalRow.principals(where: "folded_name = ?1 OR folded_upn = ?1", from: database) { $0.bind(folded) }
            guard found.count <= 1 else {
                throw DirectoryError(
                    .ambiguous,
                    "\(name) is the account name of one principal and the user principal name of another; rename one of them"
                )
            }
            return found.first
        }
        if let domain, let found, PrincipalRow.folded(found.domain) != domain { return nil }
        return found
    }

    package func principal(dnsHostName name: String) async throws -> Principal? {
        let folded = PrincipalRow.folded(name)
        guard !folded.isEmpty else { return nil }
        return try await read { try PrincipalRow.principals(where: "folded_dns = ?", from: $0) { $0.bind(folded) } }.first
    }

    package func principal(id: UUID) async throws -> Principal? {
        try await principal(.id(id)) { try PrincipalRow.principals(where: "id = ?", from: $0) { $0.bind(id) }.first }
    }

    package func principal(sid: SecurityIdentifier) async throws -> Principal? {
        try await principal(.sid(sid)) { try PrincipalRow.principals(where: "sid = ?", from: $0) { $0.bind(sid.text) }.first }
    }

    package func passwordRecord(of principal: UUID) async throws -> PasswordRecord? {
        try await confirmed()
        let (remembered, epoch) = memory.rememberedPassword(of: principal)
        if let remembered { return remembered }
        let found = try await read { try PrincipalRow.password(of: principal, from: $0) }
        if let found { memory.remember(found, of: principal, readAt: epoch) }
        return found
    }

    package func principals(kind: Principal.Kind?, page: DirectoryPage) async throws -> [Principal] {
        try await read { database in
            guard let kind else { return try PrincipalRow.page(page, where: "TRUE", from: database) { _ in } }
            return try PrincipalRow.page(page, where: "kind = ?", from: database) { $0.bind(kind.rawValue) }
        }
    }

    package func members(of group: SecurityIdentifier, page: DirectoryPage) async throws -> [Principal] {
        let members = "sid IN (SELECT member FROM membership WHERE group_sid = ?)"
        return try await read { try PrincipalRow.page(page, where: members, from: $0) { $0.bind(group.text) } }
    }

    package func isDirectMember(_ member: SecurityIdentifier, of group: SecurityIdentifier) async throws -> Bool {
        try await read { try PrincipalRow.isDirectMember(member, of: group, in: $0) }
    }

    package func domainIdentifier() async throws -> (UInt32, UInt32, UInt32) { domain }

    package func nextRelativeID() async throws -> UInt32 {
        try await directoryWrite(changesRights: false) { database, _ in
            let row = try BoundStatement(
                database,
                "UPDATE state SET next_relative_id = next_relative_id + 1 RETURNING next_relative_id - 1"
            )
            var next: UInt32 = 0
            while try row.step() { next = row.word(0) }
            return next
        }
    }

    private func directoryWrite<Value: Sendable>(
        changesRights: Bool,
        _ body: @escaping @Sendable (StoreConnection, inout WriterState) throws -> Value
    ) async throws -> Value {
        do {
            return try await write(changesRights: changesRights, body)
        } catch CommitError.outcomeUnknown {
            throw DirectoryError(
                .unavailable,
                "The database did not answer in time, so that nobody knows whether the directory was changed. Read it again before you repeat this."
            )
        } catch is CommitError {
            // The writer has already logged the reason.
            throw DirectoryError(.unavailable, "The directory cannot store changes at the moment. Nothing was changed; try again later.")
        }
    }

    /// From memory, otherwise from the file.
    private func principal(_ name: PrincipalCache.Name, _ read: @escaping @Sendable (StoreConnection) throws -> Principal?) async throws
        -> Principal?
    {
        try await confirmed()
        let (remembered, epoch) = memory.remembered(name)
        if let remembered { return remembered }
        let found = try await self.read(read)
        if let found { memory.remember(found, as: name, readAt: epoch) }
        return found
    }
}
