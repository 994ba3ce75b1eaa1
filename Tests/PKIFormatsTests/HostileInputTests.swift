import PKIFormats
import PKITesting
import Testing

@Suite("hostile input")
struct HostileInputTests {
    @Test("a request cut off at any octet is refused with an offset")
    func truncatedRequest() throws {
        let whole = try SampleVectors.cmCertificateRequest
        for length in 0..<whole.count {
            let error = #expect(throws: FormatError.self) { try CertificationRequest(derEncoded: Array(whole.prefix(length))) }
            #expect(error?.offset != nil)
            #expect(error?.structure == "CertificationRequest")
        }
    }

    @Test("a response cut off is refused")
    func truncatedResponse() throws {
        let whole = try SampleVectors.cmFullResponse
        for length in stride(from: 0, to: whole.count, by: 5) {
            #expect(throws: FormatError.self) { try SignedData(contentInfo: Array(whole.prefix(length))) }
        }
    }

    @Test("octets after the end are refused, and the error says how many")
    func trailingOctets() throws {
        let request = try SampleVectors.cmCertificateRequest
        let error = #expect(throws: FormatError.self) { try CertificationRequest(derEncoded: request + [0, 0]) }
        #expect(error?.offset == request.count)
        #expect(error?.reason == "2 octets follow the end of the structure")
        let certificate = try #require(SignedData(contentInfo: SampleVectors.cmFullResponse).certificates.first)
        #expect(throws: FormatError.self) { try Certificate(derEncoded: certificate + [0x30, 0]) }
        #expect(throws: FormatError.self) { try SignedData(contentInfo: SampleVectors.cmFullResponse + [0]) }
    }

    @Test("nesting beyond fifty levels is refused without exhausting the stack")
    func deepNesting() {
        var bytes: [UInt8] = [0x05, 0x00]
        for _ in 0..<2_000 { bytes = DERWriter.encode { writer in writer.writeSequence { $0.writeRaw(bytes) } } }
        let error = #expect(throws: FormatError.self) { try Certificate(derEncoded: bytes) }
        #expect(error?.reason.contains("nested") == true)
    }

    @Test(
        "BER that is not DER is refused",
        arguments: [
            ("30 80 00 00", "indefinite"),
            ("30 81 02 05 00", "longer than it has to be"),
            ("30 82 00 02 05 00", "longer than it has to be"),
        ]
    )
    func notDER(hex: String, reason: String) throws {
        let error = #expect(throws: FormatError.self) { try DistinguishedName(derEncoded: Hex.decode(hex)) }
        #expect(error?.reason.contains(reason) == true)
        #expect(error?.offset == 0)
    }
}
