package import CAInterface
import PortableFoundation

/// `GET …/view/{table}?columns=&where=&sort=&group=&after=&limit=`, both ways.
extension ViewQuery {
    /// The parameters that a query string holds once for each restriction.
    package static let repeatedParameters: Set<String> = ["where"]

    /// - Throws: `BodyError` that names the parameter. Columns that the table does not have are refused by the authority.
    package init(_ table: ViewTable, _ parameters: QueryParameters) throws(BodyError) {
        let sort = parameters["sort"].map { text in
            text.hasPrefix("-") ? ViewSort(String(text.dropFirst()), descending: true) : ViewSort(text)
        }
        var after: ViewCursor?
        if let text = parameters["after"] {
            after = ViewCursor(text)
            if after == nil { throw BodyError(field: "after", value: text, reason: "after is \(text), which no page gave as its next") }
        }
        self.init(
            table,
            columns: (parameters["columns"] ?? "").split(separator: ",").map(String.init),
            restrictions: try parameters.all("where").map { text throws(BodyError) in try ViewRestriction(text, in: table) },
            sort: sort,
            group: parameters["group"],
            after: after,
            limit: try parameters.number("limit", in: 1...1000) ?? 100
        )
    }

    package var parameters: [(String, String)] {
        var parameters: [(String, String)] = [("limit", String(limit))]
        if !columns.isEmpty { parameters.append(("columns", columns.joined(separator: ","))) }
        parameters += restrictions.map { ("where", $0.text) }
        if let sort { parameters.append(("sort", (sort.descending ? "-" : "") + sort.column)) }
        if let group { parameters.append(("group", group)) }
        if let after { parameters.append(("after", after.description)) }
        return parameters
    }

    /// The columns of a page in their order; those that the table does not have are left out.
    package var pageColumns: [ViewColumn] {
        if let group {
            return [ViewColumn.named(group, in: table), ViewColumn(name: "Count", type: .long, origin: .derived)].compactMap { $0 }
        }
        return (columns.isEmpty ? ViewQuery.standardColumns(of: table) : columns).compactMap { ViewColumn.named($0, in: table) }
    }
}

extension ViewRestriction {
    /// Reads `COLUMN=VALUE`, with `<`, `<=`, `>`, `>=` and `~` (begins with) in place of the equals sign. Numbers are decimal or `0x…`, dates `2026-11-30` or
    /// `2026-11-30T12:00:00Z`.
    package init(_ text: String, in table: ViewTable) throws(BodyError) {
        func fault(_ reason: String) -> BodyError { BodyError(field: "where", value: text, reason: reason) }
        guard let start = text.firstIndex(where: { "=<>~".contains($0) }), start > text.startIndex else {
            throw fault("the restriction \(text) is not of the form COLUMN=VALUE, with = < <= > >= or ~")
        }
        let rest = text[start...]
        let sign = rest.hasPrefix("<=") || rest.hasPrefix(">=") ? rest.prefix(2) : rest.prefix(1)
        let name = String(text[..<start])
        let value = String(rest.dropFirst(sign.count))
        guard let comparison = Comparison(rawValue: String(sign)) else { throw fault("the restriction \(text) has no known comparison") }
        guard let column = ViewColumn.named(name, in: table) else {
            // The authority's refusal lists the columns.
            self.init(name, comparison, .string(value))
            return
        }
        switch column.type {
        case .long:
            guard let number = Int(value) ?? (value.hasPrefix("0x") ? Int(value.dropFirst(2), radix: 16) : nil) else {
                throw fault("\(column.name) is compared with a number, and \(value) is none")
            }
            self.init(name, comparison, .long(number))
        case .date:
            guard let date = WireDate.dayOrDate(value) else {
                throw fault(
                    "\(column.name) is compared with a date, and \(value) is none: write it like 2026-11-30 or 2026-11-30T12:00:00Z"
                )
            }
            self.init(name, comparison, .date(date))
        case .string, .binary: self.init(name, comparison, .string(value))
        }
    }

    package var text: String {
        let value =
            switch self.value {
            case .long(let number): String(number)
            case .date(let date): WireDate.text(date)
            case .string(let text): text
            case .binary: ""
            }
        return column + comparison.rawValue + value
    }
}
