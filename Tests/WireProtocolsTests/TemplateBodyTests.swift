import CertificateTemplates
import Foundation
import PKIFormats
import Testing
import WireProtocols

@Suite("Templates as JSON")
struct TemplateBodyTests {
    @Test("the accepted curves go there and back; absent they are those of NIST; an unknown one is named")
    func curves() throws {
        var template = try #require(BuiltInTemplates.all(domain: (1, 2, 3)).first)
        template.acceptedCurves = [.p256, .brainpoolP384r1]
        var body = TemplateBody(template)
        #expect(body.acceptedCurves == ["p256", "brainpoolP384r1"])
        let read = try JSONDecoder().decode(TemplateBody.self, from: JSONEncoder().encode(body))
        #expect(try read.template() == template)
        body.acceptedCurves = nil
        #expect(try body.template().acceptedCurves == NamedCurve.nist)
        body.acceptedCurves = ["secp256k1"]
        let error = #expect(throws: UnreadableBody.self) { try body.template() }
        #expect(error?.field == "acceptedCurves")
    }
}
