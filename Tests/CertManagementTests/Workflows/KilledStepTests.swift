import CAInterface
import CertManagement
import Logging
import PKIDirectory
import PKITesting
import PortableFoundation
import Testing

/// The process is killed at each commit of each workflow, before it and after it. A client that goes on reaches the same end.
@Suite("Workflows killed at any commit")
struct KilledStepTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let operation: CertManagement.Operation
        let issues: Bool
        let status: ProfileStatus
        let standing: String
        var testDescription: String { operation.word }
    }

    static let rows = [
        Row(operation: .renew, issues: true, status: .retired, standing: "revoked"),
        Row(operation: .recover, issues: true, status: .disabled, standing: "revoked"),
        Row(operation: .duplicate, issues: true, status: .active, standing: "good"),
        Row(operation: .onlineUpdate, issues: true, status: .active, standing: "good"),
        Row(operation: .suspend, issues: false, status: .suspended, standing: "held"),
        Row(operation: .disable, issues: false, status: .disabled, standing: "revoked"),
    ]

    @Test(
        "killed at any commit, a workflow is before or after its step, and the same calls finish it",
        arguments: rows,
        InterruptedStore.Moment.allCases
    )
    func killed(row: Row, moment: InterruptedStore.Moment) async throws {
        var points = 0
        while try await run(row, killedAfter: points, moment) { points += 1 }
        #expect(points >= (row.issues ? 4 : 2), "\(points) commits")
    }

    /// - Returns: false when the workflow has fewer commits.
    private func run(_ row: Row, killedAfter commits: Int, _ moment: InterruptedStore.Moment) async throws -> Bool {
        let fixture = try await WorkflowFixture.make()
        let id = try await fixture.active()
        let before = Set(fixture.lossy.submissions.compactMap(\.submissionKey))
        let store = InterruptedStore(fixture.store)
        let authority = fixture.test.authority
        let service = ManagementService(
            store: store,
            authorities: fixture.lossy,
            agent: authority.agent,
            directory: authority.directory,
            clock: { authority.clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let management = service.management(for: authority.caller(fixture.alice, door: .cmREST))
        store.kill(after: commits, moment)
        for start in 0..<3 {
            do {
                try await drive(row, on: id, fixture, management)
                break
            } catch let error as ManagementError where error.code == .unavailable && start < 2 {
                let profile = try await fixture.profile(id)
                #expect([ProfileStatus.active, row.status].contains(profile.status))
                let requests = await requests(row, fixture)
                #expect(requests.count <= 1)
                if requests.first?.status == .completed {
                    #expect(profile.status == row.status)
                    #expect(try await fixture.standing(of: id) == row.standing)
                }
                store.start()
            }
        }
        let made = await requests(row, fixture)
        #expect(made.count == 1 && made.first?.status == .completed, "\(commits) \(moment)")
        #expect(try await fixture.profile(id).status == row.status)
        #expect(try await fixture.standing(of: id) == row.standing)
        let submitted = Set(fixture.lossy.submissions.compactMap(\.submissionKey)).subtracting(before)
        #expect(submitted.count == (row.issues ? 1 : 0), "no certificate that no request shows")
        let profile = try #require(made.first?.newProfile)
        #expect(await fixture.store.managedCertificates(ofProfile: profile).count == (row.operation == .onlineUpdate ? 2 : 1))
        return store.wasKilled
    }

    private func requests(_ row: Row, _ fixture: WorkflowFixture) async -> [ManagementRequest] {
        await fixture.store.managementRequests(.init()).filter { $0.operation == row.operation }
    }

    /// What a client does that reads before it acts.
    private func drive(_ row: Row, on id: UUID, _ fixture: WorkflowFixture, _ management: BoundManagement) async throws {
        var request = await requests(row, fixture).first
        if request == nil {
            request = try await management.createRequest(
                RequestProposal(profileTemplate: nil, workflow: row.operation.workflow, existingObject: id, operation: row.operation)
            ).request
        }
        let found = try #require(request)
        guard found.status != .completed else { return }
        if row.issues, found.settlement == nil {
            _ = try await management.submitCertificateRequests([try SampleVectors.cmCertificateRequest], to: found.id)
        }
        _ = try await management.setStatus(of: found.id, to: .completed)
    }
}
