import PortableFoundation
import GRDB
import PKIDirectory

/// The principal, membership and password tables and the values they hold.
enum PrincipalRow {
    /// How names are compared: by their folded form.
    static func folded(_ name: String) -> String { name.lowercased() }

    /// At most a few rows, each with its groups: those it is a member of, those these are members of, and so on.
    static func principals(where condition: String, from database: Database, bind: (inout BoundStatement) -> Void) throws -> [Principal] {
        var found: [Principal] = []
        do {
            var row = try BoundStatement(database, "SELECT document FROM principal WHERE \(condition)")
            bind(&row)
            while try row.step() { found.append(try Document.value(Principal.self, from: row.text(0))) }
        }
        for index in found.indices { found[index].groups = try groups(of: found[index].sid, in: database) }
        return found
    }

    private static func groups(of sid: SecurityIdentifier, in database: Database) throws -> Set<SecurityIdentifier> {
        var row = try BoundStatement(
            database,
            """
            WITH RECURSIVE closure (sid) AS (
                SELECT group_sid FROM membership WHERE member = ?
                UNION SELECT m.group_sid FROM membership m JOIN closure c ON m.member = c.sid
            ) SELECT sid FROM closure
            """
        )
        row.bind(sid.text)
        var groups: Set<SecurityIdentifier> = []
        while try row.step() {
            if let group = SecurityIdentifier(row.text(0)) { groups.insert(group) }
        }
        // Groups that are members of each other lead back to where they began.
        groups.remove(sid)
        return groups
    }

    static func insert(_ principal: Principal, into database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO principal (sid, id, kind, folded_name, folded_upn, folded_dns, enabled, revision, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        row.bind(principal.sid.text)
        row.bind(principal.id)
        row.bind(principal.kind.rawValue)
        try bindAttributes(of: principal, to: &row)
        try row.run()
    }

    /// - Returns: false when no principal of that id has the revision before.
    static func replace(_ principal: Principal, in database: Database) throws -> Bool {
        var row = try BoundStatement(
            database,
            """
            UPDATE principal SET sid = ?, kind = ?, folded_name = ?, folded_upn = ?, folded_dns = ?, enabled = ?, revision = ?, document = ?
            WHERE id = ? AND revision = ?
            """
        )
        row.bind(principal.sid.text)
        row.bind(principal.kind.rawValue)
        try bindAttributes(of: principal, to: &row)
        row.bind(principal.id)
        row.bind(principal.revision - 1)
        try row.run()
        return database.changesCount == 1
    }

    /// The six columns from `folded_name` to `document`.
    private static func bindAttributes(of principal: Principal, to row: inout BoundStatement) throws {
        row.bind(folded(principal.name))
        row.bind(principal.userPrincipalName.map(folded))
        row.bind(principal.dnsHostName.map(folded))
        row.bind(principal.enabled)
        row.bind(principal.revision)
        // Memberships have a table of their own and are read with it.
        var document = principal
        document.groups = []
        row.bind(try Document.text(document))
    }

    static func setPassword(_ record: PasswordRecord?, of principal: UUID, in database: Database) throws {
        guard let record else {
            var row = try BoundStatement(database, "DELETE FROM password WHERE principal = ?")
            row.bind(principal)
            return try row.run()
        }
        var row = try BoundStatement(
            database,
            "INSERT OR REPLACE INTO password (principal, algorithm, cost, block_size, parallelism, salt, hash, generation) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        row.bind(principal)
        row.bind(record.algorithm)
        row.bind(record.cost)
        row.bind(record.blockSize)
        row.bind(record.parallelism)
        row.bind(record.salt)
        row.bind(record.hash)
        row.bind(record.generation)
        try row.run()
    }

    static func password(of principal: UUID, from database: Database) throws -> PasswordRecord? {
        var row = try BoundStatement(
            database,
            "SELECT algorithm, cost, block_size, parallelism, salt, hash, generation FROM password WHERE principal = ?"
        )
        row.bind(principal)
        guard try row.step() else { return nil }
        return PasswordRecord(
            algorithm: row.text(0),
            cost: row.int(1),
            blockSize: row.int(2),
            parallelism: row.int(3),
            salt: row.bytes(4),
            hash: row.bytes(5),
            generation: try row.uuid(6)
        )
    }

    static func addMember(_ member: SecurityIdentifier, to group: SecurityIdentifier, in database: Database) throws {
        var row = try BoundStatement(database, "INSERT OR IGNORE INTO membership (member, group_sid) VALUES (?, ?)")
        row.bind(member.text)
        row.bind(group.text)
        try row.run()
    }

    /// Whether an enabled user or machine who can sign in with a password belongs to a group, directly or through others.
    static func hasMemberWithPassword(_ group: SecurityIdentifier, in database: Database) throws -> Bool {
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

    static func removeMember(_ member: SecurityIdentifier, from group: SecurityIdentifier, in database: Database) throws {
        var row = try BoundStatement(database, "DELETE FROM membership WHERE member = ? AND group_sid = ?")
        row.bind(member.text)
        row.bind(group.text)
        try row.run()
    }
}
