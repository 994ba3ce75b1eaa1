import CACore
import CAInterface

/// The signers of OCSP responses: appended, never changed.
enum StatusSignerRow {
    private enum Column: Int32, TableColumn { case authority, keyIdx, idx, reference, request }

    private static let insertion = ColumnStatement<Column>.insertion(into: "status_signer")

    /// - Returns: false when the index is not the next one.
    static func insert(_ signer: StoredStatusSigner, into database: StoreConnection) throws -> Bool {
        guard signer.index == (try newest(of: signer.key, from: database).first?.index ?? -1) + 1 else { return false }
        try insertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(signer.key.authority.rawValue)
            case .keyIdx: row.bind(signer.key.index)
            case .idx: row.bind(signer.index)
            case .reference: row.bind(signer.reference.description)
            case .request: row.bind(RequestColumns.key(signer.request, of: signer.key.authority))
            }
        }
        return true
    }

    static func newest(of key: AuthorityKeyID, from database: StoreConnection) throws -> [StoredStatusSigner] {
        var row = try BoundStatement(
            database,
            "SELECT \(Column.list) FROM status_signer WHERE authority = ? AND key_idx = ? ORDER BY idx DESC LIMIT 4"
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        var found: [StoredStatusSigner] = []
        while try row.step() {
            guard let reference = KeyReference(row.text(Column.reference)) else {
                throw StoreError("the key of an OCSP signer is in a place that this program does not know; start a newer version")
            }
            found.append(
                StoredStatusSigner(
                    key: key,
                    index: row.int(Column.idx),
                    reference: reference,
                    request: RequestID(row.int(Column.request) & RequestColumns.largestID)
                )
            )
        }
        return found
    }
}
