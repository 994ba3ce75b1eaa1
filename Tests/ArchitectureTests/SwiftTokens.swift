/// The words and signs of a Swift file with their lines, without comments. String literals are kept separately.
///
/// With tokens instead of lines, the rules hold for every way to write an import or a declaration.
struct SwiftTokens {
    struct Token: Hashable {
        enum Kind { case word, text, sign }
        let kind: Kind
        let text: String
        let line: Int
        /// No white space precedes it.
        let touchesPrevious: Bool
    }

    private(set) var tokens: [Token] = []
    /// The texts of all comments with their lines.
    private(set) var comments: [(line: Int, text: String)] = []

    init(_ source: String) {
        let characters = Array(source.unicodeScalars)
        var index = 0
        var line = 1
        var touches = false

        func at(_ offset: Int) -> Unicode.Scalar? { index + offset < characters.count ? characters[index + offset] : nil }
        func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }

        while let scalar = at(0) {
            if scalar == "\n" {
                line += 1
                index += 1
                touches = false
            } else if scalar == " " || scalar == "\t" || scalar == "\r" {
                index += 1
                touches = false
            } else if scalar == "/" && at(1) == "/" {
                let start = index
                while let next = at(0), next != "\n" { index += 1 }
                comments.append((line, Self.string(characters[start..<index])))
                touches = false
            } else if scalar == "/" && at(1) == "*" {
                let start = (index, line)
                var depth = 0
                repeat {
                    if at(0) == "/" && at(1) == "*" {
                        depth += 1
                        index += 2
                    } else if at(0) == "*" && at(1) == "/" {
                        depth -= 1
                        index += 2
                    } else {
                        if at(0) == "\n" { line += 1 }
                        index += 1
                    }
                } while depth > 0 && index < characters.count
                comments.append((start.1, Self.string(characters[start.0..<min(index, characters.count)])))
                touches = false
            } else if let literal = Self.literal(in: characters, at: index) {
                tokens.append(Token(kind: .text, text: literal.content, line: line, touchesPrevious: touches))
                line += literal.lines
                index += literal.length
                touches = true
            } else if scalar == "`" {
                let start = index + 1
                index += 1
                while let next = at(0), next != "`" { index += 1 }
                tokens.append(
                    Token(
                        kind: .word,
                        text: Self.string(characters[start..<min(index, characters.count)]),
                        line: line,
                        touchesPrevious: touches
                    )
                )
                index += 1
                touches = true
            } else if isWord(scalar) {
                let start = index
                while let next = at(0), isWord(next) { index += 1 }
                tokens.append(Token(kind: .word, text: Self.string(characters[start..<index]), line: line, touchesPrevious: touches))
                touches = true
            } else {
                tokens.append(Token(kind: .sign, text: String(Character(scalar)), line: line, touchesPrevious: touches))
                index += 1
                touches = true
            }
        }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// A string literal that begins at `start`: plain, raw (`#"…"#`) or of several lines. Interpolations count as text.
    private static func literal(in characters: [Unicode.Scalar], at start: Int) -> (content: String, length: Int, lines: Int)? {
        var index = start
        var hashes = 0
        while index < characters.count, characters[index] == "#" {
            hashes += 1
            index += 1
        }
        guard index < characters.count, characters[index] == "\"" else { return nil }
        let isLong = index + 2 < characters.count && characters[index + 1] == "\"" && characters[index + 2] == "\""
        let quotes = isLong ? 3 : 1
        index += quotes
        let contentStart = index
        var lines = 0
        var depth = 0
        while index < characters.count {
            let scalar = characters[index]
            if scalar == "\n" {
                if !isLong { return nil }
                lines += 1
            }
            if scalar == "\\" && Self.repeats("#", hashes, in: characters, at: index + 1) {
                let escaped = index + 1 + hashes
                if escaped < characters.count, characters[escaped] == "(" { depth += 1 }
                index = escaped + 1
                continue
            }
            if depth > 0 {
                if scalar == "(" { depth += 1 }
                if scalar == ")" { depth -= 1 }
                index += 1
                continue
            }
            if Self.repeats("\"", quotes, in: characters, at: index) && Self.repeats("#", hashes, in: characters, at: index + quotes) {
                return (Self.string(characters[contentStart..<index]), index + quotes + hashes - start, lines)
            }
            index += 1
        }
        return nil
    }

    private static func repeats(_ scalar: Unicode.Scalar, _ count: Int, in characters: [Unicode.Scalar], at start: Int) -> Bool {
        start + count <= characters.count && characters[start..<(start + count)].allSatisfy { $0 == scalar }
    }
}
