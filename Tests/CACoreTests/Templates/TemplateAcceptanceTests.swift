import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("A template that invites a known attack is saved only when somebody accepts that, and issues only as long")
struct TemplateAcceptanceTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        let rule: String
        let template: String
        let change: @Sendable (inout CertificateTemplate, TestAuthority) -> Void
        var testDescription: String { rule }
    }

    static let attacks: [Attack] = [
        Attack(rule: "ESC1", template: "WebServer") { template, _ in
            template.schemaVersion = 2
            template.extendedKeyUsage.append(OID.KeyPurpose.clientAuth)
        },
        Attack(rule: "ESC2", template: "CodeSigning") { template, _ in
            template.extendedKeyUsage = [OID.KeyPurpose.anyExtendedKeyUsage]
        },
        Attack(rule: "ESC3", template: "EnrollmentAgent") { template, _ in template.enrollmentFlags.remove(.pendAllRequests) },
        Attack(rule: "ESC4", template: "User") { template, test in
            template.access.entries.append(.init(trustee: test.alice.sid, rights: .write))
        },
        Attack(rule: "ESC9", template: "User") { template, _ in template.enrollmentFlags.insert(.noSecurityExtension) },
        Attack(rule: "ESC13", template: "User") { template, _ in
            template.schemaVersion = 2
            template.issuancePolicies = ["1.2.3.4"]
        },
        Attack(rule: "ESC15", template: "WebServer") { template, test in
            template.access.entries.append(.init(trustee: test.alice.sid, rights: [.read, .enroll]))
        },
    ]

    @Test("each class of attack is refused at save, and at issuance once its acceptance was withdrawn", arguments: attacks)
    func attack(_ attack: Attack) async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        _ = try await administrator.change(AuthoritySettingsUpdate(linkedPolicies: ["1.2.3.4": "S-1-5-21-1111-2222-3333-1103"]))
        var template = try #require(try await test.store.template(named: attack.template))
        attack.change(&template, test)
        let refused = try await administrator.edit([TemplateEdit(template)], [])
        let finding = try #require(refused.outcomes.first?.findings.first)
        #expect(refused.isRefused)
        #expect(refused.outcomes.first?.findings.map(\.problem.rule) == [attack.rule])
        #expect(finding.problem.canBeAccepted)
        #expect([finding.problem.field, finding.problem.value, finding.problem.remedy].contains("") == false)
        // A template that an authority issues for is not stored with an open finding either.
        #expect(try await administrator.edit([TemplateEdit(template)], .storeUnpublished).isRefused)

        let accept = TemplateEdit.Acceptance(rule: attack.rule, reason: "for the trial")
        let saved = try await administrator.edit([TemplateEdit(template, accept: [accept])], [])
        #expect(saved.outcomes.first?.findings.first?.acceptance?.reason == "for the trial")
        // Two administrators hold the template: the one who asks may always enroll.
        try await test.changeTemplate(attack.template) {
            $0.access.entries.append(.init(trustee: test.administrator.sid, rights: [.read, .enroll]))
        }
        let request = try await test.request(subject: .of([(.commonName, "admin.example.test")]))
        let issued = try await administrator.submit(test.submission(request, template: attack.template))
        #expect(issued.code == .issued, "\(issued.message)")

        try await administrator.withdrawAcceptance(of: attack.rule, ofTemplate: attack.template)
        let denied = try await administrator.submit(test.submission(request, template: attack.template))
        #expect((denied.code, denied.status) == (.denied, .certsrvUnsupportedCertType))
        #expect(denied.reason?.rule == attack.rule)
        #expect(denied.reason?.remedy.isEmpty == false)
        let kinds = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(kinds.contains("templateRuleAccepted"))
        #expect(kinds.suffix(2) == ["templateAcceptanceWithdrawn", "requestDenied"])
    }

    @Test("a request that waits when the acceptance is withdrawn is denied at approval")
    func pending() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let pending = try await administrator.submit(test.submission(test.request(), template: "EnrollmentAgent"))
        try await test.changeTemplate("EnrollmentAgent") { $0.enrollmentFlags.remove(.pendAllRequests) }
        try await administrator.withdrawAcceptance(of: "ESC3", ofTemplate: "EnrollmentAgent")
        #expect(try await test.bound(test.officer).approve(pending.requestID).reason?.rule == "ESC3")
    }

    @Test("an acceptance covers what was found then, and goes when the rule is kept again")
    func covered() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var template = try #require(try await test.store.template(named: "User"))
        template.access.entries.append(.init(trustee: test.alice.sid, rights: .write))
        let accept = TemplateEdit.Acceptance(rule: "ESC4", reason: "Alice keeps this template")
        _ = try await administrator.edit([TemplateEdit(template, accept: [accept])], [])
        template.displayName = "Users"
        #expect(try await administrator.edit([TemplateEdit(template)], []).isStored)
        var wider = template
        wider.access.entries.append(.init(trustee: .everyone, rights: .write))
        let refused = try await administrator.edit([TemplateEdit(wider)], [])
        #expect(refused.outcomes.first?.findings.map(\.acceptance) == [nil])
        template.access.entries.removeLast()
        #expect(try await administrator.edit([TemplateEdit(template)], []).isStored)
        #expect(try await test.store.templateAcceptances() == [])
    }

    @Test("what is accepted already, for the same reason, is accepted no second time; another reason is")
    func acceptedAgain() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var template = try #require(try await test.store.template(named: "User"))
        template.access.entries.append(.init(trustee: test.alice.sid, rights: .write))
        let accept = TemplateEdit.Acceptance(rule: "ESC4", reason: "Alice keeps this template")
        _ = try await administrator.edit([TemplateEdit(template, accept: [accept])], [])
        let count = try await test.store.auditRecords(after: 0, limit: 1000).count
        let again = try await administrator.edit([TemplateEdit(template, accept: [accept])], [])
        #expect(again.isStored)
        #expect(again.outcomes.map(\.newVersion) == [2])
        try await administrator.acceptRule(accept, ofTemplate: "User")
        #expect(try await test.store.auditRecords(after: 0, limit: 1000).count == count)
        try await administrator.acceptRule(.init(rule: "ESC4", reason: "Alice still does"), ofTemplate: "User")
        #expect(try await test.store.templateAcceptances().map(\.reason) == ["Alice still does"])
    }

    @Test(
        "further enrollees ask for a new acceptance of each rule that is about who gets the certificate",
        arguments: ["ESC2", "ESC3", "ESC9", "ESC13"]
    )
    func enrollees(_ rule: String) async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let attack = try #require(Self.attacks.first { $0.rule == rule })
        var template = try #require(try await test.store.template(named: attack.template))
        attack.change(&template, test)
        _ = try await administrator.change(AuthoritySettingsUpdate(linkedPolicies: ["1.2.3.4": "S-1-5-21-1111-2222-3333-1103"]))
        let accept = TemplateEdit.Acceptance(rule: rule, reason: "a trial")
        #expect(try await administrator.edit([TemplateEdit(template, accept: [accept])], []).isStored)
        template.access.entries.append(.init(trustee: test.bob.sid, rights: [.read, .enroll]))
        let wider = try await administrator.edit([TemplateEdit(template)], [])
        #expect(wider.isRefused)
        let finding = try #require(wider.outcomes.first?.findings.first { $0.problem.rule == rule })
        #expect(finding.problem.value.contains(test.bob.sid.text), "\(finding.problem.value)")
    }

    @Test("a dangerous template that nobody publishes can be stored, and is published once its rule is accepted")
    func storedUnpublished() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var template = try #require(try await test.store.template(named: "OfflineRouter"))
        template.displayName = "Routers"
        #expect(try await administrator.edit([TemplateEdit(template)], []).isRefused)
        let stored = try await administrator.edit([TemplateEdit(template)], .storeUnpublished)
        #expect(stored.isStored)
        #expect(stored.outcomes.first?.findings.map(\.problem.rule) == ["ESC1"])
        let refused = await #expect(throws: CAError.self) { try await administrator.publishTemplate("OfflineRouter") }
        #expect(refused?.reason?.rule == "ESC1")
        try await administrator.acceptRule(.init(rule: "ESC1", reason: "only we enroll"), ofTemplate: "OfflineRouter")
        try await administrator.publishTemplate("OfflineRouter")
        #expect(try await test.store.template(named: "OfflineRouter")?.version == 2)
        try await administrator.withdrawAcceptance(of: "ESC1", ofTemplate: "OfflineRouter")
        let again = await #expect(throws: CAError.self) { try await administrator.publishTemplate("OfflineRouter") }
        #expect(again?.reason?.rule == "ESC1")
        #expect(again?.message.contains("is published and issues nothing") == true)
        let none = await #expect(throws: CAError.self) {
            try await administrator.acceptRule(.init(rule: "ESC2", reason: "why not"), ofTemplate: "OfflineRouter")
        }
        #expect(none?.reason?.rule == "OnlyFindingsAreAccepted")
        let blank = await #expect(throws: CAError.self) {
            try await administrator.acceptRule(.init(rule: "ESC1", reason: "  "), ofTemplate: "OfflineRouter")
        }
        #expect(blank?.reason?.rule == "AcceptancesHaveAReason")
        let absent = await #expect(throws: CAError.self) {
            try await administrator.withdrawAcceptance(of: "ESC3", ofTemplate: "OfflineRouter")
        }
        #expect(absent?.code == .notFound)
    }

    @Test("ESC9: the SID stays in certificates for logon unless the rule is accepted")
    func withoutAccount() async throws {
        let test = try await TestAuthority.make()
        func hasAccount() async throws -> Bool {
            let issued = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
            let certificate = try Certificate(derEncoded: try #require(issued.certificate, "\(issued.message)"))
            return certificate.extensions.contains { $0.oid == OID.Microsoft.ntdsCASecurity }
        }
        #expect(try await hasAccount())
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.noSecurityExtension) }
        #expect(try await hasAccount() == false)
    }

    @Test("ESC13: a policy that is linked later stops a template that issued before")
    func linkedLater() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        try await test.changeTemplate("User") {
            $0.schemaVersion = 2
            $0.issuancePolicies = ["1.2.3.4"]
        }
        let alice = try await test.bound(test.alice)
        #expect(try await alice.submit(test.submission(test.request(), template: "User")).code == .issued)
        _ = try await administrator.change(AuthoritySettingsUpdate(linkedPolicies: ["1.2.3.4": "S-1-5-21-1111-2222-3333-1103"]))
        let denied = try await alice.submit(test.submission(test.request(), template: "User"))
        #expect(denied.reason?.rule == "ESC13")
        let unreadable = await #expect(throws: CAError.self) {
            try await administrator.change(AuthoritySettingsUpdate(linkedPolicies: ["1.2.3.4": "Auditors"]))
        }
        #expect(unreadable?.reason?.field == "linkedPolicies")
    }

    @Test("ESC15: application policies of a request are not in the certificate, of schema 1 or 2", arguments: [1, 2])
    func requestedPolicies(_ schema: Int) async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("WebServer") {
            $0.schemaVersion = schema
            $0.access.entries.append(.init(trustee: test.alice.sid, rights: [.read, .enroll]))
        }
        let policies = ApplicationPolicies([OID.KeyPurpose.clientAuth]).asExtension()
        let request = try await test.request(
            subject: .of([(.commonName, "web.example.test")]),
            names: [.dnsName("web.example.test")],
            extensions: [policies]
        )
        let issued = try await test.bound(test.alice).submit(test.submission(request, template: "WebServer"))
        let certificate = try Certificate(derEncoded: try #require(issued.certificate, "\(issued.message)"))
        #expect(certificate.extensions.contains { $0.value == policies.value } == false)
        #expect(try certificate.value(of: ExtendedKeyUsage.self)?.purposes == [OID.KeyPurpose.serverAuth])
    }
}
