import PKIFormats
import PKITesting
import Testing

@Suite("distinguished names")
struct NameTests {
    @Test(
        "the examples of RFC 4514 §4 are read and written",
        arguments: [
            ("UID=jsmith,DC=example,DC=net", "UID=jsmith,DC=example,DC=net"),
            ("OU=Sales+CN=J.  Smith,DC=example,DC=net", nil),
            ("CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net", "CN=James \\\"Jim\\\" Smith\\, III,DC=example,DC=net"),
            ("CN=Before\\0dAfter,DC=example,DC=net", "CN=Before\\0dAfter,DC=example,DC=net"),
            ("CN=Lu\\C4\\8Di\\C4\\87", "CN=Lučić"),
            ("1.3.6.1.4.1.1466.0=#04024869", "1.3.6.1.4.1.1466.0=#04024869"),
        ] as [(String, String?)]
    )
    func examples(text: String, expected: String?) throws {
        let name = try DistinguishedName(rfc4514: text)
        if let expected { #expect(name.rfc4514 == expected) }
        #expect(try DistinguishedName(derEncoded: name.derEncoded) == name)
        #expect(try DistinguishedName(rfc4514: name.rfc4514) == name)
    }

    @Test("the first relative name of the text is the last of the encoding")
    func order() throws {
        let name = try DistinguishedName(rfc4514: "CN=alice, OU=Users, DC=example, DC=com")
        #expect(
            name
                == DistinguishedName.of([
                    (OID.domainComponent, "com"), (OID.domainComponent, "example"), (OID.organizationalUnit, "Users"),
                    (OID.commonName, "alice"),
                ])
        )
        #expect(name.commonName == "alice")
        #expect(name.values(of: OID.domainComponent) == ["com", "example"])
        #expect(Hex.encode(name.derEncoded.prefix(27)).contains("0a0992268993f22c6401191603636f6d"))
    }

    @Test("values get the string type RFC 5280 demands")
    func stringTypes() throws {
        let name = try DistinguishedName(rfc4514: "E=a@example.com,C=DE,DC=example,CN=Example,serialNumber=12")
        let kinds = name.rdns.reversed().flatMap(\.attributes).map(\.value.kind)
        #expect(kinds == [.ia5, .printable, .ia5, .utf8, .printable])
        #expect(AttributeText("Ä", for: OID.country).kind == .utf8)
        #expect(AttributeText("ä@example.com", for: OID.emailAddress).kind == .utf8)
    }

    @Test(
        "spaces, quotes, empty values and Windows' and OpenSSL's keywords are read",
        arguments: [
            ("cn=a,S=Bayern", "CN=a,ST=Bayern"),
            ("CN=\"Example, Inc.\", O=\"say \"\"hi\"\"\"", "CN=Example\\, Inc.,O=say \\\"hi\\\""),
            ("CN = a ; O = b", "CN=a,O=b"),
            ("CN=\\ a\\ ,O=\\#b", "CN=\\ a\\ ,O=\\#b"),
            ("CN=,O=x", "CN=,O=x"),
            ("OID.2.5.4.3=x,2.5.4.10=y", "CN=x,O=y"),
            ("Email=a@b,G=g,T=t", "emailAddress=a@b,GN=g,title=t"),
            ("", ""),
            ("CN=a=b", "CN=a=b"),
            ("CN=#0c0161", "CN=a"),
        ]
    )
    func tolerance(text: String, expected: String) throws {
        #expect(try DistinguishedName(rfc4514: text).rfc4514 == expected)
    }

    @Test(
        "text that is not a name is refused with the place",
        arguments: [
            ("alice", 0), ("CN=a,", 5), ("CN=a,,O=b", 5), ("XX=a", 0), ("=a", 0), ("CN=a\\", 4), ("CN=a\\g", 4), ("CN=\"a", 3),
            ("CN=\"a\"b", 6),
            ("CN=#zz", 3), ("CN=#0c05", 3), ("CN=a<b", 4), ("CN=\\ff", 3), ("CN=a,O=b+", 9),
        ]
    )
    func refused(text: String, offset: Int) {
        let error = #expect(throws: FormatError.self) { try DistinguishedName(rfc4514: text) }
        #expect(error?.offset == offset)
    }

    @Test("matching ignores case, white space and string type; equality does not")
    func matching() throws {
        let first = try DistinguishedName(rfc4514: "CN=Example   CA,O=Straße")
        let second = DistinguishedName([
            RelativeDistinguishedName([AttributeTypeAndValue(type: OID.organization, value: AttributeText(bmp: "STRAßE"))]),
            RelativeDistinguishedName([
                AttributeTypeAndValue(type: OID.commonName, value: try #require(AttributeText(printable: " example ca")))
            ]),
        ])
        #expect(first.matches(second))
        #expect(first != second)
        #expect(!first.matches(try DistinguishedName(rfc4514: "CN=Example CB,O=Straße")))
        #expect(!first.matches(try DistinguishedName(rfc4514: "CN=Example CA")))
        let multiple = try DistinguishedName(rfc4514: "CN=a+OU=b")
        #expect(multiple.matches(try DistinguishedName(rfc4514: "OU=B+CN=A")))
        #expect(multiple == (try DistinguishedName(rfc4514: "OU=b+CN=a")))
    }

    @Test(
        "broken strings inside a name are refused",
        arguments: [
            ("0C 02 C3 28", "UTF-8"), ("1E 03 00 41 00", "even"), ("1E 02 D8 00", "UTF-16"), ("1C 03 00 00 41", "four"),
            ("1C 04 00 11 00 00", "UTF-32"),
        ]
    )
    func brokenStrings(hex: String, reason: String) throws {
        let value = try Hex.decode(hex)
        let name = DERWriter.encode { writer in
            writer.writeSequence {
                $0.writeSet {
                    $0.writeSequence { writer in
                        writer.writeOID(OID.commonName)
                        writer.writeRaw(value)
                    }
                }
            }
        }
        let error = #expect(throws: FormatError.self) { try DistinguishedName(derEncoded: name) }
        #expect(error?.reason.contains(reason) == true)
        #expect(error?.offset == 11)
    }

    @Test("every string type is read")
    func stringTypesRead() throws {
        for (hex, text) in [
            ("14 01 E4", "ä"), ("12 02 31 32", "12"), ("1A 01 41", "A"), ("1C 04 00 01 F6 00", "😀"), ("1E 04 D8 3D DE 00", "😀"),
            ("13 01 40", "@"),
        ] {
            let value = try AttributeText(derEncoded: Hex.decode(hex))
            #expect(value.string == text)
        }
    }

    @Test("OpenSSL writes the same RFC 2253 text for ordinary names")
    func openSSLAgrees() async throws {
        try await withTemporaryDirectory { directory in
            let made = try runTool(
                [
                    "openssl", "req", "-new", "-nodes", "-newkey", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", "k", "-utf8",
                    "-subj",
                    "/DC=com/O=A, B + C/OU=#x/CN= <q> ;\"z\" ", "-outform", "DER",
                ],
                directory: directory
            )
            let request = try CertificationRequest(derEncoded: made.stdout)
            let shown = try runTool(["openssl", "req", "-inform", "DER", "-noout", "-subject", "-nameopt", "RFC2253"], input: made.stdout)
            let text = shown.text.dropFirst("subject=".count).prefix { $0 != "\n" }
            #expect(request.subject.rfc4514 == String(text))
            #expect(try DistinguishedName(rfc4514: String(text)).matches(request.subject))
        }
    }
}
