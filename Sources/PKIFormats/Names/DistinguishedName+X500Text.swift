extension DistinguishedName {
    /// The text as Windows' `CertNameToStr` writes it: in the order of the encoding unless ``X500NameFlags/reverse`` is given, with quotes
    /// around the values that need them.
    ///
    /// ``init(x500Text:flags:)`` with the same flags reads back the same name, except for the string types. Three kinds of names are lost: any
    /// name in the style ``X500NameFlags/simple``; a name with several attributes in one relative name or with special characters, under
    /// ``X500NameFlags/noPlus`` or ``X500NameFlags/noQuoting``; and a value that Windows could not have read, because it is neither text nor
    /// an OCTET STRING, or does not fit the one string type of its key.
    public func x500Text(_ flags: X500NameFlags = .x500) -> String {
        let ordered = flags.isReversed ? rdns.reversed() : rdns
        let plus = flags.contains(.noPlus) ? " " : " + "
        return ordered.map { rdn in
            rdn.attributes.map { Self.x500Text(of: $0, flags) }.joined(separator: plus)
        }.joined(separator: flags.separator)
    }

    /// Reads the text as Windows' `CertStrToName` does: relative names between commas or semicolons, case-insensitive keys, values bare or in
    /// quotes with inner quotes doubled. Unlike in RFC 4514, a backslash is an ordinary character, and `#` begins the hexadecimal octets of
    /// an OCTET STRING. A separator may end the text.
    ///
    /// With ``X500NameFlags/forceUTF8``, values get the string type that RFC 5280 demands. Without it they become PrintableString if they fit,
    /// else TeletexString with ``X500NameFlags/enableT61`` if that fits, else UTF8String with ``X500NameFlags/enableUTF8``, else BMPString. Throws if an e-mail address is not ASCII, or a country, serial number
    /// or DN qualifier does not fit PrintableString. The offset of an error counts characters.
    public init(x500Text text: String, flags: X500NameFlags = X500NameFlags(.x500, .forceUTF8)) throws(FormatError) {
        var reader = X500NameReader(text, flags: flags)
        let relativeNames = try reader.readName()
        self.init(flags.isReversed ? relativeNames.reversed() : relativeNames)
    }

    private static func x500Text(of attribute: AttributeTypeAndValue, _ flags: X500NameFlags) -> String {
        let value = x500Value(attribute, flags)
        guard flags.style != .simple else { return value }
        return X500NameKeys.key(of: attribute.type, style: flags.style) + "=" + value
    }

    private static func x500Value(_ attribute: AttributeTypeAndValue, _ flags: X500NameFlags) -> String {
        guard let characters = x500Characters(attribute.value, flags) else {
            return "#" + Hex.encode(octets(attribute.value)).uppercased()
        }
        let isDomain = attribute.type == OID.emailAddress && flags.contains(.enablePunycode)
        let text = isDomain ? InternationalDomainName.textAddress(characters) : characters
        guard !flags.contains(.noQuoting), needsQuotes(text, flags) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append("\"") }
            quoted.unicodeScalars.append(scalar)
        }
        quoted.unicodeScalars.append("\"")
        return quoted
    }

    /// The text of a value. A TeletexString is read as UTF-8 when its octets are valid UTF-8, since old components of Windows wrote it so.
    private static func x500Characters(_ value: AttributeText, _ flags: X500NameFlags) -> String? {
        guard value.kind == .teletex, !flags.contains(.disableIE4UTF8) else { return value.text }
        let octets = value.string.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        return String(validating: octets, as: UTF8.self) ?? value.text
    }

    /// The octets written after `#`: the content of an OCTET STRING, the whole DER of any other value.
    private static func octets(_ value: AttributeText) -> [UInt8] {
        let element = try? DERElement(parsing: value.derEncoded, structure: "AttributeValue")
        return (try? element?.octetString()) ?? value.derEncoded
    }

    private static func needsQuotes(_ text: String, _ flags: X500NameFlags) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return true }
        if X500NameFlags.isWhiteSpace(first) || X500NameFlags.isWhiteSpace(last) { return true }
        return text.unicodeScalars.contains { scalar in
            switch scalar {
            case ",", "+", "=", "\"", "\n", "<", ">", "#", ";": true
            // Windows leaves it bare even where it would be taken for a separator.
            case "\r": flags.separation == .lineEnd
            default: false
            }
        }
    }
}

/// The keys that Windows writes for attribute types in the text of a name: those of "CertNameToStr" and "Creating a Subject Name", those of
/// MS-OSCO ("the Subject name field … is converted to a string") and of the package manifest's Publisher, and the TPM's. All other types
/// become `OID.` and dotted numbers.
enum X500NameKeys {
    static let written: [OID: String] = [
        OID.commonName: "CN", OID.surname: "SN", OID.country: "C", OID.locality: "L", OID.stateOrProvince: "S",
        OID.streetAddress: "STREET", OID.organization: "O", OID.organizationalUnit: "OU", OID.emailAddress: "E",
        OID.domainComponent: "DC", OID.title: "T", OID.givenName: "G", OID.initials: "I", OID.serialNumber: "SERIALNUMBER",
        OID.descriptionAttribute: "Description", OID.postalCode: "PostalCode", "2.5.4.18": "POBox", OID.telephoneNumber: "Phone",
        "2.5.4.24": "X21Address", OID.distinguishedNameQualifier: "dnQualifier", "2.23.133.2.1": "TPMManufacturer",
        "2.23.133.2.2": "TPMModel", "2.23.133.2.3": "TPMVersion",
    ]

    static func key(of type: OID, style: X500NameFlags.Style) -> String {
        switch style {
        case .oid: type.dotted
        default: written[type] ?? "OID." + type.dotted
        }
    }

    /// The type that a case-insensitive key means: one of those written, another keyword of names, or a dotted number.
    static func requireType(of key: String, at start: Int) throws(FormatError) -> OID {
        if let type = read[key.uppercased()] { return type }
        return try NameKeywords.requireType(of: key, structure: "X.500 name", at: start)
    }

    private static let read: [String: OID] = Dictionary(uniqueKeysWithValues: written.map { ($0.value.uppercased(), $0.key) })
}

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
            // A separator may end the text. Line ends are white space too, so several may follow each other.
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

    /// The value in the string type of "CertStrToName". Some keys have a string type of their own; throws if the text does not fit it.
    private func attribute(_ type: OID, _ text: String, at start: Int) throws(FormatError) -> AttributeTypeAndValue {
        let value: AttributeText
        switch type {
        case OID.emailAddress:
            let ascii = flags.contains(.enablePunycode) ? InternationalDomainName.asciiAddress(text) ?? text : text
            guard let text = AttributeText(ia5: ascii) else { throw unfit("ASCII (IA5String)", at: start) }
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
                    AttributeText(printable: text) ?? (flags.contains(.enableT61) ? AttributeText(latin1: text) : nil)
                    ?? (flags.contains(.enableUTF8) ? AttributeText(utf8: text) : AttributeText(bmp: text))
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
