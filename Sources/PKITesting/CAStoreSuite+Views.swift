package import CACore
import CAInterface
import PKIFormats
import PortableFoundation

extension CAStoreRun {
    /// Twelve rows: issued ones that expire a day apart, two at a time, and every third pending. The certificates are the authority's own, with a subject.
    private func viewRows() async throws -> [StoredRequest] {
        var rows: [StoredRequest] = []
        for index in 0..<12 {
            rows.append(
                try await stored { id in
                    let sampled = sample.request(
                        id,
                        serial: index % 3 == 2 ? nil : "500" + String(index, radix: 16),
                        notAfter: sample.time + Double(index / 2 * 86_400)
                    )
                    return sampled.withCertificate(sample.identity.certificate.derEncoded)
                }
            )
        }
        return rows
    }

    private func places(_ query: StoredViewQuery) async throws -> [Int] { try await store.view(query, of: authority).map(\.place) }

    func viewsRestrict() async throws {
        let rows = try await viewRows()
        let ids = rows.map(\.id.rawValue)
        func found(_ restrictions: [StoredViewQuery.Restriction]) async throws -> [Int] {
            try await places(StoredViewQuery(columns: [.requestID], restrictions: restrictions)).map { ids.firstIndex(of: $0) ?? -1 }
        }
        typealias Restriction = StoredViewQuery.Restriction
        let date = rows[4].certificate?.notAfter ?? sample.time
        let cases: [(String, [Restriction], [Int])] = [
            ("none", [], Array(0..<12)),
            ("id", [Restriction(.requestID, .equal, .long(ids[3]))], [3]),
            ("ids", [Restriction(.requestID, .greater, .long(ids[8])), Restriction(.requestID, .lessOrEqual, .long(ids[10]))], [9, 10]),
            ("pending", [Restriction(.disposition, .equal, .long(9))], [2, 5, 8, 11]),
            ("issued", [Restriction(.disposition, .equal, .long(20))], [0, 1, 3, 4, 6, 7, 9, 10]),
            ("serial", [Restriction(.serialNumber, .equal, .string("5004"))], [4]),
            ("serial's beginning", [Restriction(.serialNumber, .begins, .string("500"))], [0, 1, 3, 4, 6, 7, 9, 10]),
            ("expiry", [Restriction(.notAfter, .lessOrEqual, .date(date)), Restriction(.notAfter, .greater, .date(sample.time))], [3, 4]),
            ("requester in another case", [Restriction(.requesterName, .equal, .string("sample\\ALICE"))], Array(0..<12)),
            (
                "requester and id",
                [Restriction(.requesterName, .begins, .string("SAMPLE\\a")), Restriction(.requestID, .less, .long(ids[1]))], [0]
            ),
            ("common name", [Restriction(.commonName, .equal, .string("sample ca"))], [0, 1, 3, 4, 6, 7, 9, 10]),
            (
                "common name and serial",
                [Restriction(.commonName, .begins, .string("Sam")), Restriction(.serialNumber, .equal, .string("5001"))], [1]
            ),
            ("another common name", [Restriction(.commonName, .equal, .string("Sample"))], []),
            ("message", [Restriction(.dispositionMessage, .begins, .string("taken"))], [2, 5, 8, 11]),
            ("text with an empty octet", [Restriction(.requestAttributes, .equal, .string(rows[0].rawAttributes))], Array(0..<12)),
        ]
        for (name, restrictions, expected) in cases {
            try ContractError.unlessEqual(try await found(restrictions), expected, name)
        }
        let all = StoredViewColumn.allCases.filter { !$0.rawValue.hasPrefix("CRL") }
        let shown = try await store.view(StoredViewQuery(columns: all), of: authority)
        try ContractError.unlessEqual(shown, InMemoryCAStore.viewRows(of: rows, columns: all), "every column")
        try ContractError.unlessEqual(
            try await store.view(StoredViewQuery(columns: all), of: AuthorityNumber(rawValue: 7)),
            [],
            "another authority"
        )

        try await store.commit([.revocationListSigned(sample.revocationList(4))], expecting: .nothing)
        let lists = StoredViewQuery(.revocationLists, columns: [.listNumber, .listNameID, .listThisUpdate])
        try ContractError.unlessEqual(
            try await store.view(lists, of: authority).map(\.values),
            [[.long(4), .long(0), .date(sample.revocationList(4).thisUpdate)]],
            "lists"
        )
    }

    func viewsContinue() async throws {
        let rows = try await viewRows()
        for descending in [false, true] {
            for order in [nil, .notAfter, .commonName, .requesterName, .serialNumber, .submittedWhen, .dispositionMessage]
                as [StoredViewColumn?]
            {
                var query = StoredViewQuery(columns: [.serialNumber], order: order, descending: descending, limit: 12)
                let whole = try await places(query)
                let hasEvery = [nil, .requesterName, .submittedWhen, .dispositionMessage].contains(order)
                try ContractError.unlessEqual(whole.count, hasEvery ? 12 : 8, "rows by \(String(describing: order))")
                try ContractError.unlessEqual(Set(whole).count, whole.count, "no row twice")
                var seen: [Int] = []
                query.limit = 1
                while let row = try await store.view(query, of: authority).first {
                    seen.append(row.place)
                    query.after = ViewCursor(place: row.place, value: row.orderValue)
                    try ContractError.unless(seen.count < 20, "the pages by \(String(describing: order)) end")
                }
                try ContractError.unlessEqual(seen, whole, "page by page by \(String(describing: order)), descending \(descending)")
            }
        }
        var query = StoredViewQuery(columns: [], order: .notAfter, limit: 3)
        let first = try await store.view(query, of: authority)
        let late = try await stored { sample.request($0, serial: "6001", notAfter: sample.time - 86_400) }
        let between = try await stored { sample.request($0, serial: "6002", notAfter: sample.time + 30 * 86_400) }
        query.after = first.last.map { ViewCursor(place: $0.place, value: $0.orderValue) }
        query.limit = 20
        let rest = try await places(query)
        try ContractError.unlessEqual(rest.count, 6, "the five that are left and the one that sorts behind them")
        try ContractError.unless(
            !rest.contains(late.id.rawValue) && rest.last == between.id.rawValue,
            "rows that came in stand in the order"
        )
        try ContractError.unless(Set(rest).isDisjoint(with: first.map(\.place)), "no row twice")
        try ContractError.unlessEqual(rows.count, 12, "rows")
    }

    func viewsCount() async throws {
        _ = try await viewRows()
        var query = StoredViewQuery(columns: [])
        func groups(_ column: StoredViewColumn) async throws -> [StoredViewGroup] {
            try await store.viewGroups(query, by: column, of: authority)
        }
        try ContractError.unlessEqual(
            try await groups(.disposition),
            [StoredViewGroup(value: .long(9), count: 4), StoredViewGroup(value: .long(20), count: 8)],
            "by disposition"
        )
        let days = try await groups(.notAfter)
        try ContractError.unlessEqual(days.map(\.count), [4, 2, 1, 1, 2, 1, 1], "by day, the rows without a date first")
        try ContractError.unlessEqual(days.first?.value, nil, "rows without a date")
        try ContractError.unlessEqual(try await groups(.commonName).map(\.count), [4, 8], "by common name")
        query.restrictions = [.init(.disposition, .equal, .long(20))]
        query.limit = 2
        let first = try await groups(.notAfter)
        query.after = first.last?.value.flatMap { ViewCursor.Value($0) }.map { ViewCursor(place: 0, value: $0) }
        try ContractError.unlessEqual(
            first.map(\.count) + (try await groups(.notAfter).map(\.count)),
            [2, 1, 1, 2],
            "two pages of issued rows"
        )
    }
}

extension StoredRequest {
    /// The row with other octets in its certificate, where it has one.
    package func withCertificate(_ bytes: [UInt8]) -> StoredRequest {
        var row = self
        row.certificate = certificate.map {
            StoredCertificate(
                serialNumber: $0.serialNumber,
                bytes: bytes,
                generation: $0.generation,
                notBefore: $0.notBefore,
                notAfter: $0.notAfter,
                enrollmentFlags: $0.enrollmentFlags,
                generalFlags: $0.generalFlags,
                privateKeyFlags: $0.privateKeyFlags,
                templateIdentifier: $0.templateIdentifier
            )
        }
        return row
    }
}
