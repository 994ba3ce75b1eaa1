import CAInterface
import Foundation
import PKIFormats
import Testing
import WireProtocols

@Suite("OCSP in the path of a GET, and its cache fields")
struct OCSPHTTPTests {
    /// Base64 of this has `+`, `//` and padding.
    private static let octets: [UInt8] = [0x30, 0x0F, 0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
    private static let base64 = Base64.encode(octets)

    private static let forms: [(String, String)] = [
        ("as it is", base64), ("escaped", escaped(base64)), ("escaped twice", escaped(escaped(base64))),
        ("with slashes in front", "///" + base64), ("without padding", String(base64.prefix { $0 != "=" })),
        ("with blanks for plus", base64.replacing("+", with: "%20")),
        ("in the alphabet of URLs", base64.replacing("+", with: "-").replacing("/", with: "_")),
    ]

    private static func escaped(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("+", with: "%2B").replacing("/", with: "%2f").replacing("=", with: "%3D")
    }

    @Test("base64 is read in every form in which clients and proxies write it", arguments: forms.map(\.0))
    func read(_ name: String) throws {
        #expect(Self.base64.contains("+"))
        #expect(Self.base64.contains("//"))
        #expect(Self.base64.hasSuffix("="))
        let form = try #require(Self.forms.first { $0.0 == name })
        #expect(OCSPHTTP.request(in: form.1) == Self.octets)
    }

    @Test("what is no base64 is nothing", arguments: ["", "/", "///", "%", "%zz", "%2", "MA=A!", "ä", "%00"])
    func refused(_ text: String) {
        #expect(OCSPHTTP.request(in: text) == nil)
    }

    @Test("an answer may be kept until just before its end, and one that has ended may not")
    func cacheFields() throws {
        let produced = Date(timeIntervalSince1970: 1_800_000_000)
        let caching = StatusAnswer.Caching(producedAt: produced, nextUpdate: produced + 3_600, tag: "ab")
        let fields = try #require(OCSPHTTP.CacheFields(caching, at: produced + 600))
        #expect(fields.cacheControl == "max-age=2999, public, no-transform, must-revalidate")
        #expect(fields.expires == HTTPDate.text(produced + 3_600))
        #expect(fields.lastModified == HTTPDate.text(produced))
        #expect(fields.tag == "\"ab\"")
        #expect(OCSPHTTP.CacheFields(caching, at: produced + 3_600) == nil)
    }
}
