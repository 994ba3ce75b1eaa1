import CACore
import CAInterface
import FoundationEssentials
import GRDB

/// A page of request rows in id order.
struct RequestListing: Sendable {
    let query: RecordQuery
    let requester: UUID?
    let authority: AuthorityNumber
    let onlyCertificates: Bool

    func rows(from database: Database) throws -> [StoredRequest] {
        guard let requester else { return try rows(where: nil, is: nil, from: database) }
        // Two ordered ranges instead of an OR, so that each walks its own index and stops at the limit.
        let own = try rows(where: "requester = ?", is: requester, from: database)
        let brought = try rows(where: "caller = ? AND caller <> requester", is: requester, from: database)
        return Array((own + brought).sorted { $0.id < $1.id }.prefix(query.limit))
    }

    private func rows(where condition: String?, is principal: UUID?, from database: Database) throws -> [StoredRequest] {
        var conditions = ["key > ?", "key < ?"]
        if let condition { conditions.insert(condition, at: 0) }
        if let disposition = query.disposition {
            // As text, so that SQLite can see that a partial index holds the rows.
            conditions.append("disposition = \(disposition.rawValue)")
            if disposition != .issued { conditions.append("disposition <> 20") }
        }
        if onlyCertificates { conditions.append("serial IS NOT NULL") }
        var row = try BoundStatement(
            database, "SELECT \(RequestRow.columns) FROM request WHERE \(conditions.joined(separator: " AND ")) ORDER BY key LIMIT ?")
        if let principal { row.bind(principal) }
        row.bind(RequestRow.key(RequestID(min(max(query.after?.rawValue ?? 0, 0), RequestRow.largestID)), of: authority))
        row.bind(RequestRow.key(RequestID(0), of: AuthorityNumber(rawValue: authority.rawValue + 1)))
        row.bind(query.limit)
        var found: [StoredRequest] = []
        while try row.step() { found.append(try RequestRow.read(row)) }
        return found
    }
}

extension RequestRow {
    static func row(serial: String, of authority: AuthorityNumber, from database: Database) throws -> StoredRequest? {
        var row = try BoundStatement(database, "SELECT \(columns) FROM request WHERE authority = ? AND serial = ?")
        row.bind(authority.rawValue)
        row.bind(serial.lowercased())
        return try row.step() ? read(row) : nil
    }
}
