import PKIFormats

/// Rows under headings, with columns as wide as their widest cell. The `list` commands print it, unless `--json` is given.
struct TerminalTable {
    let headings: [String]
    var rows: [[String]] = []

    var text: String {
        // A cell is one line, whatever its text.
        let lines = [headings] + rows.map { $0.map { ControlText.visible($0) } }
        let widths = headings.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { row in
            zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }.joined(separator: "  ")
                .trimmingTrailingBlanks()
        }.joined(separator: "\n")
    }
}

extension String {
    fileprivate func trimmingTrailingBlanks() -> String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
