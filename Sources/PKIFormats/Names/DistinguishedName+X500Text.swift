extension DistinguishedName {
    /// The text in the manner of Windows' `CertNameToStr`: in the order of the encoding unless ``X500NameFlags/reverse`` is given, values
    /// quoted where they need it.
    ///
    /// What ``init(x500Text:flags:)`` reads back under the same flags is the same name up to the string types, unless the style is
    /// ``X500NameFlags/simple``, ``X500NameFlags/noPlus`` or ``X500NameFlags/noQuoting`` stand against what the name holds, or a value is
    /// none Windows could have read: no text and no OCTET STRING, or beyond the one string type of its key.
    public func x500Text(_ flags: X500NameFlags = .x500) -> String {
        let ordered = flags.isReversed ? rdns.reversed() : rdns
        let plus = flags.contains(.noPlus) ? " " : " + "
        return ordered.map { rdn in
            rdn.attributes.map { Self.x500Text(of: $0, flags) }.joined(separator: plus)
        }.joined(separator: flags.separator)
    }

    /// Reads the text in the manner of Windows' `CertStrToName`: relative names between commas or semicolons, keys in any case, values bare
    /// or in quotes with inner quotes doubled. A backslash is an ordinary character here, unlike in RFC 4514, and `#` begins the hexadecimal
    /// octets of an OCTET STRING. A separator may end the text.
    ///
    /// Values get the string type RFC 5280 demands when ``X500NameFlags/forceUTF8`` is given; else PrintableString where it does, and
    /// BMPString or, with ``X500NameFlags/enableUTF8``, UTF8String where not. An e-mail address beyond ASCII and a country, serial number or
    /// DN qualifier beyond PrintableString are refused. The offset of an error counts characters.
    public init(x500Text text: String, flags: X500NameFlags = [.x500, .forceUTF8]) throws(FormatError) {
        var reader = X500NameReader(text, flags: flags)
        let relativeNames = try reader.readName()
        self.init(flags.isReversed ? relativeNames.reversed() : relativeNames)
    }

    private static func x500Text(of attribute: AttributeTypeAndValue, _ flags: X500NameFlags) -> String {
        let value = x500Value(attribute.value, flags)
        guard flags.style != .simple else { return value }
        return X500NameKeys.key(of: attribute.type, style: flags.style) + "=" + value
    }

    private static func x500Value(_ value: AttributeText, _ flags: X500NameFlags) -> String {
        guard let text = x500Characters(value, flags) else { return "#" + Hex.encode(octets(value)).uppercased() }
        guard !flags.contains(.noQuoting), needsQuotes(text, flags) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append("\"") }
            quoted.unicodeScalars.append(scalar)
        }
        quoted.unicodeScalars.append("\"")
        return quoted
    }

    /// The text of a value; that of a TeletexString is UTF-8 when its octets are, as Windows' components of its first years wrote it.
    private static func x500Characters(_ value: AttributeText, _ flags: X500NameFlags) -> String? {
        guard value.kind == .teletex, !flags.contains(.disableIE4UTF8) else { return value.text }
        let octets = value.string.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        return String(validating: octets, as: UTF8.self) ?? value.text
    }

    /// What is written after `#`: the content of an OCTET STRING, the whole DER of anything else.
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
