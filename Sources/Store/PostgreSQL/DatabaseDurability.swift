/// The settings of a PostgreSQL server on which it depends whether an acknowledged commit survives a crash and a fail-over.
package struct DatabaseDurability: Sendable, Hashable {
    /// `synchronous_standby_names`; empty when commits wait for no standby.
    package let synchronousStandbyNames: String
    package let synchronousCommit: String
    package let fsync: Bool
    package let fullPageWrites: Bool
    /// PostgreSQL's own version.
    package let serverVersion: String

    /// Commits wait until a standby has them.
    package var isSynchronous: Bool {
        !synchronousStandbyNames.isEmpty && ["on", "remote_apply", "remote_write"].contains(synchronousCommit)
    }

    /// - Throws: `StoreError` when the database cannot be used.
    package static func read(_ location: StoreLocation) async throws -> DatabaseDurability {
        try await DatabaseCommand.offPool(location) { servers in
            let found = try servers.openForScripts().row(
                """
                SELECT current_setting('synchronous_standby_names'), current_setting('synchronous_commit'), current_setting('fsync'),
                    current_setting('full_page_writes'), current_setting('server_version')
                """
            )
            guard found.count == 5 else { throw StoreError("the database does not tell its settings") }
            return DatabaseDurability(
                synchronousStandbyNames: found[0],
                synchronousCommit: found[1],
                fsync: found[2] == "on",
                fullPageWrites: found[3] == "on",
                serverVersion: found[4]
            )
        }
    }
}
