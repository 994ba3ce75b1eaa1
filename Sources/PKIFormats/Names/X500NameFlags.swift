/// The ways in which Windows writes and reads a name as text: the numbers of `CertNameToStr` and of the enumeration X500NameFlags.
public struct X500NameFlags: OptionSet, Hashable, Sendable {
    /// The number for Windows' calls; the lowest octet is the style.
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Values alone, `DE, Example, www`. This form cannot be read back.
    public static let simple = X500NameFlags(rawValue: 0x1)
    /// Dotted numbers as keys, `2.5.4.6=DE, 2.5.4.10=Example`.
    public static let oid = X500NameFlags(rawValue: 0x2)
    /// Short keys, `C=DE, O=Example`; also the meaning of no style.
    public static let x500 = X500NameFlags(rawValue: 0x3)
    /// A semicolon between relative names.
    public static let semicolon = X500NameFlags(rawValue: 0x4000_0000)
    /// No `+` between the attributes of one relative name: a space when writing, an ordinary character when reading.
    public static let noPlus = X500NameFlags(rawValue: 0x2000_0000)
    /// Nothing is quoted when writing, quotes are ordinary characters when reading.
    public static let noQuoting = X500NameFlags(rawValue: 0x1000_0000)
    /// A line end between relative names.
    public static let crlf = X500NameFlags(rawValue: 0x800_0000)
    /// Only a comma between relative names.
    public static let comma = X500NameFlags(rawValue: 0x400_0000)
    /// The last relative name of the encoding comes first in the text.
    public static let reverse = X500NameFlags(rawValue: 0x200_0000)
    /// Cancels ``reverse``, which Windows' enrollment objects set by themselves.
    public static let forward = X500NameFlags(rawValue: 0x100_0000)
    /// A TeletexString is shown as Latin-1, which comes close to its definition, without an attempt to read its octets as UTF-8.
    public static let disableIE4UTF8 = X500NameFlags(rawValue: 0x1_0000)
    /// Text beyond PrintableString whose characters are all below U+0100 is read as TeletexString.
    public static let enableT61 = X500NameFlags(rawValue: 0x2_0000)
    /// Text beyond PrintableString is read as UTF8String instead of BMPString.
    public static let enableUTF8 = X500NameFlags(rawValue: 0x4_0000)
    /// Text is read as UTF8String even where PrintableString would do.
    public static let forceUTF8 = X500NameFlags(rawValue: 0x8_0000)
    /// Cancels ``forceUTF8``, which Windows' enrollment objects set by themselves.
    public static let disableForcedUTF8 = X500NameFlags(rawValue: 0x10_0000)
    /// The domain of an e-mail address is written as text and read into the form of DNS (`xn--…`).
    public static let enablePunycode = X500NameFlags(rawValue: 0x20_0000)
    /// XML. No page says how it looks, so this library neither writes nor reads it.
    public static let xml = X500NameFlags(rawValue: 0x4)
    /// Escapes of the directory. No page says what it does, so this library does not know it.
    public static let directoryEscaped = X500NameFlags(rawValue: 0x80_0000)
    /// The flags that name a separator, combined.
    public static let ambiguousSeparators: X500NameFlags = [.semicolon, .crlf, .comma]

    enum Style { case simple, oid, x500 }

    var style: Style {
        switch rawValue & 0xFF {
        case 1: .simple
        case 2: .oid
        default: .x500
        }
    }

    var isReversed: Bool { contains(.reverse) && !contains(.forward) }

    /// The separator of relative names. Of several flags the semicolon counts first, then the comma, then the line end.
    enum Separation { case semicolon, comma, lineEnd, commaOrSemicolon }

    var separation: Separation {
        if contains(.semicolon) { return .semicolon }
        if contains(.comma) { return .comma }
        return contains(.crlf) ? .lineEnd : .commaOrSemicolon
    }

    /// The separator to write between relative names.
    var separator: String {
        switch separation {
        case .semicolon: "; "
        case .lineEnd: "\r\n"
        case .comma, .commaOrSemicolon: ", "
        }
    }

    /// Whether the character ends a relative name when reading: comma and semicolon do, unless a flag names another separator.
    func isSeparator(_ character: Unicode.Scalar) -> Bool {
        switch separation {
        case .semicolon: character == ";"
        case .comma: character == ","
        case .lineEnd: character == "\r" || character == "\n"
        case .commaOrSemicolon: character == "," || character == ";"
        }
    }

    /// White space as Windows defines it: that of ASCII. An em space, for example, is an ordinary character.
    static func isWhiteSpace(_ character: Unicode.Scalar) -> Bool {
        character == " " || (character.value >= 0x9 && character.value <= 0xD)
    }
}
