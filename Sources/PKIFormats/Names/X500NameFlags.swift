/// The ways in which Windows writes and reads a name as text: the numbers of `CertNameToStr` and of the enumeration X500NameFlags.
///
/// The low octet is the ``style-swift.property``, one value; the other bits are ``options-swift.property``, which may be joined:
/// `X500NameFlags(.x500, [.reverse, .semicolon])`.
public struct X500NameFlags: RawRepresentable, Hashable, Sendable {
    /// The number for Windows' calls. Unknown bits are kept.
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public init(_ style: Style, _ options: Options = []) {
        rawValue = style.rawValue & Self.styleMask | options.rawValue & ~Self.styleMask
    }

    /// 0xff: the bits of the style.
    public static let styleMask: UInt32 = 0xff

    /// The form of keys and values.
    public var style: Style { Style(rawValue: rawValue & Self.styleMask) }

    /// Everything else.
    public var options: Options { Options(rawValue: rawValue & ~Self.styleMask) }

    /// The same style with more options.
    public func adding(_ options: Options) -> X500NameFlags { X500NameFlags(style, self.options.union(options)) }

    /// 0: short keys, without an option.
    public static let none = Self(.none)
    /// 1: values alone.
    public static let simple = Self(.simple)
    /// 2: dotted numbers as keys.
    public static let oid = Self(.oid)
    /// 3: short keys.
    public static let x500 = Self(.x500)
    /// 4: XML.
    public static let xml = Self(.xml)
}

extension X500NameFlags {
    /// The form of keys and values: the low octet.
    public struct Style: RawRepresentable, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// Means ``x500``.
        public static let none = Style(rawValue: 0)
        /// Values alone, `DE, Example, www`. This form cannot be read back.
        public static let simple = Style(rawValue: 1)
        /// Dotted numbers as keys, `2.5.4.6=DE, 2.5.4.10=Example`.
        public static let oid = Style(rawValue: 2)
        /// Short keys, `C=DE, O=Example`.
        public static let x500 = Style(rawValue: 3)
        /// XML. No page says how it looks, so this library neither writes nor reads it.
        public static let xml = Style(rawValue: 4)
    }

    /// The options: all other bits.
    public struct Options: OptionSet, Hashable, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// A semicolon between relative names.
        public static let semicolon = Options(rawValue: 0x4000_0000)
        /// No `+` between the attributes of one relative name: a space when writing, an ordinary character when reading.
        public static let noPlus = Options(rawValue: 0x2000_0000)
        /// Nothing is quoted when writing, quotes are ordinary characters when reading.
        public static let noQuoting = Options(rawValue: 0x1000_0000)
        /// A line end between relative names.
        public static let crlf = Options(rawValue: 0x800_0000)
        /// Only a comma between relative names.
        public static let comma = Options(rawValue: 0x400_0000)
        /// The last relative name of the encoding comes first in the text.
        public static let reverse = Options(rawValue: 0x200_0000)
        /// Cancels ``reverse``, which Windows' enrollment objects set by themselves.
        public static let forward = Options(rawValue: 0x100_0000)
        /// A TeletexString is shown as Latin-1, which comes close to its definition, without an attempt to read its octets as UTF-8.
        public static let disableIE4UTF8 = Options(rawValue: 0x1_0000)
        /// Text beyond PrintableString whose characters are all below U+0100 is read as TeletexString.
        public static let enableT61 = Options(rawValue: 0x2_0000)
        /// Text beyond PrintableString is read as UTF8String instead of BMPString.
        public static let enableUTF8 = Options(rawValue: 0x4_0000)
        /// Text is read as UTF8String even where PrintableString would do.
        public static let forceUTF8 = Options(rawValue: 0x8_0000)
        /// Cancels ``forceUTF8``, which Windows' enrollment objects set by themselves.
        public static let disableForcedUTF8 = Options(rawValue: 0x10_0000)
        /// The domain of an e-mail address is written as text and read into the form of DNS (`xn--…`).
        public static let enablePunycode = Options(rawValue: 0x20_0000)
        /// Escapes of the directory. No page says what it does, so this library does not know it.
        public static let directoryEscaped = Options(rawValue: 0x80_0000)
        /// The options that name a separator, combined.
        public static let ambiguousSeparators: Options = [.semicolon, .crlf, .comma]
    }
}

extension X500NameFlags {
    func contains(_ option: Options) -> Bool { options.contains(option) }

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
