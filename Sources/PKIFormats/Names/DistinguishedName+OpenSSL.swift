extension DistinguishedName {
    /// The text in one of the forms of the `openssl` program.
    ///
    /// With ``OpenSSLNameForm/slashes``, attribute types without a short name stand as dotted numbers with a hexadecimal value, which this
    /// library reads and the program does not.
    /// - Parameter escapesNonASCII: whether characters beyond ASCII become `\C3\A4`, as the program does unless `-nameopt -esc_msb` or
    ///   `utf8` is given. Without meaning for ``OpenSSLNameForm/slashes``.
    public func openSSLText(_ form: OpenSSLNameForm, escapesNonASCII: Bool = true) -> String {
        switch form {
        case .slashes:
            rdns.map { "/" + $0.attributes.map(Self.slashText).joined(separator: "+") }.joined()
        case .rfc2253:
            rdns.reversed().map { rdn in
                // The program turns the attributes within a relative name around as well.
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

    /// Reads the text in one of the forms of the `openssl` program. Values get the string type RFC 5280 demands; the offset of an error
    /// counts characters.
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
