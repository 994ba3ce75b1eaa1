import CACore
import CAInterface
import Foundation
import GRDB
import PKIFormats
import PKITesting
import Testing

@testable import Store

/// How many rows the benchmark of views fills; nil leaves it out.
private let benchmarkRows = ProcessInfo.processInfo.environment["CHANCERY_VIEW_ROWS"].flatMap { Int($0) }

/// `CHANCERY_VIEW_ROWS=1000000 swift test --filter ViewBenchmark` prints what a page costs, as docs/performance.md has it. Its files take 1.5 KB a row.
@Suite("What a page of a view costs", .enabled(if: benchmarkRows != nil))
struct ViewBenchmark {
    private static let columns: [StoredViewColumn] = [
        .requestID, .disposition, .requesterName, .submittedWhen, .certificateTemplate, .serialNumber, .notAfter, .commonName,
        .dispositionMessage,
    ]
    /// The same values by the shortest way there is.
    private static let bare = """
        SELECT key, disposition, requester_name, submitted, template_identifier, serial, not_after, common_name, message
        FROM request
        """

    @Test("a page of 50 rows costs at most five times an indexed SQLite read of the same rows")
    func pages() async throws {
        let count = try #require(benchmarkRows)
        let sample = try await SampleRecords.make()
        let store = try await ScratchStore().opened(with: sample)
        let base = RequestColumns.key(RequestID(0), of: sample.authority.number)
        try await store.managementWrite { database in
            try database.execute(sql: Self.filling(count, base))
        }
        let middle = count / 2 + 1
        func query(_ restriction: StoredViewQuery.Restriction?, _ order: StoredViewColumn? = nil) -> StoredViewQuery {
            StoredViewQuery(columns: Self.columns, restrictions: restriction.map { [$0] } ?? [], order: order, limit: 50)
        }
        let date = Date(storedMilliseconds: 1_700_000_000_000 + middle * 60_000)
        let hex = String(middle, radix: 16)
        let serial = String(repeating: "0", count: 16 - hex.count) + hex
        let cases: [(String, StoredViewQuery, String)] = [
            ("id", query(.init(.requestID, .greater, .long(middle))), "WHERE key > \(base + middle) ORDER BY key"),
            (
                "serial", query(.init(.serialNumber, .greaterOrEqual, .string(serial)), .serialNumber),
                "WHERE authority = 1 AND serial >= '\(serial)' ORDER BY serial"
            ),
            (
                "requester", query(.init(.requesterName, .equal, .string("SAMPLE\\user77"))),
                "WHERE authority = 1 AND requester_name = 'SAMPLE\\user77' COLLATE NOCASE ORDER BY key"
            ),
            (
                "NotAfter", query(.init(.notAfter, .greater, .date(date)), .notAfter),
                "WHERE authority = 1 AND not_after > \(date.storedMilliseconds) ORDER BY not_after"
            ),
            (
                "CommonName", query(.init(.commonName, .greaterOrEqual, .string("host\(middle)")), .commonName),
                "WHERE authority = 1 AND common_name >= 'host\(middle)' COLLATE NOCASE ORDER BY common_name COLLATE NOCASE"
            ),
            ("pending", query(.init(.disposition, .equal, .long(9))), "WHERE disposition = 9 AND disposition <> 20 ORDER BY key"),
        ]
        for (name, query, tail) in cases {
            let bare = try await Self.fastest {
                try await store.managementRead { database in
                    let row = try BoundStatement(database, "\(Self.bare) \(tail) LIMIT 50")
                    var octets = 0
                    while try row.step() { for column in 0..<9 { octets += row.text(Int32(column)).utf8.count } }
                    return octets
                }
            }
            let view = try await Self.fastest { try await store.view(query, of: sample.authority.number).count }
            print("view by \(name): \(Int(view)) µs, the bare read \(Int(bare)) µs, \((view / bare * 10).rounded() / 10) times")
            #expect(view <= 5 * bare, "\(name)")
        }
        try await store.close()
    }

    @Test("what the indices of the views cost each submission is measured")
    func submissions() async throws {
        let sample = try await SampleRecords.make()
        var costs: [Double] = []
        for isFormer in (0..<10).map({ $0 % 2 == 0 }) {
            let scratch = try ScratchStore()
            let pool = try DatabaseFile.open(
                path: scratch.path,
                migrations: isFormer ? Array(Migration.all.prefix(3)) : Migration.all,
                now: Date()
            )
            let began = try await pool.write { database in
                try AuthorityRows.insert(sample.authority, into: StoreConnection(database))
                if isFormer { try database.execute(sql: "ALTER TABLE request ADD COLUMN common_name TEXT") }
                return clock()
            }
            for batch in 0..<200 {
                try await pool.write { database in
                    for index in 0..<50 {
                        let id = batch * 50 + index + 1
                        let row = sample.request(RequestID(id), serial: "5" + String(id, radix: 16), notAfter: sample.time + Double(id))
                        try RequestRow.insert(row.withCertificate(sample.identity.certificate.derEncoded), into: StoreConnection(database))
                    }
                }
            }
            costs.append(Double(clock() - began) / 10_000)
            try pool.close()
        }
        print("CPU of a stored row in µs, before and with the views in turn: \(costs)")
        #expect(costs.count == 10)
    }

    private static func fastest(_ work: () async throws -> Int) async throws -> Double {
        var best = Double.infinity
        for _ in 0..<200 {
            let start = ContinuousClock.now
            #expect(try await work() > 0)
            best = min(best, Double((ContinuousClock.now - start).components.attoseconds) / 1e12)
        }
        return best
    }

    /// One row in a hundred is pending; a thousand requesters; expiry a minute apart.
    private static func filling(_ count: Int, _ base: Int) -> String {
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
        INSERT INTO request SELECT \(base) + i, 1, 1, iif(i % 100 = 0, 9, 20), 0, CAST('Issued' AS BLOB), NULL, 1024, 4,
            1690000000000 + i * 1000, 1690000000000 + i * 1000, NULL, NULL, NULL,
            'SAMPLE\\user' || (i % 1000), zeroblob(16), 'SAMPLE\\user' || (i % 1000), zeroblob(16), 'api', '127.0.0.1', zeroblob(16), NULL,
            CAST('User' AS BLOB), 1, NULL,
            iif(i % 100 = 0, NULL, printf('%016x', i)), iif(i % 100 = 0, NULL, 0), iif(i % 100 = 0, NULL, 1690000000000 + i * 1000),
            iif(i % 100 = 0, NULL, 1700000000000 + i * 60000), 0, 0, 0, iif(i % 100 = 0, NULL, '1.3.6.1.4.1.311.21.8.1'),
            x'', x'', x'3000', zeroblob(500), iif(i % 100 = 0, NULL, zeroblob(900)), iif(i % 100 = 0, NULL, 'host' || i)
        FROM n;
        """
    }
}
