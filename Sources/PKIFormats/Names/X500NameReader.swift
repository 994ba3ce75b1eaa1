/// Reads the text form of names that Windows writes (see `DistinguishedName.init(x500Text:flags:)`).
struct X500NameReader {
    private let characters: [Unicode.Scalar]
    private let flags: X500NameFlags
    private var position = 0

    init(_ text: String, flags: X500NameFlags) {
        characters = Array(text.unicodeScalars)
        self.flags = flags
    }

    /// The relative names in text order.
    mutating func readName() throws(FormatError) -> [RelativeDistinguishedName] {
        var rdns: [RelativeDistinguishedName] = []
        skipSpaces()
        while position < characters.count {
            rdns.append(try readRelativeName())
            guard position < characters.count else { break }
            // CR and LF are one separator together.
            if characters[position] == "\r", position + 1 < characters.count, characters[position + 1] == "\n" { position += 1 }
            position += 1
            skipSpaces()
            guard position < characters.count else { throw fail("a relative name is missing after the last separator") }
        }
        return rdns
    }

    private mutating func readRelativeName() throws(FormatError) -> RelativeDistinguishedName {
        var attributes: [AttributeTypeAndValue] = []
        while true {
            attributes.append(try readAttribute())
            guard position < characters.count, isPlus(characters[position]) else { return RelativeDistinguishedName(attributes) }
            position += 1
            skipSpaces()
        }
    }

    private mutating func readAttribute() throws(FormatError) -> AttributeTypeAndValue {
        let start = position
        var key = ""
        while position < characters.count, characters[position] != "=", !endsValue(characters[position]) {
            key.unicodeScalars.append(characters[position])
            position += 1
        }
        guard position < characters.count, characters[position] == "=" else {
            throw FormatError(structure: "X.500 name", offset: start, reason: "expected a key followed by =")
        }
        position += 1
        while key.unicodeScalars.last == " " { key.unicodeScalars.removeLast() }
        let type = try NameKeywords.requireType(of: key, structure: "X.500 name", at: start)
        skipSpaces()
        guard position < characters.count else { return attribute(type, "") }
        if characters[position] == "\"", !flags.contains(.noQuoting) { return attribute(type, try readQuotedValue()) }
        let valueStart = position
        let value = readBareValue()
        guard value.unicodeScalars.first == "#" else { return attribute(type, value) }
        return AttributeTypeAndValue(type: type, value: try AttributeText(hexadecimal: value, structure: "X.500 name", at: valueStart))
    }

    private mutating func readQuotedValue() throws(FormatError) -> String {
        let start = position
        position += 1
        var value = ""
        while true {
            guard position < characters.count else {
                throw FormatError(structure: "X.500 name", offset: start, reason: "the quoted value does not end")
            }
            if characters[position] == "\"" {
                position += 1
                guard position < characters.count, characters[position] == "\"" else { break }
            }
            value.unicodeScalars.append(characters[position])
            position += 1
        }
        skipSpaces()
        guard position == characters.count || endsValue(characters[position]) else {
            throw fail("expected a separator after the quoted value")
        }
        return value
    }

    private mutating func readBareValue() -> String {
        let start = position
        while position < characters.count, !endsValue(characters[position]) { position += 1 }
        var end = position
        while end > start, characters[end - 1].properties.isWhitespace { end -= 1 }
        var value = ""
        value.unicodeScalars.append(contentsOf: characters[start..<end])
        return value
    }

    private func attribute(_ type: OID, _ text: String) -> AttributeTypeAndValue {
        if flags.contains(.forceUTF8), !flags.contains(.disableForcedUTF8) { return AttributeTypeAndValue(type, text) }
        let fixed = AttributeText(text, for: type)
        guard fixed.kind == .utf8 else { return AttributeTypeAndValue(type: type, value: fixed) }
        let value = AttributeText(printable: text) ?? (flags.contains(.enableUTF8) ? AttributeText(utf8: text) : AttributeText(bmp: text))
        return AttributeTypeAndValue(type: type, value: value)
    }

    private func isPlus(_ character: Unicode.Scalar) -> Bool { character == "+" && !flags.contains(.noPlus) }

    private func endsValue(_ character: Unicode.Scalar) -> Bool { isPlus(character) || flags.isSeparator(character) }

    private mutating func skipSpaces() {
        while position < characters.count, characters[position].properties.isWhitespace, !flags.isSeparator(characters[position]) {
            position += 1
        }
    }

    private func fail(_ reason: String) -> FormatError {
        FormatError(structure: "X.500 name", offset: position, reason: reason)
    }
}
