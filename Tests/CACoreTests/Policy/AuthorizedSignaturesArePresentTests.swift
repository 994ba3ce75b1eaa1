import CACore
import CAInterface
import CertificateTemplates
import Testing

@Suite("Policy: authorized signatures")
struct AuthorizedSignaturesArePresentTests {
    @Test("a template that asks for authorized signatures refuses a request without any as 0x80094809")
    func missing() async throws {
        var sample = try await SampleQuestion()
        #expect(AuthorizedSignaturesArePresent().judge(try sample.question()) == .allow)
        sample.template.authorizedSignatures = 1
        let denial = try #require(AuthorizedSignaturesArePresent().judge(try sample.question()).denial)
        #expect(denial.status == .certsrvSignaturePolicyRequired)
        #expect(denial.reason.rule == "AuthorizedSignaturesArePresent")
    }
}
