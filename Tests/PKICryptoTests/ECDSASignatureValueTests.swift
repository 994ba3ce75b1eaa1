import PKIFormats
import Testing

@testable import PKICrypto

@Suite("The value of an ECDSA signature")
struct ECDSASignatureValueTests {
    /// r, s, and the DER that `openssl asn1parse -genconf` makes of SEQUENCE { INTEGER r, INTEGER s }.
    static let vectors: [(r: String, s: String, der: String)] = [
        ("01", "02", "3006020101020102"),
        ("80", "7f", "30070202008002017f"),
        ("00", "00", "3006020100020100"),
        ("0100", "ff01", "300902020100020300ff01"),
    ]

    @Test("numbers have the DER that OpenSSL gives them, and are filled up again to the curve's width", arguments: vectors)
    func known(vector: (r: String, s: String, der: String)) throws {
        let numbers = try [vector.r, vector.s].flatMap { text in
            let octets = try Hex.decode(text)
            return [UInt8](repeating: 0, count: 32 - octets.count) + octets
        }
        let der = try Hex.decode(vector.der)
        #expect(ECDSASignatureValue.der(fixedWidth: numbers) == der)
        #expect(ECDSASignatureValue.fixedWidth(der, width: 32) == numbers)
    }

    @Test("numbers of every curve's full width come back", arguments: [32, 48, 66])
    func full(width: Int) throws {
        for first in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
            let numbers = [first] + [UInt8](repeating: 0xA5, count: width - 1) + [UInt8](repeating: 0xFF, count: width)
            let der = ECDSASignatureValue.der(fixedWidth: numbers)
            #expect(ECDSASignatureValue.fixedWidth(der, width: width) == numbers)
            // Too wide for a smaller curve.
            #expect(ECDSASignatureValue.fixedWidth(der, width: width - 1) == nil)
            for end in der.indices { #expect(ECDSASignatureValue.fixedWidth(Array(der[..<end]), width: width) == nil) }
        }
    }

    @Test(
        "octets that are not the DER of two numbers are refused",
        arguments: [
            "", "30", "3000", "3003020101", "30060201010201", "300602010102010200", "3009020101020102020103", "3106020101020102",
            "3006040101020102", "30060201ff020102", "300702020001020102", "30080202000102020002", "300702000203010203", "30060200020200ff",
            "308106020101020102", "30800201010201020000", "30820006020101020102", "30050201010200",
        ]
    )
    func malformed(text: String) throws {
        let der = try Hex.decode(text)
        #expect(ECDSASignatureValue.fixedWidth(der, width: 32) == nil)
    }
}
