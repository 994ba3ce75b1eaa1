import CertificateTemplates
import PKIDirectory

/// Writes templates as YAML: the same text for the same templates every time, whatever the order of entries in their access lists.
package enum YAMLTemplateWriter {
    /// Columns of a line; a longer list has one element on each line.
    private static let width = 100

    /// - Parameter documents: in the order of the result. Comments explain the keys in the first of them.
    package static func text(_ documents: [TemplateDocument]) -> String {
        var lines = [
            "# Certificate templates. `chancery template plan FILE` shows what the file would change, `apply FILE` does it.",
            "# A key that is left out has its standard value.",
        ]
        for (index, document) in documents.enumerated() {
            lines.append("---")
            lines += self.lines(document, explained: index == 0)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ document: TemplateDocument, explained: Bool) -> [String] {
        var lines: [String] = []
        for (field, stored) in zip(DocumentField.all, TemplateField.all) {
            guard let value = field.write(document.template) else { continue }
            if stored.presence == .optional, value == field.write(.standard) { continue }
            if explained, let comment = field.comment { lines.append("# \(comment)") }
            lines += member(field.key, value)
        }
        if !document.accept.isEmpty {
            lines.append("accept:")
            for one in document.accept {
                lines += ["  - rule: \(YAMLText.quoted(one.rule))", "    reason: \(YAMLText.quoted(one.reason))"]
            }
        }
        return lines
    }

    private static func member(_ key: String, _ value: DocumentField.Written) -> [String] {
        switch value {
        case .list(let elements):
            let line = "\(key): [\(elements.map(inline).joined(separator: ", "))]"
            return line.count <= width ? [line] : ["\(key):"] + elements.map { "  - \(inline($0))" }
        case .entries(let list):
            guard !list.entries.isEmpty else { return ["\(key): []"] }
            return ["\(key):"] + list.entries.flatMap(entry)
        default: return ["\(key): \(inline(value))"]
        }
    }

    private static func entry(_ entry: AccessControlList.Entry) -> [String] {
        let rights = DocumentRight.words.filter { entry.rights.contains($0.right) }.map(\.word)
        let trustee = DocumentAccess.names.first { $0.sid == entry.trustee }?.name ?? entry.trustee.text
        return ["  - \(entry.isDeny ? "deny" : "allow"): [\(rights.joined(separator: ", "))]", "    to: \(trustee)"]
    }

    private static func inline(_ value: DocumentField.Written) -> String {
        switch value {
        case .number(let number): String(number)
        case .word(let word): word
        case .text(let text): YAMLText.quoted(text)
        case .list(let elements): "[\(elements.map(inline).joined(separator: ", "))]"
        case .entries: "[]"
        }
    }
}
