import CACore
import CAInterface

/// The exchange certificates of authorities: appended, never changed.
enum ExchangeCertificateRow {
    private enum Column: Int32, TableColumn { case authority, idx, reference, request }

    private static let insertion = ColumnStatement<Column>.insertion(into: "exchange_certificate")

    /// - Returns: false when the index is not the next one.
    static func insert(_ exchange: StoredExchangeCertificate, into database: StoreConnection) throws -> Bool {
        guard exchange.index == (try newest(of: exchange.authority, from: database).first?.index ?? -1) + 1 else { return false }
        try insertion.run(in: database) { column, row in
            switch column {
            case .authority: row.bind(exchange.authority.rawValue)
            case .idx: row.bind(exchange.index)
            case .reference: row.bind(exchange.reference.description)
            case .request: row.bind(RequestColumns.key(exchange.request, of: exchange.authority))
            }
        }
        return true
    }

    static func newest(of authority: AuthorityNumber, from database: StoreConnection) throws -> [StoredExchangeCertificate] {
        var row = try BoundStatement(
            database,
            "SELECT \(Column.list) FROM exchange_certificate WHERE authority = ? ORDER BY idx DESC LIMIT 16"
        )
        row.bind(authority.rawValue)
        var found: [StoredExchangeCertificate] = []
        while try row.step() {
            guard let reference = KeyReference(row.text(Column.reference)) else {
                throw StoreError("an exchange key is in a place that this program does not know; start a newer version")
            }
            found.append(
                StoredExchangeCertificate(
                    authority: authority,
                    index: row.int(Column.idx),
                    reference: reference,
                    request: RequestID(row.int(Column.request) & RequestColumns.largestID)
                )
            )
        }
        return found
    }
}
