import CACore
import CAInterface
import CertificateTemplates
import PKICrypto
import PKIFormats
import PKITesting
import Testing

/// Codes that no other suite gives. docs/conformance/hresults.md lists all of them.
@Suite("Documented result codes")
struct HRESULTTests {
    @Test("while the store cannot write, a submission is 0x80094006 and may be sent again")
    func suspended() async throws {
        let test = try await TestAuthority.make()
        let submission = test.submission(try await test.request(), template: "User")
        await test.store.onCommit { _ in throw CommitError.unavailable("locked") }
        let alice = try await test.bound(test.alice)
        let error = await #expect(throws: CAError.self) { try await alice.submit(submission) }
        #expect(error?.status == .certsrvServerSuspended)
        #expect(error?.code == .unavailable)
        await test.store.onCommit(nil)
        #expect(try await alice.submit(submission).code == .issued)
    }

    @Test("an officer's act on a request that is settled is 0x80094003", arguments: ["approve", "deny", "resubmit"])
    func settled(_ act: String) async throws {
        let test = try await TestAuthority.make()
        let id = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User")).requestID
        let officer = try await test.bound(test.officer)
        let error = await #expect(throws: CAError.self) {
            switch act {
            case "approve": try await officer.approve(id)
            case "deny": try await officer.deny(id)
            default: try await officer.resubmit(id)
            }
        }
        #expect(error?.status == .certsrvBadRequestStatus)
    }

    @Test("below a revoked authority a request is 0x80094005")
    func revokedIssuer() async throws {
        var sample = try await SampleQuestion()
        let issuer = sample.issuer
        sample.issuer = IssuerLimits(
            notBefore: issuer.notBefore,
            notAfter: issuer.notAfter,
            pathLength: 1,
            subject: issuer.subject,
            revocation: AuthorityRevocation(authority: "Root", when: SampleQuestion.now, reason: 1)
        )
        #expect(IssuerIsNotRevoked().judge(try sample.question()).denial?.status == .certsrvInvalidCACertificate)
    }

    @Test("a denied request is resubmitted after its template changed, by an administrator alone")
    func resubmittedAfterChange() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let id = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User")).requestID
        let officer = try await test.bound(test.officer)
        #expect(try await officer.deny(id).status == .certsrvAdminDeniedRequest)
        let refused = await #expect(throws: CAError.self) { try await officer.resubmit(id) }
        #expect(refused?.status == .accessDenied)
        try await test.changeTemplate("User") { $0.enrollmentFlags.remove(.pendAllRequests) }
        let answer = try await test.bound(test.administrator).resubmit(id)
        #expect(answer.code == .issued)
        #expect(answer.message.hasPrefix("Issued  Resubmitted by EXAMPLE\\admin"))
    }
}
