extension DistinguishedName {
    /// The text form of RFC 4514: the most specific relative name first, `CN=host,O=Example,C=US`.
    public var rfc4514: String {
        rdns.reversed().map { rdn in
            rdn.attributes.map(Self.text(of:)).joined(separator: "+")
        }.joined(separator: ",")
    }

    /// Reads the text form of RFC 4514. Beyond it, white space around separators, `;` between relative names, quoted values and the
    /// keywords of Windows and OpenSSL are accepted, as RFC 4514 appendix and RFC 2253 §4 suggest.
    ///
    /// Values get the string type that RFC 5280 demands for the attribute. The offset of an error counts characters.
    public init(rfc4514 text: String) throws(FormatError) {
        var reader = NameTextReader(text)
        let relativeNames = try reader.readName()
        self.init(relativeNames.reversed())
    }

    private static func text(of attribute: AttributeTypeAndValue) -> String {
        guard let keyword = NameKeywords.written[attribute.type] else {
            return attribute.type.dotted + "=#" + Hex.encode(attribute.value.derEncoded)
        }
        guard attribute.value.text != nil else { return keyword + "=" + attribute.value.string }
        return keyword + "=" + escaped(attribute.value.string)
    }

    /// RFC 4514 §2.4.
    private static func escaped(_ value: String) -> String {
        var text = ""
        let scalars = Array(value.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let isFirst = index == 0
            let isLast = index == scalars.count - 1
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\": text += "\\" + String(scalar)
            case " " where isFirst || isLast: text += "\\ "
            case "#" where isFirst: text += "\\#"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    text += "\\" + Hex.encode([UInt8(scalar.value)])
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }
}
