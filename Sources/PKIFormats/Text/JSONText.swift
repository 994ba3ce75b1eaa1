/// Writes JSON: the one set of escapes, and the two layouts. The hot answers and the audit record have their own writers
/// (docs/decisions/0020).
package enum JSONText {
    /// Appends a string literal. It escapes quotation marks, reverse solidi, control characters, and the two separators that end a line in
    /// JavaScript.
    /// - Parameter isHidden: further characters beyond ASCII to escape, such as those that reorder text on a terminal.
    package static func append(quoted value: String, to text: inout String, where isHidden: (Unicode.Scalar) -> Bool = { _ in false }) {
        text += "\""
        defer { text += "\"" }
        // Nearly all texts are printable ASCII without escapes and are copied whole.
        let isPlain = value.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain {
            text += value
            return
        }
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{08}": text += "\\b"
            case "\u{0C}": text += "\\f"
            case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029 || isHidden(scalar):
                text += escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// `\uXXXX`, twice for a character beyond U+FFFF.
    static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }

    package static func quoted(_ value: String) -> String {
        var text = ""
        append(quoted: value, to: &text)
        return text
    }
}

extension JSONValue {
    /// On one line, without blanks.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): JSONText.append(quoted: value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let object):
            text += "{"
            for (index, member) in object.members.enumerated() {
                if index > 0 { text += "," }
                JSONText.append(quoted: member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    /// For people: two spaces for each level, short arrays on one line, and nothing that would steer a terminal.
    package var indentedText: String {
        var text = ""
        writeIndented(to: &text, level: 0)
        return text
    }

    private func writeIndented(to text: inout String, level: Int) {
        switch self {
        case .array(let values):
            let isShort = values.count <= 3 && values.allSatisfy(\.isScalar)
            Self.writeList("[", "]", values, to: &text, level: isShort ? nil : level) { $0.writeIndented(to: &$1, level: level + 1) }
        case .object(let object):
            Self.writeList("{", "}", object.members, to: &text, level: level) { member, text in
                JSONText.append(quoted: member.name, to: &text, where: ControlText.isControl)
                text += ": "
                member.value.writeIndented(to: &text, level: level + 1)
            }
        case .string(let value): JSONText.append(quoted: value, to: &text, where: ControlText.isControl)
        case .null, .bool, .number: write(to: &text)
        }
    }

    /// - Parameter level: nil for a list on one line.
    private static func writeList<Item>(
        _ open: String,
        _ close: String,
        _ items: [Item],
        to text: inout String,
        level: Int?,
        _ write: (Item, inout String) -> Void
    ) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += level == nil ? ", " : "," }
            if let level { text += "\n" + String(repeating: "  ", count: level + 1) }
            write(item, &text)
        }
        if let level, !items.isEmpty { text += "\n" + String(repeating: "  ", count: level) }
        text += close
    }

    private var isScalar: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }
}
