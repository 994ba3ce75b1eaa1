import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import Testing
import WireProtocols

@Suite("Templates as JSON")
struct TemplateBodyTests {
    private let template: CertificateTemplate

    init() throws {
        var template = try #require(BuiltInTemplates.all(domain: (1, 2, 3)).first)
        template.acceptedCurves = [.p256, .brainpoolP384r1]
        self.template = template
    }

    /// The body of the template with some of its members replaced; null removes one.
    private func read(_ members: [String: Any] = [:]) throws -> TemplateBody {
        let whole = try JSONSerialization.jsonObject(with: JSONEncoder().encode(TemplateBody(template))) as? [String: Any]
        let changed = try #require(whole).merging(members) { $1 }.filter { !($0.value is NSNull) }
        return try JSONDecoder().decode(TemplateBody.self, from: JSONSerialization.data(withJSONObject: changed))
    }

    @Test("a template goes there and back, with plain values in between")
    func roundTrip() throws {
        let body = try read()
        #expect(body == TemplateBody(template))
        #expect(try body.template() == template)
        #expect(body.acceptedCurves == ["p256", "brainpoolP384r1"])
        #expect(body.oid == template.oid.dotted)
        #expect(body.flags == template.flags.rawValue)
        #expect(body.access.map(\.trustee) == template.access.entries.map(\.trustee.text))
        #expect(body.pathLength == nil)
    }

    @Test("the curves of a server that does not name them are those of NIST")
    func olderServer() throws {
        let body = try read(["acceptedCurves": NSNull()])
        #expect(body.acceptedCurves == NamedCurve.nist.map(\.rawValue))
        #expect(try body.template().acceptedCurves == NamedCurve.nist)
    }

    @Test("a body without another member is not read")
    func missingMember() {
        #expect(throws: DecodingError.self) { try read(["flags": NSNull()]) }
    }

    @Test(
        "a value that is not understood is kept as it came; reading the template names its member",
        arguments: [("acceptedCurves", "secp256k1"), ("extendedKeyUsage", "a purpose")]
    )
    func notUnderstood(_ member: String, _ value: String) throws {
        let body = try read([member: [value]])
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(body)) as? [String: Any]
        #expect(written?[member] as? [String] == [value])
        let error = #expect(throws: BodyError.self) { try body.template() }
        #expect((error?.field, error?.value) == (member, value))
    }
}
