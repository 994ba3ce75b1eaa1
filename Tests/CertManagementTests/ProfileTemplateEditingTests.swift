import CAInterface
import CertManagement
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("Profile templates are edited")
struct ProfileTemplateEditingTests {
    private static let document: JSONValue = [
        "name": "Laptops", "certificates": [["template": "ChancerySampleSoftware"]],
        "policies": ["enroll": ["approvalsNeeded": 1, "approvers": ["officer", "admin"]]],
        "access": [["allow": ["read", "enroll"], "to": "Authenticated Users"]],
    ]

    private func edit(
        _ json: JSONValue = document,
        _ precondition: TemplateEdit.Precondition = .anything,
        target: String? = nil
    ) throws -> ProfileTemplateEdit {
        ProfileTemplateEdit(try ProfileTemplateDocument(json), precondition: precondition, target: target)
    }

    /// The document with other members.
    private func changed(_ change: (inout JSONMembers) -> Void) -> JSONValue {
        guard case .object(var members) = Self.document else { return .null }
        change(&members)
        return .object(members)
    }

    private func code(_ work: () async throws -> Void) async -> CAError.Code? {
        do {
            try await work()
            return nil
        } catch { return (error as? CAError)?.code }
    }

    @Test("a document becomes a profile template with its names resolved")
    func stored() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        let outcome = try await admin.edit([try edit()], isDryRun: false)
        #expect(outcome.isStored)
        let one = try #require(outcome.outcomes.first)
        #expect(one.oldVersion == nil)
        #expect(one.newVersion == 1)
        #expect(one.findings == [])
        #expect(one.meaning == ["These can be started: enroll."])
        let template = try #require(await test.store.profileTemplate(one.id))
        #expect(template.policies[.enroll]?.approvers == [test.authority.officer.sid, test.authority.administrator.sid])
        let document = try await admin.profileTemplateDocument("laptops").document
        #expect(document.trustees.keys.sorted() == ["Authenticated Users", "admin", "officer"])
    }

    @Test("a plan says what would change and what it means, and stores nothing")
    func plan() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        _ = try await admin.edit([try edit()], isDryRun: false)
        let json = changed {
            $0["policies"] = [
                "enroll": [
                    "approvalsNeeded": 2, "approvers": ["admin", "officer"], "dataItems": [["name": "Town", "required": true]],
                ],
                "renew": [:],
            ]
        }
        let outcome = try await admin.edit([try edit(json)], isDryRun: true)
        #expect(!outcome.isStored)
        let one = try #require(outcome.outcomes.first)
        #expect((one.oldVersion, one.newVersion) == (1, 2))
        #expect(one.changes.first { $0.field == "policies.enroll.approvalsNeeded" }?.to == "2")
        #expect(one.changes.first { $0.field == "policies.enroll.dataItems.0.name" }?.to == "Town")
        #expect(
            one.meaning == [
                "New requests of enroll need 2 approvals instead of 1.", "New requests of enroll must answer Town.",
                "renew can be started.",
            ]
        )
        #expect(try await admin.profileTemplateDocument("Laptops").template.version == 1)
    }

    @Test("what is read and written again is unchanged, and makes no version")
    func unchanged() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        for template in try await admin.editableProfileTemplates() {
            let document = try await admin.profileTemplateDocument(template.name).document
            let outcome = try await admin.edit([ProfileTemplateEdit(document)], isDryRun: false)
            #expect(outcome.outcomes.map(\.newVersion) == [template.version])
            #expect(outcome.outcomes.first?.changes == [])
        }
    }

    @Test("an unknown certificate template or CA refuses every document of the edit")
    func refused() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        let wrong = changed {
            $0["name"] = "Wrong"
            $0["certificates"] = [["template": "Nothing"], ["template": "User", "authority": "No CA"]]
        }
        let outcome = try await admin.edit([try edit(), try edit(wrong)], isDryRun: false)
        #expect(outcome.isRefused)
        #expect(!outcome.isStored)
        #expect(Set(outcome.outcomes[1].findings.filter(\.isRefusal).map(\.rule)) == ["CertificateTemplateIsKnown", "AuthorityIsKnown"])
        #expect(try await admin.editableProfileTemplates().map(\.name) == [SampleProfileTemplate.name])
    }

    @Test("an unknown account is named with its key")
    func unknownAccount() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        let json = changed { $0["policies"] = ["enroll": ["initiators": ["admin", "nobody here"]]] }
        do {
            _ = try await admin.edit([try edit(json)], isDryRun: false)
            Issue.record("it was stored")
        } catch let error as CAError {
            #expect(error.code == .unacceptable)
            #expect(error.reason?.field == "policies.enroll.initiators.1")
            #expect(error.reason?.value == "nobody here")
        }
    }

    @Test("an edit is stored only when the profile template is in the state that it names")
    func preconditions() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        #expect(await code { _ = try await admin.edit([try edit(Self.document, .version(1))], isDryRun: false) } == .preconditionFailed)
        #expect(await code { _ = try await admin.edit([try edit(Self.document, .present)], isDryRun: false) } == .preconditionFailed)
        #expect(await code { _ = try await admin.edit([try edit(Self.document, .absent)], isDryRun: false) } == nil)
        #expect(await code { _ = try await admin.edit([try edit(Self.document, .absent)], isDryRun: false) } == .preconditionFailed)
        #expect(await code { _ = try await admin.edit([try edit(Self.document, .version(2))], isDryRun: false) } == .preconditionFailed)
        #expect(await code { _ = try await admin.edit([try edit(Self.document, .version(1))], isDryRun: false) } == nil)
    }

    @Test("of two edits of one version at once one is stored, and the other is told")
    func twoAtOnce() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        _ = try await admin.edit([try edit()], isDryRun: false)
        let results = await withTaskGroup(of: CAError.Code?.self) { group in
            for number in 1...8 {
                group.addTask {
                    await code {
                        let json = changed { $0["description"] = .string("edit \(number)") }
                        _ = try await admin.edit([try edit(json, .version(1))], isDryRun: false)
                    }
                }
            }
            return await group.reduce(into: [CAError.Code?]()) { $0.append($1) }
        }
        #expect(results.count { $0 == nil } == 1)
        #expect(results.count { $0 == .preconditionFailed } == 7)
        #expect(try await admin.profileTemplateDocument("Laptops").template.version == 2)
    }

    @Test("a path renames, a name that another has is refused, and so are two documents of one name")
    func names() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        let id = try #require(try await admin.edit([try edit()], isDryRun: false).outcomes.first?.id)
        let renamed = changed { $0["name"] = "Notebooks" }
        let outcome = try await admin.edit([try edit(renamed, .version(1), target: id.uuidString)], isDryRun: false)
        #expect(outcome.outcomes.first?.id == id)
        #expect(outcome.outcomes.first?.meaning == ["It is called Notebooks from now on; its GUID stays."])
        let taken = changed { $0["name"] = .string(SampleProfileTemplate.name) }
        #expect(await code { _ = try await admin.edit([try edit(taken, target: id.uuidString)], isDryRun: false) } == .malformed)
        #expect(await code { _ = try await admin.edit([try edit(), try edit()], isDryRun: false) } == .malformed)
        #expect(await code { _ = try await admin.edit([try edit(target: "Elsewhere")], isDryRun: false) } == .malformed)
    }

    @Test("a retired profile template has a version that says so, and its former versions stay")
    func retired() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        _ = try await admin.edit([try edit()], isDryRun: false)
        #expect(await code { try await admin.retireProfileTemplate("Laptops", version: 7) } == .preconditionFailed)
        try await admin.retireProfileTemplate("Laptops", version: 1)
        try await admin.retireProfileTemplate("Laptops", version: nil)
        let versions = try await admin.profileTemplateVersions("Laptops")
        #expect(versions.map(\.template.version) == [1, 2])
        #expect(versions[1].changes.map(\.field) == ["isRetired"])
        #expect(try await admin.profileTemplateDocument("Laptops", version: 1).template.isRetired == false)
        #expect(await code { _ = try await admin.profileTemplateDocument("Laptops", version: 3) } == .notFound)
    }

    @Test("with a retired profile template nothing new is started, and it is offered to nobody")
    func retiredStartsNothing() async throws {
        let test = try await TestManagement.make()
        try await test.management(test.authority.administrator).retireProfileTemplate(SampleProfileTemplate.name, version: nil)
        let alice = test.management(test.authority.alice)
        await #expect {
            _ = try await test.enroll(test.authority.alice)
        } throws: {
            ($0 as? ManagementError)?.code == .policyDisabled
        }
        #expect(try await alice.profileTemplates().isEmpty)
        #expect(try await alice.profileTemplate(SampleProfileTemplate.id)?.isRetired == true)
    }

    @Test("administrators edit, auditors read without the admin key, others get neither")
    func rights() async throws {
        let test = try await TestManagement.make()
        let admin = test.management(test.authority.administrator)
        let card = changed {
            $0["isSmartcard"] = true
            $0["smartcard"] = ["defaultAdminKey": "101112131415161720212223242526273031323334353637"]
            $0["access"] = [["allow": ["read", "enroll"], "to": "alice"], ["allow": ["audit"], "to": "auditor"]]
        }
        _ = try await admin.edit([try edit(card)], isDryRun: false)
        #expect(try await admin.profileTemplateDocument("Laptops").document.json.text.contains("10111213"))
        let auditor = test.management(test.authority.auditor)
        #expect(try await !auditor.profileTemplateDocument("Laptops").document.json.text.contains("10111213"))
        for person in [test.authority.auditor, test.authority.officer, test.authority.alice] {
            let management = test.management(person)
            #expect(await code { _ = try await management.edit([try edit()], isDryRun: true) } == .accessDenied)
            #expect(await code { try await management.retireProfileTemplate("Laptops", version: nil) } == .accessDenied)
        }
        #expect(await code { _ = try await test.management(test.authority.alice).profileTemplateDocument("Laptops") } == .accessDenied)
        #expect(await code { _ = try await test.management(test.authority.machine).profileTemplateDocument("Laptops") } == .notFound)
        #expect(await code { _ = try await admin.profileTemplateDocument("Nothing") } == .notFound)
    }
}
