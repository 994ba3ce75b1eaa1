package import CAInterface
import PKIFormats

/// An INF file, read into sections of entries. Source: "certreq" command reference; INF syntax.
///
/// Sections and keys are case-insensitive; keys may repeat. `;` begins a comment outside quotes; `%name%` is replaced from `[Strings]`;
/// `_continue_` appends to the entry before it. Files may be ANSI, UTF-8 or UTF-16.
package struct PolicyFile: Sendable {
    package struct Entry: Sendable, Hashable {
        package let key: String
        /// The value, and the additions of each `_continue_`.
        package var fragments: [String]
        package let line: Int

        package var value: String { fragments.joined() }

        package init(key: String, value: String, line: Int) { self.init(key: key, fragments: [value], line: line) }

        init(key: String, fragments: [String], line: Int) { (self.key, self.fragments, self.line) = (key, fragments, line) }

        /// The value, with the missing separators between fragments: an item cannot continue when the next fragment begins another one. One
        /// published example of Windows' documentation lacks the separator, too.
        package func value(separatedBy separator: Character, beginsItem: (Substring) -> Bool) -> String {
            var text = ""
            for fragment in fragments {
                let last = text.last { !$0.isWhitespace }
                if let last, last != separator, last != "}", let equals = fragment.firstIndex(of: "="), beginsItem(fragment[..<equals]) {
                    text.append(separator)
                }
                text += fragment
            }
            return text
        }
    }

    package struct Section: Sendable {
        package let name: String
        package let line: Int
        package var entries: [Entry] = []
    }

    package private(set) var sections: [Section] = []

    /// - Throws: `CAError` with 0x8007000D naming the line.
    package init(_ bytes: [UInt8]) throws(CAError) {
        // Text that is not valid UTF-8 is read as Latin-1, the part of ANSI that needs no table.
        let text = EncodedInput.text(from: bytes) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = Self.trimmed(Self.withoutComment(raw))
            if line.isEmpty { continue }
            if line.hasPrefix("[") {
                guard line.hasSuffix("]") else { throw Self.unreadable(index + 1, "a section header has no ]") }
                let name = Self.trimmed(line.dropFirst().dropLast())
                if !sections.contains(where: { $0.name.lowercased() == name.lowercased() }) {
                    sections.append(Section(name: name, line: index + 1))
                }
                current = sections.firstIndex { $0.name.lowercased() == name.lowercased() }
                continue
            }
            guard let current else { throw Self.unreadable(index + 1, "an entry precedes the first [section]") }
            guard let equals = Self.equalsSign(line) else {
                throw Self.unreadable(
                    index + 1,
                    "a line of [\(sections[current].name)] must be key = value, and this one has no =: \(line)"
                )
            }
            let key = Self.unquoted(Self.trimmed(line[..<equals]))
            let value = Self.unquoted(Self.trimmed(line[line.index(after: equals)...]))
            if key.lowercased() == "_continue_" {
                guard !sections[current].entries.isEmpty else { throw Self.unreadable(index + 1, "_continue_ has no entry before it") }
                sections[current].entries[sections[current].entries.count - 1].fragments.append(value)
            } else {
                sections[current].entries.append(Entry(key: key, value: value, line: index + 1))
            }
        }
        substitute()
    }

    private var current: Int?

    /// The entries of a section; empty when the section is missing.
    package func entries(of section: String) -> [Entry] { sections.first { $0.name.lowercased() == section.lowercased() }?.entries ?? [] }

    /// The last value of the key.
    package func value(_ key: String, in section: String) -> String? {
        entries(of: section).last { $0.key.lowercased() == key.lowercased() }?.value
    }

    private mutating func substitute() {
        let strings = Dictionary(entries(of: "Strings").map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        for section in sections.indices {
            sections[section].entries = sections[section].entries.map {
                Entry(key: Self.replaced($0.key, strings), fragments: $0.fragments.map { Self.replaced($0, strings) }, line: $0.line)
            }
        }
    }

    /// `%%` is a percent sign; an undefined name stays unchanged.
    private static func replaced(_ text: String, _ strings: [String: String]) -> String {
        guard text.contains("%") else { return text }
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "%") {
            result += rest[..<open]
            let after = rest.index(after: open)
            guard let close = rest[after...].firstIndex(of: "%") else { return result + rest[open...] }
            let name = String(rest[after..<close])
            result += name.isEmpty ? "%" : strings[name.lowercased()] ?? "%\(name)%"
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        var quoted = false
        for index in line.indices {
            if line[index] == "\"" { quoted.toggle() }
            if line[index] == ";", !quoted { return line[..<index] }
        }
        return line
    }

    /// The first equals sign outside quotation marks. One inside them belongs to a name, as in `Subject "CN=a"`, whose own sign was forgotten.
    private static func equalsSign(_ line: String) -> String.Index? {
        var quoted = false
        for index in line.indices {
            if line[index] == "\"" { quoted.toggle() }
            if line[index] == "=", !quoted { return index }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }

    private static func trimmed(_ text: String) -> String { trimmed(text[...]) }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }

    /// - Parameter remedy: the reason why it is not built, and what to do.
    package static func notBuilt(_ what: String, _ line: Int?, _ remedy: String? = nil) -> CAError {
        CAError(
            .notImplemented,
            status: .notImplemented,
            "The policy file cannot be used: \(line.map { "line \($0): " } ?? "")\(what) is not built, and without it the request would be another than the "
                + "file asks for\(remedy.map { ": \($0)" } ?? ""). Nothing was made."
        )
    }

    /// A mistyped name would otherwise be left out of the request, and the certificate would be another than the file asks for.
    package static func unknown(_ line: Int, _ sentence: String, nearest: String?) -> CAError {
        unreadable(line, sentence + (nearest.map { "; the nearest known one is \($0)" } ?? ""))
    }

    package static func unreadable(_ line: Int?, _ reason: String) -> CAError {
        CAError(
            .malformed,
            status: .invalidData,
            "The policy file cannot be used: \(line.map { "line \($0): " } ?? "")\(reason). Correct it and run certreq again."
        )
    }

    /// A decimal number, or a hexadecimal one with 0x.
    package static func number(_ entry: Entry) throws(CAError) -> Int {
        let text = entry.value.lowercased()
        guard let number = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text) else {
            throw unreadable(entry.line, "\(entry.key) \"\(entry.value)\" is not a number")
        }
        return number
    }

    package static func flag(_ entry: Entry) throws(CAError) -> Bool {
        switch entry.value.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: throw unreadable(entry.line, "\(entry.key) \"\(entry.value)\" is neither TRUE nor FALSE")
        }
    }

    /// Whether a list has the name of a section or key.
    package static func isListed(_ name: String, in list: [String]) -> Bool { list.contains { $0.lowercased() == name.lowercased() } }
}
