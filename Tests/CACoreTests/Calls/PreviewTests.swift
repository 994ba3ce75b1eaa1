import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Previewing requests")
struct PreviewTests {
    private static let number = AuthorityNumber(rawValue: 2)

    @Test("a preview has the names, validity and extensions of the certificate that the same request gets")
    func same() async throws {
        let test = try await TestAuthority.make()
        for (template, principal) in [("User", test.alice), ("Machine", test.machine), ("WebServer", test.administrator)] {
            let bytes = try await test.request(subject: .of([(.commonName, "www.example.test")]), names: [.dnsName("www.example.test")])
            let submission = test.submission(bytes, template: template)
            let bound = try await test.bound(principal)
            let preview = try await bound.preview(submission, RequestPreviewOptions())
            let issued = try await bound.submit(submission)
            #expect(preview.code == .issued)
            #expect(preview.message == issued.message)
            let body = try #require(preview.certificate)
            let certificate = try Certificate(derEncoded: try #require(issued.certificate))
            #expect(body.subject == certificate.subject)
            #expect(body.notAfter == certificate.notAfter)
            let expected = certificate.extensions.map { "\($0.oid) \($0.critical) \($0.value)" }
            #expect(Set(body.extensions.map { "\($0.oid) \($0.isCritical) \($0.der)" }) == Set(expected))
            #expect(body.extensions.allSatisfy { !$0.source.isEmpty })
        }
    }

    @Test("a preview makes no row, takes no number and writes no record")
    func traceless() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let submission = test.submission(try await test.request(), template: "User")
        let before = try await test.store.auditRecords(after: 0, limit: 10_000).count
        let first = try await alice.submit(submission).requestID
        for _ in 0..<3 { _ = try await alice.preview(submission, RequestPreviewOptions()) }
        #expect(try await alice.submit(submission).requestID.rawValue == first.rawValue + 1)
        #expect(try await test.store.requests(RecordQuery(), requester: nil, of: Self.number).count == 2)
        #expect(try await test.store.auditRecords(after: 0, limit: 10_000).count == before + 2)
    }

    @Test("a preview tells which part of the request is left out and why, and where each part comes from")
    func origins() async throws {
        let test = try await TestAuthority.make()
        _ = try await test.bound(test.administrator).changeConfigurationEntry(
            node: "policy",
            entry: "EditFlags",
            adding: ["ATTRIBUTEENDDATE"],
            removing: []
        )
        let bytes = try await test.request(
            subject: .of([(.commonName, "Administrator")]),
            names: [.userPrincipalName("admin@example.test")],
            extensions: [ExtendedKeyUsage([OID.KeyPurpose.anyExtendedKeyUsage]).asExtension()]
        )
        let submission = test.submission(
            bytes,
            template: "User",
            attributes: ["SAN": "dns=x", "ValidityPeriod": "Days", "ValidityPeriodUnits": "2"]
        )
        let preview = try await test.bound(test.alice).preview(submission, RequestPreviewOptions())
        let body = try #require(preview.certificate)
        #expect(body.subjectSource == "template.nameFlags, directory")
        #expect(body.validitySource == "request")
        func source(_ oid: OID) -> String? { body.extensions.first { $0.oid == oid }?.source }
        #expect(source(KeyUsage.oid) == "template.keyUsage")
        #expect(source(ExtendedKeyUsage.oid) == "template.extendedKeyUsage")
        #expect(source(NTDSCASecurity.oid) == "directory")
        #expect(source(CRLDistributionPoints.oid) == "authority")
        let omitted = preview.omissions.map(\.what)
        #expect(omitted.contains("the subject CN=Administrator"))
        #expect(omitted.contains("the alternative names"))
        #expect(omitted.contains("the request attribute SAN"))
        #expect(omitted.contains { $0.hasPrefix("the requested ") })
        #expect(!omitted.contains { $0.contains("ValidityPeriod") })
    }

    @Test("a preview gives the submission's denial, or the certificate that an officer's approval would give")
    func refusals() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        let bytes = try await test.request()
        let denied = try await alice.preview(test.submission(bytes, template: "EnrollmentAgent"), RequestPreviewOptions())
        let answer = try await alice.submit(test.submission(bytes, template: "EnrollmentAgent"))
        #expect(denied.code == .denied)
        #expect((denied.status, denied.message) == (answer.status, answer.message))
        #expect(denied.reason == answer.reason)
        #expect(denied.certificate == nil)
        let held = try await test.bound(test.administrator).preview(
            test.submission(bytes, template: "EnrollmentAgent"),
            RequestPreviewOptions()
        )
        #expect(held.code == .underSubmission)
        #expect(held.message == "Taken Under Submission")
        #expect(held.certificate != nil)
    }

    @Test("only administrators preview as another account or with a template that is not saved")
    func rights() async throws {
        let test = try await TestAuthority.make()
        let submission = test.submission(try await test.request(), template: "User")
        let template = try #require(await test.store.template(named: "User"))
        for options in [RequestPreviewOptions(account: "EXAMPLE\\bob"), RequestPreviewOptions(template: template)] {
            for principal in [test.alice, test.auditor] {
                let bound = try await test.bound(principal)
                let error = await #expect(throws: CAError.self) { try await bound.preview(submission, options) }
                #expect(error?.code == .accessDenied)
            }
        }
        let preview = try await test.bound(test.administrator).preview(submission, RequestPreviewOptions(account: "EXAMPLE\\bob"))
        #expect(preview.requesterName == "EXAMPLE\\bob")
        #expect(preview.certificate?.subject.commonName == "Bob Example")
        let bound = try await test.bound(test.administrator)
        let error = await #expect(throws: CAError.self) { try await bound.preview(submission, RequestPreviewOptions(account: "nobody")) }
        #expect(error?.status == .invalidArgument)
    }

    @Test("a template that is not saved never counts for requests, whatever its name and version")
    func unsaved() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let submission = test.submission(try await test.request(subject: .of([(.commonName, "dc1")])), template: "User")
        var template = try #require(await test.store.template(named: "User"))
        template.nameFlags = [.enrolleeSuppliesSubject]
        template.extendedKeyUsage = [OID.KeyPurpose.certificateRequestAgent]
        template.validitySeconds = 100 * 86_400
        let preview = try await administrator.preview(submission, RequestPreviewOptions(template: template))
        #expect(preview.certificate?.subject.rfc4514 == "CN=dc1")
        #expect(preview.certificate?.extensions.contains { $0.values == ["certificateRequestAgent"] } == true)
        #expect(preview.templateVersion == nil)
        let issued = try await administrator.submit(submission)
        let certificate = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(certificate.subject.commonName == "Administrator")
        #expect(certificate.extendedKeyUsage?.purposes.contains(OID.KeyPurpose.certificateRequestAgent) == false)
        #expect(certificate.notAfter.timeIntervalSince(certificate.notBefore) == 365 * 86_400)
    }

    @Test("previews count against the account's hour like requests that are not issued")
    func quota() async throws {
        let test = try await TestAuthority.make()
        var authority = try #require(await test.store.authorities().last)
        authority.settings.unissuedPerHour = 2
        authority.revision += 1
        try await test.store.commit([.authorityUpdated(authority)], expecting: .nothing)
        let alice = try await test.bound(test.alice)
        let submission = test.submission(try await test.request(), template: "User")
        for _ in 0..<2 { _ = try await alice.preview(submission, RequestPreviewOptions()) }
        let error = await #expect(throws: CAError.self) { try await alice.preview(submission, RequestPreviewOptions()) }
        #expect(error?.code == .tooManyRequests)
        #expect(try await alice.submit(submission).code == .issued)
    }
}
