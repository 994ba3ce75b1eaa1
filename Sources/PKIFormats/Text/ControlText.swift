/// Makes control characters visible, for terminals and logs. Text from outside may contain anything: a terminal acts on control characters,
/// and people misread text that Unicode's invisible and direction characters rearrange.
package enum ControlText {
    /// C0 and C1 controls, invisible format characters (including those that override the direction, UAX #9), line and paragraph
    /// separators, and code points without an agreed meaning.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        // Nearly all characters are these. A submission asks for each character of its key, and Unicode's table costs twenty times as much.
        if (0x20...0x7E).contains(scalar.value) { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }

    /// The text with `\u{…}` for each control character.
    /// - Parameter keepsLines: whether line feeds stay, for text of several lines whose parts have already been made visible.
    package static func visible(_ text: String, keepsLines: Bool = false) -> String {
        replaced(text, keepsLines) { "\\u{" + String($0.value, radix: 16) + "}" }
    }

    /// JSON with `\uXXXX` for each control character inside its strings: the same value, with nothing that a terminal acts on.
    /// - Parameter json: JSON as an encoder writes it, with only line feeds and blanks between tokens.
    package static func visible(json: String) -> String {
        replaced(json, true, JSONText.escape)
    }

    private static func replaced(_ text: String, _ keepsLines: Bool, _ replacement: (Unicode.Scalar) -> String) -> String {
        func mustGo(_ scalar: Unicode.Scalar) -> Bool { isControl(scalar) && !(keepsLines && scalar == "\n") }
        // Most text is printable ASCII.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }), text.unicodeScalars.contains(where: mustGo) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if mustGo(scalar) { result += replacement(scalar) } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
