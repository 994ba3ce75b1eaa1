import CACore
import CAInterface
import CertificateTemplates
import PKIFormats
import Testing

@Suite("Policy: a template asks for what this authority can give")
struct TemplateAsksForWhatWeCanTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let status: HRESULT
        let change: @Sendable (inout CertificateTemplate) -> Void
        var testDescription: String { rule }

        static let all = [
            Case(rule: "ServerKnowsTheTemplate", status: .certsrvUnsupportedCertType) {
                $0.privateKeyFlags.insert(PrivateKeyFlags(rawValue: 0x5_0000))
            },
            Case(rule: "AttestationNeedsATrust", status: .certsrvKeyAttestation) { $0.privateKeyFlags.insert(.attestationRequired) },
            Case(rule: "AttestationPoliciesAreEarned", status: .certsrvUnsupportedCertType) {
                $0.issuancePolicies = ["1.3.6.1.4.1.311.21.31"]
            },
            Case(rule: "PoliciesComeFromTheTemplate", status: .certsrvUnsupportedCertType) {
                $0.enrollmentFlags.insert(.issuancePoliciesFromRequest)
            },
        ]
    }

    @Test("a stored template that demands untrusted attestation or a newer server issues nothing", arguments: Case.all)
    func refused(_ item: Case) async throws {
        var sample = try await SampleQuestion()
        item.change(&sample.template)
        let denial = try #require(TemplateAsksForWhatWeCan().judge(try sample.question()).denial)
        #expect((denial.status, denial.reason.rule) == (item.status, item.rule))
        #expect(Policy.standard.judge(try sample.question()).denial?.reason.rule == item.rule)
    }

    @Test("a template of our own server version is allowed, with attestation preferred")
    func allowed() async throws {
        var sample = try await SampleQuestion()
        sample.template.privateKeyFlags.formUnion([.attestationPreferred, PrivateKeyFlags(rawValue: 0x0604_0000)])
        #expect(TemplateAsksForWhatWeCan().judge(try sample.question()) == .allow)
    }
}
