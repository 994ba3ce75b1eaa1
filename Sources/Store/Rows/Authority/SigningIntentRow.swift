import CACore

/// The signing intents for keys outside the process: appended, never changed.
enum SigningIntentRow {
    static func insert(_ intent: SigningIntent, into database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO signing_intent (authority, key_idx, serial, list_number, body) VALUES (?, ?, ?, ?, ?)"
        )
        row.bind(intent.key.authority.rawValue)
        row.bind(intent.key.index)
        switch intent.subject {
        case .certificate(let serial):
            row.bind(serial)
            row.bindNull()
        case .revocationList(let number):
            row.bindNull()
            row.bind(number)
        }
        row.bind(intent.body)
        try row.run()
    }

    /// The serial numbers of certificates that a key outside the process may have signed, and that have no row: the process ended, or the row was refused, after
    /// the intent was written. Nobody was sent such a certificate.
    static func unfinishedSerials(of authority: AuthorityNumber, from database: StoreConnection) throws -> [String] {
        var row = try BoundStatement(
            database,
            """
            SELECT intent.serial FROM signing_intent AS intent WHERE intent.authority = ? AND intent.serial IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM request WHERE request.authority = intent.authority AND request.serial = intent.serial)
                AND NOT EXISTS (SELECT 1 FROM precertificate WHERE precertificate.authority = intent.authority AND precertificate.serial = intent.serial)
            ORDER BY intent.sequence DESC LIMIT 100
            """
        )
        row.bind(authority.rawValue)
        var serials: [String] = []
        while try row.step() { serials.append(row.text(0)) }
        return serials
    }

    static func intents(of key: AuthorityKeyID, from database: StoreConnection) throws -> [SigningIntent] {
        var row = try BoundStatement(
            database,
            "SELECT serial, list_number, body FROM signing_intent WHERE authority = ? AND key_idx = ? ORDER BY sequence"
        )
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        var intents: [SigningIntent] = []
        while try row.step() {
            let subject: SigningIntent.Subject =
                if let serial = row.optionalText(0) { .certificate(serial: serial) } else { .revocationList(number: row.int(1)) }
            intents.append(SigningIntent(key: key, subject: subject, body: row.bytes(2)))
        }
        return intents
    }
}
