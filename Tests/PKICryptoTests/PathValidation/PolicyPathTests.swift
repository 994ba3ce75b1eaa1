import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@Suite("Policies in paths")
struct PolicyPathTests {
    private static let (gold, silver, bronze): (OID, OID, OID) = ("1.3.5.1", "1.3.5.2", "1.3.5.3")
    private static let any = OID.Extensions.anyPolicy

    private static func policies(_ policies: OID...) -> CertificateExtension { CertificatePolicies(policies).asExtension() }

    private static func mapped(_ from: OID, to: OID) -> CertificateExtension {
        PolicyMappings([PolicyMappings.Mapping(issuerDomainPolicy: from, subjectDomainPolicy: to)]).asExtension(critical: true)
    }

    /// Two CAs and a leaf with their extensions, and the policies asked for.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let upper: [CertificateExtension]
        let lower: [CertificateExtension]
        let leaf: [CertificateExtension]
        var wanted: [OID] = []
        var flags: Set<String> = []
        /// The policies for which the path is valid; `nil` when it is not valid.
        let expected: Set<OID>?
    }

    static let cases: [Case] = [
        Case(
            testDescription: "one policy throughout",
            upper: [policies(gold)],
            lower: [policies(gold)],
            leaf: [policies(gold)],
            expected: [gold]
        ),
        Case(
            testDescription: "another policy is asked for",
            upper: [policies(gold)],
            lower: [policies(gold)],
            leaf: [policies(gold)],
            wanted: [silver],
            flags: ["-explicit_policy"],
            expected: nil
        ),
        Case(testDescription: "no policy, none needed", upper: [], lower: [], leaf: [], expected: []),
        Case(testDescription: "no policy, one needed", upper: [], lower: [], leaf: [], flags: ["-explicit_policy"], expected: nil),
        Case(
            testDescription: "anyPolicy above",
            upper: [policies(any)],
            lower: [policies(any)],
            leaf: [policies(silver)],
            wanted: [silver],
            flags: ["-explicit_policy"],
            expected: [silver]
        ),
        Case(
            testDescription: "anyPolicy is inhibited",
            upper: [policies(any)],
            lower: [policies(any)],
            leaf: [policies(silver)],
            flags: ["-explicit_policy", "-inhibit_any"],
            expected: nil
        ),
        Case(
            testDescription: "anyPolicy is inhibited by a CA",
            upper: [policies(any), InhibitAnyPolicy(0).asExtension(critical: true)],
            lower: [policies(any)],
            leaf: [policies(silver)],
            flags: ["-explicit_policy"],
            expected: nil
        ),
        Case(
            testDescription: "a mapping",
            upper: [policies(gold), mapped(gold, to: silver)],
            lower: [policies(silver)],
            leaf: [policies(silver)],
            wanted: [gold],
            flags: ["-explicit_policy"],
            expected: [gold]
        ),
        Case(
            testDescription: "two mappings in a row",
            upper: [policies(gold), mapped(gold, to: silver)],
            lower: [policies(silver), mapped(silver, to: bronze)],
            leaf: [policies(bronze)],
            wanted: [gold],
            flags: ["-explicit_policy"],
            expected: [gold]
        ),
        Case(
            testDescription: "mapping is inhibited",
            upper: [policies(gold), mapped(gold, to: silver)],
            lower: [policies(silver)],
            leaf: [policies(silver)],
            flags: ["-explicit_policy", "-inhibit_map"],
            expected: nil
        ),
        Case(
            testDescription: "mapping is inhibited by a CA",
            upper: [policies(gold), PolicyConstraints(inhibitPolicyMapping: 0).asExtension(critical: true)],
            lower: [policies(gold), mapped(gold, to: silver)],
            leaf: [policies(silver)],
            flags: ["-explicit_policy"],
            expected: nil
        ),
        Case(
            testDescription: "a CA demands a policy the leaf lacks",
            upper: [policies(gold), PolicyConstraints(requireExplicitPolicy: 0).asExtension(critical: true)],
            lower: [policies(gold)],
            leaf: [],
            expected: nil
        ),
        Case(
            testDescription: "a CA demands a policy further down than the path goes",
            upper: [policies(gold), PolicyConstraints(requireExplicitPolicy: 5).asExtension(critical: true)],
            lower: [policies(gold)],
            leaf: [],
            expected: []
        ),
        Case(
            testDescription: "anyPolicy is mapped",
            upper: [policies(gold), mapped(any, to: silver)],
            lower: [policies(silver)],
            leaf: [policies(silver)],
            expected: nil
        ),
    ]

    @Test("policies, mappings and what inhibits them, compared with openssl verify", arguments: cases)
    func policies(_ test: Case) async throws {
        let judge = try await PathJudge()
        let upper = try await judge.authority("Upper", test.upper)
        let lower = try await judge.authority("Lower", under: upper, test.lower)
        let leaf = try await judge.leaf(under: lower, test.leaf)
        let between = [upper.certificate, lower.certificate]
        var options = PathOptions(time: SampleHierarchy.time)
        if !test.wanted.isEmpty { options.initialPolicies = Set(test.wanted) }
        options.requiresExplicitPolicy = test.flags.contains("-explicit_policy")
        options.inhibitsPolicyMapping = test.flags.contains("-inhibit_map")
        options.inhibitsAnyPolicy = test.flags.contains("-inhibit_any")
        let report = judge.ours(leaf, between, options: options)
        #expect(report.result.isValid == (test.expected != nil), "\(report.result)")
        if let expected = test.expected { #expect(report.userPolicies == expected) }
        let wanted = (test.wanted.isEmpty ? [Self.any] : test.wanted).flatMap { ["-policy", $0.dotted] }
        #expect(try judge.openssl(leaf, between, ["-policy_check"] + wanted + test.flags.sorted()) == (test.expected != nil))
    }

    @Test("mappings that would double a tree with every certificate cost nothing in the graph")
    func doubling() async throws {
        let judge = try await PathJudge()
        let names: [OID] = try (0..<40).map { try #require(OID(dotted: "1.3.6.1.4.1.99999.\($0)")) }
        let all = CertificatePolicies(names).asExtension()
        let mappings = PolicyMappings(
            names.flatMap { from in names.map { PolicyMappings.Mapping(issuerDomainPolicy: from, subjectDomainPolicy: $0) } }
        )
        var issuer = judge.root
        var between: [Certificate] = []
        for depth in 0..<8 {
            issuer = try await judge.authority("CA \(depth)", under: issuer, [all, mappings.asExtension()])
            between.append(issuer.certificate)
        }
        let leaf = try await judge.leaf(under: issuer, [all])
        var options = PathOptions(time: SampleHierarchy.time)
        options.requiresExplicitPolicy = true
        let clock = ContinuousClock()
        var report: PathReport?
        let duration = clock.measure { report = judge.ours(leaf, between, options: options) }
        #expect(report?.userPolicies == Set(names))
        #expect(duration < .seconds(10))
    }
}
