import PKIFormats
import PKITesting
import Testing

@Suite("BER")
struct BERTests {
    /// BER and the DER it becomes.
    static let pairs: [(String, [UInt8], [UInt8])] = [
        ("DER stays as it is", [0x30, 0x03, 0x02, 0x01, 0x05], [0x30, 0x03, 0x02, 0x01, 0x05]),
        ("indefinite length", [0x30, 0x80, 0x02, 0x01, 0x05, 0x00, 0x00], [0x30, 0x03, 0x02, 0x01, 0x05]),
        (
            "indefinite within indefinite", [0x30, 0x80, 0x31, 0x80, 0x00, 0x00, 0x30, 0x80, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00],
            [0x30, 0x06, 0x31, 0x00, 0x30, 0x02, 0x05, 0x00]
        ),
        ("length in too many octets", [0x04, 0x84, 0x00, 0x00, 0x00, 0x02, 0xAB, 0xCD], [0x04, 0x02, 0xAB, 0xCD]),
        ("length in sixteen octets", [0x04, 0x90] + [UInt8](repeating: 0, count: 15) + [0x01, 0xAB], [0x04, 0x01, 0xAB]),
        ("octet string in segments", [0x24, 0x80, 0x04, 0x02, 1, 2, 0x04, 0x00, 0x04, 0x01, 3, 0x00, 0x00], [0x04, 0x03, 1, 2, 3]),
        (
            "octet string in segments of segments",
            [0x24, 0x80, 0x24, 0x80, 0x04, 0x01, 1, 0x00, 0x00, 0x24, 0x03, 0x04, 0x01, 2, 0x00, 0x00], [0x04, 0x02, 1, 2]
        ),
        ("empty octet string", [0x24, 0x80, 0x00, 0x00], [0x04, 0x00]),
        (
            "bit string in segments", [0x23, 0x09, 0x03, 0x03, 0x00, 0xAA, 0xBB, 0x03, 0x02, 0x04, 0xF0],
            [0x03, 0x04, 0x04, 0xAA, 0xBB, 0xF0]
        ),
        ("empty bit string", [0x23, 0x00], [0x03, 0x01, 0x00]),
        ("character string in segments", [0x2C, 0x80, 0x04, 0x01, 0x41, 0x0C, 0x01, 0x42, 0x00, 0x00], [0x0C, 0x02, 0x41, 0x42]),
        ("long tag", [0xBF, 0x81, 0x00, 0x80, 0x05, 0x00, 0x00, 0x00], [0xBF, 0x81, 0x00, 0x02, 0x05, 0x00]),
        ("a tag that is not universal keeps its segments", [0xA0, 0x80, 0x04, 0x01, 1, 0x00, 0x00], [0xA0, 0x03, 0x04, 0x01, 1]),
        (
            "the order of a SET is kept", [0x31, 0x80, 0x02, 0x01, 9, 0x02, 0x01, 1, 0x00, 0x00],
            [0x31, 0x06, 0x02, 0x01, 9, 0x02, 0x01, 1]
        ),
    ]

    @Test("each freedom of BER that occurs in messages becomes DER", arguments: pairs)
    func becomesDER(name: String, ber: [UInt8], der: [UInt8]) throws {
        #expect(try BERTranscoder.der(from: ber) == der, "\(name)")
        #expect(try BERTranscoder.der(from: der) == der, "\(name)")
    }

    /// Octets that are not BER and a word of the reason.
    static let refused: [([UInt8], String)] = [
        ([], "no bytes"), ([0x30], "cut off"), ([0x30, 0x80], "no end"), ([0x30, 0x80, 0x00], "no end"),
        ([0x04, 0x80, 0x00, 0x00], "primitive"),
        ([0x30, 0x80, 0x02, 0x01], "more octets"), ([0x04, 0x82, 0x01], "cut off in its length"),
        ([0x04, 0xFF, 0x01], "cut off in its length"),
        ([0x04, 0x88] + [UInt8](repeating: 0xFF, count: 8), "more octets"), ([0x00, 0x00], "tag 0"), ([0x30, 0x02, 0x00, 0x00], "tag 0"),
        ([0x30, 0x00, 0x00], "follow"), ([0x24, 0x03, 0x02, 0x01, 0x05], "another type"), ([0x23, 0x03, 0x04, 0x01, 0x00], "another type"),
        ([0x23, 0x08, 0x03, 0x02, 0x04, 0xF0, 0x03, 0x02, 0x00, 0xAA], "fit together"), ([0x23, 0x02, 0x03, 0x00], "fit together"),
        ([0x23, 0x04, 0x03, 0x02, 0x08, 0x00], "fit together"), ([0x1F, 0x80, 0x01, 0x00], "tag number"),
    ]

    @Test("octets that are not BER are refused with the reason", arguments: refused)
    func refuses(bytes: [UInt8], word: String) {
        #expect { _ = try BERTranscoder.der(from: bytes, structure: "ContentInfo") } throws: { error in
            guard let error = error as? FormatError else { return false }
            return error.structure == "ContentInfo" && error.reason.contains(word)
        }
    }

    @Test("fifty levels are accepted, fifty-one are not, whether of elements or of segments")
    func depth() throws {
        let nested = { (identifier: UInt8, count: Int) -> [UInt8] in
            (0..<count).flatMap { _ in [identifier, 0x80] as [UInt8] } + (0..<count).flatMap { _ in [0x00, 0x00] as [UInt8] }
        }
        #expect(try BERTranscoder.der(from: nested(0x30, 50)).count == 100)
        #expect(throws: FormatError.self) { try BERTranscoder.der(from: nested(0x30, 51)) }
        #expect(try BERTranscoder.der(from: nested(0x24, 50)) == [0x04, 0x00])
        #expect(throws: FormatError.self) { try BERTranscoder.der(from: nested(0x24, 51)) }
        #expect(throws: FormatError.self) { try BERTranscoder.der(from: [UInt8](repeating: 0x24, count: 100_000)) }
    }

    @Test("a message in BER damaged anywhere is read or refused, never more")
    func hostile() throws {
        let sample: [UInt8] = [
            0x30, 0x80, 0x24, 0x80, 0x04, 0x02, 1, 2, 0x24, 0x84, 0, 0, 0, 3, 0x04, 0x01, 3, 0, 0, 0x23, 0x04, 0x03, 0x02, 4, 0xF0, 0, 0,
        ]
        #expect(try BERTranscoder.der(from: sample) == [0x30, 0x09, 0x04, 0x03, 1, 2, 3, 0x03, 0x02, 4, 0xF0])
        for count in 0..<sample.count {
            #expect(throws: FormatError.self) { try BERTranscoder.der(from: Array(sample.prefix(count))) }
        }
        for index in sample.indices {
            for octet in UInt8.min...UInt8.max {
                var damaged = sample
                damaged[index] = octet
                guard let der = try? BERTranscoder.der(from: damaged) else { continue }
                #expect(try BERTranscoder.der(from: der) == der)
            }
        }
    }

    @Test("a megabyte in segments of one octet becomes one string of a megabyte")
    func segmentsOfOneOctet() throws {
        var ber: [UInt8] = [0x24, 0x80]
        for index in 0..<1_000_000 { ber += [0x04, 0x01, UInt8(truncatingIfNeeded: index)] }
        ber += [0x00, 0x00]
        let der = try BERTranscoder.der(from: ber)
        #expect(der.count == 1_000_005)
        #expect(der.prefix(5) == [0x04, 0x83, 0x0F, 0x42, 0x40])
    }

    @Test("strings in segments under an implicit tag are joined in BER and refused in DER")
    func implicitSegments() throws {
        func indefinite(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] { [tag, 0x80] + parts.flatMap { $0 } + [0x00, 0x00] }
        func identifier(_ oid: OID) -> [UInt8] { Array(AlgorithmIdentifier(oid).derEncoded.dropFirst(2)) }
        let version: [UInt8] = [0x02, 0x01, 0x03]
        let (digest, signature) = (AlgorithmIdentifier.sha256.derEncoded, AlgorithmIdentifier.ecdsaWithSHA256.derEncoded)
        let keyIdentifier = indefinite(0xA0, [0x04, 0x01, 1], indefinite(0x24, [0x04, 0x03, 2, 3, 4]))
        let signer = indefinite(0x30, version, keyIdentifier, digest, signature, [0x04, 0x01, 9])
        let content = indefinite(0x30, identifier(OID.CMS.data))
        let signedData = indefinite(0x30, version, indefinite(0x31, digest), content, indefinite(0x31, signer))
        let message = indefinite(0x30, identifier(OID.CMS.signedData), indefinite(0xA0, signedData))
        let read = try SignedData(berContentInfo: message)
        #expect(read.signers.first?.identifier == .subjectKeyIdentifier([1, 2, 3, 4]))
        #expect(try SignedData(contentInfo: read.contentInfo) == read)
        #expect(throws: FormatError.self) {
            try SignedData(contentInfo: BERTranscoder.der(from: message, structure: "ContentInfo"))
        }

        // A segment that is not an OCTET STRING is refused, not skipped.
        let broken = indefinite(0xA0, [0x04, 0x01, 1], [0x02, 0x01, 2])
        let brokenSigner = indefinite(0x30, version, broken, digest, signature, [0x04, 0x01, 9])
        let brokenData = indefinite(0x30, version, indefinite(0x31, digest), content, indefinite(0x31, brokenSigner))
        #expect(throws: FormatError.self) {
            try SignedData(berContentInfo: indefinite(0x30, identifier(OID.CMS.signedData), indefinite(0xA0, brokenData)))
        }
    }

    @Test("openssl cms -sign -stream becomes the message that openssl writes without streaming")
    func openSSLStream() throws {
        let files = try OpenSSLFiles()
        try files.output(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "key.pem",
            "-out",
            "cert.pem",
            "-subj",
            "/CN=BER",
            "-days",
            "30"
        )
        let content = [UInt8](repeating: 0x41, count: 100_000)
        try files.write("content", content)
        let ber = try files.output(
            "cms",
            "-sign",
            "-stream",
            "-binary",
            "-nodetach",
            "-in",
            "content",
            "-signer",
            "cert.pem",
            "-inkey",
            "key.pem",
            "-outform",
            "DER"
        )
        #expect(ber[1] == 0x80)
        #expect(throws: FormatError.self) { try SignedData(contentInfo: ber) }
        let message = try SignedData(contentInfo: BERTranscoder.der(from: ber, structure: "ContentInfo"))
        #expect(message.content == content)
        try files.write("der", message.contentInfo)
        let result = try files.run("cms", "-verify", "-binary", "-inform", "DER", "-in", "der", "-CAfile", "cert.pem", "-purpose", "any")
        #expect(result.status == 0, "\(result.errorText)")
        #expect(result.stdout == content)
    }
}
