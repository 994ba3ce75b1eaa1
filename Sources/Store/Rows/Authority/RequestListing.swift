import CACore
import CAInterface
import PortableFoundation

/// A page of request rows in id order, with the columns that a list shows.
struct RequestListing: Sendable {
    let query: RecordQuery
    let requester: UUID?
    let authority: AuthorityNumber

    func requests(from database: StoreConnection) throws -> [RequestSummary] {
        var found: [RequestSummary] = []
        try read(RequestColumns.summary, onlyCertificates: false, from: database) { found.append(RequestColumns.summary(from: $0)) }
        return Array(found.sorted { $0.id < $1.id }.prefix(query.limit))
    }

    func certificates(from database: StoreConnection) throws -> [CertificateSummary] {
        var found: [CertificateSummary] = []
        try read(RequestColumns.certificateSummary, onlyCertificates: true, from: database) {
            found.append(RequestColumns.certificateSummary(from: $0))
        }
        return Array(found.sorted { $0.id < $1.id }.prefix(query.limit))
    }

    private func read(
        _ columns: String,
        onlyCertificates: Bool,
        from database: StoreConnection,
        _ take: (borrowing BoundStatement) -> Void
    ) throws {
        guard requester != nil else { return try read(columns, onlyCertificates, where: nil, from: database, take) }
        // Two ordered ranges instead of an OR, so that each walks its own index and stops at the limit.
        try read(columns, onlyCertificates, where: "requester = ?", from: database, take)
        try read(columns, onlyCertificates, where: "caller = ? AND caller <> requester", from: database, take)
    }

    private func read(
        _ columns: String,
        _ onlyCertificates: Bool,
        where condition: String?,
        from database: StoreConnection,
        _ take: (borrowing BoundStatement) -> Void
    ) throws {
        var conditions = ["key > ?", "key < ?"]
        if let condition { conditions.insert(condition, at: 0) }
        if let disposition = query.disposition {
            // As text, so that SQLite can see that a partial index contains the rows.
            conditions.append("disposition = \(disposition.rawValue)")
            if disposition != .issued { conditions.append("disposition <> 20") }
        }
        if onlyCertificates { conditions.append("serial IS NOT NULL") }
        var row = try BoundStatement(
            database,
            "SELECT \(columns) FROM request WHERE \(conditions.joined(separator: " AND ")) ORDER BY key LIMIT ?"
        )
        if condition != nil, let requester { row.bind(requester) }
        row.bind(RequestColumns.key(RequestID(min(max(query.after?.rawValue ?? 0, 0), RequestColumns.largestID)), of: authority))
        row.bind(RequestColumns.key(RequestID(0), of: AuthorityNumber(rawValue: authority.rawValue + 1)))
        row.bind(query.limit)
        while try row.step() { take(row) }
    }
}

extension RequestRow {
    static func row(of request: RequestID, _ authority: AuthorityNumber, from database: StoreConnection) throws -> StoredRequest? {
        var row = try BoundStatement(database, RequestColumns.byKey)
        row.bind(RequestColumns.key(request, of: authority))
        return try row.step() ? RequestColumns.request(from: row) : nil
    }

    static func row(serial: String, of authority: AuthorityNumber, from database: StoreConnection) throws -> StoredRequest? {
        var row = try BoundStatement(database, RequestColumns.bySerial)
        row.bind(authority.rawValue)
        row.bind(serial.lowercased())
        return try row.step() ? RequestColumns.request(from: row) : nil
    }
}
