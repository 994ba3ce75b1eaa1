/// Texts as YAML writes them.
enum YAMLText {
    /// Words that other readers of YAML take for something else than a text.
    private static let special: Set = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]

    /// The text as it is where every reader of YAML reads it as a text, in double quotes elsewhere.
    static func quoted(_ text: String) -> String {
        let letters = text.unicodeScalars
        let isLetter: (Unicode.Scalar) -> Bool = { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        let isPlain = letters.allSatisfy { isLetter($0) || ("0"..."9").contains($0) || " _.-/()".unicodeScalars.contains($0) }
        if isPlain, let first = letters.first, isLetter(first), letters.last != " ", !special.contains(text.lowercased()) { return text }
        var result = "\""
        for scalar in letters {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case _ where isHidden(scalar): result += "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16, uppercase: true) }

    /// Characters that nobody sees, or that change the direction of what is seen. `&` and `*` may not look like marks of YAML.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
        default: scalar == "&" || scalar == "*"
        }
    }
}
