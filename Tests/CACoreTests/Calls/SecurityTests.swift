import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("The access list, officer rights and audit filter of an authority")
struct SecurityTests {
    private func refusal(_ call: () async throws -> Void) async -> CAError? {
        do {
            try await call()
            return nil
        } catch {
            return error as? CAError
        }
    }

    private func told(_ test: TestAuthority, _ event: String) async throws -> [String] {
        try await test.store.auditRecords(after: 0, limit: 10_000).map(\.record).filter { $0.event == event }
            .map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func add(_ entry: AccessControlList.Entry, _ test: TestAuthority) async throws {
        let administrator = try await test.bound(test.administrator)
        var access = try await administrator.security().value
        access.rights.entries.append(entry)
        _ = try await administrator.setSecurity(access, expecting: nil)
    }

    /// A request of alice that waits for an officer.
    private func pending(_ test: TestAuthority, template: String = "User") async throws -> RequestID {
        try await test.changeTemplate(template) { $0.enrollmentFlags.insert(.pendAllRequests) }
        let held = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: template))
        #expect(held.code == .underSubmission)
        return held.requestID
    }

    private func restrict(_ test: TestAuthority, _ lines: [OfficerRestriction]) async throws {
        _ = try await test.bound(test.administrator).setOfficerRights(lines, expecting: nil)
    }

    // MARK: Roles

    @Test("GetMyRoles: the documented bits of each account")
    func myRoles() async throws {
        let test = try await TestAuthority.make()
        let rows: [(Principal, UInt32)] = [
            (test.administrator, 0x307), (test.officer, 0x302), (test.auditor, 0x304), (test.alice, 0x300),
        ]
        for (principal, bits) in rows {
            let roles = try await test.bound(principal).myRoles()
            #expect(roles.held.rawValue == bits, "\(principal.name)")
            #expect(roles.suspended.isEmpty)
        }
        try await add(.init(trustee: test.bob.sid, rights: .operate), test)
        #expect(try await test.bound(test.bob).myRoles().held.names == ["operator", "reader", "enrollee"])
    }

    // MARK: The access list

    @Test("a changed access list counts at once, is recorded in SDDL and raises the revision")
    func accessList() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        #expect(await refusal { _ = try await test.bound(test.bob).approve(held) }?.code == .accessDenied)
        let administrator = try await test.bound(test.administrator)
        let before = try await administrator.security()
        var access = before.value
        access.rights.entries.append(.init(trustee: test.bob.sid, rights: [.read, .issueAndManage]))
        let after = try await administrator.setSecurity(access, expecting: before.revision)
        #expect(after.value == access)
        #expect(after.revision == before.revision + 1)
        #expect(try await test.bound(test.bob).approve(held).code == .issued)
        let record = try #require(try await told(test, "authoritySecurityChanged").first)
        #expect(record.contains("(A;;DCCR;;;\(test.bob.sid.text))"), "\(record)")
        // A change of nothing is not recorded.
        _ = try await administrator.setSecurity(access, expecting: nil)
        #expect(try await told(test, "authoritySecurityChanged").count == 1)
    }

    @Test("a change for an earlier revision is refused, and nothing changes")
    func stale() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        let read = try await administrator.security()
        try await add(.init(trustee: test.bob.sid, rights: .audit), test)
        let present = try await administrator.security()
        for call in [
            { _ = try await administrator.setSecurity(read.value, expecting: read.revision) },
            { _ = try await administrator.setOfficerRights([], expecting: read.revision) },
            { _ = try await administrator.setAuditFilter([], expecting: read.revision) },
        ] as [() async throws -> Void] {
            #expect(await refusal(call)?.code == .preconditionFailed)
        }
        #expect(try await administrator.security() == present)
    }

    @Test("the last administrator cannot go; with another one left, the same change is made")
    func lastAdministrator() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var access = try await administrator.security().value
        access.rights.entries.removeAll { $0.rights.contains(.manageAuthority) }
        let denied = AccessControlList(access.rights.entries + [.init(trustee: .everyone, rights: .manageAuthority, isDeny: true)])
        for list in [access.rights, AccessControlList(), denied] {
            let change = AuthorityAccess(rights: list, roleSeparation: false)
            let error = await refusal { _ = try await administrator.setSecurity(change, expecting: nil) }
            #expect(error?.code == .unacceptable)
            #expect(error?.reason?.rule == "AnAdministratorIsLeft")
        }
        access.rights.entries.append(.init(trustee: test.bob.sid, rights: [.read, .manageAuthority]))
        #expect(try await administrator.setSecurity(access, expecting: nil).value == access)
        #expect(await refusal { _ = try await administrator.setSecurity(access, expecting: nil) }?.code == .accessDenied)
        #expect(try await test.bound(test.bob).setSecurity(access, expecting: nil).value == access)
    }

    @Test("a disabled account does not count as the administrator who is left")
    func disabledAdministrator() async throws {
        let test = try await TestAuthority.make()
        try await test.change(test.bob) { $0.enabled = false }
        let administrator = try await test.bound(test.administrator)
        var access = try await administrator.security().value
        access.rights.entries.removeAll { $0.rights.contains(.manageAuthority) }
        access.rights.entries.append(.init(trustee: test.bob.sid, rights: [.read, .manageAuthority]))
        let change = access
        #expect(await refusal { _ = try await administrator.setSecurity(change, expecting: nil) }?.reason?.rule == "AnAdministratorIsLeft")
    }

    @Test("a submission that was decided under the former access list decides again")
    func inFlight() async throws {
        let test = try await TestAuthority.make()
        let alice = try await test.bound(test.alice)
        func submitted() async throws -> Disposition {
            try await alice.submit(test.submission(try await test.request(), template: "User"))
        }
        #expect(try await submitted().code == .issued)
        // Behind the engine's back, so that it still remembers the former list.
        var stored = try #require(try await test.store.authorities().first { $0.number == AuthorityNumber(rawValue: 2) })
        stored.access.entries.append(.init(trustee: test.alice.sid, rights: .enroll, isDeny: true))
        stored.revision += 1
        try await test.store.commit([.authorityUpdated(stored)], expecting: .nothing)
        let denied = try await submitted()
        #expect(denied.code == .denied)
        #expect(denied.reason?.rule == "CallerMayEnroll")
    }

    @Test("rights that an authority does not know are refused")
    func unknownRights() async throws {
        let test = try await TestAuthority.make()
        for rights in [AccessRights.write, .autoenroll, [], AccessRights(rawValue: 0x400)] {
            let error = await refusal { try await add(.init(trustee: test.bob.sid, rights: rights), test) }
            #expect(error?.reason?.rule == "AccessListIsKnown")
        }
    }

    // MARK: Role separation

    @Test("role separation takes all roles from an account with two, and property 23 says that it is on")
    func roleSeparation() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        // A second administrator without another role.
        try await add(.init(trustee: test.bob.sid, rights: [.read, .manageAuthority]), test)
        #expect(try await test.bound(test.alice).property(.roleSeparationEnabled, index: 0) == .long(0))
        let bob = try await test.bound(test.bob)
        var access = try await bob.security().value
        access.roleSeparation = true
        _ = try await bob.setSecurity(access, expecting: nil)
        #expect(try await test.bound(test.alice).property(.roleSeparationEnabled, index: 0) == .long(1))
        let all = try await test.bound(test.administrator)
        for call in [
            { _ = try await all.approve(held) }, { _ = try await all.settings() }, { _ = try await all.view(ViewQuery(.requests)) },
            { _ = try await all.publishTemplate("EFS") }, { _ = try await all.auditFilter() },
        ] as [() async throws -> Void] {
            let error = await refusal(call)
            #expect(error?.status == .certsrvRoleConflict)
            #expect(error?.reason?.rule == "OneRoleForEachAccount")
            #expect(error?.reason?.value == "administrator, officer, auditor")
        }
        let roles = try await all.myRoles()
        #expect(roles.suspended == [.administrator, .officer, .auditor])
        #expect(roles.held.contains(.enrollee))
        // The account still enrolls, and one with a single role keeps it.
        #expect(try await all.submit(test.submission(try await test.request(), template: "User")).code == .underSubmission)
        #expect(try await test.bound(test.officer).approve(held).code == .issued)
        // Mended: the other roles are gone.
        try await test.change(test.administrator) {
            $0.groups = [WellKnownAccount.users.sid(in: TestAuthority.domain), WellKnownAccount.auditors.sid(in: TestAuthority.domain)]
        }
        #expect(try await test.bound(test.administrator).auditFilter().value == .everything)
    }

    @Test("who holds two roles and is the only administrator cannot turn role separation on")
    func lockedOut() async throws {
        let test = try await TestAuthority.make()
        let administrator = try await test.bound(test.administrator)
        var access = try await administrator.security().value
        access.roleSeparation = true
        let change = access
        let error = await refusal { _ = try await administrator.setSecurity(change, expecting: nil) }
        #expect(error?.reason?.rule == "AnAdministratorIsLeft")
        #expect(error?.message.contains("administrator and officer and auditor") == true)
        #expect(try await administrator.security().value.roleSeparation == false)
    }

    // MARK: Officer rights

    @Test("an officer acts only on requests whose template and subject a line allows; a denying line wins")
    func officerRights() async throws {
        let test = try await TestAuthority.make()
        let managers = WellKnownAccount.certificateManagers.sid(in: TestAuthority.domain)
        let users = WellKnownAccount.users.sid(in: TestAuthority.domain)
        let rows: [(lines: [OfficerRestriction], isAllowed: Bool)] = [
            ([], true),
            ([.init(officer: test.officer.sid, template: nil, subjects: .everyone)], true),
            ([.init(officer: managers, template: "user", subjects: users)], true),
            ([.init(officer: managers, template: "User", subjects: test.alice.sid)], true),
            ([.init(officer: managers, template: "EFS", subjects: .everyone)], false),
            ([.init(officer: managers, template: "User", subjects: test.bob.sid)], false),
            ([.init(officer: test.auditor.sid, template: nil, subjects: .everyone)], false),
            (
                [
                    .init(officer: managers, template: nil, subjects: .everyone),
                    .init(officer: test.officer.sid, template: nil, subjects: test.alice.sid, isDeny: true),
                ], false
            ),
            (
                [
                    .init(officer: managers, template: nil, subjects: .everyone),
                    .init(officer: test.officer.sid, template: nil, subjects: test.bob.sid, isDeny: true),
                ], true
            ),
        ]
        let officer = try await test.bound(test.officer)
        for (lines, isAllowed) in rows {
            try await restrict(test, lines)
            let held = try await pending(test)
            for act in [officer.approve, officer.resubmit, officer.deny] as [(RequestID) async throws -> Disposition] {
                if isAllowed { break }
                let error = await refusal { _ = try await act(held) }
                #expect(error?.status == .certsrvRestrictedOfficer, "\(lines.map(\.text))")
                #expect(error?.reason?.rule == "OfficerIsNotRestricted")
            }
            guard isAllowed else { continue }
            let issued = try await officer.approve(held)
            #expect(issued.code == .issued, "\(lines.map(\.text))")
            // Revoking, holding and releasing follow the same lines.
            let serial = try Certificate(derEncoded: try #require(issued.certificate)).serialHex
            _ = try await officer.revoke(serial: serial, reason: .certificateHold)
            try await restrict(test, [.init(officer: managers, template: "EFS", subjects: .everyone)])
            for reason in [CRLReason.removeFromCRL, .keyCompromise] {
                let error = await refusal { _ = try await officer.revoke(serial: serial, reason: reason) }
                #expect(error?.status == .certsrvRestrictedOfficer)
            }
        }
        // A restricted officer still sees every row, as documented for views.
        #expect(try await officer.view(ViewQuery(.requests)).rows.isEmpty == false)
        #expect(try await told(test, "officerRightsChanged").isEmpty == false)
    }

    @Test("a line for a template that does not exist is refused")
    func unknownTemplate() async throws {
        let test = try await TestAuthority.make()
        let line = OfficerRestriction(officer: .everyone, template: "Nothing", subjects: .everyone)
        #expect(await refusal { try await restrict(test, [line]) }?.reason?.rule == "TemplateIsKnown")
    }

    @Test("a subject whose account is gone belongs to everyone, and to every group of a denying line")
    func goneSubject() {
        let officer = SecurityIdentifier.account(domain: (1, 2, 3), relativeID: 1)
        let group = SecurityIdentifier.account(domain: (1, 2, 3), relativeID: 2)
        let principal = Principal(
            id: UUID(),
            kind: .user,
            name: "o",
            domain: "D",
            sid: officer,
            commonName: "o",
            displayName: "o",
            distinguishedName: .empty
        )
        func matches(_ subjects: SecurityIdentifier, isDeny: Bool) -> Bool {
            OfficerRestriction(officer: officer, template: nil, subjects: subjects, isDeny: isDeny)
                .matches(officer: principal, template: "User", subject: nil)
        }
        #expect(matches(.everyone, isDeny: false))
        #expect(!matches(group, isDeny: false))
        #expect(matches(group, isDeny: true))
    }

    // MARK: The audit filter

    @Test("the audit filter is the auditor's, keeps nothing out of the record, and refuses unknown bits")
    func auditFilter() async throws {
        let test = try await TestAuthority.make()
        let auditor = try await test.bound(test.auditor)
        #expect(try await auditor.auditFilter().value == .everything)
        #expect(try await auditor.setAuditFilter([.revocation], expecting: nil).value == .revocation)
        #expect(await refusal { _ = try await auditor.setAuditFilter(AuditFilter(rawValue: 0x80), expecting: nil) }?.code == .unacceptable)
        let before = try await test.store.auditRecords(after: 0, limit: 10_000).count
        _ = try await test.bound(test.alice).submit(test.submission(try await test.request(), template: "User"))
        #expect(try await test.store.auditRecords(after: 0, limit: 10_000).count == before + 1)
        #expect(try await told(test, "auditFilterChanged").first?.contains(#""from":127,"to":8"#) == true)
    }

    // MARK: Nobody decides for themselves

    @Test("who signed a request as agent does not approve it, although somebody else sent it")
    func signerApproves() async throws {
        let requests = try await SignedRequests.make()
        let test = requests.test
        let agent = try await requests.agent()
        try await test.changeTemplate("User") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let bytes = try await PKCS7Request.signed(
            test.request(),
            certificate: agent.certificate,
            key: agent.key,
            pairs: [EnrollmentNameValuePair(name: "RequesterName", value: "EXAMPLE\\bob")]
        )
        let held = try await requests.submit(bytes, as: test.bob, format: .pkcs7, template: "User")
        #expect(held.code == .underSubmission, "\(held.message)")
        let row = try await requests.row(held)
        #expect(row.caller != test.administrator.id)
        #expect(row.requester != test.administrator.id)
        let error = await refusal { _ = try await test.bound(test.administrator).approve(held.requestID) }
        #expect(error?.reason?.rule == "NobodyApprovesTheirOwnRequest")
        #expect(try await test.bound(test.officer).approve(held.requestID).code == .issued)
    }

    @Test("an officer does not release a hold on an own certificate; another officer does")
    func ownHold() async throws {
        let test = try await TestAuthority.make()
        let officer = try await test.bound(test.officer)
        let issued = try await officer.submit(test.submission(try await test.request(), template: "User"))
        let serial = try Certificate(derEncoded: try #require(issued.certificate)).serialHex
        _ = try await officer.revoke(serial: serial, reason: .certificateHold)
        let error = await refusal { _ = try await officer.revoke(serial: serial, reason: .removeFromCRL) }
        #expect(error?.reason?.rule == "NobodyApprovesTheirOwnRequest")
        #expect(try await test.bound(test.administrator).revoke(serial: serial, reason: .removeFromCRL).revokedWhen == nil)
    }

    @Test("of two officers at once one decides; the other is told the new state")
    func twoOfficers() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        let officers = [try await test.bound(test.officer), try await test.bound(test.administrator)]
        let codes = await withTaskGroup(of: CAError.Code?.self) { group in
            for officer in officers {
                group.addTask {
                    do {
                        _ = try await officer.approve(held)
                        return nil
                    } catch {
                        return (error as? CAError)?.code ?? .internal
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.count { $0 == nil } == 1)
        #expect(codes.compactMap { $0 } == [.wrongState])
    }

    // MARK: Attacks (ESC7)

    @Test("ESC7: an officer gains no right by calls of an officer")
    func officerGainsNothing() async throws {
        let test = try await TestAuthority.make()
        let officer = try await test.bound(test.officer)
        var access = try await test.bound(test.administrator).security().value
        access.rights.entries.append(.init(trustee: test.officer.sid, rights: .manageAuthority))
        let change = access
        for call in [
            { _ = try await officer.setSecurity(change, expecting: nil) },
            { _ = try await officer.setOfficerRights([], expecting: nil) },
            { _ = try await officer.change(AuthoritySettingsUpdate(singleOperator: true)) },
            { _ = try await officer.publishTemplate("SubCA") }, { _ = try await officer.setAuditFilter([], expecting: nil) },
        ] as [() async throws -> Void] {
            #expect(await refusal(call)?.code == .accessDenied)
        }
        #expect(try await officer.myRoles().held.contains(.administrator) == false)
    }

    @Test("ESC7: an administrator who makes himself officer loses both roles under role separation")
    func administratorGainsNothing() async throws {
        let test = try await TestAuthority.make()
        try await add(.init(trustee: test.bob.sid, rights: [.read, .manageAuthority]), test)
        try await add(.init(trustee: test.auditor.sid, rights: [.read]), test)
        let other = WellKnownAccount.authorityAdministrators.sid(in: TestAuthority.domain)
        try await test.change(test.administrator) { $0.groups = [other] }
        let bob = try await test.bound(test.bob)
        var access = try await bob.security().value
        access.roleSeparation = true
        _ = try await bob.setSecurity(access, expecting: nil)
        // Bob writes himself into the list: another administrator is left, so the change is made, and it costs him both roles.
        access.rights.entries.append(.init(trustee: test.bob.sid, rights: .issueAndManage))
        let grab = access
        #expect(try await bob.setSecurity(grab, expecting: nil).value == grab)
        let held = try await pending(test)
        #expect(await refusal { _ = try await bob.approve(held) }?.status == .certsrvRoleConflict)
        #expect(await refusal { _ = try await bob.settings() }?.status == .certsrvRoleConflict)
        // The other administrator mends it.
        access.rights.entries.removeLast()
        #expect(try await test.bound(test.administrator).setSecurity(access, expecting: nil).value == access)
        #expect(try await bob.myRoles().suspended.isEmpty)
    }
}
