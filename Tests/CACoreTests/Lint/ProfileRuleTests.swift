import CertificateTemplates
import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import CACore

@Suite("Lint profiles: rules")
struct ProfileRuleTests {
    @Test("a certificate that keeps a profile has no finding", arguments: LintProfile.allCases)
    func sound(_ profile: LintProfile) {
        #expect(LintSample(profile).faults.map(\.description) == [])
    }

    @Test("a certificate that breaks a rule is found by it, with severity, source, field, value and remedy", arguments: LintVector.all)
    func broken(_ vector: LintVector) throws {
        let faults = vector.sample.faults
        #expect(Set(faults.map(\.rule)) == Set([vector.rule] + vector.alsoBroken))
        let fault = try #require(faults.first { $0.rule == vector.rule })
        let rule = try #require(ProfileRule.all.first { $0.id == vector.rule })
        #expect(rule.profile == vector.profile)
        #expect(fault.severity == rule.severity)
        #expect(fault.source == rule.source)
        let cause = try #require(fault.cause)
        #expect(!cause.field.isEmpty && !cause.value.isEmpty && cause.remedy.hasSuffix("."))
    }

    @Test("every rule has an identifier of its own, a source and a certificate that breaks it")
    func table() {
        #expect(ProfileRule.all.map(\.id) == LintVector.all.map(\.rule).sorted { order($0) < order($1) })
        #expect(Set(ProfileRule.all.map(\.id)).count == ProfileRule.all.count)
        for rule in ProfileRule.all {
            #expect(rule.source.contains("§") || rule.source.hasPrefix("KB"), "\(rule.id)")
            #expect(!rule.text.isEmpty && rule.text.utf8.count <= 150, "\(rule.id)")
        }
    }

    private func order(_ id: String) -> Int { ProfileRule.all.firstIndex { $0.id == id } ?? -1 }

    @Test(
        "a server's certificate may last 398, 200, 100 or 47 days by the day on which it is made",
        arguments: [
            ("2026-03-14T23:59:59Z", 398), ("2026-03-15T00:00:00Z", 200), ("2027-03-14T23:59:59Z", 200), ("2027-03-15T00:00:00Z", 100),
            ("2029-03-14T23:59:59Z", 100), ("2029-03-15T00:00:00Z", 47), ("2035-01-01T00:00:00Z", 47),
        ]
    )
    func validity(_ time: String, _ days: Int) throws {
        var sample = LintSample(.tlsServer)
        sample.issued = try Date(time, strategy: .iso8601)
        // notBefore lies before the day, and does not count.
        sample.notBefore = sample.issued.addingTimeInterval(-600)
        for (length, rules) in [(Double(days) - 1, []), (Double(days), ["tls.validity-margin"]), (Double(days) + 0.0001, ["tls.validity"])]
        {
            sample.days = length
            #expect(sample.faults.map(\.rule) == rules, "\(length) days")
        }
    }

    @Test("a certificate of seven days needs no revocation information, one of eight does")
    func shortLived() {
        var sample = LintSample(.tlsServer)
        sample.remove(CRLDistributionPoints.oid)
        sample.set(AuthorityInformationAccess(caIssuers: ["http://a.example.com/x"]).asExtension())
        sample.days = 7
        #expect(sample.faults.map(\.rule) == [])
        sample.days = 8
        #expect(sample.faults.map(\.rule) == ["tls.revocation"])
    }

    @Test(
        "subjects of each kind of validation",
        arguments: [
            (".2", [(OID.country, "DE"), (OID.locality, "Bonn"), (OID.organization, "Example")], true),
            (".2", [(OID.country, "DE"), (OID.organization, "Example")], false),
            (".2", [(OID.country, "DE"), (OID.locality, "Bonn")], false),
            (".2", [(OID.country, "DE"), (OID.locality, "Bonn"), (OID.organization, "Example"), (OID.organizationalUnit, "IT")], false),
            (".3", [(OID.country, "DE"), (OID.stateOrProvince, "NRW"), (OID.surname, "Muster"), (OID.givenName, "Erika")], true),
            (".3", [(OID.country, "DE"), (OID.stateOrProvince, "NRW"), (OID.surname, "Muster")], false),
            (".1", [(OID.country, "XX")], true),
        ]
    )
    func validations(_ policy: String, _ subject: [(OID, String)], _ isSound: Bool) {
        var sample = LintSample(.tlsServer)
        sample.set(policies: "2.23.140.1.2" + policy)
        sample.set(subject: subject)
        #expect(sample.faults.map(\.rule) == (isSound ? [] : ["tls.subject-attributes"]))
    }

    @Test(
        "addresses for private and special use are found, public ones are not",
        arguments: [
            ("192.168.1.1", false), ("172.31.0.1", false), ("172.32.0.1", true), ("100.64.0.1", false), ("100.128.0.1", true),
            ("8.8.8.8", true),
            ("127.0.0.1", false), ("198.19.0.1", false), ("203.0.113.9", false), ("240.0.0.1", false), ("2a00:1450::1", true),
            ("::1", false),
            ("fd00::1", false), ("fe80::1", false), ("2001:db8::1", false), ("ff02::1", false), ("::ffff:10.0.0.1", false),
        ]
    )
    func addresses(_ text: String, _ isPublic: Bool) throws {
        var sample = LintSample(.tlsServer)
        sample.names = [try #require(GeneralName(ipAddressText: text))]
        #expect(sample.faults.map(\.rule) == (isPublic ? [] : ["tls.reserved-address"]))
    }

    @Test(
        "identifiers of organizations have a scheme, a country and a reference",
        arguments: [
            ("NTRGB-12345678", true), ("NTRUS+CA-12345678", true), ("LEIXG-AEYE00EKXESVZUUEBP67", true), ("GOVUS", true),
            ("GOVUS+CA", true),
            ("INTXG", true), ("VATDE-1", true), ("NTRGB", false), ("NTRQQ-1", false), ("LEIDE-1", false), ("ABCDE-1", false),
            ("NTR", false),
            ("", false), ("NTRUS+CALI-1", false), ("PSDBE+NB-1", false),
        ]
    )
    func organizations(_ text: String, _ isSound: Bool) {
        #expect((OrganizationIdentifier(text) != nil) == isSound)
    }

    @Test("a certificate of a controller with an RSA key and both uses keeps its profile")
    func controllerOfRSA() {
        var sample = LintSample(.domainController)
        sample.key = LintSample.rsa
        sample.set(usage: [.digitalSignature, .keyEncipherment])
        #expect(sample.faults.map(\.rule) == [])
    }
}
