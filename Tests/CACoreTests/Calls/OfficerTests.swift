import CACore
import CAInterface
import CertificateTemplates
import Foundation
import PKIDirectory
import PKIFormats
import PKITesting
import Testing

@Suite("The acts of officers")
struct OfficerTests {
    /// A pending request of the administrator.
    private func pending(_ test: TestAuthority) async throws -> Disposition {
        let disposition = try await test.bound(test.administrator).submit(test.submission(test.request(), template: "EnrollmentAgent"))
        #expect(disposition.code == .underSubmission)
        #expect(disposition.message == "Taken Under Submission")
        #expect(disposition.status == .ok)
        return disposition
    }

    @Test("an officer approves a pending request: it is issued, with the officer named")
    func approve() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        let issued = try await test.bound(test.officer).approve(held.requestID)
        #expect(issued.code == .issued)
        #expect(issued.message == "Issued  Resubmitted by EXAMPLE\\officer")
        #expect(issued.certificate != nil)
        #expect(try await test.bound(test.administrator).disposition(of: held.requestID, wantsFullResponse: false) == issued)
        let events = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record.event)
        #expect(events.suffix(2) == ["requestHeld", "officerApproved"])
    }

    @Test("an officer's act is recorded with the officer's door, address and sign-in, beside the request's")
    func origin() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        let officer = Caller(
            principal: test.officer,
            authentication: .clientCertificate(sha256: [0xAB], serial: "4a"),
            door: .api,
            remoteAddress: "192.0.2.77",
            correlationID: UUID()
        )
        let bound = try await test.service.authority(named: TestAuthority.issuingName, for: officer)
        let certificate = try #require(try await bound.approve(held.requestID).certificate)
        let serial = try Certificate(derEncoded: certificate).serialHex
        _ = try await bound.revoke(serial: serial, reason: .superseded)
        try await bound.publishRevocationLists()

        let audit = try await test.store.auditRecords(after: 0, limit: 1000).map(\.record)
        let row = try #require(await test.store.request(held.requestID, of: AuthorityNumber(rawValue: 2)))
        #expect(row.correlationID != officer.correlationID)
        for event in ["officerApproved", "certificateRevoked"] {
            let record = try #require(audit.last { $0.event == event })
            let told = try #require(try JSONSerialization.jsonObject(with: Data(record.bytes.dropFirst())) as? [String: Any])
            #expect(told["actor"] as? String == "EXAMPLE\\officer")
            #expect(told["method"] as? String == "certificate")
            #expect(told["evidence"] as? String == "4a ab")
            #expect(told["door"] as? String == "api")
            #expect(told["address"] as? String == "192.0.2.77")
            #expect(told["correlation"] as? String == officer.correlationID.uuidString)
            #expect(told["requestDoor"] as? String == "in-process")
            #expect(told["requestAddress"] as? String == "local")
            #expect(told["requestCorrelation"] as? String == row.correlationID.uuidString)
            #expect(told["requester"] as? String == row.requesterName)
        }
        // A manual publication names the person; the list that follows is the act of the service.
        let events = audit.map { [$0.event, $0.actor] }
        #expect(
            events.suffix(2) == [["publicationOrdered", "EXAMPLE\\officer"], ["revocationListSigned", "revocation-list service"]]
        )
        #expect(AuditFault.all(in: try await test.store.auditRecords(after: 0, limit: 1000)).isEmpty)
    }

    @Test("an officer denies a pending request with 0x80094014")
    func deny() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        let denied = try await test.bound(test.officer).deny(held.requestID)
        #expect(denied.code == .denied)
        #expect(denied.status == .certsrvAdminDeniedRequest)
        #expect(denied.message == "Denied by EXAMPLE\\officer")
        await expect(.wrongState) { _ = try await test.bound(test.officer).approve(held.requestID) }
        await expect(.wrongState) { _ = try await test.bound(test.officer).deny(held.requestID) }
    }

    @Test("nobody approves their own request, as caller or as requester")
    func own() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        await expect(.accessDenied) { _ = try await test.bound(test.administrator).approve(held.requestID) }
        #expect(try await test.bound(test.officer).disposition(of: held.requestID, wantsFullResponse: false).code == .underSubmission)

        try await test.changeTemplate(BuiltInTemplates.sampleSoftwareName) { $0.enrollmentFlags.insert(.pendAllRequests) }
        var submission = test.submission(try await test.request(), template: BuiltInTemplates.sampleSoftwareName)
        submission.onBehalfOf = test.officer.id
        let forOfficer = try await test.bound(test.agent).submit(submission)
        #expect(forOfficer.code == .underSubmission)
        await expect(.accessDenied) { _ = try await test.bound(test.officer).approve(forOfficer.requestID) }
        #expect(try await test.bound(test.administrator).approve(forOfficer.requestID).code == .issued)
    }

    @Test("a single operator may, and the record says so")
    func singleOperator() async throws {
        let test = try await TestAuthority.make(singleOperator: true)
        let held = try await pending(test)
        #expect(try await test.bound(test.administrator).approve(held.requestID).code == .issued)
        let last = try #require(await test.store.auditRecords(after: 0, limit: 1000).last)
        #expect(String(decoding: last.record.bytes, as: UTF8.self).contains(#""ownRequest":true"#))
    }

    @Test("users and auditors may not approve, deny or revoke")
    func rights() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        for principal in [test.alice, test.auditor] {
            let bound = try await test.bound(principal)
            await expect(.accessDenied) { _ = try await bound.approve(held.requestID) }
            await expect(.accessDenied) { _ = try await bound.deny(held.requestID) }
            await expect(.accessDenied) { _ = try await bound.resubmit(held.requestID) }
            await expect(.accessDenied) { _ = try await bound.revoke(serial: "01", reason: .unspecified) }
            await expect(.accessDenied) { try await bound.publishRevocationLists() }
        }
        #expect(try await test.bound(test.auditor).request(held.requestID).disposition == .pending)
    }

    @Test("resubmitting a pending request runs the policy again, which may hold it again")
    func resubmitPending() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        let again = try await test.bound(test.officer).resubmit(held.requestID)
        #expect(again.code == .underSubmission)
        #expect(again.message == "Taken Under Submission  Resubmitted by EXAMPLE\\officer")
        try await test.changeTemplate("EnrollmentAgent") { $0.enrollmentFlags.remove(.pendAllRequests) }
        #expect(try await test.bound(test.officer).resubmit(held.requestID).code == .issued)
    }

    @Test("a denied request is resubmitted by an administrator, not by an officer")
    func resubmitDenied() async throws {
        let test = try await TestAuthority.make()
        try await test.change(test.alice) { $0.mail = nil }
        let denied = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
        #expect(denied.status == .certsrvSubjectEmailRequired)
        try await test.change(test.alice) { $0.mail = "alice@example.test" }
        await expect(.accessDenied) { _ = try await test.bound(test.officer).resubmit(denied.requestID) }
        await expect(.wrongState) { _ = try await test.bound(test.administrator).approve(denied.requestID) }
        let issued = try await test.bound(test.administrator).resubmit(denied.requestID)
        #expect(issued.code == .issued)
        #expect(issued.status == .ok)
        #expect(issued.reason == nil)
        #expect(issued.message == "Issued  Resubmitted by EXAMPLE\\admin")
    }

    @Test("policy runs again at approval: an account disabled meanwhile gets no certificate")
    func policyStillCounts() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        try await test.change(test.administrator) { $0.enabled = false }
        let denied = try await test.bound(test.officer).approve(held.requestID)
        #expect(denied.code == .denied)
        #expect(denied.status == .certsrvEnrollDenied)
    }

    @Test("if two officers act on one request at once, the second sees the act of the first")
    func race() async throws {
        let test = try await TestAuthority.make()
        let held = try await pending(test)
        await test.store.onCommit { _ in
            await test.store.onCommit(nil)
            _ = try await test.bound(test.officer).deny(held.requestID)
        }
        let second = Principal(
            id: UUID(),
            kind: .user,
            name: "second",
            domain: "EXAMPLE",
            sid: .account(domain: TestAuthority.domain, relativeID: 1_400),
            commonName: "Second",
            displayName: "Second",
            distinguishedName: .empty,
            groups: test.officer.groups
        )
        try await test.directory.commit([.added(second)], as: .accountCreated, by: .service(.firstStart), when: test.clock.now)
        await expect(.wrongState) { _ = try await test.bound(second).approve(held.requestID) }
        #expect(try await test.bound(test.officer).disposition(of: held.requestID, wantsFullResponse: false).code == .denied)
    }

    @Test("an absent request is not found")
    func absent() async throws {
        let test = try await TestAuthority.make()
        await expect(.notFound) { _ = try await test.bound(test.officer).approve(RequestID(77)) }
        await expect(.notFound) { _ = try await test.bound(test.officer).revoke(serial: "77", reason: .unspecified) }
        await expect(.malformed) { _ = try await test.bound(test.officer).revoke(serial: "xyz", reason: .unspecified) }
    }

    private func expect(_ code: CAError.Code, _ operation: () async throws -> Void) async {
        do {
            try await operation()
            Issue.record("expected \(code.rawValue)")
        } catch let error as CAError {
            #expect(error.code == code)
        } catch {
            Issue.record(error)
        }
    }
}
