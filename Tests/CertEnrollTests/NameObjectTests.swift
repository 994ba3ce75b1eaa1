import CAInterface
import CertCli
import CertEnroll
import PKIFormats
import PKITesting
import Testing

@Suite("Distinguished and alternative names as objects")
struct NameObjectTests {
    private func encoded(_ text: String, _ flags: X500NameFlags = .none) throws -> X500DistinguishedName {
        let name = X500DistinguishedName()
        try name.encode(text, flags: flags)
        return name
    }

    @Test("the first relative name of the text is the last of the encoding; FORWARD keeps the order")
    func order() throws {
        #expect(try encoded("CN=a, O=b").value.rdns.map { $0.attributes[0].type } == [OID.organization, OID.commonName])
        let forward = try encoded("CN=a, O=b", .init(.none, .forward))
        #expect(try forward.value.rdns.map { $0.attributes[0].type } == [OID.commonName, OID.organization])
        #expect(try encoded("CN=a, O=b").name == "CN=a, O=b")
        #expect(try forward.name == "CN=a, O=b")
    }

    @Test(
        "string types: UTF-8 for directory strings unless disabled; then printable, T.61, UTF-8 or BMP",
        arguments: [
            ("CN=a", 0, AttributeText.Kind.utf8), ("CN=a", 0x10_0000, .printable), ("CN=ä", 0x10_0000, .bmp),
            ("CN=ä", 0x14_0000, .utf8), ("CN=ä", 0x12_0000, .teletex), ("CN=é€", 0x12_0000, .bmp), ("C=DE", 0, .printable),
            ("E=a@b", 0, .ia5), ("DC=b", 0, .ia5),
        ]
    )
    func strings(_ text: String, _ flags: UInt32, _ kind: AttributeText.Kind) throws {
        #expect(try encoded(text, X500NameFlags(rawValue: flags)).value.rdns[0].attributes[0].value.kind == kind)
    }

    @Test(
        "every style and separator flag writes its form",
        arguments: [
            (0x0, "CN=a, O=b + OU=c"), (0x1, "a, b + c"), (0x2, "2.5.4.3=a, 2.5.4.10=b + 2.5.4.11=c"), (0x3, "CN=a, O=b + OU=c"),
            (0x4000_0000, "CN=a; O=b + OU=c"), (0x800_0000, "CN=a\r\nO=b + OU=c"), (0x400_0000, "CN=a, O=b + OU=c"),
            (0x2000_0000, "CN=a, O=b OU=c"), (0x200_0000, "CN=a, O=b + OU=c"), (0x100_0000, "O=b + OU=c, CN=a"),
            (0x4C00_0000, "CN=a; O=b + OU=c"),
        ] as [(UInt32, String)]
    )
    func styles(_ flags: UInt32, _ text: String) throws {
        let name = X500DistinguishedName()
        let der = try encoded("CN=a, O=b + OU=c").encodedName(.binary).bytes
        try name.decode(der, encoding: .binary, flags: X500NameFlags(rawValue: flags))
        #expect(try name.name == text)
    }

    @Test("quotes: written where needed, read, and ordinary characters under NO_QUOTING")
    func quoting() throws {
        let name = try encoded("CN=\"a, \"\"b\"\"\", O=c")
        #expect(try name.value.commonName == "a, \"b\"")
        #expect(try name.name == "CN=\"a, \"\"b\"\"\", O=c")
        #expect(try encoded("CN=\"a\"", .init(.none, .noQuoting)).value.commonName == "\"a\"")
    }

    @Test("the domain of a mail address is written in the form of DNS and shown as text")
    func punycode() throws {
        let name = try encoded("E=info@bücher.example")
        #expect(try name.value.values(of: OID.emailAddress) == ["info@xn--bcher-kva.example"])
        #expect(try name.name == "E=info@bücher.example")
    }

    @Test("old octets: T.61 is read as UTF-8 unless DISABLE_IE4_UTF8 is given")
    func teletex() throws {
        let der = try Hex.decode("300f310d300b0603550403" + "1404" + "61c3a462")
        let name = X500DistinguishedName()
        try name.decode(der, encoding: .binary)
        #expect(try name.name == "CN=aäb")
        try name.decode(der, encoding: .binary, flags: .init(.none, .disableIE4UTF8))
        #expect(try name.name == "CN=aÃ¤b")
    }

    @Test("text that is no name, names that are too long, unreadable DER and unknown flags have their codes")
    func refused() async {
        #expect(await failure { try encoded("CN") } == .invalidX500String)
        #expect(await failure { try encoded("CN=" + String(repeating: "a", count: 64 * 1024)) } == .filenameExceedsRange)
        #expect(await failure { try X500DistinguishedName().decode([0x05, 0x00], encoding: .binary) } == .fileNotFound)
        #expect(await failure { try encoded("CN=a", .xml) } == .notImplemented)
        #expect(await failure { try encoded("CN=a", .init(.none, .directoryEscaped)) } == .invalidArgument)
        #expect(await failure { try encoded("CN=a", X500NameFlags(rawValue: 0x7)) } == .invalidArgument)
        #expect(await failure { try X500DistinguishedName().name } == .blank)
        #expect(await failure { try X500DistinguishedName().encodedName() } == .blank)
    }

    @Test("a name of 64 × 1024 characters is taken")
    func longest() throws {
        #expect(try encoded("CN=" + String(repeating: "a", count: 64 * 1024 - 3)).value.commonName?.count == 64 * 1024 - 3)
    }

    @Test("OpenSSL reads the encoding of a name with its string types", .enabled(if: hasTool("openssl")))
    func openssl() throws {
        let name = try encoded("CN=a b, OU=\"c, d\", C=DE, DC=x, E=a@b.test", .init(.none, .disableForcedUTF8))
        let shown = try runTool(["openssl", "asn1parse", "-inform", "DER"], input: name.encodedName(.binary).bytes).text
        for text in ["PRINTABLESTRING   :a b", "UTF8STRING", "PRINTABLESTRING   :DE", "IA5STRING         :a@b.test"] {
            #expect(shown.contains(text) == (text != "UTF8STRING"), "\(text)")
        }
    }

    // MARK: Alternative names

    @Test(
        "names from text",
        arguments: [
            (AlternativeNameType.rfc822Name, "a@example.test", GeneralName.rfc822Name("a@example.test")),
            (.rfc822Name, "a@bücher.test", .rfc822Name("a@xn--bcher-kva.test")),
            (.dnsName, "www.example.test", .dnsName("www.example.test")),
            (.dnsName, "*.bücher.test", .dnsName("*.xn--bcher-kva.test")), (.url, "http://a.test/x", .uri("http://a.test/x")),
            (.registeredID, "1.2.3.4", .registeredID("1.2.3.4")), (.userPrincipleName, "alice@ä.test", .userPrincipalName("alice@ä.test")),
        ]
    )
    func fromString(_ type: AlternativeNameType, _ text: String, _ value: GeneralName) throws {
        let name = AlternativeName()
        try name.initializeFromString(type, value: text)
        #expect(try name.value == value)
        #expect(try name.type == type)
        #expect(try AlternativeName(value).strValue == name.strValue)
    }

    @Test("names from octets: distinguished name, IP addresses, GUID")
    func fromRawData() throws {
        let directory = DistinguishedName.of([(OID.commonName, "a")])
        let rows: [(AlternativeNameType, [UInt8], GeneralName)] = [
            (.directoryName, directory.derEncoded, .directoryName(directory)), (.ipAddress, [192, 0, 2, 1], .ipAddress([192, 0, 2, 1])),
            (.ipAddress, Array(0..<16), .ipAddress(Array(0..<16))), (.guid, Array(1...16), .directoryObjectGUID(Array(1...16))),
        ]
        for (type, octets, value) in rows {
            let name = AlternativeName()
            try name.initializeFromRawData(type, encoding: .hexRaw, rawData: Array(Hex.encode(octets).utf8))
            #expect(try name.value == value)
            #expect(try name.type == type)
            #expect(try name.rawData(.binary).bytes == octets)
        }
    }

    @Test("another name is wrapped in an OCTET STRING, or is DER itself")
    func otherName() async throws {
        let wrapped = AlternativeName()
        try wrapped.initializeFromOtherName(ObjectId("1.2.3"), encoding: .binary, rawData: [1, 2], toBeWrapped: true)
        #expect(try wrapped.value == .otherName(type: "1.2.3", value: [4, 2, 1, 2]))
        #expect(try wrapped.objectId.value == "1.2.3")
        let plain = AlternativeName()
        try plain.initializeFromOtherName(ObjectId("1.2.3"), encoding: .binary, rawData: [5, 0], toBeWrapped: false)
        #expect(try plain.rawData(.binary).bytes == [5, 0])
        #expect(
            await failure {
                try AlternativeName().initializeFromOtherName(ObjectId("1.2.3"), encoding: .binary, rawData: [1], toBeWrapped: false)
            } == .asn1BadTag
        )
    }

    @Test("the wrong initialization for a type is 0x80070057, also of X.400 and EDI names")
    func wrongType() async {
        for type in [AlternativeNameType.unknown, .otherName, .x400Address, .directoryName, .ediPartyName, .ipAddress, .guid] {
            #expect(await failure { try AlternativeName().initializeFromString(type, value: "x") } == .invalidArgument, "\(type)")
        }
        for type in [AlternativeNameType.unknown, .rfc822Name, .dnsName, .x400Address, .ediPartyName, .url, .registeredID] {
            #expect(
                await failure { try AlternativeName().initializeFromRawData(type, encoding: .binary, rawData: [1]) } == .invalidArgument,
                "\(type)"
            )
        }
        #expect(
            await failure { try AlternativeName().initializeFromRawData(.ipAddress, encoding: .binary, rawData: [1]) } == .invalidArgument
        )
        #expect(await failure { try AlternativeName().initializeFromString(.url, value: "http://ä/") } == .invalidArgument)
        #expect(await failure { try AlternativeName().initializeFromString(.registeredID, value: "x") } == .oidFormat)
        #expect(await failure { try AlternativeName().type } == .blank)
        #expect(await failure { try AlternativeName(.dnsName("a")).rawData() } == .invalidArgument)
        #expect(await failure { try AlternativeName(.ipAddress([1, 2, 3, 4])).strValue } == .invalidArgument)
        #expect(await failure { try AlternativeName(.dnsName("a")).objectId } == .invalidArgument)
        let name = AlternativeName(.dnsName("a"))
        #expect(await failure { try name.initializeFromString(.dnsName, value: "b") } == .alreadyInitialized)
    }
}
