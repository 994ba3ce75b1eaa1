import CACore
import CAInterface
import PortableFoundation
import Testing

@Suite("Policy: validity nests in the issuer's")
struct ValidityNestsTests {
    private func verdict(_ template: String = "User", from: Double = -3600, to: Double, depth: Int? = 1) async throws -> Verdict {
        var sample = try await SampleQuestion(template: template)
        sample.issuer = IssuerLimits(
            notBefore: SampleQuestion.now.addingTimeInterval(from),
            notAfter: SampleQuestion.now.addingTimeInterval(to),
            pathLength: depth,
            subject: []
        )
        return ValidityNests().judge(try sample.question())
    }

    @Test("an issuer that ends before the template's validity is not a reason to refuse")
    func shortened() async throws { #expect(try await verdict(to: 86_400) == .allow) }

    @Test("an issuer that has ended, ends within minutes or has not begun does not sign")
    func ended() async throws {
        #expect(try await verdict(to: -1).denial?.status == .certsrvInvalidCACertificate)
        #expect(try await verdict(to: 300).denial?.reason.rule == "ValidityNests")
        #expect(try await verdict(from: 60, to: 86_400).denial?.reason.field == "validity")
    }

    @Test("no CA certificate below an issuer whose path length is used up")
    func depth() async throws {
        #expect(try await verdict("SubCA", to: 86_400, depth: 1) == .allow)
        #expect(try await verdict("SubCA", to: 86_400, depth: nil) == .allow)
        #expect(try await verdict("SubCA", to: 86_400, depth: 0).denial?.reason.field == "basicConstraints")
        #expect(try await verdict("SubCA", to: 86_400, depth: 0).denial?.status == .invalidPolicy)
        #expect(try await verdict("User", to: 86_400, depth: 0) == .allow)
    }
}
