package import CAInterface
import PKIFormats
import PortableFoundation

extension BoundCertificationAuthority {
    package func view(_ query: ViewQuery) async throws -> ViewPage {
        try await service.mapped {
            let standing = try await standing(in: try await service.snapshots.current())
            guard standing.seesAll else { throw refusal(standing, "look at the views of this authority") }
            let plan = try ViewPlan(query)
            if let group = plan.group {
                let groups = try await service.store.viewGroups(plan.stored, by: group, of: number)
                return plan.page(of: groups)
            }
            var page = ViewPageBuilder(plan)
            // Attributes and extensions lie in their requests' rows, of which several may have none.
            while true {
                let rows = try await service.store.view(page.query, of: number)
                if try page.take(rows, edits: try await edits(of: rows, for: plan)) { return page.page }
            }
        }
    }

    /// The officers' changes to the requests of a page, where the page shows the origin of extensions.
    private func edits(of rows: [StoredViewRow], for plan: ViewPlan) async throws -> [Int: OfficerEdits] {
        guard plan.showsOrigins else { return [:] }
        var found: [Int: OfficerEdits] = [:]
        for row in rows where plan.value(.officer, of: row) == .long(1) {
            found[row.place] = try await service.store.officerEdits(of: RequestID(row.place), of: number)
        }
        return found
    }
}

/// A query of a view, checked against the columns of its table and translated for the store.
struct ViewPlan: Sendable {
    let table: ViewTable
    let columns: [ViewColumn]
    var stored: StoredViewQuery
    let group: StoredViewColumn?
    let limit: Int
    let showsOrigins: Bool
    /// More are never meant, and SQLite refuses an expression of a thousand.
    private static let mostRestrictions = 50

    init(_ query: ViewQuery) throws(CAError) {
        let table = query.table
        self.table = table
        let names = query.columns.isEmpty ? ViewQuery.standardColumns(of: table) : query.columns
        columns = try names.map { name throws(CAError) in try Self.column(name, in: table, field: "columns") }
        // Each cell is written as often as its column is named, and a request has 256 KiB.
        if let twice = Dictionary(grouping: columns.map(\.name), by: { $0 }).first(where: { $0.value.count > 1 })?.key {
            throw Self.refusal("columns", twice, "is named twice", "Name each column once.")
        }
        guard query.restrictions.count <= Self.mostRestrictions else {
            throw Self.refusal(
                "where",
                "\(query.restrictions.count) restrictions",
                "are more than \(Self.mostRestrictions)",
                "Leave out those that others imply."
            )
        }
        let needed = columns.flatMap(Self.sources)
        var unique: [StoredViewColumn] = []
        for column in needed where !unique.contains(column) { unique.append(column) }
        if table == .attributes { unique = [.attributes] }
        // The origin of an extension is in its flags, and follows from the request and who resolved it.
        showsOrigins = table == .extensions && columns.contains { $0.name == "ExtensionFlags" }
        if table == .extensions { unique = [.rawCertificate] + (showsOrigins ? ExtensionOrigins.columns : []) }
        let restrictions = try query.restrictions.map { restriction throws(CAError) in try Self.restriction(restriction, in: table) }
        let readsOctets = !Set(unique).isDisjoint(with: [.rawRequest, .rawCertificate, .requestAttributes, .attributes])
        limit = readsOctets ? min(query.limit, ViewQuery.mostRowsWithOctets) : query.limit
        var order = try query.sort.map { sort throws(CAError) in
            try Self.searchable(sort.column, in: table, field: "sort")
        }
        // The rows of a range come in the order of their index, so that a page of them ends where it is full.
        let indexed = restrictions.filter { Self.isIndexed($0.column) }
        if order == nil, query.group == nil, !indexed.contains(where: { $0.comparison == .equal }) {
            order = indexed.first { $0.comparison != .equal }?.column
        }
        if order == .requestID || order == .listRowID { order = nil }
        if let group = query.group {
            self.group = try Self.searchable(group, in: table, field: "group")
        } else {
            group = nil
        }
        if group != nil, table == .attributes || table == .extensions {
            throw Self.refusal("group", query.group ?? "", "is for the tables requests and crls", "Leave group out.")
        }
        if let after = query.after, (after.value != nil) != (order != nil || group != nil) {
            throw Self.refusal(
                "after",
                "\(after)",
                "is of a page in another order",
                "Give `next` of the page before, with the same sort and where."
            )
        }
        stored = StoredViewQuery(
            table == .revocationLists ? .revocationLists : .requests,
            columns: unique,
            restrictions: restrictions,
            order: order,
            descending: query.sort?.descending ?? false,
            after: query.after,
            limit: limit
        )
    }

    /// Counts as a page of two columns.
    func page(of groups: [StoredViewGroup]) -> ViewPage {
        let name = group?.rawValue ?? ""
        let column = ViewColumn.named(name, in: table) ?? ViewColumn(name: name, type: .string, origin: .stored)
        // Rows without a value are the first group, before the smallest value.
        let smallest: ViewCursor.Value = column.type == .string ? .text("") : .number(.min)
        let next = groups.count < limit ? nil : groups.last.map { $0.value.flatMap { ViewCursor.Value($0) } ?? smallest }
        return ViewPage(
            columns: [column, ViewColumn(name: "Count", type: .long, origin: .derived)],
            rows: groups.map { [$0.value, .long($0.count)] },
            next: next.map { ViewCursor(place: 0, value: $0) }
        )
    }

    // MARK: Names

    private static func column(_ name: String, in table: ViewTable, field: String) throws(CAError) -> ViewColumn {
        guard let column = ViewColumn.named(name, in: table) else {
            throw refusal(
                field,
                name,
                "is no column of the table \(table.word)",
                "The columns are \(ViewColumn.all(of: table).map(\.name).joined(separator: ", "))."
            )
        }
        return column
    }

    private static func searchable(_ name: String, in table: ViewTable, field: String) throws(CAError) -> StoredViewColumn {
        let column = try column(name, in: table, field: field)
        guard column.isSearchable, let stored = storedColumn(column) else {
            throw refusal(
                field,
                name,
                "can be shown, not searched or sorted by",
                "Columns that can: \(ViewColumn.all(of: table).filter(\.isSearchable).map(\.name).joined(separator: ", "))."
            )
        }
        return stored
    }

    private static func restriction(_ restriction: ViewRestriction, in table: ViewTable) throws(CAError) -> StoredViewQuery.Restriction {
        let stored = try searchable(restriction.column, in: table, field: "where")
        let column = try column(restriction.column, in: table, field: "where")
        let fits =
            switch (column.type, restriction.value) {
            case (.long, .long), (.date, .date): restriction.comparison != .begins
            case (.string, .string): true
            default: false
            }
        guard fits else {
            throw refusal(
                "where",
                "\(restriction.column)\(restriction.comparison.rawValue)",
                "does not fit the type of the column",
                "Numbers and dates compare with = < <= > >=, texts also with ~ (begins with)."
            )
        }
        return StoredViewQuery.Restriction(stored, restriction.comparison, restriction.value)
    }

    static func refusal(_ field: String, _ value: String, _ fault: String, _ remedy: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidArgument,
            "\(value.quoted) in \(field) \(fault). \(remedy)",
            reason: DenialReason(rule: "ViewIsKnown", field: field, value: String(value.prefix(200)), remedy: remedy)
        )
    }

    private static func storedColumn(_ column: ViewColumn) -> StoredViewColumn? {
        switch column.name {
        case "AttributeRequestId", "ExtensionRequestId": .requestID
        default: StoredViewColumn(rawValue: column.name)
        }
    }

    private static func isIndexed(_ column: StoredViewColumn) -> Bool {
        ViewColumn.named(column.rawValue, in: .requests)?.origin == .indexed && column != .disposition
    }

    // MARK: Values

    /// The stored values that a column is made of.
    private static func sources(of column: ViewColumn) -> [StoredViewColumn] {
        if let stored = storedColumn(column) { return [stored] }
        guard column.origin == .derived else { return [] }
        return [derivation(of: column.name)]
    }

    private static func derivation(of name: String) -> StoredViewColumn {
        if name == "Request.RawOldCertificate" { return .rawRequest }
        if name.hasPrefix("Request.") { return .requestRawName }
        return ofCertificate.contains(name) ? .rawCertificate : .issuedRawName
    }

    /// The columns that are made of the certificate and not of its subject.
    private static let ofCertificate: Set<String> = [
        "CertificateHash", "SubjectKeyIdentifier", "RawPublicKey", "PublicKeyLength", "PublicKeyAlgorithm",
        "RawPublicKeyAlgorithmParameters",
        "PublishExpiredCertInCRL", "UPN",
    ]

    func value(_ column: StoredViewColumn, of row: StoredViewRow) -> ColumnValue? {
        stored.columns.firstIndex(of: column).flatMap { row.values[$0] }
    }

    /// The cells of a row of the tables of requests and lists.
    func cells(of row: StoredViewRow) -> [ColumnValue?] {
        var values: [StoredViewColumn: ColumnValue] = [:]
        for (column, value) in zip(stored.columns, row.values) { values[column] = value }
        var derived: [StoredViewColumn: [String: ColumnValue]] = [:]
        return columns.map { column in
            if let stored = Self.storedColumn(column) { return values[stored] }
            guard column.origin == .derived else { return nil }
            let source = Self.derivation(of: column.name)
            guard case .binary(let bytes)? = values[source] else { return nil }
            let made = derived[source] ?? Self.columns(from: bytes, source)
            derived[source] = made
            return made[column.name]
        }
    }

    private static func columns(from bytes: [UInt8], _ source: StoredViewColumn) -> [String: ColumnValue] {
        if source == .rawCertificate { return RequestView.columns(ofCertificate: bytes) }
        if source == .rawRequest {
            return RenewalClaim.certificate(in: bytes).map { ["Request.RawOldCertificate": .binary($0)] } ?? [:]
        }
        guard let name = try? DistinguishedName(derEncoded: bytes) else { return [:] }
        let prefix = source == .requestRawName ? "Request." : ""
        var columns = Dictionary(
            RequestView.nameColumns(of: name).map { (prefix + $0, ColumnValue.string($1)) },
            uniquingKeysWith: { first, _ in first }
        )
        columns[prefix + "DistinguishedName"] = .string(name.rfc4514)
        return columns
    }
}

/// Fills a page. Each row of the request table is one row of its view, or as many as it has attributes or extensions.
struct ViewPageBuilder {
    private let plan: ViewPlan
    private(set) var query: StoredViewQuery
    private var rows: [[ColumnValue?]] = []
    private var next: ViewCursor?

    init(_ plan: ViewPlan) {
        self.plan = plan
        query = plan.stored
        // The request of which a part was shown already is read again.
        if plan.table == .attributes || plan.table == .extensions, let after = query.after, after.part > 0 {
            query.after = query.descending ? ViewCursor(place: min(after.place, .max - 1) + 1) : ViewCursor(place: max(after.place, 1) - 1)
        }
    }

    var page: ViewPage { ViewPage(columns: plan.columns, rows: rows, next: next) }

    /// - Returns: true when the page is full or the rows have ended.
    mutating func take(_ found: [StoredViewRow], edits: [Int: OfficerEdits]) throws -> Bool {
        for row in found {
            let begun = plan.stored.after.map { $0.part > 0 && $0.place == row.place ? $0.part : 0 } ?? 0
            let parts = try parts(of: row, edits: edits[row.place])
            for (index, cells) in parts.enumerated().dropFirst(begun) {
                rows.append(cells)
                guard rows.count == plan.limit else { continue }
                let part = index + 1 < parts.count ? index + 1 : 0
                next = ViewCursor(place: row.place, part: part, value: row.orderValue)
                return true
            }
        }
        guard found.count == query.limit, let last = found.last else { return true }
        query.after = ViewCursor(place: last.place, value: last.orderValue)
        return false
    }

    private func parts(of row: StoredViewRow, edits: OfficerEdits?) throws -> [[ColumnValue?]] {
        let id = ColumnValue.long(row.place)
        switch (plan.table, row.values.first ?? nil) {
        case (.requests, _), (.revocationLists, _): return [plan.cells(of: row)]
        case (.attributes, _):
            return row.attributes.map {
                cells(["AttributeRequestId": id, "AttributeName": .string($0.name), "AttributeValue": .string($0.value)])
            }
        case (.extensions, .binary(let bytes)?):
            let certificate = try? Certificate(derEncoded: bytes)
            let origins = plan.showsOrigins ? ExtensionOrigins(plan, row, edits) : nil
            return (certificate?.extensions ?? []).map { item in
                cells([
                    "ExtensionRequestId": id, "ExtensionName": .string(item.oid.dotted),
                    "ExtensionFlags": .long((item.critical ? ExtensionChange.criticalFlag : 0) | (origins?.origin(of: item).rawValue ?? 0)),
                    "ExtensionRawValue": .binary(item.value),
                ])
            }
        default: return []
        }
    }

    private func cells(_ values: [String: ColumnValue]) -> [ColumnValue?] { plan.columns.map { values[$0.name] } }
}
