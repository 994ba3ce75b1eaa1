import PKIFormats
import PKITesting
import Testing

/// Compares names as text with Windows, whose answers are the expectations of .NET's tests, and with Wine, whose answers
/// scripts/wine-vectors records.
@Suite("names as text beside Windows and Wine")
struct WindowsNameTests {
    private static func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("Windows' CertNameToStr writes names as we do: quotes, keys, order, and values that are not text")
    func windowsWrites() throws {
        let entries = try WindowsVectors.windows().nameToText
        #expect(entries.count >= 68)
        for entry in entries {
            let der = try Hex.decode(entry.der)
            let name = try DistinguishedName(derEncoded: der)
            #expect(name.derEncoded == der)
            let text = name.x500Text(X500NameFlags(rawValue: entry.flags))
            #expect(Self.octets(text) == Self.octets(entry.text), "\(entry.der)")
        }
    }

    @Test("Windows' CertStrToName reads text into the names that we read, octet for octet")
    func windowsReads() throws {
        let entries = try WindowsVectors.windows().textToName
        #expect(entries.count >= 54)
        for entry in entries {
            let name = try DistinguishedName(x500Text: entry.text, flags: X500NameFlags(rawValue: entry.flags))
            if let der = entry.der { #expect(Hex.encode(name.derEncoded) == der, "\(entry.text) under \(entry.flags)") }
            #expect(Self.octets(name.x500Text()) == Self.octets(entry.written ?? ""), "\(entry.text) under \(entry.flags)")
        }
    }

    @Test("text that CertStrToName of Windows refuses is refused")
    func windowsRefuses() throws {
        let texts = try WindowsVectors.windows().refusedNames
        #expect(texts.count >= 13)
        for text in texts {
            #expect(throws: FormatError.self, "\(text)") { try DistinguishedName(x500Text: text, flags: .x500) }
        }
    }

    /// The differences of Wine 8.0 from Windows' pages, or from Windows by .NET's tests: it quotes a carriage return and a leading em
    /// space, but not white space at the end or an empty value, and writes nothing for a UniversalString and for a value that is not text.
    /// Beyond these names, it omits `OID.`, does not know NO_QUOTING, and prefers the line end to the comma.
    private static let wineDiffers = [
        "CN=a\rb", "CN=\"a \"", "CN=\"a\t\"", "CN=\"a\r\"", "CN=\"\"", "CN=\u{2002}a", "CN=Ä漢", "CN=#4869", "CN=#3000", "CN=#020105",
        "CN=#0101FF",
        "CN=#0500",
    ]

    @Test("Wine's CertNameToStr writes names as we do, except where it differs from Windows")
    func wineWrites() throws {
        var agreed = 0
        var different: [String] = []
        for entry in try WindowsVectors.wine().nameToText {
            let der = try Hex.decode(entry.der)
            let name = try DistinguishedName(derEncoded: der)
            #expect(name.derEncoded == der)
            let flags = X500NameFlags(rawValue: entry.flags)
            let isCommaBeforeLineEnd = flags.options.isSuperset(of: [.comma, .crlf]) && !flags.options.contains(.semicolon)
            guard flags.style != .none, !flags.options.contains(.noQuoting), !isCommaBeforeLineEnd else { continue }
            let text = name.x500Text(flags.adding(.disableIE4UTF8)).replacing("OID.", with: "")
            if Self.octets(text) == Self.octets(entry.text) { agreed += 1 } else { different.append(text) }
        }
        #expect(different == Self.wineDiffers)
        #expect(agreed >= 150, "\(agreed)")
    }

    /// Wine 8.0 accepts no numbers as keys, no `#`, and keys only in the spelling it writes. Line ends are separators where no flag names
    /// one, and several values of a relative name become several relative names. It keeps white space before a separator, and ignores the
    /// flags of order and of string types.
    private static func isBeyondWine(_ entry: WindowsVectors.TextToName) -> Bool {
        let flags = X500NameFlags(rawValue: entry.flags)
        let separators = [X500NameFlags.Options.semicolon, .comma, .crlf].filter(flags.options.contains).count
        if separators > 1 || !flags.options.isDisjoint(with: [.reverse, .enableT61, .enableUTF8, .forceUTF8]) || flags.style == .simple {
            return true
        }
        guard !entry.text.contains("\"") else { return false }
        let isBareLineEnd = separators == 0 && entry.text.unicodeScalars.contains { $0 == "\r" || $0 == "\n" }
        return isBareLineEnd || entry.text.contains("+") || entry.text.contains("#")
    }

    /// The texts of the record, under plain flags, that Wine reads differently from Windows' page, with Wine's reading.
    private static let wineReadsDifferently = [
        "cn=a", " CN = a , O = b ", "CN=", "CN=,O=", "2.5.4.3=a", "OID.2.5.4.3=a", "oid.2.5.4.3=a", "1.2.3.4=x", "OID.1.2.3.4=x",
        "X21Address=x",
        "CN=a, ", "CN=\ta\t", "CN=\u{2002}a\u{2002}", "CN=\u{A0}a", "CN=\"a\" , O=b", "CN=\"a\"", "CN=a ", "CN=a\t",
        "0.9.2342.19200300.100.1.1=x",
        "2.5.4.15=x", "2.5.4.41=x", "2.5.4.44=x", "2.5.4.65=x", "2.5.4.97=x", "1.3.6.1.4.1.311.60.2.1.3=x", "1.2.840.113549.1.9.2=x",
        "2.25.5=x",
        "C=DE, O=\"Example, \"\"Inc\"\"\", CN=\"a; b\nc\" + 0.9.2342.19200300.100.1.1=7, 1.2.3.4=x",
    ]

    @Test("Wine's CertStrToName reads our text into the names we read, except where it differs from Windows")
    func wineReads() throws {
        var (agreed, ours) = (0, 0)
        var different: [String] = []
        let wine = try WindowsVectors.wine()
        let written = Set(try wine.nameToText.map { Self.octets(try DistinguishedName(derEncoded: Hex.decode($0.der)).x500Text()) })
        for entry in wine.textToName where !Self.isBeyondWine(entry) {
            let name = try? DistinguishedName(x500Text: entry.text, flags: X500NameFlags(rawValue: entry.flags))
            guard name.map({ Hex.encode($0.derEncoded) }) == entry.der else {
                different.append(entry.text)
                continue
            }
            agreed += 1
            ours += written.contains(Self.octets(entry.text)) ? 1 : 0
        }
        #expect(different == Self.wineReadsDifferently)
        #expect(agreed >= 100, "\(agreed)")
        #expect(ours >= 30, "\(ours)")
    }
}
