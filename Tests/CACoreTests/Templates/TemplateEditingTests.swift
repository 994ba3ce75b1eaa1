import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("Templates are edited whole, with the version they were made from")
struct TemplateEditingTests {
    private static func template(_ name: String, of test: TestAuthority) async throws -> CertificateTemplate {
        try #require(try await test.store.template(named: name))
    }

    @Test("an edit makes a new version with a raised minor revision, its author, its changes and its meaning")
    func edited() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var template = try await Self.template("User", of: test)
        let (version, minor) = (template.version, template.minorVersion)
        template.validitySeconds = 30 * 86_400
        template.overlapSeconds = 86_400
        template.access.entries.append(.init(trustee: test.machine.sid, rights: [.read, .enroll]))
        let outcome = try await administrator.edit([TemplateEdit(template, precondition: .version(version))], [])
        let one = try #require(outcome.outcomes.first)
        #expect((one.oldVersion, one.newVersion) == (version, version + 1))
        #expect(one.changes.map(\.field) == ["minorVersion", "validitySeconds", "overlapSeconds", "access"])
        #expect(one.meaning.contains("EXAMPLE\\WEB1$ gains Enroll."))
        #expect(one.meaning.contains("Certificates are valid for 30 days; clients renew them 1 days before the end."))
        let stored = try await Self.template("User", of: test)
        #expect((stored.version, stored.minorVersion) == (version + 1, minor + 1))
        let history = try await test.bound(test.auditor).templateHistory(of: "user")
        #expect(history.versions.map(\.template.version) == [1, 2])
        #expect(history.versions.map(\.author?.name) == [nil, "EXAMPLE\\admin"])
        #expect(try await test.store.auditRecords(after: 0, limit: 1000).last?.record.event == "templateSaved")
    }

    @Test("an edit that changes nothing makes no version, and a dry run stores nothing")
    func unchanged() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var template = try await Self.template("User", of: test)
        let records = try await test.store.auditRecords(after: 0, limit: 1000).count
        let same = try await administrator.edit([TemplateEdit(template)], [])
        #expect(same.outcomes.first?.changes == [])
        template.displayName = "People"
        let dry = try await administrator.edit([TemplateEdit(template)], .dryRun)
        #expect(dry.isStored == false)
        #expect(dry.outcomes.first?.newVersion == 2)
        #expect(try await Self.template("User", of: test).displayName == "User")
        #expect(try await test.store.auditRecords(after: 0, limit: 1000).count == records)
    }

    @Test("a higher major revision is kept, because holders shall enroll again")
    func major() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var template = try await Self.template("User", of: test)
        template.majorVersion += 1
        template.minorVersion = 0
        let outcome = try await administrator.edit([TemplateEdit(template)], [])
        #expect(outcome.outcomes.first?.meaning.count == 1)
        let stored = try await Self.template("User", of: test)
        #expect((stored.majorVersion, stored.minorVersion) == (template.majorVersion, 0))
        template.majorVersion = 1
        let lower = try await administrator.edit([TemplateEdit(template)], [])
        #expect(lower.isRefused)
        #expect(lower.outcomes.first?.findings.map(\.problem.rule) == ["RevisionsGrow"])
    }

    @Test("a copy under a new name gets an OID of its own and is not published")
    func duplicated() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var copy = try await Self.template("User", of: test)
        let original = copy.oid
        copy.name = "People"
        copy.oid = CertificateTemplate.absentOID
        _ = try await administrator.edit([TemplateEdit(copy, precondition: .absent)], [])
        let stored = try await Self.template("people", of: test)
        #expect(stored.oid != original)
        #expect(stored.oid.dotted.hasPrefix("1.3.6.1.4.1.311.21.8.1111.2222.3333."))
        #expect(stored.version == 1)
        let refused = try await administrator.submit(test.submission(test.request(), template: "People"))
        #expect(refused.reason?.rule == "TemplateIsKnown")
        try await administrator.publishTemplate("People")
        #expect(try await administrator.submit(test.submission(test.request(), template: "People")).code == .issued)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rule: String
        let change: @Sendable (inout CertificateTemplate) -> Void
    }

    @Test(
        "what contradicts other templates is refused and cannot be accepted",
        arguments: [
            Refused(testDescription: "the OID of another", rule: "OIDIsFree") {
                $0.name = "Copy"
            },
            Refused(testDescription: "another OID", rule: "OIDStays") { $0.oid = "1.2.3.4.5" },
            Refused(testDescription: "a short key", rule: "KeysAreLong") { $0.minimumKeySize = 512 },
        ]
    )
    func contradiction(_ item: Refused) async throws {
        let test = try await TestAuthority.make()
        var template = try await Self.template("User", of: test)
        item.change(&template)
        let edit = TemplateEdit(template, accept: [.init(rule: item.rule, reason: "please")])
        let outcome = try await test.bound(test.administrator).edit([edit], .storeUnpublished)
        #expect(outcome.isRefused)
        #expect(outcome.outcomes.first?.findings.map(\.problem.rule) == [item.rule])
        #expect(outcome.outcomes.first?.findings.first?.problem.remedy.isEmpty == false)
    }

    @Test("templates that supersede one another in a circle are refused, across stored ones and a batch")
    func cycle() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var first = try await Self.template("Workstation", of: test)
        var second = try await Self.template("RASAndIASServer", of: test)
        first.supersededTemplates = ["RASAndIASServer", "Unknown"]
        second.supersededTemplates = ["workstation"]
        let both = try await administrator.edit([TemplateEdit(first), TemplateEdit(second)], [])
        #expect(both.outcomes.map { $0.findings.map(\.problem.rule) } == [["SupersessionHasNoCycle"], ["SupersessionHasNoCycle"]])
        #expect(try await administrator.edit([TemplateEdit(first)], []).isStored)
        let later = try await administrator.edit([TemplateEdit(second)], [])
        #expect(later.outcomes.first?.findings.first?.problem.value == "RASAndIASServer, Workstation")
    }

    @Test("a batch is stored whole or not at all, and answers with every finding of every document")
    func batch() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var good = try await Self.template("Machine", of: test)
        good.displayName = "Hosts"
        var bad = try await Self.template("User", of: test)
        bad.nameFlags = [.enrolleeSuppliesSubject]
        var worse = try await Self.template("CodeSigning", of: test)
        worse.extendedKeyUsage = []
        worse.minimumKeySize = 100
        let outcome = try await administrator.edit([good, bad, worse].map { TemplateEdit($0) }, [])
        #expect(outcome.isStored == false)
        #expect(
            outcome.outcomes.map { $0.findings.map(\.problem.rule) } == [[], ["ESC1", "ESC15"], ["KeysAreLong", "ESC2"]]
        )
        #expect(try await Self.template("Machine", of: test).displayName == "Computer")
        let twice = await #expect(throws: CAError.self) {
            try await administrator.edit([TemplateEdit(good), TemplateEdit(good)], [])
        }
        #expect(twice?.reason?.rule == "TemplatesAreNamedOnce")
    }

    @Test("of two administrators at once, one stores and the other hears that the version is stale")
    func twoAtOnce() async throws {
        let test = try await TestAuthority.make()
        let template = try await Self.template("User", of: test)
        let results = await withTaskGroup(of: CAError.Code?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var mine = template
                    mine.displayName = "Users \(number)"
                    do {
                        _ = try await test.bound(test.administrator).edit([TemplateEdit(mine, precondition: .version(1))], [])
                        return nil
                    } catch {
                        return (error as? CAError)?.code
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.filter { $0 == nil }.count == 1)
        #expect(results.filter { $0 == .preconditionFailed }.count == 7)
        #expect(try await Self.template("User", of: test).version == 2)
    }

    @Test("a template that moves between reading and storing is decided again")
    func moved() async throws {
        let test = try await TestAuthority.make()
        var template = try await Self.template("User", of: test)
        template.displayName = "Mine"
        await test.store.onCommit { [store = test.store] _ in
            await store.onCommit(nil)
            var theirs = try #require(try await store.template(named: "User"))
            theirs.displayName = "Theirs"
            theirs.version += 1
            try await store.commit([.templateSaved(theirs)], expecting: .nothing)
        }
        let edit = TemplateEdit(template, precondition: .version(1))
        let error = await #expect(throws: CAError.self) { try await test.bound(test.administrator).edit([edit], []) }
        #expect(error?.code == .preconditionFailed)
        #expect(try await Self.template("User", of: test).displayName == "Theirs")
    }

    @Test("only administrators edit and retire; who has Write edits without changing rights or accepting rules")
    func rights() async throws {
        let test = try await TestAuthority.make()
        var template = try await Self.template("User", of: test)
        template.displayName = "People"
        let edit = TemplateEdit(template)
        for principal in [test.alice, test.officer, test.auditor] {
            let bound = try await test.bound(principal)
            let edited = await #expect(throws: CAError.self) { try await bound.edit([edit], []) }
            #expect(edited?.code == .accessDenied)
            let retired = await #expect(throws: CAError.self) { try await bound.retireTemplate("User", version: nil) }
            #expect(retired?.code == .accessDenied)
        }
        try await test.changeTemplate("User") { $0.access.entries.append(.init(trustee: test.bob.sid, rights: .write)) }
        let bob = try await test.bound(test.bob)
        var his = try await Self.template("User", of: test)
        his.displayName = "Bob's"
        let outcome = try await bob.edit([TemplateEdit(his)], [])
        #expect(outcome.isStored)
        his = try await Self.template("User", of: test)
        his.access.entries.append(.init(trustee: test.bob.sid, rights: .manageAuthority))
        let wider = TemplateEdit(his)
        let more = await #expect(throws: CAError.self) { try await bob.edit([wider], []) }
        #expect(more?.code == .accessDenied)
        try await test.bound(test.administrator).withdrawAcceptance(of: "ESC4", ofTemplate: "User")
        his = try await Self.template("User", of: test)
        his.displayName = "Again"
        let again = TemplateEdit(his)
        let withdrawn = await #expect(throws: CAError.self) { try await bob.edit([again], []) }
        #expect(withdrawn?.code == .accessDenied)
    }

    @Test("a retired template keeps name, OID and history, and a request pending for it is denied at approval")
    func retired() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let template = try await Self.template("EnrollmentAgent", of: test)
        let pending = try await administrator.submit(test.submission(test.request(), template: "EnrollmentAgent"))
        #expect(pending.code == .underSubmission)
        let stale = await #expect(throws: CAError.self) { try await administrator.retireTemplate("EnrollmentAgent", version: 7) }
        #expect(stale?.code == .preconditionFailed)
        try await administrator.retireTemplate("EnrollmentAgent", version: 1)
        let denied = try await test.bound(test.officer).approve(pending.requestID)
        #expect((denied.code, denied.status) == (.denied, .certsrvUnsupportedCertType))
        #expect(denied.reason?.rule == "TemplateIsInUse")
        #expect(denied.message.contains("is retired"))
        let anew = try await administrator.edit([TemplateEdit(template)], [])
        #expect(anew.outcomes.first?.findings.map(\.problem.rule) == ["TemplateIsInUse"])
        var other = template
        other.name = "Other"
        #expect(try await administrator.edit([TemplateEdit(other)], []).outcomes.first?.findings.map(\.problem.rule) == ["OIDIsFree"])
        let gone = await #expect(throws: CAError.self) { try await administrator.publishTemplate("EnrollmentAgent") }
        #expect(gone?.code == .notFound)
        #expect(try await administrator.templateStates().first { $0.template == template }?.isRetired == true)
        #expect(try await administrator.templateHistory(of: "EnrollmentAgent").retirement?.name == "EXAMPLE\\admin")
        let kinds = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(kinds.suffix(3) == ["templateWithdrawn", "templateRetired", "requestDenied"])
    }

    @Test("a request that waits while its template changes is decided by the new version")
    func changedWhilePending() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let pending = try await administrator.submit(test.submission(test.request(), template: "EnrollmentAgent"))
        var template = try await Self.template("EnrollmentAgent", of: test)
        template.validitySeconds = 10 * 86_400
        template.overlapSeconds = 86_400
        _ = try await administrator.edit([TemplateEdit(template)], [])
        let issued = try await test.bound(test.officer).approve(pending.requestID)
        #expect(issued.code == .issued, "\(issued.message)")
        let certificate = try Certificate(derEncoded: try #require(issued.certificate))
        #expect(certificate.notAfter < test.clock.now.addingTimeInterval(11 * 86_400))
        #expect(try await test.store.request(pending.requestID, of: AuthorityNumber(rawValue: 2))?.templateVersion == 2)
    }
}
