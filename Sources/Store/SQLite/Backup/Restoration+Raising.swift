import SystemFiles
import CACore
import CAInterface
import PortableFoundation
import GRDB
import PKICrypto
import PKIDirectory
import PKIFormats

/// The effect of a published list on the database of an older backup.
extension Restoration {
    /// Makes the published list the newest one, so that the next has a greater number, and takes over its revocations, so that the next list shows them
    /// too.
    static func take(
        over list: CertificateList,
        _ needed: NeededList,
        now: Date,
        in database: StoreConnection,
        keeping keep: (ObjectID, [UInt8]) throws -> Void
    ) throws -> Raised {
        guard let number = list.crlNumber.flatMap({ Int(exactly: $0) }) else {
            throw StoreError("the published revocation list of \(needed.authority) has no number from which to continue")
        }
        var raised = Raised(authority: needed.authority, formerNumber: needed.number, number: max(number, needed.number))
        // The backup already knows all that an older list shows, and later releases from hold too, so nothing is taken from it.
        guard number > needed.number else { return raised }
        // A delta releases what was on hold; that stays on hold until somebody releases it here.
        for entry in list.revoked where entry.reason != .removeFromCRL {
            switch try takeOver(entry, of: needed.part, now: now, in: database) {
            case .revokedAgain: raised.revokedAgain += 1
            case .foreign: raised.foreign += 1
            case .known: break
            }
        }
        // Of a complete list and a delta that were published together, the later one may have the lower number.
        guard try number > RevocationListRow.newestNumber(of: needed.part, in: database) else { return raised }
        let base = try DeltaCRLIndicator.find(in: list.extensions)?.baseNumber.number.flatMap { Int(exactly: $0) } ?? 0
        let covered =
            try RevocationListRow.lists(of: needed.part, isDelta: needed.isDelta, limit: 1, from: database).first?.coversThrough ?? 0
        let object = ObjectID(of: list.derEncoded)
        try keep(object, list.derEncoded)
        try RevocationListRow.insert(
            StoredRevocationList(
                part: needed.part,
                number: number,
                baseNumber: needed.isDelta ? min(max(base, 1), number) : 0,
                signedWhen: list.thisUpdate,
                thisUpdate: list.thisUpdate,
                nextUpdate: max(list.nextUpdate ?? list.thisUpdate, list.thisUpdate.addingTimeInterval(1)),
                count: list.revoked.count,
                // The list shows the state of the backup's own newest list. Anything beyond that is in the journal from now on.
                coversThrough: covered,
                object: object
            ),
            into: database
        )
        return raised
    }

    private enum Outcome { case known, revokedAgain, foreign }

    private static func takeOver(_ entry: RevokedEntry, of part: RevocationListPart, now: Date, in database: StoreConnection) throws
        -> Outcome
    {
        let key = part.key
        let serial = SerialText.hex(of: entry.serialNumber)
        let reason = entry.reason?.rawValue ?? 0
        var find = try BoundStatement(
            database,
            "SELECT key, revision, disposition, coalesce(revoked_reason, 0), crl_partition FROM request WHERE authority = ? AND serial = ?"
        )
        find.bind(key.authority.rawValue)
        find.bind(serial)
        guard try find.step() else {
            return try takeOver(unknown: serial, entry, of: part, now: now, in: database) ? .foreign : .known
        }
        let (request, revision, disposition, knownReason) = (find.int(0), find.int(1), find.int(2), find.int(3))
        let partition = find.int(4)
        // Another reason counts as unknown: a hold that became final must not be released after the restore.
        if disposition == StoredDisposition.revoked.rawValue, knownReason == reason { return .known }
        try RevocationListRow.append(
            RevocationRecord(
                key: key,
                shard: partition,
                request: RequestID(request & RequestColumns.largestID),
                revision: revision + 1,
                serialNumber: serial,
                reason: reason,
                when: now
            ),
            to: database
        )
        var row = try BoundStatement(
            database,
            """
            UPDATE request SET revision = revision + 1, disposition = 21, message = ?, revoked = ?, revoked_effective = ?, revoked_reason = ?,
                resolved = coalesce(resolved, ?) WHERE key = ?
            """
        )
        row.bind(octetsOf: DispositionMessage.revoked(by: AuditActor.Service.command.rawValue))
        row.bind(entry.date)
        row.bind(entry.date)
        row.bind(reason)
        row.bind(now)
        row.bind(request)
        try row.run()
        return .revokedAgain
    }

    /// A revocation of a certificate without a row. Its line in the journal brings it onto the next list, which is made from the one before and the journal.
    /// - Returns: false when this is known: a complete list and a delta may both have it.
    private static func takeOver(
        unknown serial: String,
        _ entry: RevokedEntry,
        of part: RevocationListPart,
        now: Date,
        in database: StoreConnection
    )
        throws -> Bool
    {
        let (key, reason) = (part.key, entry.reason?.rawValue ?? 0)
        let known = try RevocationListRow.foreign(serial: serial, of: key.authority, from: database)
        if known?.reason == reason { return false }
        if known == nil {
            try RevocationListRow.takeOver(
                ForeignRevocation(key: key, serialNumber: serial, when: entry.date, reason: reason, changes: 0, partition: part.partition),
                in: database
            )
        }
        let changes = try RevocationListRow.foreign(serial: serial, of: key.authority, from: database)?.changes ?? 0
        try RevocationListRow.append(
            RevocationRecord(
                key: key,
                shard: part.partition,
                request: ForeignRevocation.request,
                revision: changes + 1,
                serialNumber: serial,
                reason: reason,
                when: now
            ),
            to: database
        )
        return true
    }

    /// Above every id in the backup and every id that a serial number of the list shows, by the gap.
    static func raiseRequestIDs(
        of key: AuthorityKeyID,
        _ list: CertificateList,
        gap: Int,
        above: Int?,
        in database: StoreConnection
    ) throws {
        let known = try lastRequestID(of: key.authority, in: database)
        var highest = known
        for entry in list.revoked {
            guard let low = CertificateIssuance.sequence(of: entry.serialNumber) else { continue }
            // The serial number has the low 24 bits of the id. Take the first id with these bits above those of the backup, unless the backup has
            // that certificate's row.
            let period = 1 << 24
            let candidate = known + ((low - known) % period + period) % period
            if candidate - known < period / 2 { highest = max(highest, candidate) }
        }
        try raiseRequestID(of: key.authority, to: max(highest + gap, above ?? 0), in: database)
    }

    /// The next id is greater than `id`.
    static func raiseRequestID(of authority: AuthorityNumber, to id: Int, in database: StoreConnection) throws {
        guard id < RequestColumns.largestID else {
            throw StoreError("request ids cannot be raised to \(id); the greatest is \(RequestColumns.largestID)")
        }
        var former = try BoundStatement(database, "SELECT next FROM request_id WHERE authority = ?")
        former.bind(authority.rawValue)
        let next = try former.step() ? former.int(0) : 1
        var row = try BoundStatement(
            database,
            "INSERT INTO request_id (authority, next) VALUES (?, ?) ON CONFLICT (authority) DO UPDATE SET next = excluded.next"
        )
        row.bind(authority.rawValue)
        row.bind(max(next, id + 1, try lastRequestID(of: authority, in: database) + 1))
        try row.run()
    }

    static func lastRequestID(of authority: AuthorityNumber, in database: StoreConnection) throws -> Int {
        var row = try BoundStatement(database, "SELECT coalesce(max(key), 0) FROM request WHERE key > ? AND key <= ?")
        row.bind(authority.rawValue << 40)
        row.bind(authority.rawValue << 40 | RequestColumns.largestID)
        return try row.step() ? row.int(0) & RequestColumns.largestID : 0
    }

    static func facts(_ raised: [Raised], made: Date) -> AuditEvent.RestorationFacts {
        AuditEvent.RestorationFacts(
            made: made,
            revokedAgain: raised.reduce(0) { $0 + $1.revokedAgain },
            foreign: raised.reduce(0) { $0 + $1.foreign },
            lists: raised.map { "\($0.authority): \($0.formerNumber) → \($0.number)" }
        )
    }
}
