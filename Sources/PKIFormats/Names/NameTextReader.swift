/// Reads the text form of a distinguished name (RFC 4514 §3, with the extensions named at `DistinguishedName.init(rfc4514:)`).
struct NameTextReader {
    private let characters: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        characters = Array(text.unicodeScalars)
    }

    /// The relative names in text order: the most specific one first.
    mutating func readName() throws(FormatError) -> [RelativeDistinguishedName] {
        skipSpaces()
        guard position < characters.count else { return [] }
        var rdns: [RelativeDistinguishedName] = []
        while true {
            rdns.append(try readRelativeName())
            guard position < characters.count else { return rdns }
            position += 1
            skipSpaces()
            guard position < characters.count else { throw fail("a relative name is missing after the last separator") }
        }
    }

    private mutating func readRelativeName() throws(FormatError) -> RelativeDistinguishedName {
        var attributes: [AttributeTypeAndValue] = []
        while true {
            attributes.append(try readAttribute())
            guard position < characters.count, characters[position] == "+" else { return RelativeDistinguishedName(attributes) }
            position += 1
            skipSpaces()
        }
    }

    private mutating func readAttribute() throws(FormatError) -> AttributeTypeAndValue {
        let start = position
        var keyword = ""
        while position < characters.count, characters[position] != "=" {
            keyword.unicodeScalars.append(characters[position])
            position += 1
        }
        guard position < characters.count else {
            throw FormatError(structure: "distinguished name", offset: start, reason: "expected an attribute type followed by =")
        }
        position += 1
        while keyword.last == " " { keyword.removeLast() }
        let type = try NameKeywords.requireType(of: keyword, structure: "distinguished name", at: start)
        skipSpaces()
        if position < characters.count, characters[position] == "#" {
            return AttributeTypeAndValue(type: type, value: try readHexValue())
        }
        let value = position < characters.count && characters[position] == "\"" ? try readQuotedValue() : try readPlainValue()
        return AttributeTypeAndValue(type, value)
    }

    private mutating func readHexValue() throws(FormatError) -> AttributeText {
        let start = position
        position += 1
        var digits = ""
        while position < characters.count, !isSeparator(characters[position]) {
            digits.unicodeScalars.append(characters[position])
            position += 1
        }
        while digits.last == " " { digits.removeLast() }
        return try AttributeText(hexadecimal: "#" + digits, structure: "distinguished name", at: start)
    }

    private mutating func readQuotedValue() throws(FormatError) -> String {
        let start = position
        position += 1
        var octets: [UInt8] = []
        while true {
            guard position < characters.count else {
                throw FormatError(structure: "distinguished name", offset: start, reason: "the quoted value does not end")
            }
            let character = characters[position]
            if character == "\"" {
                position += 1
                guard position < characters.count, characters[position] == "\"" else { break }
                octets.append(UInt8(ascii: "\""))
                position += 1
            } else if character == "\\" {
                try readEscape(into: &octets)
            } else {
                octets.append(contentsOf: String(character).utf8)
                position += 1
            }
        }
        skipSpaces()
        guard position == characters.count || isSeparator(characters[position]) else {
            throw fail("expected a separator after the quoted value")
        }
        return try text(octets, from: start)
    }

    private mutating func readPlainValue() throws(FormatError) -> String {
        let start = position
        var octets: [UInt8] = []
        var lengthToKeep = 0
        while position < characters.count, !isSeparator(characters[position]) {
            let character = characters[position]
            switch character {
            case "\\":
                try readEscape(into: &octets)
                lengthToKeep = octets.count
            case "\"", "<", ">":
                throw fail("the character \(character) must be escaped with a backslash")
            default:
                octets.append(contentsOf: String(character).utf8)
                if character != " " { lengthToKeep = octets.count }
                position += 1
            }
        }
        return try text(Array(octets.prefix(lengthToKeep)), from: start)
    }

    /// A backslash and either two hexadecimal digits, which are one octet of UTF-8, or the character itself.
    private mutating func readEscape(into octets: inout [UInt8]) throws(FormatError) {
        guard position + 1 < characters.count else { throw fail("nothing follows the backslash") }
        if position + 2 < characters.count, let high = Hex.digit(characters[position + 1]), let low = Hex.digit(characters[position + 2]) {
            octets.append(high << 4 | low)
            position += 3
            return
        }
        guard "\"+,;<>\\ #=".unicodeScalars.contains(characters[position + 1]) else {
            throw fail("a backslash must be followed by a special character or two hexadecimal digits")
        }
        octets.append(contentsOf: String(characters[position + 1]).utf8)
        position += 2
    }

    private func text(_ octets: [UInt8], from start: Int) throws(FormatError) -> String {
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw FormatError(structure: "distinguished name", offset: start, reason: "the escaped octets are not valid UTF-8")
        }
        return text
    }

    private func isSeparator(_ character: Unicode.Scalar) -> Bool {
        character == "," || character == "+" || character == ";"
    }

    private mutating func skipSpaces() {
        while position < characters.count, characters[position] == " " { position += 1 }
    }

    private func fail(_ reason: String) -> FormatError {
        FormatError(structure: "distinguished name", offset: position, reason: reason)
    }
}
