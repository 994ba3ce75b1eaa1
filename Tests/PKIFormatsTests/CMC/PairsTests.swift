import PKIFormats
import Testing

@Suite("Pairs of name and value in CMC and CRMF")
struct PairsTests {
    @Test("registration information is written and read as Windows does, with or without the last ampersand")
    func registrationPairs() throws {
        let pairs = RegistrationPairs([
            EnrollmentNameValuePair(name: "CertificateTemplate", value: "User"),
            EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\alice & bob=50%"),
        ])
        let text = "CertificateTemplate=User&RequesterName=EXAMPLE%5Calice %26 bob%3D50%25&"
        #expect(String(decoding: pairs.information.bytes, as: UTF8.self) == text)
        for form in [text, String(text.dropLast())] {
            let read = try RegistrationPairs(RegistrationInformation(Array(form.utf8)))
            #expect(read == pairs)
            #expect(read.values(of: "requestername") == ["EXAMPLE\\alice & bob=50%"])
        }
        #expect(try RegistrationPairs(RegistrationInformation(Array("a&b=%zz&".utf8))).pairs.map(\.value) == ["", "%zz"])
        #expect(try RegistrationPairs(RegistrationInformation([])).pairs.isEmpty)
        #expect(throws: FormatError.self) { try RegistrationPairs(RegistrationInformation(Array("=x&".utf8))) }
        #expect(throws: FormatError.self) { try RegistrationPairs(RegistrationInformation([0x61, 0x3D, 0xFF])) }
    }

    @Test(
        "UTF-8 pairs of CRMF come back unchanged, with any content",
        arguments: [
            ("version", "1"), ("addr", "a?b%c"), ("?%", ""), ("", "x"), ("Grün", "ß"),
        ]
    )
    func utf8Pairs(name: String, value: String) throws {
        let pairs = UTF8Pairs([(name, value), (name, value)])
        let read = try #require(pairs.pairs)
        #expect(read.map(\.name) == [name, name])
        #expect(read.map(\.value) == [value, value])
    }

    @Test("text that does not follow the rule of UTF-8 pairs has no pairs")
    func broken() {
        #expect(UTF8Pairs(text: "").pairs?.isEmpty == true)
        for text in ["a", "a?b", "a%", "%", "?", "a?b%c"] { #expect(UTF8Pairs(text: text).pairs == nil, "\(text)") }
    }
}
