import CACore
import CAInterface
import PortableFoundation

/// The SQL of one page of a view. It names no column that the page does not show or search, so that SQLite reads no octets that nobody asked for.
struct ViewStatement: Sendable {
    let query: StoredViewQuery
    let authority: AuthorityNumber
    var dialect = Dialect.sqlite

    /// A statement and what is bound to it, in order.
    struct Bound: Sendable {
        var sql: String
        var values: [ColumnValue] = []

        enum Side: Sendable { case less, greater }
    }

    // MARK: Running

    func rows(from database: StoreConnection) throws -> [StoredViewRow] {
        var found: [StoredViewRow] = []
        for statement in speaking(database.dialect).statements where found.count < query.limit {
            let row = try Self.prepared(statement, limit: query.limit - found.count, in: database)
            while try row.step() { found.append(try stored(row)) }
        }
        return found
    }

    func groups(by column: StoredViewColumn, from database: StoreConnection) throws -> [StoredViewGroup] {
        let row = try Self.prepared(speaking(database.dialect).grouping(by: column), limit: query.limit, in: database)
        var found: [StoredViewGroup] = []
        while try row.step() {
            let value: ColumnValue? =
                if column.storage == .date, !row.isNull(0) {
                    .date(Date(storedMilliseconds: row.int(0) * Self.day))
                } else {
                    Self.value(of: column, at: 0, in: row)
                }
            found.append(StoredViewGroup(value: value, count: row.int(1)))
        }
        return found
    }

    private func speaking(_ dialect: Dialect) -> ViewStatement {
        var statement = self
        statement.dialect = dialect
        return statement
    }

    private static func prepared(_ statement: Bound, limit: Int, in database: StoreConnection) throws -> BoundStatement {
        var row = try BoundStatement(database, statement.sql)
        for value in statement.values {
            switch value {
            case .long(let number): row.bind(number)
            case .date(let date): row.bind(date)
            case .string(let text): row.bind(text)
            case .binary(let bytes): row.bind(bytes)
            }
        }
        row.bind(limit)
        return row
    }

    private func stored(_ row: borrowing BoundStatement) throws -> StoredViewRow {
        var attributes: [RequestAttributes.Pair] = []
        let values: [ColumnValue?] = try query.columns.enumerated().map { index, column in
            let place = Int32(index + 2)
            guard column != .attributes else {
                attributes = try RequestColumns.attributes(from: row.bytes(place))
                return nil
            }
            return Self.value(of: column, at: place, in: row)
        }
        let order: ViewCursor.Value? = query.order.flatMap { column in
            column.storage == .text ? .text(row.text(1)) : .number(row.int(1))
        }
        return StoredViewRow(place: row.int(0), values: values, orderValue: order, attributes: attributes)
    }

    private static func value(of column: StoredViewColumn, at place: Int32, in row: borrowing BoundStatement) -> ColumnValue? {
        guard !row.isNull(place) else { return nil }
        return switch column.storage {
        case .number: .long(row.int(place))
        case .date: .date(row.date(place))
        case .octets where column == .issuedRawName: IssuedSubject.subject(of: row.bytes(place)).map { .binary($0) }
        case .octets: .binary(row.bytes(place))
        case .text: .string(row.text(place))
        }
    }

    // MARK: SQL

    private static let day = 86_400_000

    /// One statement for each part of the order that follows the cursor, so that each walks its index: first the rows that share its value, then those beyond it.
    var statements: [Bound] {
        let direction = query.descending ? "DESC" : "ASC"
        let beyond = query.descending ? "<" : ">"
        guard let order = query.order else {
            var statement = selection(orderedBy: nil, behind: query.after?.place)
            statement.sql += " ORDER BY \(rawPlace) \(direction) LIMIT ?"
            return [statement]
        }
        let expression = compared(order)
        let end = " ORDER BY \(expression) \(direction), \(rawPlace) \(direction) LIMIT ?"
        guard let after = query.after, let value = after.value.map({ bound($0, as: order) }) else {
            var statement = selection(orderedBy: order)
            statement.sql += " AND \(order.expression(dialect)) IS NOT NULL" + end
            return [statement]
        }
        var same = selection(orderedBy: order, behind: after.place, judging: [.less, .greater])
        same.add(" AND \(expression) = ? ORDER BY \(rawPlace) \(direction) LIMIT ?", value)
        var further = selection(orderedBy: order, judging: [query.descending ? .less : .greater])
        further.add(" AND \(expression) \(beyond) ?" + end, value)
        return [same, further]
    }

    func grouping(by column: StoredViewColumn) -> Bound {
        let shown = column.storage == .date ? "\(column.expression(dialect)) / \(Self.day)" : column.expression(dialect)
        let value = column.storage == .text ? compared(column) : shown
        // Of texts that differ in case only, any one is shown.
        var statement = Bound(sql: "SELECT \(column.storage == .text ? "min(\(shown))" : shown), count(*)")
        addSource(to: &statement, orderedBy: column)
        if let after = query.after?.value {
            switch after {
            case .number(let number) where column.storage == .date:
                statement.add(" AND \(value) > ?", .long(number / Self.day))
            default: statement.add(" AND \(value) > ?", bound(after, as: column))
            }
        }
        statement.sql += " GROUP BY \(value) ORDER BY \(value)\(dialect == .sqlite ? "" : " NULLS FIRST") LIMIT ?"
        return statement
    }

    /// - Parameters:
    ///   - place: rows behind it only, in the direction of the query.
    ///   - judged: bounds of the sorting column that only judge the rows that are found, because the cursor's is narrower. SQLite seeks by one bound on each side,
    ///     and by the first it reads.
    private func selection(orderedBy order: StoredViewColumn?, behind place: Int? = nil, judging judged: Set<Bound.Side> = []) -> Bound {
        let columns = [self.place, order?.shown(dialect) ?? "NULL"] + query.columns.map { $0.shown(dialect) }
        var statement = Bound(sql: "SELECT " + columns.joined(separator: ", "))
        addSource(to: &statement, orderedBy: order, behind: place, judging: judged)
        return statement
    }

    private func addSource(
        to statement: inout Bound,
        orderedBy order: StoredViewColumn?,
        behind place: Int? = nil,
        judging judged: Set<Bound.Side> = []
    ) {
        statement.sql += query.table == .requests ? " FROM request" : " FROM revocation_list"
        // A search by one of these walks an index that begins with the authority; every other one walks the authority's own range of keys.
        let searched = query.restrictions.map(\.column) + (order.map { [$0] } ?? [])
        let walksKeys = query.table == .requests && !searched.contains(where: \.hasIndexOfAuthority)
        if query.table == .revocationLists {
            statement.add(" WHERE authority = ?", .long(authority.rawValue))
        } else if walksKeys {
            statement.sql += " WHERE TRUE"
        } else {
            statement.add(" WHERE authority = ?", .long(authority.rawValue))
        }
        let range = keyRange(isWhole: walksKeys, behind: place)
        if let lower = range.lower { statement.add(" AND \(rawPlace) > ?", .long(lower)) }
        if let upper = range.upper { statement.add(" AND \(rawPlace) < ?", .long(upper)) }
        for restriction in query.restrictions where restriction.column != .requestID {
            add(restriction, to: &statement, judging: restriction.column == order ? judged : [])
        }
    }

    /// The one range of places that all bounds leave: the authority's, those of the restrictions, and the cursor's. Both ends lie outside.
    private func keyRange(isWhole: Bool, behind place: Int?) -> (lower: Int?, upper: Int?) {
        var (lower, upper): (Int?, Int?) = isWhole ? (key(of: 0), key(of: 0) + RequestColumns.largestID + 1) : (nil, nil)
        func raise(_ bound: Int) { lower = max(lower ?? bound, bound) }
        func cut(_ bound: Int) { upper = min(upper ?? bound, bound) }
        for restriction in query.restrictions where restriction.column == .requestID {
            guard case .long(let number) = restriction.value else { continue }
            // One more on each side than there are ids, so that an id beyond them finds nothing.
            let bound = key(of: 0) + min(max(number, -1), RequestColumns.largestID + 1)
            switch restriction.comparison {
            case .equal, .begins:
                raise(bound - 1)
                cut(bound + 1)
            case .less: cut(bound)
            case .lessOrEqual: cut(bound + 1)
            case .greater: raise(bound)
            case .greaterOrEqual: raise(bound - 1)
            }
        }
        if let place { query.descending ? cut(key(of: place)) : raise(key(of: place)) }
        return (lower, upper)
    }

    private func add(_ restriction: StoredViewQuery.Restriction, to statement: inout Bound, judging judged: Set<Bound.Side>) {
        let column = restriction.column
        let value = compared(column)
        let (least, most) = (
            (judged.contains(.greater) ? dialect.withoutSeeking : "") + value,
            (judged.contains(.less) ? dialect.withoutSeeking : "") + value
        )
        let wanted = folded(restriction.value, as: column)
        switch (column, restriction.comparison, wanted) {
        case (.disposition, .equal, .long(let number)):
            // As text, so that SQLite can see that a partial index holds the rows.
            statement.sql += " AND disposition = \(number)" + (number == StoredDisposition.issued.rawValue ? "" : " AND disposition <> 20")
        case (_, .begins, .string(let text)):
            statement.add(" AND \(least) >= ?", .string(text))
            // No text that begins so sorts behind this: U+10FFFF is no character.
            statement.add(" AND \(most) < ?", .string(text + "\u{10FFFF}"))
        case (_, .less, _), (_, .lessOrEqual, _):
            statement.add(" AND \(most) \(restriction.comparison.rawValue) ?", wanted)
        case (_, .greater, _), (_, .greaterOrEqual, _):
            statement.add(" AND \(least) \(restriction.comparison.rawValue) ?", wanted)
        default: statement.add(" AND \(value) \(restriction.comparison.rawValue) ?", wanted)
        }
    }

    /// The expression that a column is compared by. Texts compare without the case of ASCII letters; serial numbers are lower-case hex and have the index of
    /// their uniqueness.
    private func compared(_ column: StoredViewColumn) -> String {
        let expression = column.expression(dialect)
        return Self.isFolded(column) ? dialect.foldedForView(expression) : expression
    }

    private static func isFolded(_ column: StoredViewColumn) -> Bool { column.storage == .text && column != .serialNumber }

    /// SQLite folds a value itself when it compares.
    private func folded(_ value: ColumnValue, as column: StoredViewColumn) -> ColumnValue {
        guard dialect == .postgreSQL, Self.isFolded(column), case .string(let text) = value else { return value }
        return .string(
            String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? Unicode.Scalar(Self.lower(UInt8($0.value))) : $0 }))
        )
    }

    private static func lower(_ letter: UInt8) -> UInt8 { (0x41...0x5A).contains(letter) ? letter | 0x20 : letter }

    private func bound(_ value: ViewCursor.Value, as column: StoredViewColumn) -> ColumnValue { folded(value.bound, as: column) }

    /// The column that orders the rows of the table.
    private var rawPlace: String {
        switch query.table {
        case .requests: "key"
        case .revocationLists: StoredViewColumn.listRowID.expression(dialect)
        }
    }

    private var place: String {
        query.table == .requests ? "\(rawPlace) & \(RequestColumns.largestID)" : rawPlace
    }

    private func key(of place: Int) -> Int {
        guard query.table == .requests else { return place }
        return RequestColumns.key(RequestID(min(max(place, 0), RequestColumns.largestID)), of: authority)
    }
}

extension ViewStatement.Bound {
    fileprivate mutating func add(_ text: String, _ value: ColumnValue) {
        sql += text
        values.append(value)
    }
}

extension ViewCursor.Value {
    fileprivate var bound: ColumnValue {
        switch self {
        case .number(let number): .long(number)
        case .text(let text): .string(text)
        }
    }
}

extension StoredViewColumn {
    enum Storage { case number, date, text, octets }

    /// The SQL expression of the column. Text from outside is kept as octets.
    func expression(_ dialect: Dialect) -> String {
        switch self {
        case .requestID: "key & \(RequestColumns.largestID)"
        case .rawRequest: "raw_request"
        case .requestAttributes: dialect.text(ofOctets: "raw_attributes")
        case .requestType: "request_type"
        case .requestFlags: "request_flags"
        case .statusCode: "status"
        case .disposition: "disposition"
        case .dispositionMessage: dialect.text(ofOctets: "message")
        case .submittedWhen: "submitted"
        case .resolvedWhen: "resolved"
        case .revokedWhen: "revoked"
        case .revokedEffectiveWhen: "revoked_effective"
        case .revokedReason: "revoked_reason"
        case .requesterName: "requester_name"
        case .callerName: "caller_name"
        case .officer: "(officer IS NOT NULL)"
        case .requestRawName: "CASE WHEN length(raw_name) <= \(RequestSummary.longestName) THEN raw_name END"
        case .issuedRequestID: "key & \(RequestColumns.largestID)"
        case .rawCertificate: "certificate"
        case .certificateTemplate: "template_identifier"
        case .enrollmentFlags: "enrollment_flags"
        case .generalFlags: "general_flags"
        case .privateKeyFlags: "private_key_flags"
        case .serialNumber: "serial"
        case .issuerNameID: "generation"
        case .notBefore: "not_before"
        case .notAfter: "not_after"
        // The subject is read from it.
        case .issuedRawName: "certificate"
        case .commonName: "common_name"
        case .attestationChallenge: Self.attested("challenge")
        case .endorsementKeyHash: Self.attested("endorsement_key_hash")
        case .endorsementCertificateHash: Self.attested("endorsement_certificate_hash")
        case .keyRecoveryHashes:
            "(SELECT archived_key.agent_hashes FROM archived_key WHERE archived_key.key = request.key ORDER BY idx DESC LIMIT 1)"
        case .attributes: "attributes"
        // A delta may have the number of the complete list beside it.
        case .listRowID: "((key_idx << 48) | (shard << 32) | (number << 1) | (CASE WHEN base_number > 0 THEN 1 ELSE 0 END))"
        case .partition: "crl_partition"
        case .listNumber: "number"
        case .listBaseNumber: "base_number"
        case .listNameID: "key_idx"
        case .listCount: "count"
        case .listThisUpdate: "this_update"
        case .listNextUpdate: "next_update"
        case .listThisPublish: "signed"
        case .listPartition: "shard"
        }
    }

    /// The SQL expression of the column where nothing is compared with it.
    fileprivate func shown(_ dialect: Dialect) -> String {
        switch self {
        case .requestAttributes: dialect.shownText(ofOctets: "raw_attributes")
        case .dispositionMessage: dialect.shownText(ofOctets: "message")
        default: expression(dialect)
        }
    }

    /// Few requests have one, so that it is beside their rows.
    private static func attested(_ column: String) -> String {
        "(SELECT attestation.\(column) FROM attestation WHERE attestation.key = request.key)"
    }

    var storage: Storage {
        switch self {
        case .submittedWhen, .resolvedWhen, .revokedWhen, .revokedEffectiveWhen, .notBefore, .notAfter, .listThisUpdate, .listNextUpdate,
            .listThisPublish:
            .date
        case .requestAttributes, .dispositionMessage, .requesterName, .callerName, .certificateTemplate, .serialNumber, .commonName,
            .endorsementKeyHash, .endorsementCertificateHash, .keyRecoveryHashes:
            .text
        case .rawRequest, .requestRawName, .rawCertificate, .issuedRawName, .attestationChallenge, .attributes: .octets
        default: .number
        }
    }

    /// There is an index on the authority and this column.
    fileprivate var hasIndexOfAuthority: Bool {
        switch self {
        case .serialNumber, .submittedWhen, .notAfter, .requesterName, .commonName: true
        default: false
        }
    }
}
