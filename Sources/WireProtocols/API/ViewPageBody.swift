package import CAInterface
import PKIFormats
import PortableFoundation

/// A page of a view as JSON: each row has the columns that were asked for and are not empty.
package typealias ViewPageBody = PageBody<[String: PropertyBody.Value], String>

extension PageBody where Row == [String: PropertyBody.Value], Place == String {
    package init(_ page: ViewPage) {
        let items = page.rows.map { row in
            Dictionary(
                zip(page.columns, row).compactMap { column, value in value.map { (column.name, PropertyBody.Value($0)) } },
                uniquingKeysWith: { first, _ in first }
            )
        }
        self.init(items: items, next: page.next?.description)
    }

    /// The page that a client reads from the response to `query`.
    /// - Throws: `BodyError` when a value does not fit its column.
    package func page(of query: ViewQuery) throws(BodyError) -> ViewPage {
        let columns = query.pageColumns
        let rows = try items.map { item throws(BodyError) in
            try columns.map { column throws(BodyError) in
                try item[column.name].map { value throws(BodyError) in try column.value(of: value) }
            }
        }
        return ViewPage(columns: columns, rows: rows, next: next.flatMap { ViewCursor($0) })
    }
}

extension ViewColumn {
    fileprivate func value(of value: PropertyBody.Value) throws(BodyError) -> ColumnValue {
        switch (type, value) {
        case (.long, .number(let number)): return .long(Int(number))
        case (.string, .text(let text)): return .string(text)
        case (.binary, .text(let text)): return .binary(try EncodedText.bytes(of: text, field: name))
        case (.long, .text(let text)):
            if let number = Int(text) { return .long(number) }
        case (.date, .text(let text)):
            if let date = WireDate.date(text) { return .date(date) }
        default: break
        }
        throw BodyError(field: name, value: "\(value)", reason: "the value of \(name) does not have the column's type")
    }
}

extension ViewPage {
    /// The page as comma-separated values (RFC 4180) with a line of column names; octets are base64, dates ISO 8601.
    package var csv: String {
        let lines = [columns.map(\.name)] + rows.map { $0.map { $0.map(Self.text) ?? "" } }
        return lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func text(_ value: ColumnValue) -> String {
        switch value {
        case .long(let number): String(number)
        case .date(let date): WireDate.text(date)
        case .binary(let bytes): Base64.encode(bytes)
        case .string(let text): text
        }
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { [0x0A, 0x0D, 0x22, 0x2C].contains($0) }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
