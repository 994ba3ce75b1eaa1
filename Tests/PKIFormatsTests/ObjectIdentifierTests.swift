import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("object identifiers")
struct ObjectIdentifierTests {
    @Test(
        "dotted text and content octets agree with OpenSSL",
        arguments: [
            "1.2.840.113549", "2.5.4.3", "0.9.2342.19200300.100.1.25", "1.3.6.1.4.1.311.21.8.15138236.9081687.6768037", "2.999.3", "2.39",
            "2.40.1",
            "1.3.6.1.4.1.311.21.7", "0.0", "1.39.16383.16384", "2.25.329800735698586629295641978511506172918",
        ]
    )
    func againstOpenSSL(dotted: String) throws {
        let oid = try #require(OID(dotted: dotted))
        #expect(oid.dotted == dotted)
        #expect(try OID(contentBytes: oid.contentBytes) == oid)
        let made = try runTool(["openssl", "asn1parse", "-genstr", "OID:" + dotted, "-noout", "-out", "/dev/stdout"])
        #expect(made.status == 0, "\(made.errorText)")
        #expect(made.stdout == DERWriter.encode { $0.writeOID(oid) })
    }

    @Test(
        "text that is not an object identifier is refused",
        arguments: [
            "", "1", "3.1", "1.40", "0.40", "1..2", ".1.2", "1.2.", "1.02", "a.b", "1.-2", "1.2 ", "١.٢",
            "1.2.99999999999999999999999999999999999999999",
        ]
    )
    func refusedText(text: String) {
        #expect(OID(dotted: text) == nil)
    }

    @Test("octets that are not an object identifier are refused", arguments: ["", "80", "2A 80 01", "2A 86", "2A 80 80 01"])
    func refusedOctets(hex: String) throws {
        let bytes = try Hex.decode(hex)
        #expect(throws: FormatError.self) { try OID(contentBytes: bytes) }
    }

    @Test("an arc of more than 128 bits is refused, one of 128 is read")
    func longArcs() throws {
        #expect(throws: FormatError.self) { try OID(contentBytes: [0x2A] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]) }
        let largest = "2.25.\(UInt128.max >> 1)"
        #expect(OID(dotted: largest)?.dotted == largest)
    }

    @Test("known identifiers have names, and no identifier has two")
    func names() {
        #expect(OID.commonName.name == "commonName")
        #expect(OID.KeyPurpose.smartcardLogon.name == "smartcardLogon")
        #expect(OID.Microsoft.certificateTemplate.dotted == "1.3.6.1.4.1.311.21.7")
        #expect(OID(dotted: "1.2.3.4")?.name == nil)
        #expect(OID(dotted: "1.2.3.4")?.nameOrDotted == "1.2.3.4")
    }

    @Test("as JSON it is the dotted text")
    func json() throws {
        let oids: [OID] = ["2.5.4.3", "1.2.3"]
        let data = try JSONEncoder().encode(oids)
        #expect(String(decoding: data, as: UTF8.self) == #"["2.5.4.3","1.2.3"]"#)
        #expect(try JSONDecoder().decode([OID].self, from: data) == oids)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([OID].self, from: Data(#"["x"]"#.utf8)) }
    }

    @Test("the curves that are certified have the bits and names of the table of curves")
    func curves() {
        for curve in NamedCurve.allCases {
            #expect(CurveTable.bits(of: curve.oid) == curve.bits)
            #expect(CurveTable.name(of: curve.oid) == curve.displayName)
            #expect(NamedCurve(oid: curve.oid) == curve)
        }
        #expect(NamedCurve(oid: "1.3.132.0.10") == nil)
    }
}
