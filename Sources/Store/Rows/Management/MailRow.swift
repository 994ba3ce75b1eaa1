import CertManagement
import PKIFormats
import PortableFoundation

/// Outgoing mail, and the reminders that were sent.
enum MailRow {
    private enum Column: Int32, TableColumn {
        case id, event, template, address, variables, queued, attempts, due, failed, reason
    }

    private static let insertion = ColumnStatement<Column>.insertion(into: "mail")

    static func apply(_ change: MailChange, to database: StoreConnection) throws {
        switch change {
        case .queued(let mail): try insert(mail, into: database)
        case .sent(let id):
            var row = try BoundStatement(database, "DELETE FROM mail WHERE id = ?")
            row.bind(id)
            try row.run()
        case .delayed(let id, let attempts, let due, let reason):
            let givenBack = database.dialect.givingMailBack
            var row = try BoundStatement(database, "UPDATE mail SET attempts = ?, due = ?, reason = ?\(givenBack) WHERE id = ?")
            row.bind(attempts)
            row.bind(due)
            row.bind(octetsOf: reason)
            row.bind(id)
            try row.run()
        case .failed(let id, let attempts, let reason, let audit):
            var row = try BoundStatement(database, "UPDATE mail SET attempts = ?, failed = 1, reason = ? WHERE id = ?")
            row.bind(attempts)
            row.bind(octetsOf: reason)
            row.bind(id)
            try row.run()
            try AuditRow.append(audit, to: database)
        case .retried(let id, let due, let audit):
            var row = try BoundStatement(
                database,
                "UPDATE mail SET failed = 0, attempts = 0, due = ?, queued = ?\(database.dialect.givingMailBack) WHERE id = ? AND failed = 1"
            )
            row.bind(due)
            row.bind(due)
            row.bind(id)
            try row.run()
            try ManagementRows.requireOneRow(database, "mail \(id) has not failed")
            try AuditRow.append(audit, to: database)
        case .reminded(let reminder):
            var row = try BoundStatement(database, "INSERT INTO expiry_reminder (profile, request, option, days) VALUES (?, ?, ?, ?)")
            row.bind(reminder.profile)
            row.bind(reminder.request)
            row.bind(reminder.option)
            row.bind(reminder.days)
            try row.run()
        case .tested(let audit): try AuditRow.append(audit, to: database)
        }
    }

    private static func insert(_ mail: OutgoingMail, into database: StoreConnection) throws {
        try insertion.run(in: database) { column, row in
            switch column {
            case .id: row.bind(mail.id)
            case .event: row.bind(mail.event.rawValue)
            case .template: row.bind(octetsOf: mail.template)
            case .address: row.bind(octetsOf: mail.address)
            case .variables: row.bind(octetsOf: try CanonicalJSON.text(mail.variables))
            case .queued: row.bind(mail.queued)
            case .attempts: row.bind(mail.attempts)
            case .due: row.bind(mail.due)
            case .failed: row.bind(mail.isFailed)
            case .reason: row.bind(octetsOf: mail.reason)
            }
        }
    }

    static func due(at time: Date, limit: Int, from database: StoreConnection) throws -> [OutgoingMail] {
        var row = try BoundStatement(database, "SELECT \(Column.list) FROM mail WHERE failed = 0 AND due <= ? ORDER BY place LIMIT ?")
        row.bind(time)
        row.bind(limit)
        return try mails(row)
    }

    /// The same for one of several nodes, which gets only mails that no other has taken.
    static func take(at time: Date, until end: Date, limit: Int, in database: StoreConnection) throws -> [OutgoingMail] {
        var row = try BoundStatement(
            database,
            """
            WITH free AS MATERIALIZED (
                SELECT place FROM mail WHERE failed = 0 AND due <= ?1 AND coalesce(taken_until, 0) <= ?1
                ORDER BY place LIMIT ?3 FOR UPDATE SKIP LOCKED
            ), taken AS (
                UPDATE mail SET taken_until = ?2 FROM free WHERE mail.place = free.place RETURNING mail.place, \(Column.list)
            ) SELECT \(Column.list) FROM taken ORDER BY place
            """
        )
        row.bind(time)
        row.bind(end)
        row.bind(limit)
        return try mails(row)
    }

    static func mails(isFailed: Bool?, after: UUID?, limit: Int, from database: StoreConnection) throws -> [OutgoingMail] {
        let condition = isFailed.map { $0 ? "failed = 1 AND " : "failed = 0 AND " } ?? ""
        var row = try BoundStatement(
            database,
            "SELECT \(Column.list) FROM mail WHERE \(condition)place > coalesce((SELECT place FROM mail WHERE id = ?), 0) ORDER BY place LIMIT ?"
        )
        row.bind(after)
        row.bind(limit)
        return try mails(row)
    }

    static func mail(_ id: UUID, from database: StoreConnection) throws -> OutgoingMail? {
        var row = try BoundStatement(database, "SELECT \(Column.list) FROM mail WHERE id = ?")
        row.bind(id)
        return try mails(row).first
    }

    static func backlog(from database: StoreConnection) throws -> MailBacklog {
        let row = try BoundStatement(
            database,
            "SELECT count(*), coalesce(sum(failed), 0), min(CASE WHEN failed = 0 THEN queued END) FROM mail"
        )
        guard try row.step() else { return MailBacklog(waiting: 0, failed: 0, oldest: nil) }
        return MailBacklog(waiting: row.int(0) - row.int(1), failed: row.int(1), oldest: row.isNull(2) ? nil : row.date(2))
    }

    private static func mails(_ row: consuming BoundStatement) throws -> [OutgoingMail] {
        var mails: [OutgoingMail] = []
        while try row.step() {
            guard let event = MailRule.Event(rawValue: row.text(Column.event)),
                let variables = try? JSONDecoder().decode([String: String].self, from: Data(row.bytes(Column.variables)))
            else { throw StoreError("a stored mail cannot be read; the database is damaged: restore a backup") }
            mails.append(
                OutgoingMail(
                    id: try row.uuid(Column.id),
                    event: event,
                    template: row.isNull(Column.template.rawValue) ? nil : String(decoding: row.bytes(Column.template), as: UTF8.self),
                    address: String(decoding: row.bytes(Column.address), as: UTF8.self),
                    variables: variables,
                    queued: row.date(Column.queued),
                    attempts: row.int(Column.attempts),
                    due: row.date(Column.due),
                    isFailed: row.int(Column.failed) == 1,
                    reason: String(decoding: row.bytes(Column.reason), as: UTF8.self)
                )
            )
        }
        return mails
    }

    // MARK: Reminders

    static func certificates(
        endingAfter start: Date,
        until end: Date,
        after last: ManagedCertificate?,
        limit: Int,
        from database: StoreConnection
    ) throws -> [ManagedCertificate] {
        // Documents hold times as seconds since 2001.
        let ends = database.dialect.number("notAfter")
        let time = "CAST(? AS DOUBLE PRECISION)"
        let later = last == nil ? "" : "AND (\(ends), profile, request, option) > (\(time), ?, ?, ?) "
        var row = try BoundStatement(
            database,
            """
            SELECT document FROM managed_certificate WHERE \(ends) > \(time) AND \(ends) <= \(time) \(later)
            ORDER BY \(ends), profile, request, option LIMIT ?
            """
        )
        row.bind(String(start.timeIntervalSinceReferenceDate))
        row.bind(String(end.timeIntervalSinceReferenceDate))
        if let last {
            row.bind(String(last.notAfter.timeIntervalSinceReferenceDate))
            row.bind(last.profile)
            row.bind(last.request)
            row.bind(last.option)
        }
        row.bind(limit)
        var found: [ManagedCertificate] = []
        while try row.step() { found.append(try Document.value(ManagedCertificate.self, from: row.text(0))) }
        return found
    }

    static func remindedDays(of certificate: ManagedCertificate, from database: StoreConnection) throws -> Set<Int> {
        var row = try BoundStatement(database, "SELECT days FROM expiry_reminder WHERE profile = ? AND request = ? AND option = ?")
        row.bind(certificate.profile)
        row.bind(certificate.request)
        row.bind(certificate.option)
        var days: Set<Int> = []
        while try row.step() { days.insert(row.int(0)) }
        return days
    }
}
