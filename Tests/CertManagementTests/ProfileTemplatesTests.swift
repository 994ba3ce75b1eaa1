import CertManagement
import PortableFoundation
import PKIDirectory
import PKITesting
import Testing

@Suite("Profile templates")
struct ProfileTemplatesTests {
    @Test("the first start makes the sample profile template, once")
    func firstStart() async throws {
        let store = InMemoryManagementStore()
        let foundation = FirstStartManagement(store: store, domain: (1, 2, 3), clock: { Date() })
        try await foundation.completeFirstStart()
        try await foundation.completeFirstStart()
        let templates = await store.profileTemplates()
        #expect(templates.map(\.name) == ["Chancery Sample Software Profile"])
        #expect(templates.first?.version == 1)
        #expect(templates.first?.certificates.map(\.template) == ["ChancerySampleSoftware"])
        #expect(templates.first?.policies[.enroll]?.approvalsNeeded == 0)
    }

    @Test("a user sees only the templates that it may read")
    func visibility() async throws {
        let test = try await TestManagement.make()
        #expect(try await test.management(test.authority.alice).profileTemplates().map(\.id) == [SampleProfileTemplate.id])
        #expect(try await test.management(test.authority.machine).profileTemplates().isEmpty)
        #expect(try await test.management(test.authority.machine).profileTemplate(SampleProfileTemplate.id) == nil)
        #expect(try await test.management(test.authority.alice).profileTemplate(UUID()) == nil)
    }

    @Test("a policy is shown only for workflows that have one, and only to those who see the template")
    func policies() async throws {
        let test = try await TestManagement.make()
        let alice = test.management(test.authority.alice)
        #expect(try await alice.policy(of: SampleProfileTemplate.id, for: .enroll)?.selfService == true)
        #expect(try await alice.policy(of: SampleProfileTemplate.id, for: .renew) == nil)
        #expect(try await test.management(test.authority.machine).policy(of: SampleProfileTemplate.id, for: .enroll) == nil)
    }

    @Test("the record of a profile template has the hash of the admin key, not the key")
    func record() throws {
        let template = SampleProfileTemplates.full
        let record = try template.audited(by: .service(.command), when: Date(timeIntervalSince1970: 0))
        let document = String(decoding: record.bytes, as: UTF8.self)
        #expect(!document.contains("8899aabb"))
        #expect(document.contains("sha256:"))
    }

    @Test("profile templates survive being written and read", arguments: [0, 1])
    func coding(approvals: Int) throws {
        var template = SampleProfileTemplate.make(domain: (1, 2, 3))
        template.policies[.enroll]?.approvalsNeeded = approvals
        template.policies[.renew] = WorkflowPolicy(enabled: false)
        let text = try JSONEncoder().encode(template)
        #expect(try JSONDecoder().decode(ProfileTemplate.self, from: text) == template)
        let full = SampleProfileTemplates.full
        #expect(try JSONDecoder().decode(ProfileTemplate.self, from: JSONEncoder().encode(full)) == full)
    }
}
