import CACore
import CAInterface
import PortableFoundation

/// The status of certificates, without the certificates.
enum CertificateStatusRow {
    private enum Column: Int32, TableColumn {
        case key, serial, disposition, keyIdx, begins, ahead, reason

        var expression: String {
            switch self {
            case .key: "key"
            case .serial: "serial"
            case .disposition: "disposition"
            case .keyIdx:
                "(SELECT key_idx FROM generation WHERE generation.authority = request.authority AND generation.idx = request.generation)"
            case .begins: "CASE WHEN disposition = 21 THEN coalesce(revoked_effective, revoked) END"
            case .ahead: "CASE WHEN revoked_effective > revoked THEN 1 ELSE 0 END"
            case .reason: "coalesce(revoked_reason, 0)"
            }
        }
    }

    /// The dispositions are looked at here, so that no index of theirs is chosen in place of that of serial numbers.
    private static let bySerial = "SELECT \(Column.list) FROM request WHERE authority = ? AND serial = ?"

    static func statuses(of serials: [String], of authority: AuthorityNumber, from database: StoreConnection) throws -> [String:
        CertificateStatus]
    {
        var found: [String: CertificateStatus] = [:]
        for serial in serials where found[serial] == nil {
            if let status = try status(of: serial, of: authority, from: database) { found[serial] = status }
        }
        return found
    }

    private static func status(of serial: String, of authority: AuthorityNumber, from database: StoreConnection) throws
        -> CertificateStatus?
    {
        do {
            var row = try BoundStatement(database, bySerial)
            row.bind(authority.rawValue)
            row.bind(serial)
            if try row.step(), let status = status(from: row) { return status }
        }
        return try RevocationListRow.foreign(serial: serial, of: authority, from: database).map(CertificateStatus.init)
    }

    static func unexpired(of key: AuthorityKeyID, at now: Date, after: RequestID?, limit: Int, from database: StoreConnection) throws
        -> [CertificateStatus]
    {
        var row = try BoundStatement(
            database,
            """
            SELECT \(Column.list) FROM request WHERE key > ?1 AND key < ?2 AND not_after > ?3 AND \(database.dialect.withoutSeeking)disposition IN (15, 20, 21)
                AND generation IN (SELECT idx FROM generation WHERE authority = ?4 AND key_idx = ?5)
            ORDER BY key LIMIT ?6
            """
        )
        row.bind(RequestColumns.key(after ?? RequestID(0), of: key.authority))
        row.bind(RequestColumns.key(RequestID(0), of: AuthorityNumber(rawValue: key.authority.rawValue + 1)))
        row.bind(now)
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(limit)
        var found: [CertificateStatus] = []
        while try row.step() {
            if let status = status(from: row) { found.append(status) }
        }
        return found
    }

    /// - Returns: nil for a row whose certificate was not issued.
    private static func status(from row: borrowing BoundStatement) -> CertificateStatus? {
        guard CertificateStatus.dispositions.contains(StoredDisposition(rawValue: row.int(Column.disposition))) else { return nil }
        return CertificateStatus(
            request: RequestID(row.int(Column.key) & RequestColumns.largestID),
            serialNumber: row.text(Column.serial),
            key: row.int(Column.keyIdx),
            revokedFrom: row.optionalDate(Column.begins),
            isOrderedAhead: row.int(Column.ahead) == 1,
            reason: row.int(Column.reason)
        )
    }
}
