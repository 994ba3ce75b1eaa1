import CertManagement
import PortableFoundation

/// Smart cards: documents, and the columns that find them.
enum SmartcardRow {
    private enum Column: Int32, TableColumn {
        case id, revision, status, card, assignedUser, profileTemplate, profile, document
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "smartcard")
    private static let replacement = ColumnStatement<Column>.update(
        of: "smartcard",
        setting: [.revision, .status, .document],
        where: "id = ? AND revision = ?"
    )

    static func insert(_ card: Smartcard, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in
            if column == .revision { row.bind(1) } else { try bind(column, of: card, to: &row) }
        }
    }

    static func replace(_ card: Smartcard, in database: StoreConnection) throws {
        try replacement.run(
            in: database,
            where: { row in
                row.bind(card.id)
                row.bind(card.revision - 1)
            },
            bind: { column, row in try bind(column, of: card, to: &row) }
        )
        try ManagementRows.requireOneRow(database, "smart card \(card.id) is not at revision \(card.revision - 1)")
    }

    private static func bind(_ column: Column, of card: Smartcard, to row: inout BoundStatement) throws {
        switch column {
        case .id: row.bind(card.id)
        case .revision: row.bind(card.revision)
        case .status: row.bind(card.status.rawValue)
        case .card: row.bind(card.cardID)
        case .assignedUser: row.bind(card.assignedUser)
        case .profileTemplate: row.bind(card.profileTemplate)
        case .profile: row.bind(card.profile)
        case .document: row.bind(try Document.text(card))
        }
    }

    static func card(_ id: UUID, from database: StoreConnection) throws -> Smartcard? {
        var row = try BoundStatement(database, "SELECT document FROM smartcard WHERE id = ?")
        row.bind(id)
        return try ManagementRows.documents(row, of: Smartcard.self).first
    }

    static func cards(_ query: SmartcardQuery, from database: StoreConnection) throws -> [Smartcard] {
        var conditions = ["true"]
        if query.after != nil { conditions.append("id > ?") }
        if query.assignedUser != nil { conditions.append("assigned_user = ?") }
        if query.cardID != nil { conditions.append("card = ?") }
        if query.profileTemplate != nil { conditions.append("profile_template = ?") }
        if query.status != nil { conditions.append("status = ?") }
        var row = try BoundStatement(
            database,
            "SELECT document FROM smartcard WHERE \(conditions.joined(separator: " AND ")) ORDER BY id LIMIT ?"
        )
        if let after = query.after { row.bind(after) }
        if let user = query.assignedUser { row.bind(user) }
        if let card = query.cardID { row.bind(card) }
        if let template = query.profileTemplate { row.bind(template) }
        if let status = query.status { row.bind(status.rawValue) }
        row.bind(query.limit)
        return try ManagementRows.documents(row, of: Smartcard.self)
    }
}
