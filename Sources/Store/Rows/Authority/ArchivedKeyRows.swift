import CACore
import CAInterface

/// Archived keys and the acts on their recovery: appended, never changed.
enum ArchivedKeyRows {
    private enum KeyColumn: Int32, TableColumn {
        case key, idx, authority, sealed, agentHashes, stored
    }

    private enum ActColumn: Int32, TableColumn {
        case key, sequence, authority, kind, officer, officerName, reason, at
    }

    private static let keyInsertion = ColumnStatement<KeyColumn>.insertion(into: "archived_key")
    private static let actInsertion = ColumnStatement<ActColumn>.insertion(into: "key_recovery_act")

    static func insert(_ key: StoredArchivedKey, into database: StoreConnection) throws {
        try keyInsertion.run(in: database) { column, row in
            switch column {
            case .key: row.bind(RequestColumns.key(key.request, of: key.authority))
            case .idx: row.bind(key.index)
            case .authority: row.bind(key.authority.rawValue)
            case .sealed: row.bind(key.sealed)
            case .agentHashes: row.bind(key.agentHashes)
            case .stored: row.bind(key.stored)
            }
        }
    }

    static func insert(_ act: StoredRecoveryAct, into database: StoreConnection) throws {
        try actInsertion.run(in: database) { column, row in
            switch column {
            case .key: row.bind(RequestColumns.key(act.request, of: act.authority))
            case .sequence: row.bind(act.sequence)
            case .authority: row.bind(act.authority.rawValue)
            case .kind: row.bind(act.kind.rawValue)
            case .officer: row.bind(act.officer)
            case .officerName: row.bind(act.officerName)
            case .reason: row.bind(act.reason)
            case .at: row.bind(act.when)
            }
        }
    }

    static func newest(of request: RequestID, of authority: AuthorityNumber, from database: StoreConnection) throws -> StoredArchivedKey? {
        guard (1...RequestColumns.largestID).contains(request.rawValue) else { return nil }
        var row = try BoundStatement(database, "SELECT \(KeyColumn.list) FROM archived_key WHERE key = ? ORDER BY idx DESC LIMIT 1")
        row.bind(RequestColumns.key(request, of: authority))
        guard try row.step() else { return nil }
        return StoredArchivedKey(
            authority: authority,
            request: request,
            index: row.int(KeyColumn.idx),
            sealed: row.bytes(KeyColumn.sealed),
            agentHashes: row.text(KeyColumn.agentHashes),
            stored: row.date(KeyColumn.stored)
        )
    }

    static func acts(of request: RequestID, of authority: AuthorityNumber, from database: StoreConnection) throws -> [StoredRecoveryAct] {
        guard (1...RequestColumns.largestID).contains(request.rawValue) else { return [] }
        var row = try BoundStatement(database, "SELECT \(ActColumn.list) FROM key_recovery_act WHERE key = ? ORDER BY sequence")
        row.bind(RequestColumns.key(request, of: authority))
        var found: [StoredRecoveryAct] = []
        while try row.step() {
            guard let kind = StoredRecoveryAct.Kind(rawValue: row.int(ActColumn.kind)) else {
                throw StoreError("an act on the recovery of a key is of a kind that this program does not know; start the newer version")
            }
            found.append(
                StoredRecoveryAct(
                    authority: authority,
                    request: request,
                    sequence: row.int(ActColumn.sequence),
                    kind: kind,
                    officer: try row.uuid(ActColumn.officer),
                    officerName: row.text(ActColumn.officerName),
                    reason: row.text(ActColumn.reason),
                    when: row.date(ActColumn.at)
                )
            )
        }
        return found
    }
}
