import PKIFormats
import PKITesting
import SwiftASN1
import Testing

@Suite("reading DER")
struct DERReaderTests {
    @Test("we accept the same DER as swift-asn1, and nothing else, over thousands of damaged structures")
    func agreesWithSwiftASN1() throws {
        var generator = SplitMix(state: 0xDE12)
        let message = try SignedData(contentInfo: SampleVectors.cmFullResponse)
        let samples = [
            try SampleVectors.cmCertificateRequest, try #require(message.content), try #require(message.certificates.last),
            try Hex.decode("30 06 02 01 01 02 01 02"), try Hex.decode("3F 81 20 0A 7F 20 03 02 01 01 9F 1F 01 05"),
        ]
        var accepted = 0
        for round in 0..<6_000 {
            var bytes = samples[round % samples.count]
            for _ in 0..<Int.random(in: 1...3, using: &generator) { damage(&bytes, nearStart: round % 3 == 0, using: &generator) }
            // Strings and object identifiers are examined. Every other element is accepted as it is, so that only tags and lengths count.
            guard let first = bytes.first, [0x10, 0x02, 0x1F].contains(first & 0x1F), first & 0xC0 == 0 || first & 0x1F == 0x1F else {
                continue
            }
            let ours = (try? AttributeText(derEncoded: bytes)) != nil
            let theirs = (try? DER.parse(bytes)) != nil
            if ours != theirs { Issue.record("swift-asn1 \(theirs), we \(ours): \(Hex.encode(bytes.prefix(40)))") }
            if ours { accepted += 1 }
        }
        #expect(accepted > 100)
    }

    private func damage(_ bytes: inout [UInt8], nearStart: Bool, using generator: inout SplitMix) {
        let position = Int.random(in: 0..<(nearStart ? min(12, bytes.count) : bytes.count), using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[position] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 2 where bytes.count > 2: bytes.remove(at: position)
        default: bytes.insert([0, 0x80, 0x81, 0x1F, 0x3F, 0x30, 1, 127, 0xFF].randomElement(using: &generator) ?? 0, at: position)
        }
    }

    @Test(
        "the fault is located",
        arguments: [
            ("", 0, "no bytes"), ("30", 0, "before its length"), ("30 03 02 01", 0, "says 3 octets, only 2"),
            ("30 04 02 02 01", 0, "says 4 octets"),
            ("30 03 02 02 01", 2, "says 2 octets, only 1"), ("30 02 00 00", 2, "tag 0"), ("30 02 1F 1E", 2, "minimal"),
            ("30 03 02 81 01", 2, "longer"),
            ("30 88 01 00 00 00 00 00 00 00", 0, "8 octets"), ("05 00 05 00", 2, "2 octets follow"),
        ]
    )
    func faults(hex: String, offset: Int, reason: String) throws {
        let bytes = try Hex.decode(hex)
        let error = #expect(throws: FormatError.self) { try SubjectPublicKeyInfo(derEncoded: bytes) }
        #expect(error?.offset == offset)
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }
}
