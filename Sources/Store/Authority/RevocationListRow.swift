import CACore
import FoundationEssentials
import GRDB

/// Signed CRLs. Every number stays; the bytes of old ones go, because a long list signed at every revocation would grow with the square of the revocations.
enum RevocationListRow {
    static let keptLists = 10

    static func insert(_ list: StoredRevocationList, into database: Database) throws {
        var row = try BoundStatement(
            database,
            "INSERT INTO revocation_list (authority, key_idx, number, this_update, next_update, count, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        row.bind(list.key.authority.rawValue)
        row.bind(list.key.index)
        row.bind(list.number)
        row.bind(list.thisUpdate)
        row.bind(list.nextUpdate)
        row.bind(list.count)
        row.bind(list.bytes)
        try row.run()
        var old = try BoundStatement(
            database,
            """
            UPDATE revocation_list SET bytes = NULL WHERE authority = ?1 AND key_idx = ?2 AND bytes IS NOT NULL AND number <
                (SELECT min(number) FROM (SELECT number FROM revocation_list WHERE authority = ?1 AND key_idx = ?2 ORDER BY number DESC LIMIT \(keptLists)))
            """)
        old.bind(list.key.authority.rawValue)
        old.bind(list.key.index)
        try old.run()
    }

    static func latest(of key: AuthorityKeyID, from database: Database) throws -> StoredRevocationList? {
        var row = try BoundStatement(
            database,
            """
            SELECT number, this_update, next_update, count, bytes FROM revocation_list WHERE authority = ? AND key_idx = ? ORDER BY number DESC LIMIT 1
            """)
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        guard try row.step() else { return nil }
        return StoredRevocationList(
            key: key, number: row.int(0), thisUpdate: row.date(1), nextUpdate: row.date(2),
            count: row.int(3),
            bytes: row.bytes(4))
    }

    /// What the next CRL lists: every revoked certificate that has not expired, and an expired one until a CRL made after its expiry has shown it (RFC 5280 §3.3).
    static func entries(of key: AuthorityKeyID, at date: Date, from database: Database) throws -> [RevokedCertificate] {
        let shown = try latest(of: key, from: database)?.thisUpdate
        var row = try BoundStatement(
            database,
            """
            SELECT serial, coalesce(revoked_effective, revoked), revoked_reason FROM request
            WHERE disposition = 21 AND authority = ?1 AND generation IN (SELECT idx FROM generation WHERE authority = ?1 AND key_idx = ?2) AND (not_after >= ?3 OR not_after >= ?4 OR revoked > ?4) ORDER BY key
            """)
        row.bind(key.authority.rawValue)
        row.bind(key.index)
        row.bind(date)
        row.bind(shown ?? .distantPast)
        var entries: [RevokedCertificate] = []
        while try row.step() {
            entries.append(RevokedCertificate(serialNumber: try serialOctets(row.text(0)), when: row.date(1), reason: row.int(2)))
        }
        return entries
    }

    /// Content octets of a positive INTEGER from the hexadecimal form, which has no leading zero octet.
    private static func serialOctets(_ text: String) throws -> [UInt8] {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        let even = digits.count % 2 == 0 ? digits : [0] + digits
        var octets = stride(from: 0, to: even.count, by: 2).map { even[$0] << 4 | even[$0 + 1] }
        while octets.count > 1, octets[0] == 0, octets[1] < 0x80 { octets.removeFirst() }
        guard let first = octets.first else { throw StoreError("a revoked certificate has no serial number; the database is damaged") }
        return first >= 0x80 ? [0] + octets : octets
    }
}
