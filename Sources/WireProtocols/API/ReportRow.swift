import PKIFormats

/// One row of a report, as text of both forms.
package enum ReportRow {
    /// An object with a member for each column.
    package static func json(_ columns: [String], _ cells: [String]) -> String {
        JSONValue.object(JSONMembers(zip(columns, cells).map { JSONMembers.Member(name: $0, value: .string($1)) })).text
    }

    /// A line of comma-separated values (RFC 4180).
    ///
    /// A cell that a spreadsheet would take for a formula gets an apostrophe in front: comments and names are written by others.
    package static func csv(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    private static func cell(_ text: String) -> String {
        let first = text.unicodeScalars.first { $0 != " " }
        let isFormula = first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let guarded = isFormula ? "'" + text : text
        guard guarded.utf8.contains(where: { [0x0A, 0x0D, 0x22, 0x2C].contains($0) }) else { return guarded }
        return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
    }
}
