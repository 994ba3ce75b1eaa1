import PKIFormats
import PKITesting
import Testing

@Suite("names as text")
struct NameTextTests {
    /// Characters that some text form treats specially, or that programs mishandle.
    private static let hostile: [Unicode.Scalar] = Array(
        ",+=\"\\<>#;/ \n\r\t'a0Zé\u{301}ß漢😀:|*&%$()\u{7F}\u{1}\u{A0}\u{2028}\u{FEFF}OID.CN".unicodeScalars
    )

    private static let types: [OID] = [
        OID.commonName, OID.country, OID.organization, OID.organizationalUnit, OID.domainComponent, OID.emailAddress, OID.surname,
        OID.givenName, OID.initials, OID.title, OID.streetAddress, OID.stateOrProvince, OID.locality, OID.serialNumber, OID.userID,
        OID.pseudonym, OID.jurisdictionCountry, "1.2.3.4", "2.25.123456789012345678901234567890",
    ]

    private static func randomName(_ generator: inout SplitMix) -> DistinguishedName {
        let rdns = (0..<Int.random(in: 0...5, using: &generator)).map { _ in
            var seen: Set<OID> = []
            var attributes: [AttributeTypeAndValue] = []
            for _ in 0..<(Int.random(in: 0...4, using: &generator) == 0 ? 2 : 1) {
                let type = types.randomElement(using: &generator) ?? OID.commonName
                guard seen.insert(type).inserted else { continue }
                var text = ""
                for _ in 0..<Int.random(in: 0...8, using: &generator) {
                    text.unicodeScalars.append(hostile.randomElement(using: &generator) ?? "x")
                }
                attributes.append(AttributeTypeAndValue(type, text))
            }
            return RelativeDistinguishedName(attributes)
        }
        return DistinguishedName(rdns)
    }

    @Test("five hundred random names with hostile characters are read back from every form of text as they were")
    func roundTrip() throws {
        var generator = SplitMix(state: 4514)
        let forms: [X500NameFlags] = [
            .x500, .oid, .init(.x500, .reverse), .init(.x500, .semicolon), .init(.x500, .crlf), .init(.x500, .comma),
            .init(.oid, [.crlf, .reverse]),
        ]
        var ofWindows = 0
        for _ in 0..<500 {
            let name = Self.randomName(&generator)
            #expect(try DistinguishedName(rfc4514: name.rfc4514) == name)
            let isOfWindows = name.rdns.flatMap(\.attributes).allSatisfy(Self.isTypedAsByWindows)
            ofWindows += isOfWindows ? 1 : 0
            for flags in forms where isOfWindows {
                let text = name.x500Text(flags)
                let again = try DistinguishedName(x500Text: text, flags: flags.adding(.forceUTF8))
                #expect(again == name, "\(text) as \(flags.rawValue)")
            }
            for form in OpenSSLNameForm.allCases {
                for escapes in [true, false] {
                    let text = name.openSSLText(form, escapesNonASCII: escapes)
                    #expect(try DistinguishedName(openSSLText: text, form: form) == name, "\(text) as \(form)")
                }
            }
        }
        #expect(ofWindows > 250)
    }

    /// Whether a value has the one string type that Windows knows for its key.
    private static func isTypedAsByWindows(_ attribute: AttributeTypeAndValue) -> Bool {
        switch attribute.type {
        case OID.country, OID.serialNumber: attribute.value.kind == .printable
        case OID.emailAddress: attribute.value.kind == .ia5
        default: true
        }
    }

    @Test("values that are not text survive the forms of OpenSSL and RFC 4514; Windows' keeps OCTET STRINGs")
    func binaryValues() throws {
        let name = DistinguishedName([
            RelativeDistinguishedName([AttributeTypeAndValue(type: "1.2.3", value: try AttributeText(derEncoded: [4, 2, 0x48, 0x69]))]),
            RelativeDistinguishedName([AttributeTypeAndValue(type: OID.commonName, value: try AttributeText(derEncoded: [2, 1, 5]))]),
        ])
        #expect(name.x500Text() == "OID.1.2.3=#4869, CN=#020105")
        #expect(name.x500Text(.oid) == "1.2.3=#4869, 2.5.4.3=#020105")
        #expect(name.openSSLText(.slashes) == "/1.2.3=#04024869/2.5.4.3=#020105")
        #expect(name.openSSLText(.rfc2253) == "CN=#020105,1.2.3=#04024869")
        let again = try DistinguishedName(x500Text: name.x500Text())
        #expect(again.rdns[0] == name.rdns[0])
        #expect(again.rdns[1].attributes[0].value.derEncoded == [4, 3, 2, 1, 5])
        #expect(try DistinguishedName(x500Text: "1.2.3 = # 48 69").rdns[0] == name.rdns[0])
        #expect(try DistinguishedName(rfc4514: name.rfc4514) == name)
        for form in OpenSSLNameForm.allCases {
            #expect(try DistinguishedName(openSSLText: name.openSSLText(form), form: form) == name)
        }
    }

    @Test(
        "the text of Windows quotes what needs it and doubles quotes",
        arguments: [
            ([(OID.country, "DE"), (OID.organization, "Example"), (OID.commonName, "www")], "C=DE, O=Example, CN=www"),
            ([(OID.organization, "Example, Inc."), (OID.commonName, "say \"hi\"")], "O=\"Example, Inc.\", CN=\"say \"\"hi\"\"\""),
            ([(OID.commonName, " a"), (OID.commonName, "b "), (OID.commonName, "#1")], "CN=\" a\", CN=\"b \", CN=\"#1\""),
            ([(OID.stateOrProvince, "Bayern"), (OID.emailAddress, "a@b"), (OID.givenName, "x")], "S=Bayern, E=a@b, G=x"),
            ([("1.2.3", "x"), (OID.serialNumber, "12"), (OID.commonName, "")], "OID.1.2.3=x, SERIALNUMBER=12, CN=\"\""),
            ([(OID.commonName, "back\\slash")], "CN=back\\slash"), ([], ""),
        ] as [([(OID, String)], String)]
    )
    func windows(pairs: [(OID, String)], text: String) throws {
        let name = DistinguishedName.of(pairs)
        #expect(name.x500Text() == text)
        #expect(try DistinguishedName(x500Text: text) == name)
    }

    @Test("the flags of CertNameToStr change order, separators, keys and quotes")
    func flags() throws {
        let name = DistinguishedName([
            RelativeDistinguishedName([AttributeTypeAndValue(OID.country, "DE")]),
            RelativeDistinguishedName([AttributeTypeAndValue(OID.commonName, "a, b"), AttributeTypeAndValue(OID.userID, "7")]),
        ])
        #expect(name.x500Text() == "C=DE, CN=\"a, b\" + OID.0.9.2342.19200300.100.1.1=7")
        #expect(name.x500Text(.init(.x500, .reverse)) == "CN=\"a, b\" + OID.0.9.2342.19200300.100.1.1=7, C=DE")
        #expect(name.x500Text(.init(.x500, [.reverse, .forward])) == name.x500Text())
        #expect(name.x500Text(.init(.oid, .semicolon)) == "2.5.4.6=DE; 2.5.4.3=\"a, b\" + 0.9.2342.19200300.100.1.1=7")
        #expect(name.x500Text(.init(.x500, [.crlf, .noPlus])) == "C=DE\r\nCN=\"a, b\" OID.0.9.2342.19200300.100.1.1=7")
        #expect(name.x500Text(.init(.simple, .noQuoting)) == "DE, a, b + 7")
        #expect(X500NameFlags.x500.adding(.reverse).rawValue == 0x200_0003)
    }

    @Test("the reader of Windows' text takes string types from its flags")
    func windowsStringTypes() throws {
        func kinds(_ flags: X500NameFlags) throws -> [AttributeText.Kind] {
            try DistinguishedName(x500Text: "C=DE; DC=x; O=Example; CN=Ä", flags: flags).rdns.flatMap(\.attributes).map(\.value.kind)
        }
        #expect(try kinds(.init(.x500, .forceUTF8)) == [.printable, .ia5, .utf8, .utf8])
        #expect(try kinds(.x500) == [.printable, .ia5, .printable, .bmp])
        #expect(try kinds(.init(.x500, .enableUTF8)) == [.printable, .ia5, .printable, .utf8])
        #expect(try kinds(.init(.x500, [.forceUTF8, .disableForcedUTF8])) == [.printable, .ia5, .printable, .bmp])
        #expect(try DistinguishedName(x500Text: "CN=a+b", flags: .init(.none, [.forceUTF8, .noPlus])).commonName == "a+b")
        #expect(try DistinguishedName(x500Text: "CN=\"a\"", flags: .init(.none, [.forceUTF8, .noQuoting])).commonName == "\"a\"")
        #expect(try DistinguishedName(x500Text: "CN=a, b", flags: .init(.none, [.forceUTF8, .semicolon])).commonName == "a, b")
        #expect(try DistinguishedName(x500Text: "CN=a; b", flags: .init(.none, [.forceUTF8, .comma])).commonName == "a; b")
        #expect(try DistinguishedName(x500Text: "CN=a,", flags: .init(.none, .forceUTF8)) == DistinguishedName.of([(OID.commonName, "a")]))
        let lines = try DistinguishedName(x500Text: "CN=a\nO=b", flags: .init(.none, [.forceUTF8, .crlf]))
        #expect(lines.values(of: OID.organization) == ["b"])
    }

    @Test(
        "text that is not a Windows name is refused with the place",
        arguments: [
            ("alice", 0), (",", 0), ("CN=a,,O=b", 5), ("E=é", 2), ("CN=a, C=é", 8), ("XX=a", 0), ("=a", 0), ("CN=\"a", 3), ("CN=\"a\"b", 6),
            ("CN=#zz", 3),
        ]
    )
    func refusedByWindows(text: String, offset: Int) {
        let error = #expect(throws: FormatError.self) { try DistinguishedName(x500Text: text) }
        #expect(error?.offset == offset)
    }

    @Test(
        "text that is not a name with slashes is refused with the place",
        arguments: [("CN=a", 0), ("/CN=a/", 6), ("/CN", 1), ("/XX=a", 1), ("/CN=a\\", 6), ("/1.2.3=#zz", 7), ("//CN=a", 1)]
    )
    func refusedSlashes(text: String, offset: Int) {
        let error = #expect(throws: FormatError.self) { try DistinguishedName(openSSLText: text, form: .slashes) }
        #expect(error?.offset == offset)
    }

    /// Names that OpenSSL accepts: it omits empty values, knows no dotted types, and insists on the string types of RFC 5280.
    private static func judgedNames() -> [DistinguishedName] {
        var generator = SplitMix(state: 2253)
        var names: [DistinguishedName] = []
        while names.count < 24 {
            let name = randomName(&generator)
            let attributes = name.rdns.flatMap(\.attributes)
            let isPlain = attributes.allSatisfy { attribute in
                let kind: AttributeText.Kind? =
                    switch attribute.type {
                    case OID.country, OID.jurisdictionCountry: nil
                    case OID.serialNumber: .printable
                    case OID.domainComponent, OID.emailAddress: .ia5
                    default: .utf8
                    }
                return !attribute.value.string.isEmpty && attribute.type.name != nil && attribute.value.kind == kind
            }
            if isPlain, !name.isEmpty { names.append(name) }
        }
        return names
    }

    @Test("OpenSSL reads names from our text with slashes and gives them the values they had")
    func openSSLReadsSlashes() throws {
        let files = try OpenSSLFiles()
        _ = try files.output("genpkey", "-algorithm", "ed25519", "-out", "key.pem")
        for name in Self.judgedNames() {
            let text = name.openSSLText(.slashes)
            let der = try files.output("req", "-new", "-key", "key.pem", "-utf8", "-subj", text, "-outform", "DER")
            let request = try CertificationRequest(derEncoded: der)
            let values = name.rdns.map { Set($0.attributes.map { [$0.type.dotted, $0.value.string] }) }
            #expect(request.subject.rdns.map { Set($0.attributes.map { [$0.type.dotted, $0.value.string] }) } == values, "\(text)")
        }
    }

    @Test("OpenSSL writes names on one line and by RFC 2253 as we do, and we read its text back", arguments: [true, false])
    func openSSLWrites(escapesNonASCII: Bool) async throws {
        let key = try SubjectPublicKeyInfo(
            derEncoded: Hex.decode("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        )
        var names = Self.judgedNames()
        names.append(.of([("1.2.3.4", "unknown type"), (OID.streetAddress, "a"), (OID.jurisdictionCountry, "DE")]))
        names.append(
            DistinguishedName([
                RelativeDistinguishedName([AttributeTypeAndValue(type: OID.commonName, value: try AttributeText(derEncoded: [3, 2, 0, 7]))])
            ])
        )
        for name in names {
            let info = CertificationRequestInfo(subject: name, subjectPublicKeyInfo: key).derEncoded()
            let der = CertificationRequestInfo.assemble(info: info, algorithm: .ed25519, signature: [UInt8](repeating: 0, count: 64))
            // The program sees a relative name in the order into which DER has sorted it.
            let sorted = try CertificationRequest(derEncoded: der).subject
            for (form, option) in [(OpenSSLNameForm.rfc2253, "RFC2253"), (.oneline, "oneline")] {
                let nameopt = escapesNonASCII ? option : option + ",-esc_msb"
                let shown = try runTool(["openssl", "req", "-inform", "DER", "-noout", "-subject", "-nameopt", nameopt], input: der)
                let text = String(shown.text.dropFirst("subject=".count).dropLast())
                #expect(sorted.openSSLText(form, escapesNonASCII: escapesNonASCII) == text)
                #expect(try DistinguishedName(openSSLText: text, form: form).derEncoded == name.derEncoded)
            }
        }
    }

    @Test("certtool shows the RFC 4514 text we write")
    func certtoolAgrees() throws {
        let key = try SubjectPublicKeyInfo(
            derEncoded: Hex.decode("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        )
        for pairs in [
            [(OID.domainComponent, "com"), (OID.organization, "A, B + C"), (OID.commonName, "x;y<z>")],
            [(OID.country, "DE"), (OID.stateOrProvince, "Bayern"), (OID.commonName, "Zoë \"Q\" \\ #")],
        ] {
            let name = DistinguishedName.of(pairs)
            let info = CertificationRequestInfo(subject: name, subjectPublicKeyInfo: key).derEncoded()
            let der = CertificationRequestInfo.assemble(info: info, algorithm: .ed25519, signature: [UInt8](repeating: 0, count: 64))
            let shown = try runTool(["certtool", "--crq-info", "--inder"], input: der)
            let line = try #require(shown.text.split(separator: "\n").first { $0.contains("Subject: ") })
            let text = String(line.drop { $0 != ":" }.dropFirst(2))
            #expect(text == name.rfc4514)
            #expect(try DistinguishedName(rfc4514: text) == name)
        }
    }
}
