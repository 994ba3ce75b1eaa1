import CACore
import Foundation
import PKICrypto
import Testing

@Suite("The bytes of an audit record")
struct AuditBodyTests {
    private func record() -> AuditRecord {
        var body = AuditBody()
        body.set("zeta", "quote \" backslash \\ line\n tab\t bell\u{7} Ünïcode")
        body.set("alpha", 42)
        body.set("absent", String?.none)
        body.set("flag", flag: true)
        return body.record(event: "tested", actor: "EXAMPLE\\alice", when: Date(timeIntervalSince1970: 1_795_219_200))
    }

    @Test("they are the version octet and JSON that any reader understands, with sorted keys")
    func json() throws {
        let record = record()
        #expect(record.bytes.first == 1)
        let text = try #require(String(validating: record.bytes.dropFirst(), as: UTF8.self))
        #expect(text.hasPrefix(#"{"actor":"EXAMPLE\\alice","alpha":42,"event":"tested","flag":true,"when":1795219200,"zeta":"#))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(record.bytes.dropFirst())) as? [String: Any])
        #expect(object["zeta"] as? String == "quote \" backslash \\ line\n tab\t bell\u{7} Ünïcode")
        #expect(object.count == 6)
    }

    @Test("an identifier stands there as Foundation writes it")
    func identifier() throws {
        let id = try #require(UUID(uuidString: "00FF9A10-B2C3-4D5E-8F60-718293A4B5C6"))
        var body = AuditBody()
        body.set("id", id)
        let record = body.record(event: "tested", actor: "a", when: Date(timeIntervalSince1970: 0))
        #expect(String(decoding: record.bytes, as: UTF8.self).contains(#""id":"\#(id.uuidString)","#))
    }

    @Test("the leaf hash is SHA-256 of 0x00 and the bytes (RFC 9162 §2.1.1)")
    func leaf() {
        let record = record()
        #expect(record.leafHash == Digest.sha256([0x00] + record.bytes))
    }
}
