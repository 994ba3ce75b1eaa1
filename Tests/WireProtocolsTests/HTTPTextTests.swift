import Foundation
import Testing
import WireProtocols

@Suite struct HTTPTextTests {
    @Test("a Basic credential is read as it was written, colons in the password included")
    func basic() throws {
        let credential = BasicCredential(name: "EXAMPLE\\jürgen", password: Array("a:b:ü".utf8))
        #expect(BasicCredential(authorization: credential.authorization) == credential)
        #expect(BasicCredential(authorization: "bAsIc " + credential.authorization.dropFirst(6)) == credential)
    }

    @Test(
        "other schemes and broken credentials are refused",
        arguments: ["", "Basic", "Basic ", "Basic !!!!", "Bearer abc", "Basic YWJj", "Basic OnB3", "Basic /zpw"]
    )
    func notBasic(_ value: String) {
        #expect(BasicCredential(authorization: value) == nil)
    }

    @Test(
        "dates are written as Foundation writes them",
        arguments: [0, 951_782_400, 1_709_164_800, 1_795_229_312, 4_102_444_799, 253_402_300_799, -1, -86_401]
    )
    func dates(_ seconds: Int) {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        #expect(HTTPDate.text(date) == formatter.string(from: date))
    }

    @Test("query parameters are decoded once; a name given twice is refused")
    func query() throws {
        let query = try QueryParameters("a=1&b=x%20y%25&empty=&flag")
        #expect(try query.number("a", in: 1...5) == 1)
        #expect(query["b"] == "x y%")
        #expect(query["empty"] == nil)
        #expect(query["flag"] == nil)
        #expect(try query.number("absent") == nil)
        #expect(throws: BodyError.self) { try QueryParameters("a=1&a=2") }
        #expect(throws: BodyError.self) { try QueryParameters("a=%zz") }
        #expect(throws: BodyError.self) { try query.number("b") }
        #expect(throws: BodyError.self) { try query.number("a", in: 2...5) }
    }
}
