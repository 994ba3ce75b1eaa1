/// The value of a name attribute: text and the ASN.1 string type of its encoding (RFC 5280 §4.1.2.4, `DirectoryString`).
public struct AttributeText: Hashable, Sendable {
    /// The ASN.1 string types that occur in names.
    public enum Kind: Hashable, Sendable {
        case utf8, printable, ia5, bmp, teletex, numeric, visible, universal
        /// Any other type; the value is kept as DER.
        case other
    }

    /// The type of the encoding.
    public let kind: Kind

    /// The text. For `other` it is `#` and the hexadecimal DER, as RFC 4514 writes it.
    public let string: String

    /// Tag, length and content.
    public let derEncoded: [UInt8]

    /// Text in a UTF8String.
    public init(utf8 string: String) {
        self.init(kind: .utf8, string: string, derEncoded: DERWriter.encode(capacity: 64) { $0.writeUTF8String(string) })
    }

    /// Text in a PrintableString; `nil` when it holds characters that this type lacks.
    public init?(printable string: String) {
        guard Self.isPrintable(string) else { return nil }
        self.init(kind: .printable, string: string, derEncoded: DERWriter.encode(capacity: 64) { $0.writePrintableString(string) })
    }

    /// Text in an IA5String; `nil` when it is not ASCII.
    public init?(ia5 string: String) {
        guard string.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        self.init(kind: .ia5, string: string, derEncoded: DERWriter.encode(capacity: 64) { $0.writeIA5String(string) })
    }

    /// Text in a BMPString, as old Microsoft components write names.
    public init(bmp string: String) {
        self.init(kind: .bmp, string: string, derEncoded: DERWriter.encode(capacity: 64) { $0.writeBMPString(string) })
    }

    /// Text in a TeletexString with one octet for each character, as Windows writes it; `nil` when a character is beyond U+00FF.
    init?(latin1 string: String) {
        let octets = string.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        guard octets.count == string.unicodeScalars.count else { return nil }
        self.init(kind: .teletex, string: string, derEncoded: DERWriter.encode(capacity: 64) { $0.writePrimitive(tag: 0x14, octets) })
    }

    /// Text in the type that RFC 5280 demands for the attribute: country, serial number and DN qualifier printable, domain component and
    /// e-mail address IA5, all others UTF-8. Text that does not fit the demanded type is written as UTF-8.
    public init(_ string: String, for type: OID) {
        switch type {
        case OID.country, OID.serialNumber, OID.distinguishedNameQualifier, OID.jurisdictionCountry:
            self = AttributeText(printable: string) ?? AttributeText(utf8: string)
        case OID.domainComponent, OID.emailAddress:
            self = AttributeText(ia5: string) ?? AttributeText(utf8: string)
        default:
            self.init(utf8: string)
        }
    }

    /// Any DER value, for attribute types with another syntax than a string.
    public init(derEncoded: [UInt8]) throws(FormatError) {
        try self.init(DERElement(parsing: derEncoded, structure: "AttributeValue"))
    }

    /// Reads `#` and the DER of the value in hexadecimal.
    init(hexadecimal text: String, structure: String, at start: Int) throws(FormatError) {
        do {
            try self.init(derEncoded: Hex.decode(String(text.dropFirst())))
        } catch {
            throw FormatError(structure: structure, offset: start, reason: "the value after # is not DER in hexadecimal: \(error.reason)")
        }
    }

    init(_ element: DERElement) throws(FormatError) {
        let kind: Kind
        let text: String?
        switch element.tag {
        case .utf8String: (kind, text) = (.utf8, try element.utf8String())
        case .printableString: (kind, text) = (.printable, try Self.latin1(element))
        case .ia5String: (kind, text) = (.ia5, try Self.latin1(element))
        case .bmpString: (kind, text) = (.bmp, try element.bmpString())
        case .teletexString: (kind, text) = (.teletex, try Self.latin1(element))
        case .numericString: (kind, text) = (.numeric, try Self.latin1(element))
        case .visibleString: (kind, text) = (.visible, try Self.latin1(element))
        case .universalString: (kind, text) = (.universal, try Self.universal(element))
        default: (kind, text) = (.other, nil)
        }
        derEncoded = element.encoded
        self.kind = kind
        string = text ?? "#" + Hex.encode(derEncoded)
    }

    private init(kind: Kind, string: String, derEncoded: [UInt8]) {
        self.kind = kind
        self.string = string
        self.derEncoded = derEncoded
    }

    /// The text; `nil` when the value has another type than a string.
    var text: String? { kind == .other ? nil : string }

    /// Whether every character belongs to PrintableString (X.680 §41.4).
    public static func isPrintable(_ string: String) -> Bool {
        string.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"), UInt8(ascii: ","),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "?"):
                true
            default: false
            }
        }
    }

    /// Names in the field hold characters their type does not have (`@` or `*` in a PrintableString, Latin-1 in a TeletexString). Such a
    /// name must still be readable. The issuing policy decides which characters a new certificate may hold.
    private static func latin1(_ element: DERElement) throws(FormatError) -> String {
        let content = try element.primitive(element.tag)
        if content.allSatisfy({ $0 < 0x80 }) { return String(decoding: content, as: UTF8.self) }
        var text = ""
        for octet in content { text.unicodeScalars.append(Unicode.Scalar(octet)) }
        return text
    }

    private static func universal(_ element: DERElement) throws(FormatError) -> String {
        let content = try element.primitive(.universalString)
        guard content.count % 4 == 0 else { throw element.fail("the length of a UniversalString is a multiple of four octets") }
        var text = ""
        var index = content.startIndex
        while index < content.endIndex {
            let value = content[index..<index + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard let scalar = Unicode.Scalar(value) else { throw element.fail("the text is not valid UTF-32") }
            text.unicodeScalars.append(scalar)
            index += 4
        }
        return text
    }
}
