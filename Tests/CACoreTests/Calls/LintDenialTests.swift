import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Lint findings about a request are denials")
struct LintDenialTests {
    @Test("800 names are denied with the size and a remedy, and the row has both too")
    func manyNames() async throws {
        let test = try await TestAuthority.make()
        let names = (0..<800).map { GeneralName.dnsName("host-\($0).example.test") }
        let bound = try await test.bound(test.administrator)
        let disposition = try await bound.submit(test.submission(test.request(names: names), template: "WebServer"))
        #expect(disposition.code == .denied)
        #expect(disposition.certificate == nil)
        #expect(disposition.reason?.rule == "cert.size")
        #expect(disposition.reason?.field == "request")
        #expect(disposition.reason?.value.hasSuffix(" bytes") == true)
        #expect(disposition.reason?.remedy.contains("fewer or shorter names") == true)
        #expect(try await bound.request(disposition.requestID).disposition == .denied)
        #expect(try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event).last == "requestDenied")
    }

    @Test("800 names that an officer approves are then denied, and can be tried again")
    func manyNamesApproved() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("WebServer") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let names = (0..<800).map { GeneralName.dnsName("host-\($0).example.test") }
        let held = try await test.bound(test.administrator).submit(test.submission(test.request(names: names), template: "WebServer"))
        #expect(held.code == .underSubmission)
        let denied = try await test.bound(test.officer).approve(held.requestID)
        #expect(denied.code == .denied)
        #expect(denied.reason?.rule == "cert.size")
        #expect(try await test.bound(test.officer).request(held.requestID).disposition == .denied)
    }

    @Test("a fault of the authority's own is not a denial")
    func own() {
        let ours = CertificateLint.Fault(CertificateRule.serialNumber, "x")
        let theirs = CertificateLint.Fault.size(of: 20_000, atMost: 15_000)
        #expect(LintRefusal(faults: [ours, theirs]).denial == nil)
        #expect(LintRefusal(faults: [theirs]).denial?.reason.value == "20000 bytes")
    }

    @Test(
        "requests of ten thousand parts are answered at once, with a short message",
        arguments: ["addresses", "attributes", "names", "extensions"]
    )
    func thousands(_ kind: String) async throws {
        let test = try await TestAuthority.make()
        var subject = DistinguishedName.of([(.commonName, "x")])
        var extensions: [CertificateExtension] = []
        switch kind {
        case "addresses": subject = .of((0..<7_000).map { (OID.emailAddress, "a\($0)@b.example") })
        case "attributes":
            let attributes = (0..<10_000).compactMap { OID(dotted: "1.2.3.\($0)") }.map { AttributeTypeAndValue($0, "a") }
            subject = DistinguishedName([RelativeDistinguishedName(attributes)])
        case "names": extensions = [SubjectAlternativeName((0..<20_000).map { .dnsName("a\($0)") }).asExtension()]
        default: extensions = (0..<15_000).compactMap { OID(dotted: "1.2.3.\($0)") }.map { CertificateExtension($0, value: [5, 0]) }
        }
        let request = try await test.request(subject: subject, extensions: extensions)
        let clock = ContinuousClock()
        let bound = try await test.bound(test.administrator)
        var disposition: Disposition?
        let time = try await clock.measure { disposition = try await bound.submit(test.submission(request, template: "WebServer")) }
        #expect(disposition?.code == (kind == "extensions" ? .issued : .denied))
        #expect(try #require(disposition).message.utf8.count < 2_000)
        // Comparing each name with each other took many seconds. The limit leaves room for a busy machine.
        #expect(time < .seconds(10))
    }
}
