import CACore
package import PKIDirectory

extension PostgreSQLStore {
    /// Everything that was committed before gets its place first.
    package func auditRecords(after position: Int, limit: Int) async throws -> [StoredAuditRecord] {
        try await sequence()
        return try await read { database in try AuditRow.records(after: position, limit: limit, from: database) }
    }

    /// Gives the rows of the record that have none their places.
    package func sequence() async throws {
        try await side.write { database in
            guard case .postgreSQL(let connection) = database.engine, try AuditSequencer.isWanted(on: connection) else { return }
            try AuditSequencer.run(on: connection)
        }
    }
}
