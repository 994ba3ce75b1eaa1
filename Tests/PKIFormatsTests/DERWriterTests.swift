import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("writing DER")
struct DERWriterTests {
    @Test("lengths are minimal at every boundary", arguments: [0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000])
    func lengths(count: Int) throws {
        let content = [UInt8](repeating: 0x5A, count: count)
        let flat = DERWriter.encode { $0.writeOctetString(content) }
        let nested = DERWriter.encode { writer in writer.writeSequence { $0.writeExplicit(0) { $0.writeOctetString(content) } } }
        let parsed = try runTool(["openssl", "asn1parse", "-inform", "DER", "-noout", "-out", "/dev/stdout"], input: nested)
        #expect(parsed.stdout == nested)
        let inner = DERWriter.encode { $0.writePrimitive(tag: 0xA0, flat) }
        #expect(DERWriter.encode { $0.writePrimitive(tag: 0x30, inner) } == nested)
    }

    @Test(
        "integers are minimal two's complement",
        arguments: [
            (0, "020100"), (1, "020101"), (127, "02017f"), (128, "02020080"), (255, "020200ff"), (256, "02020100"), (-1, "0201ff"),
            (-128, "020180"),
            (-129, "0202ff7f"), (Int.max, "02087fffffffffffffff"), (Int.min, "02088000000000000000"), (65_537, "0203010001"),
        ]
    )
    func integers(value: Int, hex: String) {
        #expect(Hex.encode(DERWriter.encode { $0.writeInteger(value) }) == hex)
    }

    @Test(
        "a number from octets is written without needless zeros and never negative",
        arguments: [
            ([], "020100"), ([0], "020100"), ([0, 0, 5], "020105"), ([0x80], "02020080"), ([0, 0xFF], "020200ff"),
        ] as [([UInt8], String)]
    )
    func unsigned(octets: [UInt8], hex: String) {
        #expect(Hex.encode(DERWriter.encode { $0.writeInteger(unsigned: octets) }) == hex)
    }

    @Test("a SET OF is sorted")
    func setOf() {
        let members: [[UInt8]] = [[2, 1, 9], [1, 1, 0xFF], [2, 1, 3], [2, 2, 1, 0]]
        #expect(Hex.encode(DERWriter.encode { $0.writeSetOf(members) }) == "310d" + "0101ff" + "020103" + "020109" + "02020100")
    }

    @Test(
        "times change from UTCTime to GeneralizedTime with the year 2050, and go back to the same second",
        arguments: [
            (0, "170d3730303130313030303030305a"), (1_795_219_200, nil), (2_524_607_999, "170d3439313233313233353935395a"),
            (2_524_608_000, "180f32303530303130313030303030305a"), (-631_152_000, "170d3530303130313030303030305a"),
            (-631_152_001, "180f31393439313233313233353935395a"), (951_782_400, "170d3030303232393030303030305a"),
            (253_402_300_799, "180f39393939313233313233353935395a"), (-62_167_219_200, "180f30303030303130313030303030305a"),
        ] as [(Int, String?)]
    )
    func times(seconds: Int, hex: String?) throws {
        let date = Date(timeIntervalSince1970: Double(seconds))
        let written = DERWriter.encode { $0.writeTime(date) }
        if let hex { #expect(Hex.encode(written) == hex) }
        #expect(try readBack(written) == date)
    }

    @Test("dates no calendar of four digits has are brought inside, and fractions cut off")
    func oddDates() throws {
        #expect(
            try readBack(DERWriter.encode { $0.writeTime(Date(timeIntervalSince1970: .infinity)) }).timeIntervalSince1970 == 253_402_300_799
        )
        #expect(
            try readBack(DERWriter.encode { $0.writeTime(Date(timeIntervalSince1970: -.infinity)) }).timeIntervalSince1970
                == -62_167_219_200
        )
        #expect(try readBack(DERWriter.encode { $0.writeTime(Date(timeIntervalSince1970: .nan)) }).timeIntervalSince1970 == 0)
        #expect(try readBack(DERWriter.encode { $0.writeTime(Date(timeIntervalSince1970: 99.9)) }).timeIntervalSince1970 == 99)
        #expect(try readBack(DERWriter.encode { $0.writeTime(Date(timeIntervalSince1970: -0.1)) }).timeIntervalSince1970 == -1)
    }

    @Test("every day from 1890 to 2110 is written and read as the same")
    func everyDay() throws {
        for day in -29_200..<51_500 where day % 7 == 0 || abs(day) < 800 {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 86_399)
            let written = DERWriter.encode { $0.writeTime(date) }
            guard try readBack(written) == date else {
                Issue.record("day \(day) changed")
                return
            }
        }
    }

    @Test(
        "times that are not as RFC 5280 writes them are refused",
        arguments: [
            "2106010000Z", "210601000000", "210601000000+0000", "210631000000Z", "210600000000Z", "211301000000Z", "210601240000Z",
            "210601006000Z",
            "210601000060Z", "21060100000aZ", "", "210229000000Z",
        ]
    )
    func refusedTimes(text: String) {
        #expect(throws: FormatError.self) { try readBack([0x17, UInt8(text.utf8.count)] + Array(text.utf8)) }
        let general = "20" + text
        #expect(throws: FormatError.self) { try readBack([0x18, UInt8(general.utf8.count)] + Array(general.utf8)) }
    }

    @Test("a GeneralizedTime may have a fraction that is DER")
    func fractions() throws {
        func time(_ text: String) throws -> Double {
            try readBack([0x18, UInt8(text.utf8.count)] + Array(text.utf8)).timeIntervalSince1970
        }
        #expect(try time("19700101000001.5Z") == 1.5)
        for text in [
            "19700101000001.Z", "19700101000001.50Z", "19700101000001.0Z", "19700101000001,5Z", "19700101000001.5",
            "19700101000001.1234567891Z",
        ] {
            #expect(throws: FormatError.self) { try time(text) }
        }
    }

    /// Reads the time in the shortest structure that contains one; certificates and lists allow more forms (TimeEncodingTests).
    private func readBack(_ time: [UInt8]) throws -> Date { try CRLNextPublish(value: time).date }
}
