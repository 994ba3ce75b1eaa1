import CAInterface
import CertManagement
import PortableFoundation
import PKIDirectory

extension ManagementStoreSuite {
    @Sendable static func templateVersions(_ store: any ManagementStore) async throws {
        var template = template()
        try await store.commit([saved(template)])
        template.version = 2
        template.description = "changed"
        try await store.commit([saved(template)])
        try require(try await store.profileTemplates() == [template], "the newest version is listed alone")
        try require(try await store.profileTemplate(template.id) == template, "the newest version is found")
        try require(try await store.profileTemplate(template.id, version: 1)?.description != "changed", "version 1 stays as it was")
        try await requireMoved("a version saved twice") { try await store.commit([saved(template)]) }
    }

    @Sendable static func templateNames(_ store: any ManagementStore) async throws {
        try await store.commit([saved(template("B")), saved(template("A"))])
        try require(try await store.profileTemplates().map(\.name) == ["A", "B"], "templates are ordered by name")
        try await requireMoved("a name twice") { try await store.commit([saved(template("a"))]) }
    }

    @Sendable static func outdated(_ store: any ManagementStore) async throws {
        let template = template()
        var request = request(template)
        try await store.commit([saved(template), .requestCreated(request)])
        request.revision = 3
        let outdated = request
        try await requireMoved("revision 3 upon 1") { try await store.commit([.requestUpdated(outdated)]) }
        try await requireMoved("a request expected at revision 2") { try await store.commit([.requestStands(outdated.id, revision: 2)]) }
        try await requireMoved("a request twice") { try await store.commit([.requestCreated(outdated)]) }
        let profile = Profile(id: UUID(), revision: 2, assignedUser: UUID(), profileTemplate: template.id, profileTemplateVersion: 1)
        try await requireMoved("an update of an absent profile") { try await store.commit([.profileUpdated(profile)]) }
        try require(try await store.managementRequest(request.id)?.revision == 1, "the request is as it was")
    }

    @Sendable static func wholeOrNothing(_ store: any ManagementStore) async throws {
        let template = template()
        let (one, two) = (request(template), request(template))
        try await store.commit([saved(template)])
        try await requireMoved("a set with an outdated change") {
            try await store.commit([
                .requestCreated(one), happened(event(one, .initiated)), .requestStands(two.id, revision: 1),
            ])
        }
        try require(try await store.managementRequest(one.id) == nil, "no request of a refused set")
        try require(try await store.history(of: one.id).isEmpty, "no history of a refused set")
    }

    @Sendable static func listing(_ store: any ManagementStore) async throws {
        let template = template()
        let (ana, ivo) = (UUID(), UUID())
        let requests = [request(template, target: ana), request(template, target: ivo, approvals: 1), request(template, target: ana)]
        try await store.commit([saved(template)] + requests.map { .requestCreated($0) })
        try require(try await store.managementRequests(.init()) == requests, "all in order, equal to what was stored")
        try require(try await store.managementRequests(.init(target: ana)).map(\.id) == [requests[0].id, requests[2].id], "one target's")
        try require(try await store.managementRequests(.init(status: .pending)).map(\.id) == [requests[1].id], "the pending ones")
        try require(try await store.managementRequests(.init(target: ana, status: .pending)).isEmpty, "both filters count")
        let stranger = ManagementRequestQuery.Reader(party: UUID(), profileTemplates: [])
        try require(try await store.managementRequests(.init(reader: stranger)).isEmpty, "nothing for a stranger")
        let own = ManagementRequestQuery.Reader(party: ivo, profileTemplates: [])
        try require(try await store.managementRequests(.init(reader: own)).map(\.id) == [requests[1].id], "a reader's own")
        let manager = ManagementRequestQuery.Reader(party: UUID(), profileTemplates: [template.id, UUID()])
        try require(try await store.managementRequests(.init(reader: manager)) == requests, "all of a profile template")
        try require(
            try await store.managementRequests(.init(target: ana, status: .pending, reader: manager)).isEmpty,
            "three filters count"
        )
        try require(try await store.managementRequests(.init(reader: manager, limit: 2)) == Array(requests[..<2]), "a page")
        try require(
            try await store.managementRequests(.init(reader: manager, after: requests[1].id, limit: 2)) == [requests[2]],
            "the page that follows"
        )
        try require(try await store.managementRequests(.init(after: requests[2].id)).isEmpty, "nothing after the last")
        var approved = requests[1]
        _ = try approved.machine.approve(by: ana)
        approved.revision = 2
        try await store.commit([.requestUpdated(approved)])
        try require(try await store.managementRequests(.init(status: .pending)).isEmpty, "the filter sees the new status")
    }

    @Sendable static func attempts(_ store: any ManagementStore) async throws {
        let template = template()
        let request = request(template)
        func attempt(_ option: Int, _ number: Int) -> CertificateAttempt {
            CertificateAttempt(
                request: request.id,
                option: option,
                number: number,
                certificationRequest: [0x30, 0, UInt8(option)],
                authority: "CA",
                template: "T"
            )
        }
        try await store.commit([saved(template), .requestCreated(request), .attemptStarted(attempt(1, 1)), .attemptStarted(attempt(0, 1))])
        try await requireMoved("an attempt twice") { try await store.commit([.attemptStarted(attempt(0, 1))]) }
        var settled = attempt(0, 1)
        settled.outcome = .refused(nil)
        settled.revision = 2
        let final = settled
        try await store.commit([.attemptSettled(final), .attemptStarted(attempt(0, 2))])
        try await requireMoved("a settlement twice") { try await store.commit([.attemptSettled(final)]) }
        var pending = attempt(1, 1)
        pending.outcome = .pending(RequestID(7))
        pending.revision = 2
        try await store.commit([.attemptSettled(pending)])
        try require(
            try await store.certificateAttempts(of: request.id) == [final, attempt(0, 2), pending],
            "attempts come by option and number"
        )
    }

    @Sendable static func certificates(_ store: any ManagementStore) async throws {
        let template = template()
        let request = request(template)
        let profile = Profile(
            id: UUID(),
            assignedUser: request.target.id,
            profileTemplate: template.id,
            profileTemplateVersion: 1,
            comment: "x"
        )
        func certificate(_ option: Int, _ serial: String) -> ManagedCertificate {
            ManagedCertificate(
                profile: profile.id,
                request: request.id,
                option: option,
                authority: "CA",
                authorityRequest: RequestID(3),
                template: "T",
                serialNumber: serial,
                thumbprint: "AB",
                notBefore: time,
                notAfter: time
            )
        }
        try await store.commit([
            saved(template), .requestCreated(request), .profileCreated(profile), .certificateAdded(certificate(1, "01")),
            .certificateAdded(certificate(0, "02")), .certificateAdded(certificate(1, "03")),
        ])
        try require(
            try await store.managedCertificates(ofProfile: profile.id) == [certificate(0, "02"), certificate(1, "01")],
            "the first ones, by option"
        )
        var active = profile
        active.status = .active
        active.flags = [.primary]
        active.revision = 2
        try await store.commit([.profileUpdated(active)])
        try require(try await store.profile(profile.id) == active, "the profile as it was last stored")
    }

    @Sendable static func history(_ store: any ManagementStore) async throws {
        let template = template()
        let request = request(template)
        let kinds: [HistoryEvent.Kind] = [.initiated, .approved, .executionStarted, .completed]
        let events = kinds.map { event(request, $0) }
        try await store.commit([saved(template), .requestCreated(request), happened(events[0]), happened(events[1])])
        try await store.commit([happened(events[2])])
        try await store.commit([happened(events[3])])
        try require(try await store.history(of: request.id) == events, "history in order, equal to what was stored")
        try await requireMoved("an event twice") { try await store.commit([happened(events[3])]) }
    }

    @Sendable static func absent(_ store: any ManagementStore) async throws {
        try require(try await store.profileTemplates().isEmpty, "no profile templates")
        try require(try await store.profileTemplate(UUID()) == nil, "no profile template")
        try require(try await store.profileTemplate(UUID(), version: 1) == nil, "no version")
        try require(try await store.managementRequest(UUID()) == nil, "no request")
        try require(try await store.managementRequests(.init()).isEmpty, "no requests")
        try require(try await store.certificateAttempts(of: UUID()).isEmpty, "no attempts")
        try require(try await store.history(of: UUID()).isEmpty, "no history")
        try require(try await store.profile(UUID()) == nil, "no profile")
        try require(try await store.managedCertificates(ofProfile: UUID()).isEmpty, "no certificates")
    }

    @Sendable static func contention(_ store: any ManagementStore) async throws {
        let template = template()
        let first = request(template)
        try await store.commit([saved(template), .requestCreated(first)])
        let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var next = first
                    next.revision = 2
                    do {
                        try await store.commit([.requestUpdated(next), happened(event(next, .completed))])
                    } catch ManagementCommitError.moved {
                        return false
                    }
                    return true
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        try require(winners == 1, "\(winners) of 8 changed the same revision")
        try require(try await store.history(of: first.id).count == 1, "the winner's history alone")
    }
}
