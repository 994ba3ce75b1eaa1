/// What is refused before a YAML parser sees it: text that would cost much time or memory, and octets that are not plain UTF-8.
enum YAMLScreen {
    /// Octets of a file; all default templates together have 60,000.
    static let longestFile = 1 << 20
    /// Octets of one value.
    static let longestText = 16_384
    /// Brackets within brackets; a template needs two.
    static let deepestBrackets = 16
    /// Blanks and list marks before a word, so blocks within blocks; a template needs eight.
    static let deepestIndent = 64

    /// The text of the file with plain line ends.
    /// - Throws: a reason with its line.
    static func text(of octets: [UInt8]) throws(DocumentValueError) -> String {
        guard octets.count <= longestFile else {
            throw DocumentValueError("the file has \(octets.count) octets, and at most \(longestFile) are read; split it", line: 1)
        }
        if octets.starts(with: [0xFF, 0xFE]) || octets.starts(with: [0xFE, 0xFF]) {
            throw DocumentValueError("the file is UTF-16; save it as UTF-8", line: 1)
        }
        if octets.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw DocumentValueError("the file begins with a byte order mark; save it as UTF-8 without one", line: 1)
        }
        var line = 1
        for (index, octet) in octets.enumerated() {
            switch octet {
            case 0x0A: line += 1
            case 0x0D where index + 1 < octets.count && octets[index + 1] == 0x0A, 0x09: continue
            case 0..<0x20, 0x7F:
                throw DocumentValueError("there is a control character of the value \(octet); remove it", line: line)
            default: continue
            }
        }
        guard let text = String(validating: octets.filter { $0 != 0x0D }, as: UTF8.self) else {
            throw DocumentValueError("the file is not UTF-8; save it as UTF-8", line: 1)
        }
        // These end a line for YAML, and for no editor.
        if text.unicodeScalars.contains(where: { [0x85, 0x2028, 0x2029, 0xFEFF].contains($0.value) }) {
            throw DocumentValueError("there is an invisible line separator (U+0085, U+2028, U+2029 or U+FEFF); remove it", line: 1)
        }
        try check(Array(text.utf8))
        return text
    }

    private static func check(_ octets: [UInt8]) throws(DocumentValueError) {
        var line = 1
        var brackets = 0
        var indent: Int? = 0
        var anchorLine: Int?
        var aliasLine: Int?
        for index in octets.indices {
            let octet = octets[index]
            if octet == 0x0A {
                line += 1
                indent = 0
                continue
            }
            if let columns = indent {
                indent =
                    [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(octet)
                    ? columns + 1 : nil
            }
            switch octet {
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "&") where isMark(octets, index): anchorLine = anchorLine ?? line
            case UInt8(ascii: "*") where isMark(octets, index): aliasLine = aliasLine ?? line
            default: break
            }
            if brackets > deepestBrackets || indent ?? 0 > deepestIndent {
                throw DocumentValueError("the text is nested too deeply; a template has lists of words, and nothing deeper", line: line)
            }
        }
        // A parser replaces an alias by what the anchor marks, and so a short text by a very long one. This look takes no notice of quotes,
        // since a text could deceive it about them.
        if anchorLine != nil, let aliasLine {
            throw DocumentValueError(
                "anchors (&name) and aliases (*name) are not read, not even in comments of a file that has both; write the value again",
                line: aliasLine
            )
        }
    }

    /// Whether `&` or `*` begins a word, as an anchor or alias does.
    private static func isMark(_ octets: [UInt8], _ index: Int) -> Bool {
        guard index + 1 < octets.count else { return false }
        let next = octets[index + 1]
        let isNamed =
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next) || next == UInt8(ascii: "_") || next == UInt8(ascii: "-")
        guard isNamed else { return false }
        guard index > 0 else { return true }
        let before = octets[index - 1]
        return before <= 0x20 || Array("[{,:-?\"'}]".utf8).contains(before)
    }
}
