import CACore
import CAInterface
import CertManagement
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PKITesting
import PortableFoundation
import Testing

@Suite("The end of an object, and what others have under way")
struct EndRaceTests {
    /// The standings at the CA of all certificates of a profile.
    private func standings(_ fixture: WorkflowFixture, _ profile: UUID) async throws -> Set<CertificateValidity.State> {
        let officer = try await fixture.test.authority.bound(fixture.test.authority.officer)
        var found: Set<CertificateValidity.State> = []
        for certificate in await fixture.store.managedCertificates(ofProfile: profile) {
            found.insert(try await officer.validity(serial: certificate.serialNumber).state)
        }
        return found
    }

    private static func isAttempt(_ change: ManagementChange) -> Bool {
        if case .attemptStarted = change { true } else { false }
    }

    @Test(
        "a certificate request that comes after the end of its profile brings nothing",
        arguments: [CertManagement.Operation.disable, .suspend]
    )
    func attemptAfterEnd(ending: CertManagement.Operation) async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let update = try await fixture.start(.onlineUpdate, on: id)
        let end = try await fixture.start(ending, on: id)
        let store = InterruptedStore(fixture.store)
        store.once(before: Self.isAttempt) { try await fixture.complete(end) }
        let submitted = fixture.lossy.submissions.count
        let csr = try SampleVectors.cmCertificateRequest
        let code = await fixture.refusal {
            _ = try await fixture.management(through: store).submitCertificateRequests([csr], to: update.id)
        }
        #expect(code == .requestStateInvalid)
        #expect(fixture.lossy.submissions.count == submitted)
        #expect(await fixture.store.managementRequest(end.id)?.status == .completed)
        #expect(try await standings(fixture, id) == [.revoked])
    }

    @Test("a certificate that comes while its profile is being disabled is revoked with it")
    func attemptBeforeEnd() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let update = try await fixture.start(.onlineUpdate, on: id)
        let end = try await fixture.start(.disable, on: id)
        let csr = try SampleVectors.cmCertificateRequest
        let store = InterruptedStore(fixture.store)
        store.once(before: { if case .requestUpdated(let request) = $0 { request.id == end.id } else { false } }) {
            _ = try await fixture.management().submitCertificateRequests([csr], to: update.id)
        }
        _ = try await fixture.management(through: store).setStatus(of: end.id, to: .completed)
        #expect(await fixture.store.managedCertificates(ofProfile: id).count == 2)
        #expect(try await standings(fixture, id) == [.revoked])
        #expect(await fixture.store.managementRequest(update.id)?.status == .canceled)
        #expect(try await fixture.profile(id).status == .disabled)
    }

    @Test("an object whose end has begun at the CA gets no certificate")
    func attemptDuringEnd() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let end = try await fixture.start(.disable, on: id)
        fixture.lossy.loseRevocations(before: 1)
        _ = await fixture.refusal { try await fixture.complete(end) }
        let update = try await fixture.start(.onlineUpdate, on: id)
        let csr = try SampleVectors.cmCertificateRequest
        let code = await fixture.refusal { _ = try await fixture.management().submitCertificateRequests([csr], to: update.id) }
        #expect(code == .requestStateInvalid)
        try await fixture.complete(end)
        #expect(try await standings(fixture, id) == [.revoked])
    }

    @Test("a cancel that certificate data overtakes revokes what that brought")
    func cancelOvertaken() async throws {
        let fixture = try await WorkflowFixture.make { $1.revokesWhenCanceled = true }
        let made = try await fixture.start(.enroll, template: WorkflowFixture.software)
        _ = try await fixture.management().submitCertificateRequests([], to: made.id)
        let csr = try SampleVectors.cmCertificateRequest
        let store = InterruptedStore(fixture.store)
        store.once(before: { if case .requestUpdated = $0 { true } else { false } }) {
            _ = try await fixture.management().submitCertificateRequests([csr], to: made.id)
        }
        _ = try await fixture.management(through: store).setStatus(of: made.id, to: .canceled)
        let profile = try #require(await fixture.store.managementRequest(made.id)?.newProfile)
        #expect(try await standings(fixture, profile) == [.revoked])
    }

    @Test("a profile that a canceled request left can be disabled, and its certificate is revoked")
    func newProfile() async throws {
        let fixture = try await WorkflowFixture.make()
        let made = try await fixture.start(.enroll, template: WorkflowFixture.software)
        try await fixture.execute(made)
        _ = try await fixture.management().setStatus(of: made.id, to: .canceled)
        let id = try #require(await fixture.store.managementRequest(made.id)?.newProfile)
        #expect(try await standings(fixture, id) == [.valid])
        try await fixture.run(.disable, on: id, issues: false)
        #expect(try await standings(fixture, id) == [.revoked])
        #expect(try await fixture.profile(id).status == .disabled)
    }

    @Test("disabling withdraws a renewal under way, and revokes what it brought")
    func renewalUnderWay() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let renewal = try await fixture.start(.renew, on: id)
        try await fixture.execute(renewal)
        try await fixture.run(.disable, on: id, issues: false)
        let ended = try #require(await fixture.store.managementRequest(renewal.id))
        #expect(ended.status == .canceled)
        #expect(try await standings(fixture, try #require(ended.newProfile)) == [.revoked])
    }

    @Test("a card that was reported retired stays in use when the request is canceled")
    func reportedCard() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active(WorkflowFixture.card)
        let card = try #require(try await fixture.card(of: id))
        let retire = try await fixture.start(.retire, on: id)
        let shown = try await fixture.management().setStatus(ofCard: card.id, to: .retired, for: retire.id)
        #expect(shown?.status == .retired)
        #expect(try await fixture.card(of: id)?.status == .active)
        _ = try await fixture.management().setStatus(of: retire.id, to: .canceled)
        #expect(try await fixture.management().operations(ofProfile: id)?.contains(.retire) == true)
        try await fixture.run(.retire, on: id, issues: false)
        #expect(try await standings(fixture, id) == [.revoked])
    }

    @Test("a retired card whose certificate is good can still be disabled")
    func retiredCard() async throws {
        let fixture = try await WorkflowFixture.make { if $0 == .retire { $1.revocation.revokesOldCertificates = false } }
        let id = try await fixture.active(WorkflowFixture.card)
        try await fixture.run(.retire, on: id, issues: false)
        #expect(try await fixture.management().operations(ofProfile: id) == [.disable])
        try await fixture.run(.disable, on: id, issues: false)
        #expect(try await standings(fixture, id) == [.revoked])
        #expect(try await fixture.profile(id).status == .retired)
        #expect(try await fixture.management().operations(ofProfile: id) == [])
    }

    @Test("what has a successor is not recovered or renewed a second time", arguments: [true, false])
    func superseded(isDisabled: Bool) async throws {
        let fixture = try await WorkflowFixture.make { if $0 == .recover { $1.revocation.disablesOldObject = isDisabled } }
        let id = try await fixture.active()
        try await fixture.run(.recover, on: id, issues: true)
        for operation in [CertManagement.Operation.recover, .renew] {
            #expect(await fixture.refusal { _ = try await fixture.start(operation, on: id) } == .requestStateInvalid)
        }
    }

    @Test("a policy that revokes with the reason of a hold ends a suspended profile")
    func reasonOfHold() async throws {
        let fixture = try await WorkflowFixture.make { if $0 == .revoke { $1.revocation.reason = 6 } }
        let id = try await fixture.active()
        try await fixture.run(.suspend, on: id, issues: false)
        #expect(try await fixture.run(.disable, on: id, issues: false).status == .completed)
        #expect(await fixture.store.managedCertificates(ofProfile: id).map(\.standing) == [.held])
    }

    @Test("an administrator gives up an end that the CA refuses, and nobody else")
    func givenUp() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let end = try await fixture.start(.disable, on: id)
        fixture.lossy.loseRevocations(after: 1)
        _ = await fixture.refusal { try await fixture.complete(end) }
        let own = await fixture.refusal { _ = try await fixture.management().setStatus(of: end.id, to: .abandoned) }
        #expect(own == .requestStateInvalid)
        let administrator = fixture.management(fixture.test.authority.administrator)
        #expect(try await administrator.setStatus(of: end.id, to: .abandoned)?.request.status == .failed)
        #expect(await fixture.store.managementRequest(end.id)?.settlement == nil)
        #expect(await fixture.store.managedCertificates(ofProfile: id).map(\.standing) == [.revoked])
        #expect(try await fixture.profile(id).status == .active)
    }

    @Test("a certificate that an officer revokes while it is held stays revoked after a reinstatement")
    func revokedWhileHeld() async throws {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        try await fixture.run(.suspend, on: id, issues: false)
        let certificate = try #require(await fixture.store.managedCertificates(ofProfile: id).first)
        let officer = try await fixture.test.authority.bound(fixture.test.authority.officer)
        _ = try await officer.revoke(serial: certificate.serialNumber, reason: .keyCompromise)
        try await fixture.run(.reinstate, on: id, issues: false)
        #expect(await fixture.store.managedCertificates(ofProfile: id).map(\.standing) == [.revoked])
    }

    @Test("a revocation that lies ahead shows a good certificate, and can be brought forward")
    func broughtForward() async throws {
        let fixture = try await WorkflowFixture.make {
            if $0 == .revoke { $1.revocation = RevocationOptions(delaySeconds: 3600, allowsOtherDelay: true) }
        }
        let id = try await fixture.active()
        try await fixture.run(.disable, on: id, issues: false)
        #expect(try await standings(fixture, id) == [.valid])
        let delayed = try #require(await fixture.store.managedCertificates(ofProfile: id).first)
        #expect(CertificateStatus(delayed, at: fixture.test.authority.clock.now) == .good)
        #expect(CertificateStatus(delayed, at: fixture.test.authority.clock.now + 3601) == .revoked)
        let again = try await fixture.management().createRequest(
            RequestProposal(profileTemplate: nil, workflow: .revoke, existingObject: id, revocation: .init(delaySeconds: 0))
        ).request
        try await fixture.complete(again)
        #expect(try await standings(fixture, id) == [.revoked])
        #expect(await fixture.store.managedCertificates(ofProfile: id).first?.revokedFrom == nil)
    }

    @Test("a request whose certificate waits for an officer does not end before that", arguments: [true, false])
    func pending(isApproved: Bool) async throws {
        let fixture = try await WorkflowFixture.make { $1.revokesWhenCanceled = true }
        try await fixture.test.authority.changeTemplate("ChancerySampleSoftware") { $0.enrollmentFlags.insert(.pendAllRequests) }
        let made = try await fixture.start(.enroll, template: WorkflowFixture.software)
        _ = try await fixture.management().submitCertificateRequests([try SampleVectors.cmCertificateRequest], to: made.id)
        #expect(await fixture.refusal { try await fixture.complete(made) } == .requestStateInvalid)
        #expect(await fixture.refusal { _ = try await fixture.management().setStatus(of: made.id, to: .canceled) } == .requestStateInvalid)
        guard case .pending(let number)? = await fixture.store.certificateAttempts(of: made.id).first?.outcome else {
            Issue.record("no pending attempt")
            return
        }
        let officer = try await fixture.test.authority.bound(fixture.test.authority.officer)
        _ = try await isApproved ? officer.approve(number) : officer.deny(number)
        #expect(try await fixture.management().setStatus(of: made.id, to: .canceled)?.request.status == .canceled)
        let profile = try #require(await fixture.store.managementRequest(made.id)?.newProfile)
        #expect(try await standings(fixture, profile) == (isApproved ? [.revoked] : []))
    }
}
