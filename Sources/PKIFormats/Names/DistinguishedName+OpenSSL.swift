extension DistinguishedName {
    /// The text in one of the forms of the `openssl` program.
    ///
    /// With ``OpenSSLNameForm/slashes``, an attribute type without a short name becomes a dotted number with a hexadecimal value. This library
    /// reads that form; the program does not.
    /// - Parameter escapesNonASCII: whether characters beyond ASCII become `\C3\A4`, as the program does unless `-nameopt -esc_msb` or
    ///   `utf8` is given. It has no effect on ``OpenSSLNameForm/slashes``.
    public func openSSLText(_ form: OpenSSLNameForm, escapesNonASCII: Bool = true) -> String {
        switch form {
        case .slashes:
            rdns.map { "/" + $0.attributes.map(Self.slashText).joined(separator: "+") }.joined()
        case .rfc2253:
            rdns.reversed().map { rdn in
                // The program also reverses the attributes within a relative name.
                rdn.attributes.reversed().map { attribute in
                    let escapes = OpenSSLValueText(quotes: false, escapesNonASCII: escapesNonASCII)
                    guard let keyword = OpenSSLValueText.keyword(of: attribute.type) else {
                        return attribute.type.dotted + "=" + OpenSSLValueText.hexadecimal(attribute.value)
                    }
                    return keyword + "=" + escapes.text(of: attribute.value)
                }.joined(separator: "+")
            }.joined(separator: ",")
        case .oneline:
            rdns.map { rdn in
                rdn.attributes.map { attribute in
                    let escapes = OpenSSLValueText(quotes: true, escapesNonASCII: escapesNonASCII)
                    return (OpenSSLValueText.keyword(of: attribute.type) ?? attribute.type.dotted) + " = "
                        + escapes.text(of: attribute.value)
                }.joined(separator: " + ")
            }.joined(separator: ", ")
        }
    }

    /// Reads the text in one of the forms of the `openssl` program. Values get the string type that RFC 5280 demands. The offset of an
    /// error counts characters.
    public init(openSSLText text: String, form: OpenSSLNameForm) throws(FormatError) {
        switch form {
        case .slashes:
            var reader = SlashNameReader(text)
            self.init(try reader.readName())
        case .rfc2253: try self.init(rfc4514: text)
        case .oneline:
            var reader = NameTextReader(text)
            self.init(try reader.readName())
        }
    }

    private static func slashText(_ attribute: AttributeTypeAndValue) -> String {
        guard let keyword = OpenSSLValueText.keyword(of: attribute.type), let text = attribute.value.text else {
            return attribute.type.dotted + "=" + OpenSSLValueText.hexadecimal(attribute.value)
        }
        var escaped = keyword + "="
        for scalar in text.unicodeScalars {
            if scalar == "/" || scalar == "+" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}

/// The forms in which OpenSSL writes a name on one line.
public enum OpenSSLNameForm: Hashable, Sendable, CaseIterable {
    /// `/C=DE/O=Example/CN=www+UID=1`: the form that `-subj` of `openssl req` reads. Slash, plus and backslash are escaped with a backslash.
    case slashes
    /// `CN=www+UID=1,O=Example,C=DE`: `-nameopt RFC2253`. Reversed, octets beyond ASCII escaped, unknown types in hexadecimal.
    case rfc2253
    /// `C = DE, O = Example, CN = www + UID = 1`: `-nameopt oneline`. Values with special characters in quotes, octets beyond ASCII escaped.
    case oneline
}

/// Writes the value of a name's attribute as OpenSSL does (`ASN1_STRING_print_ex`, flags of RFC 2253).
struct OpenSSLValueText {
    /// Values with special characters get quotes around them instead of an escape before each character.
    let quotes: Bool

    /// Octets beyond ASCII become a backslash and two hexadecimal digits.
    let escapesNonASCII: Bool

    func text(of value: AttributeText) -> String {
        guard let string = value.text else { return Self.hexadecimal(value) }
        let scalars = Array(string.unicodeScalars)
        var text = ""
        var needsQuotes = false
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case ",", "+", "<", ">", ";": special(scalar)
            case "\"", "\\": text += "\\" + String(scalar)
            case " " where index == 0 || index == scalars.count - 1: special(scalar)
            case "#" where index == 0: special(scalar)
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F || escapesNonASCII && scalar.value > 0x7F {
                    for octet in String(scalar).utf8 { text += "\\" + Hex.encode([octet]).uppercased() }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return needsQuotes ? "\"" + text + "\"" : text

        func special(_ scalar: Unicode.Scalar) {
            if quotes { needsQuotes = true } else { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
    }

    /// `#` and the DER in hexadecimal.
    static func hexadecimal(_ value: AttributeText) -> String { "#" + Hex.encode(value.derEncoded).uppercased() }

    /// OpenSSL's short name of an attribute type.
    static func keyword(of type: OID) -> String? {
        switch type {
        case OID.streetAddress: "street"
        case OID.jurisdictionLocality: "jurisdictionL"
        case OID.jurisdictionStateOrProvince: "jurisdictionST"
        case OID.jurisdictionCountry: "jurisdictionC"
        default: NameKeywords.written[type]
        }
    }
}

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
        // Text after a keyword is always plain, since OpenSSL has no hexadecimal values here.
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
