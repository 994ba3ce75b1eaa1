import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("NIST's path validation test suite", .enabled(if: PKITS.directory != nil))
struct PKITSTests {
    /// Tests that are valid and yet refused here: DSA is not computed.
    static let unsupported: Set<String> = ["4.1.4", "4.1.5"]

    @Test("every test of PKITS has the verdict and the policies its document demands", arguments: PKITS.cases)
    func verdict(_ test: PKITS.Case) throws {
        let report: PathReport
        do {
            report = try test.report()
        } catch is FormatError {
            // Broken signatures that do not hold whole octets are found when the certificate is read.
            #expect(["4.1.2", "4.1.6"].contains(test.number))
            return
        }
        if Self.unsupported.contains(test.number) {
            guard case .invalid(_, let rule) = report.result else {
                Issue.record("the path was found valid")
                return
            }
            #expect(rule.contains("not supported"))
            return
        }
        #expect(report.result.isValid == test.isValid, "\(report.result)")
        guard test.isValid else { return }
        #expect(report.userPolicies == Set(try (test.policies("gives") ?? [PKITS.policy("1")]).map { try #require(OID(dotted: $0)) }))
        #expect(report.revocation.allSatisfy { $0.status == .good })
    }

    @Test("the table has all 224 tests of PKITS 1.0.1")
    func complete() {
        #expect(PKITS.cases.count == 249)
        #expect(Set(PKITS.cases.map(\.number)).count == 224)
    }
}
