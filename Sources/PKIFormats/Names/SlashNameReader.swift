/// Reads the form `/C=DE/O=Example/CN=www` in which OpenSSL's `-subj` takes a name. A backslash takes the next character as it is.
struct SlashNameReader {
    private let characters: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        characters = Array(text.unicodeScalars)
    }

    /// The relative names, most significant first. The empty text and a single slash are the empty name.
    mutating func readName() throws(FormatError) -> [RelativeDistinguishedName] {
        guard !characters.isEmpty, characters != ["/"] else { return [] }
        guard characters.first == "/" else { throw fail("expected a slash at the beginning") }
        var rdns: [RelativeDistinguishedName] = []
        while position < characters.count {
            var attributes: [AttributeTypeAndValue] = []
            repeat {
                position += 1
                attributes.append(try readAttribute())
            } while position < characters.count && characters[position] == "+"
            rdns.append(RelativeDistinguishedName(attributes))
        }
        return rdns
    }

    private mutating func readAttribute() throws(FormatError) -> AttributeTypeAndValue {
        let start = position
        var keyword = ""
        while position < characters.count, characters[position] != "=", characters[position] != "/" {
            keyword.unicodeScalars.append(characters[position])
            position += 1
        }
        guard position < characters.count, characters[position] == "=" else {
            throw FormatError(structure: "distinguished name", offset: start, reason: "expected an attribute type followed by =")
        }
        position += 1
        let type = try NameKeywords.requireType(of: keyword, structure: "distinguished name", at: start)
        let valueStart = position
        var value = ""
        while position < characters.count, characters[position] != "/", characters[position] != "+" {
            if characters[position] == "\\" {
                position += 1
                guard position < characters.count else { throw fail("nothing follows the backslash") }
            }
            value.unicodeScalars.append(characters[position])
            position += 1
        }
        // A keyword stands before plain text always, since OpenSSL knows no hexadecimal values here.
        guard NameKeywords.type(of: keyword) == nil, valueStart < characters.count, characters[valueStart] == "#" else {
            return AttributeTypeAndValue(type, value)
        }
        return AttributeTypeAndValue(
            type: type,
            value: try AttributeText(hexadecimal: value, structure: "distinguished name", at: valueStart)
        )
    }

    private func fail(_ reason: String) -> FormatError {
        FormatError(structure: "distinguished name", offset: position, reason: reason)
    }
}
