/// How OpenSSL writes the value of a name's attribute (`ASN1_STRING_print_ex`, flags of RFC 2253).
struct OpenSSLValueText {
    /// Values with special characters are put in quotes instead of escaping each.
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
