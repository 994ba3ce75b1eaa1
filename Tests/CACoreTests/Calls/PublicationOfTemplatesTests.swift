import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("An authority issues for the templates that are published")
struct PublicationOfTemplatesTests {
    @Test("a template that is stored and not published is unknown to requests, lists and properties")
    func unpublished() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let refused = try await administrator.submit(test.submission(test.request(), template: "EFS"))
        #expect((refused.code, refused.status) == (.denied, .certsrvUnsupportedCertType))
        #expect(refused.reason?.rule == "TemplateIsKnown")
        #expect(try await administrator.templates(enrollable: false).map(\.name).contains("EFS") == false)
        let property = "\(try await administrator.property(.templates, index: 0))"
        #expect(property.contains("WebServer") && !property.contains("EFS"))
        let states = try await administrator.templateStates()
        #expect(states.count == 34)
        #expect(states.filter(\.isPublished).count == 9)
        #expect(
            states.filter { !$0.problems.isEmpty }.map(\.template.name) == [
                "CEPEncryption", "EnrollmentAgentOffline", "MachineEnrollmentAgent", "OfflineRouter",
            ]
        )
    }

    @Test("a published template is issued for at once, and a withdrawn one no longer; both are in the record")
    func published() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        try await administrator.publishTemplate("efs")
        // Publishing again changes nothing.
        try await administrator.publishTemplate("EFS")
        let issued = try await administrator.submit(test.submission(test.request(), template: "EFS"))
        #expect(issued.code == .issued, "\(issued.message)")
        #expect(try await test.bound(test.alice).templates(enrollable: false).map(\.name).contains("EFS"))
        try await administrator.withdrawTemplate("EFS")
        let refused = try await administrator.submit(test.submission(test.request(), template: "EFS"))
        #expect(refused.status == .certsrvUnsupportedCertType)
        let kinds = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(kinds.suffix(4) == ["templatePublished", "requestIssued", "templateWithdrawn", "requestDenied"])
    }

    @Test("a template that breaks a rule is not published, and the error says rule, field, value and remedy")
    func dangerous() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let error = await #expect(throws: CAError.self) { try await administrator.publishTemplate("OfflineRouter") }
        #expect(error?.code == .unacceptable)
        #expect(error?.reason?.rule == "ESC1")
        #expect(error?.reason?.field == "msPKI-Certificate-Name-Flag")
        #expect(error?.reason?.value.contains("ENROLLEE_SUPPLIES_SUBJECT") == true)
        #expect(error?.reason?.remedy.isEmpty == false)
        #expect(try await test.store.templatePublications().map(\.template).contains("OfflineRouter") == false)
        let unknown = await #expect(throws: CAError.self) { try await administrator.publishTemplate("Nothing") }
        #expect(unknown?.code == .notFound)
    }

    @Test("only administrators publish and withdraw templates; officers and auditors see what is stored")
    func rights() async throws {
        let test = try await TestAuthority.make()
        for principal in [test.alice, test.officer, test.auditor] {
            let bound = try await test.bound(principal)
            for act in [bound.publishTemplate, bound.withdrawTemplate] {
                let error = await #expect(throws: CAError.self) { try await act("EFS") }
                #expect(error?.code == .accessDenied)
            }
        }
        #expect(try await test.bound(test.officer).templateStates().count == 34)
        #expect(try await test.bound(test.auditor).templateStates().count == 34)
        let error = await #expect(throws: CAError.self) { try await test.bound(test.alice).templateStates() }
        #expect(error?.code == .accessDenied)
    }

    @Test("a request that is pending when its template is withdrawn is denied at approval, with the reason")
    func pending() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let pending = try await administrator.submit(test.submission(test.request(), template: "EnrollmentAgent"))
        #expect(pending.code == .underSubmission)
        try await administrator.withdrawTemplate("EnrollmentAgent")
        let denied = try await test.bound(test.officer).approve(pending.requestID)
        #expect((denied.code, denied.status) == (.denied, .certsrvUnsupportedCertType))
        #expect(denied.reason?.rule == "TemplateIsKnown")
    }

    @Test("CrossCA demands a signature that PKCS#10 has no room for, so it certifies nobody")
    func cross() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        try await administrator.publishTemplate("CrossCA")
        let request = try await test.request(subject: .of([(.commonName, "Another CA")]))
        let refused = try await administrator.submit(test.submission(request, template: "CrossCA"))
        #expect(refused.status == .certsrvSignaturePolicyRequired)
    }
}
