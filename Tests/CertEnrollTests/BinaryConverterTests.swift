import CAInterface
import CertCli
import CertEnroll
import PKIFormats
import Testing

@Suite("Encodings of bytes and IBinaryConverter")
struct BinaryConverterTests {
    private static let bytes = [UInt8]([0xFB, 0xEF, 0xFF]) + Array(UInt8(0)..<60)

    @Test("every option has its documented number, and two forms cannot make a third")
    func numbers() {
        #expect(
            EncodingType.Options.documented.map(\.value.rawValue)
                == [0x100, 0x200, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000, 0x8000_0000]
        )
        #expect(EncodingType.Encoding.documented.map(\.value.rawValue) == Array(0...13))
        #expect(EncodingType(.base64, .noCRLF).rawValue == 0x4000_0001)
        #expect(EncodingType.encodeMask == 0xFF)
        #expect(EncodingType.hex.adding(.noCR).encoding == .hex)
    }

    @Test("line ends: CRLF unless NOCR or NOCRLF")
    func lines() throws {
        #expect(try EncodingType.base64.encode(Self.bytes).text.contains("\r\n"))
        #expect(try !EncodingType(.base64, .noCR).encode(Self.bytes).text.utf8.contains(13))
        #expect(try EncodingType(.base64, .noCR).encode(Self.bytes).text.utf8.contains(10))
        #expect(try EncodingType(.base64, .noCRLF).encode(Self.bytes).text.utf8.allSatisfy { $0 > 32 })
    }

    @Test("base64 for addresses has its own alphabet and no padding; percent escapes are read back")
    func addresses() throws {
        #expect(try EncodingType.base64URI.encode([0xFB, 0xEF, 0xFF, 1]).text == "--__AQ")
        #expect(try EncodingType.base64URI.decode(Array("--__AQ==".utf8)) == [0xFB, 0xEF, 0xFF, 1])
        let escaped = EncodingType(.base64, [.percentEscape, .noCRLF])
        #expect(try escaped.encode([0xFB, 0xEF, 0xFF, 1]).text == "%2B%2B%2F%2FAQ%3D%3D")
        #expect(try escaped.decode(Array("%2B%2B%2F%2FAQ%3D%3D".utf8)) == [0xFB, 0xEF, 0xFF, 1])
    }

    @Test("strict decoding takes nothing beside the form, which is taken otherwise")
    func strict() async throws {
        let pem = try EncodingType.base64Header.encode(Self.bytes).text
        for (encoding, text) in [
            (EncodingType.Encoding.base64Header, "words\n" + pem), (.base64Header, pem + pem), (.base64, "AAEC AwQF"), (.hexRaw, "00 01"),
        ] {
            #expect(await failure { try EncodingType(encoding, .strict).decode(Array(text.utf8)) } == .invalidData, "\(encoding)")
            #expect(try !EncodingType(encoding).decode(Array(text.utf8)).isEmpty)
        }
        #expect(try EncodingType(.base64Header, .strict).decode(Array(pem.utf8)) == Self.bytes)
        #expect(try EncodingType(.base64, .strict).decode(Array("AAEC\r\nAwQF\r\n".utf8)) == [0, 1, 2, 3, 4, 5])
        #expect(try EncodingType(.hexRaw, .strict).decode(Array("0001\r\n".utf8)) == [0, 1])
        #expect(try EncodingType(.hexRaw, .strict).encode([1]).text == "01\r\n")
    }

    @Test(
        "options without a description are 0x80070057",
        arguments: [EncodingType.Options.chain, .text, .hashData, .init(rawValue: 0x400)]
    )
    func undescribed(_ option: EncodingType.Options) async {
        #expect(await failure { try EncodingType(.base64, option).encode([1]) } == .invalidArgument)
        #expect(await failure { try EncodingType(.base64, option).decode([65]) } == .invalidArgument)
    }

    @Test("a text goes to another form, to bytes and back")
    func converter() async throws {
        let converter = BinaryConverter()
        #expect(try converter.stringToString(Array("AAEC".utf8), encodingIn: .base64, encoding: .hexRaw).text == "000102\r\n")
        #expect(try converter.stringToVariantByteArray(Array("000102".utf8), encoding: .hexAny) == [0, 1, 2])
        #expect(try converter.variantByteArrayToString([0, 1, 2], encoding: EncodingType(.base64, .noCRLF)).text == "AAEC")
        #expect(await failure { try converter.stringToVariantByteArray(Array("zz".utf8), encoding: .hex) } == .invalidData)
        #expect(await failure { try converter.variantByteArrayToString([1], encoding: .any) } == .invalidArgument)
        let values = converter.stringArrayToVariantArray(["a", "b"])
        #expect(try converter.variantArrayToStringArray(values) == ["a", "b"])
        #expect(await failure { try converter.variantArrayToStringArray(["a", 1]) } == .invalidArgument)
    }
}
