import CACore
import CAInterface
import CertificateTemplates
import PKIDirectory
import PKITesting
import Testing

@Suite("Everybody may ask why they may enroll, and administrators may ask about anybody")
struct TemplateAccessTests {
    private func decision(_ right: String, _ access: TemplateAccess) -> TemplateAccess.Decision? {
        access.decisions.first { $0.right == right && !$0.isOfAuthority }
    }

    @Test("the deciding entry is named with the membership that brings it")
    func membership() async throws {
        let test = try await TestAuthority.make()
        let access = try await test.bound(test.administrator).access(toTemplate: "user", principal: "alice")
        #expect(access.mayEnroll)
        #expect((access.template, access.principal) == ("User", "EXAMPLE\\alice"))
        let enroll = try #require(decision("Enroll", access))
        #expect(enroll.isAllowed)
        #expect(enroll.entry?.trustee == WellKnownAccount.users.sid(in: TestAuthority.domain))
        let write = try #require(decision("Write", access))
        #expect(write.isAllowed == false)
        #expect(write.entry == nil)
        #expect(write.remedy.hasPrefix("Add an entry"))
        let read = try #require(decision("Read", access))
        #expect(read.membership == "Authenticated Users, to which every account belongs")
        #expect(access.decisions.filter(\.isOfAuthority).map(\.right) == ["Read", "Enroll"])
    }

    @Test("a deny entry decides, and the answer says what would have to change")
    func denied() async throws {
        let test = try await TestAuthority.make()
        try await test.changeTemplate("User") {
            $0.access.entries.append(.init(trustee: test.alice.sid, rights: .enroll, isDeny: true))
        }
        let access = try await test.bound(test.alice).access(toTemplate: "User", principal: nil)
        #expect(access.mayEnroll == false)
        let enroll = try #require(decision("Enroll", access))
        #expect(enroll.entry?.isDeny == true)
        #expect(enroll.membership == "the account itself")
        #expect(enroll.remedy.hasPrefix("Remove the deny entry for EXAMPLE\\alice at the template"))
        #expect(try await test.bound(test.alice).submit(test.submission(test.request(), template: "User")).status == .certsrvTemplateDenied)
    }

    @Test("what forbids enrollment beside rights is said too")
    func obstacles() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let unpublished = try await administrator.access(toTemplate: "EFS", principal: "alice")
        #expect(unpublished.mayEnroll == false)
        #expect(unpublished.obstacles.first?.contains("does not issue for it") == true)
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.noSecurityExtension) }
        try await administrator.withdrawAcceptance(of: "ESC9", ofTemplate: "User")
        try await test.change(test.bob) { $0.enabled = false }
        let broken = try await administrator.access(toTemplate: "User", principal: "bob")
        #expect(broken.obstacles.count == 2)
        #expect(broken.obstacles.last?.contains("ESC9") == true)
    }

    @Test("others are told nothing about other accounts, not even whether they exist")
    func rights() async throws {
        let test = try await TestAuthority.make()
        for principal in [test.alice, test.officer] {
            let bound = try await test.bound(principal)
            #expect(try await bound.access(toTemplate: "User", principal: principal.name).principal == principal.accountName)
            var messages: Set<String> = []
            for name in ["bob", "nobody"] {
                let error = await #expect(throws: CAError.self) { try await bound.access(toTemplate: "User", principal: name) }
                #expect(error?.code == .accessDenied)
                if let error { messages.insert(error.message) }
            }
            #expect(messages.count == 1)
        }
        #expect(try await test.bound(test.auditor).access(toTemplate: "User", principal: "bob").mayEnroll)
        let unknown = await #expect(throws: CAError.self) {
            try await test.bound(test.auditor).access(toTemplate: "User", principal: "nobody")
        }
        #expect(unknown?.code == .notFound)
        let hidden = await #expect(throws: CAError.self) { try await test.bound(test.alice).access(toTemplate: "EFS", principal: nil) }
        #expect(hidden?.code == .notFound)
    }
}
