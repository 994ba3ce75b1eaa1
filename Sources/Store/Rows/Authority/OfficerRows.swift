import CACore
import CAInterface
import PKIFormats
import PortableFoundation

/// What officers change about requests beside their rows.
enum OfficerRows {
    static func edits(of request: RequestID, of authority: AuthorityNumber, from database: StoreConnection) throws -> OfficerEdits {
        var row = try BoundStatement(database, "SELECT attributes, extensions, changed_by, changed FROM officer_edit WHERE key = ?")
        row.bind(RequestColumns.key(request, of: authority))
        guard try row.step() else { return OfficerEdits(authority: authority, request: request) }
        return OfficerEdits(
            authority: authority,
            request: request,
            attributes: try RequestColumns.attributes(from: row.bytes(0)),
            extensions: try extensions(from: row.bytes(1)),
            changedBy: row.optionalText(2),
            changedWhen: row.optionalDate(3)
        )
    }

    static func save(_ edits: OfficerEdits, in database: StoreConnection) throws {
        var row = try BoundStatement(
            database,
            """
            INSERT INTO officer_edit (key, attributes, extensions, changed_by, changed) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (key) DO UPDATE SET attributes = ?2, extensions = ?3, changed_by = ?4, changed = ?5
            """
        )
        row.bind(RequestColumns.key(edits.request, of: edits.authority))
        row.bind(RequestColumns.packed(edits.attributes))
        row.bind(packed(edits.extensions))
        row.bind(edits.changedBy)
        row.bind(edits.changedWhen)
        try row.run()
    }

    static func setShownAfterExpiry(_ request: RequestID, of authority: AuthorityNumber, _ isShown: Bool, in database: StoreConnection)
        throws
    {
        var row = try BoundStatement(
            database,
            isShown
                ? "INSERT INTO shown_after_expiry (key) VALUES (?) ON CONFLICT DO NOTHING" : "DELETE FROM shown_after_expiry WHERE key = ?"
        )
        row.bind(RequestColumns.key(request, of: authority))
        try row.run()
    }

    // MARK: Erasure

    /// What an erasure sets: to zero octets, and one column to NULL.
    private static func erasure(_ erased: ErasedRequest, _ dialect: Dialect) -> String {
        let columns = erased.isOfAttributes ? ["attributes"] : ["raw_request", "raw_attributes", "attributes", "message"]
        let assignments = columns.map { "\($0) = \(dialect.noOctets)" }.joined(separator: ", ")
        return erased.isOfAttributes ? assignments : assignments + ", reason = NULL"
    }

    /// - Returns: false when the row has another revision, or a state in which it is not erased.
    static func erase(_ erased: ErasedRequest, in database: StoreConnection) throws -> Bool {
        let key = RequestColumns.key(erased.request, of: erased.authority)
        var row = try BoundStatement(
            database,
            """
            UPDATE request SET revision = ?1, \(erasure(erased, database.dialect))
            WHERE key = ?2 AND revision = ?1 - 1 AND (disposition = 30 OR disposition = 31 OR (disposition = 20 AND not_after < ?3))
            """
        )
        row.bind(erased.revision)
        row.bind(key)
        row.bind(erased.when)
        try row.run()
        guard database.changesCount == 1 else { return false }
        var edits = try BoundStatement(
            database,
            erased.isOfAttributes
                ? "UPDATE officer_edit SET attributes = \(database.dialect.noOctets) WHERE key = ?"
                : "DELETE FROM officer_edit WHERE key = ?"
        )
        edits.bind(key)
        try edits.run()
        return true
    }

    static func erasable(
        _ selection: Erasure,
        at now: Date,
        after: RequestID?,
        limit: Int,
        of authority: AuthorityNumber,
        from database: StoreConnection
    ) throws -> [ErasedRequest] {
        let failed = "(disposition = 30 OR disposition = 31)"
        let expired = "disposition = 20 AND not_after < ?3"
        var isOfAttributes = false
        if case .attributes = selection { isOfAttributes = true }
        let condition =
            switch selection {
            case .expired: expired
            case .failed: "\(failed) AND coalesce(resolved, submitted) < ?3"
            case .request, .attributes: "(\(failed) OR \(expired)) AND key = ?5"
            }
        var row = try BoundStatement(
            database,
            """
            SELECT key, revision FROM request WHERE authority = ?1 AND key > ?2 AND \(condition) AND length(\(isOfAttributes ? "attributes" : "raw_request")) > 0 ORDER BY key LIMIT ?4
            """
        )
        row.bind(authority.rawValue)
        row.bind(RequestColumns.key(after ?? RequestID(0), of: authority))
        switch selection {
        case .expired(let date), .failed(let date): row.bind(min(date, now))
        case .request, .attributes: row.bind(now)
        }
        row.bind(limit)
        switch selection {
        case .request(let id), .attributes(let id): row.bind(RequestColumns.key(id, of: authority))
        case .expired, .failed: break
        }
        var found: [ErasedRequest] = []
        while try row.step() {
            found.append(
                ErasedRequest(
                    authority: authority,
                    request: RequestID(row.int(0) & RequestColumns.largestID),
                    revision: row.int(1) + 1,
                    when: now,
                    isOfAttributes: isOfAttributes
                )
            )
        }
        return found
    }

    // MARK: Extensions in one column

    private static func packed(_ extensions: [ExtensionChange]) -> [UInt8] {
        var list = PackedTexts()
        for item in extensions {
            list.append(item.oid.dotted)
            list.append(String(item.flags))
            list.append(Hex.encode(item.value))
        }
        return list.bytes
    }

    private static func extensions(from bytes: [UInt8]) throws -> [ExtensionChange] {
        let texts = try PackedTexts.texts(in: bytes)
        guard texts.count.isMultiple(of: 3) else { throw damaged }
        return try stride(from: 0, to: texts.count, by: 3).map { place in
            guard let oid = OID(dotted: texts[place]), let flags = Int(texts[place + 1]), let value = try? Hex.decode(texts[place + 2])
            else { throw damaged }
            return ExtensionChange(
                oid: oid,
                critical: flags & ExtensionChange.criticalFlag != 0,
                disabled: flags & ExtensionChange.disableFlag != 0,
                value: value
            )
        }
    }

    private static var damaged: StoreError {
        StoreError("an extension that an officer gave a request cannot be read; the database is damaged: restore a backup")
    }
}
