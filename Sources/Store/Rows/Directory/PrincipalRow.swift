import PortableFoundation
import PKIDirectory

/// The principal, membership and password tables and the values they hold.
enum PrincipalRow {
    private enum Column: Int32, TableColumn {
        case sid, id, kind, foldedName, foldedUpn, foldedDns, enabled, revision, document
    }

    private enum PasswordColumn: Int32, TableColumn {
        case principal, algorithm, cost, blockSize, parallelism, salt, hash, generation
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "principal")
    private static let replacement = ColumnStatement<Column>.update(
        of: "principal",
        setting: Column.allCases.filter { $0 != .id },
        where: "id = ? AND revision = ?"
    )
    private static let passwordInsertion = ColumnStatement<PasswordColumn>.insertion(into: "password", replacing: .principal)
    private static let passwordQuery = "SELECT \(PasswordColumn.list) FROM password WHERE principal = ?"

    /// Names are compared in their folded form.
    static func folded(_ name: String) -> String { name.lowercased() }

    /// At most a page of rows, each with its groups: direct ones, the groups of those, and so on.
    static func principals(where condition: String, from database: StoreConnection, bind: (inout BoundStatement) -> Void) throws
        -> [Principal]
    {
        var found: [Principal] = []
        do {
            var row = try BoundStatement(database, "SELECT document FROM principal WHERE \(condition)")
            bind(&row)
            while try row.step() { found.append(try Document.value(Principal.self, from: row.text(0))) }
        }
        guard !found.isEmpty else { return [] }
        let groups = try groups(ofPrincipalsWhere: condition, from: database, bind: bind)
        for index in found.indices {
            // Groups that are members of each other would lead back to the start.
            found[index].groups = groups[found[index].sid.text, default: []].subtracting([found[index].sid])
        }
        return found
    }

    /// The rows of one page of a list.
    static func page(
        _ page: DirectoryPage,
        where condition: String,
        from database: StoreConnection,
        bind: (inout BoundStatement) -> Void
    ) throws -> [Principal] {
        try principals(where: "\(condition) AND folded_name > ? ORDER BY folded_name LIMIT ?", from: database) { row in
            bind(&row)
            row.bind(page.after.map(folded) ?? "")
            row.bind(page.limit)
        }
    }

    /// The groups of all rows that match a condition, by the SID of the row, in one query: a list of a thousand accounts takes two queries, not a
    /// thousand and one.
    private static func groups(
        ofPrincipalsWhere condition: String,
        from database: StoreConnection,
        bind: (inout BoundStatement) -> Void
    ) throws -> [String: Set<SecurityIdentifier>] {
        var row = try BoundStatement(
            database,
            """
            WITH RECURSIVE closure (member, sid) AS (
                SELECT member, group_sid FROM membership WHERE member IN (SELECT sid FROM principal WHERE \(condition))
                UNION SELECT c.member, m.group_sid FROM membership m JOIN closure c ON m.member = c.sid
            ) SELECT member, sid FROM closure
            """
        )
        bind(&row)
        var groups: [String: Set<SecurityIdentifier>] = [:]
        while try row.step() {
            if let group = SecurityIdentifier(row.text(1)) { groups[row.text(0), default: []].insert(group) }
        }
        return groups
    }

    static func insert(_ principal: Principal, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in try bind(column, of: principal, to: &row) }
    }

    /// - Returns: false when no principal of that id has the previous revision.
    static func replace(_ principal: Principal, in database: StoreConnection) throws -> Bool {
        try replacement.run(
            in: database,
            where: { row in
                row.bind(principal.id)
                row.bind(principal.revision - 1)
            },
            bind: { column, row in try bind(column, of: principal, to: &row) }
        )
        return database.changesCount == 1
    }

    private static func bind(_ column: Column, of principal: Principal, to row: inout BoundStatement) throws {
        switch column {
        case .sid: row.bind(principal.sid.text)
        case .id: row.bind(principal.id)
        case .kind: row.bind(principal.kind.rawValue)
        case .foldedName: row.bind(folded(principal.name))
        case .foldedUpn: row.bind(principal.userPrincipalName.map(folded))
        case .foldedDns: row.bind(principal.dnsHostName.map(folded))
        case .enabled: row.bind(principal.enabled)
        case .revision: row.bind(principal.revision)
        case .document:
            // Memberships have their own table and are read with it.
            var document = principal
            document.groups = []
            row.bind(try Document.text(document))
        }
    }

    static func setPassword(_ record: PasswordRecord?, of principal: UUID, in database: StoreConnection) throws {
        guard let record else {
            var row = try BoundStatement(database, "DELETE FROM password WHERE principal = ?")
            row.bind(principal)
            return try row.run()
        }
        try passwordInsertion.run(in: database) { column, row in
            switch column {
            case .principal: row.bind(principal)
            case .algorithm: row.bind(record.algorithm)
            case .cost: row.bind(record.cost)
            case .blockSize: row.bind(record.blockSize)
            case .parallelism: row.bind(record.parallelism)
            case .salt: row.bind(record.salt)
            case .hash: row.bind(record.hash)
            case .generation: row.bind(record.generation)
            }
        }
    }

    static func password(of principal: UUID, from database: StoreConnection) throws -> PasswordRecord? {
        var row = try BoundStatement(database, passwordQuery)
        row.bind(principal)
        guard try row.step() else { return nil }
        return PasswordRecord(
            algorithm: row.text(PasswordColumn.algorithm),
            cost: row.int(PasswordColumn.cost),
            blockSize: row.int(PasswordColumn.blockSize),
            parallelism: row.int(PasswordColumn.parallelism),
            salt: row.bytes(PasswordColumn.salt),
            hash: row.bytes(PasswordColumn.hash),
            generation: try row.uuid(PasswordColumn.generation)
        )
    }

    static func addMember(_ member: SecurityIdentifier, to group: SecurityIdentifier, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "INSERT INTO membership (member, group_sid) VALUES (?, ?) ON CONFLICT DO NOTHING")
        row.bind(member.text)
        row.bind(group.text)
        try row.run()
    }

    static func isDirectMember(_ member: SecurityIdentifier, of group: SecurityIdentifier, in database: StoreConnection) throws -> Bool {
        var row = try BoundStatement(database, "SELECT 1 FROM membership WHERE member = ? AND group_sid = ?")
        row.bind(member.text)
        row.bind(group.text)
        return try row.step()
    }

    /// True if an enabled user or machine with a password belongs to a group, directly or through others.
    static func hasMemberWithPassword(_ group: SecurityIdentifier, in database: StoreConnection) throws -> Bool {
        var row = try BoundStatement(
            database,
            """
            WITH RECURSIVE closure (sid) AS (
                SELECT member FROM membership WHERE group_sid = ?
                UNION SELECT m.member FROM membership m JOIN closure c ON m.group_sid = c.sid
            ) SELECT 1 FROM closure JOIN principal p USING (sid) JOIN password w ON w.principal = p.id
            WHERE p.enabled = 1 AND p.kind IN ('user', 'machine') LIMIT 1
            """
        )
        row.bind(group.text)
        return try row.step()
    }

    static func removeMember(_ member: SecurityIdentifier, from group: SecurityIdentifier, in database: StoreConnection) throws {
        var row = try BoundStatement(database, "DELETE FROM membership WHERE member = ? AND group_sid = ?")
        row.bind(member.text)
        row.bind(group.text)
        try row.run()
    }
}
