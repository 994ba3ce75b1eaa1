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
            // A separator may end the text; line ends, being white space too, may follow each other.
            position += 1
            while position < characters.count, X500NameFlags.isWhiteSpace(characters[position]) { position += 1 }
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
        let type = try X500NameKeys.requireType(of: key, at: start)
        skipSpaces()
        let valueStart = position
        guard position < characters.count else { return try attribute(type, "", at: valueStart) }
        if characters[position] == "\"", !flags.contains(.noQuoting) { return try attribute(type, readQuotedValue(), at: valueStart) }
        let value = readBareValue()
        guard value.unicodeScalars.first == "#" else { return try attribute(type, value, at: valueStart) }
        return AttributeTypeAndValue(type: type, value: try octets(value, at: valueStart))
    }

    /// The OCTET STRING that `#` and hexadecimal digits, perhaps with white space between them, mean.
    private func octets(_ value: String, at start: Int) throws(FormatError) -> AttributeText {
        var digits = ""
        for scalar in value.unicodeScalars.dropFirst() where !X500NameFlags.isWhiteSpace(scalar) { digits.unicodeScalars.append(scalar) }
        do {
            let octets = try Hex.decode(digits)
            return try AttributeText(derEncoded: DERWriter.encode(capacity: octets.count + 4) { $0.writeOctetString(octets) })
        } catch {
            throw FormatError(
                structure: "X.500 name",
                offset: start,
                reason: "the value after # is not hexadecimal: \(error.reason); quote a value that is text"
            )
        }
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
        while end > start, X500NameFlags.isWhiteSpace(characters[end - 1]) { end -= 1 }
        var value = ""
        value.unicodeScalars.append(contentsOf: characters[start..<end])
        return value
    }

    /// The value in the string type of "CertStrToName": some keys have one of their own, and text beyond it is refused.
    private func attribute(_ type: OID, _ text: String, at start: Int) throws(FormatError) -> AttributeTypeAndValue {
        let value: AttributeText
        switch type {
        case OID.emailAddress:
            guard let text = AttributeText(ia5: text) else { throw unfit("ASCII (IA5String)", at: start) }
            value = text
        case OID.country, OID.serialNumber, OID.distinguishedNameQualifier:
            guard let text = AttributeText(printable: text) else { throw unfit("the characters of PrintableString", at: start) }
            value = text
        case OID.domainComponent: value = AttributeText(ia5: text) ?? AttributeText(utf8: text)
        default:
            if flags.contains(.forceUTF8), !flags.contains(.disableForcedUTF8) {
                value = AttributeText(text, for: type)
            } else {
                value =
                    AttributeText(printable: text) ?? (flags.contains(.enableUTF8) ? AttributeText(utf8: text) : AttributeText(bmp: text))
            }
        }
        return AttributeTypeAndValue(type: type, value: value)
    }

    private func unfit(_ characters: String, at start: Int) -> FormatError {
        FormatError(structure: "X.500 name", offset: start, reason: "a value of this key holds only \(characters)")
    }

    private func isPlus(_ character: Unicode.Scalar) -> Bool { character == "+" && !flags.contains(.noPlus) }

    private func endsValue(_ character: Unicode.Scalar) -> Bool { isPlus(character) || flags.isSeparator(character) }

    private mutating func skipSpaces() {
        while position < characters.count, X500NameFlags.isWhiteSpace(characters[position]), !flags.isSeparator(characters[position]) {
            position += 1
        }
    }

    private func fail(_ reason: String) -> FormatError {
        FormatError(structure: "X.500 name", offset: position, reason: reason)
    }
}
