import CACore
import CAInterface
import Foundation
import GRDB
import PKIFormats
import PKITesting
import Testing

@testable import Store

@Suite("Views read what they show and walk an index")
struct ViewTests {
    /// The searches that the documents promise to be quick, each with its order.
    private static let searches: [StoredViewQuery] = {
        typealias Restriction = StoredViewQuery.Restriction
        let columns: [StoredViewColumn] = [.requestID, .disposition, .requesterName, .submittedWhen, .serialNumber, .notAfter, .commonName]
        let date = ColumnValue.date(Date(timeIntervalSince1970: 1_800_000_000))
        func query(_ restrictions: [Restriction], _ order: StoredViewColumn? = nil, _ after: ViewCursor.Value? = nil) -> StoredViewQuery {
            StoredViewQuery(
                columns: columns,
                restrictions: restrictions,
                order: order,
                after: after.map { ViewCursor(place: 7, value: $0) }
            )
        }
        return [
            query([]), query([], .submittedWhen), query([], .submittedWhen, .number(1)), query([], .notAfter),
            query([], .notAfter, .number(1)),
            query([], .commonName), query([], .commonName, .text("a")), query([], .requesterName, .text("a")),
            query([Restriction(.requestID, .equal, .long(5))]), query([Restriction(.requestID, .greater, .long(5))]),
            query([Restriction(.submittedWhen, .greater, date)], .submittedWhen, .number(1)),
            query([Restriction(.serialNumber, .equal, .string("5a"))]),
            query([Restriction(.serialNumber, .begins, .string("5a"))], .serialNumber),
            query([Restriction(.requesterName, .equal, .string("EXAMPLE\\alice"))]),
            query([Restriction(.requesterName, .begins, .string("EXAMPLE\\al"))], .requesterName),
            query([Restriction(.notAfter, .less, date)], .notAfter), query([Restriction(.notAfter, .less, date)], .notAfter, .number(1)),
            query([Restriction(.commonName, .equal, .string("host"))]),
            query([Restriction(.commonName, .begins, .string("ho"))], .commonName),
            query([Restriction(.disposition, .equal, .long(9))]), query([Restriction(.disposition, .equal, .long(20))]),
            query([Restriction(.disposition, .equal, .long(20)), Restriction(.submittedWhen, .greater, date)], .submittedWhen),
            query([Restriction(.disposition, .equal, .long(31)), Restriction(.submittedWhen, .greater, date)], .submittedWhen),
            query([Restriction(.requesterName, .equal, .string("a")), Restriction(.notAfter, .less, date)]),
        ]
    }()

    @Test("the documented searches of views never scan a table, and none of them sorts all it finds")
    func plans() async throws {
        let store = try await ScratchStore().open()
        for query in Self.searches {
            for statement in ViewStatement(query: query, authority: SampleRecords.number).statements {
                let plan = try await store.managementRead { database in
                    let place = statement.values.map { value -> (any DatabaseValueConvertible)? in
                        switch value {
                        case .long(let number): number
                        case .date(let date): date.storedMilliseconds
                        case .string(let text): text
                        case .binary(let bytes): Data(bytes)
                        }
                    }
                    let arguments = StatementArguments(place + [50])
                    return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + statement.sql, arguments: arguments).map {
                        $0["detail"] as String
                    }
                }
                #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(statement.sql): \(plan)")
                #expect(plan.contains { $0.hasPrefix("SEARCH") }, "\(statement.sql): \(plan)")
                // SQLite seeks by one of several lower bounds, and not by the greatest.
                for bound in ["key > ?", " not_after > ?", " submitted > ?", "common_name COLLATE NOCASE > ?"] {
                    #expect(statement.sql.components(separatedBy: bound).count <= 2, "\(statement.sql)")
                }
                // Few rows have one requester or are pending: those may be sorted.
                let isNarrow = query.restrictions.contains { $0.comparison == .equal && $0.column != .disposition }
                if !isNarrow { #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(statement.sql): \(plan)") }
            }
        }
        try await store.close()
    }

    @Test("a view's statement names no octets that nobody asked for")
    func light() throws {
        let light = ViewStatement(query: StoredViewQuery(columns: [.requestID, .serialNumber]), authority: SampleRecords.number)
        let text = try #require(light.statements.first?.sql)
        for word in ["raw_request", "certificate", "raw_attributes", "raw_name", "message"] {
            #expect(!text.contains(word))
        }
    }

    @Test("what was issued before the views is found by its common name")
    func backfill() async throws {
        let scratch = try ScratchStore()
        let sample = try await SampleRecords.make()
        let issued = sample.request(RequestID(1), serial: "5a").withCertificate(sample.identity.certificate.derEncoded)
        // Rows are written with the columns of today, so only the steps of the views are missing.
        let steps = Migration.all.filter { ![Migration.views.number, Migration.commonName.number].contains($0.number) }
        let former = try DatabaseFile.open(path: scratch.path, migrations: steps, now: Date())
        try await former.write { database in
            try AuthorityRows.insert(sample.authority, into: StoreConnection(database))
            // A row that the program writes today has a column more than the table had then.
            try database.execute(sql: "ALTER TABLE request ADD COLUMN common_name TEXT")
            try RequestRow.insert(issued, into: StoreConnection(database))
            // Octets that are no certificate have no subject; the row stays as it is.
            try RequestRow.insert(sample.request(RequestID(2), serial: "5b"), into: StoreConnection(database))
            try database.execute(sql: "ALTER TABLE request DROP COLUMN common_name")
        }
        try former.close()
        let store = try await scratch.open()
        let query = StoredViewQuery(
            columns: [.serialNumber, .issuedRawName],
            restrictions: [.init(.commonName, .equal, .string("sample ca"))]
        )
        let found = try await store.view(query, of: sample.authority.number)
        #expect(found.map(\.values) == [[.string("5a"), .binary(sample.identity.certificate.subject.derEncoded)]])
        #expect(
            try await store.view(StoredViewQuery(columns: [.commonName]), of: sample.authority.number).map(\.values) == [
                [.string("Sample CA")], [nil],
            ]
        )
        try await store.close()
    }

    @Test("the subject is found in a certificate without reading the rest, and in nothing else")
    func subject() async throws {
        let certificate = try await SampleRecords.make().identity.certificate
        #expect(IssuedSubject.subject(of: certificate.derEncoded) == certificate.subject.derEncoded)
        for length in 0..<certificate.derEncoded.count {
            #expect(IssuedSubject.subject(of: Array(certificate.derEncoded.prefix(length))) == nil)
        }
        #expect(IssuedSubject.subject(of: [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    }
}
