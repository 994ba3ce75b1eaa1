import CertManagement
import PKIDirectory
import PortableFoundation

extension ManagementStoreSuite {
    @Sendable static func searching(_ store: any ManagementStore) async throws {
        let (one, two) = (template("One"), template("Two"))
        try await store.commit([saved(one), saved(two)])
        let ana = UUID()
        var made: [ManagementRequest] = []
        for (index, template) in [one, one, two].enumerated() {
            let party = ManagementRequest.Party(id: index == 1 ? UUID() : ana, sid: .account(domain: domain, relativeID: 1200))
            made.append(
                ManagementRequest(
                    id: UUID(),
                    workflow: index == 2 ? .reinstate : .enroll,
                    operation: index == 2 ? .suspend : nil,
                    machine: WorkflowMachine(approvalsNeeded: 0),
                    flags: [],
                    dataItems: [],
                    dataCollectionFlags: [],
                    originator: party,
                    target: .init(id: UUID(), sid: party.sid),
                    submitted: time.addingTimeInterval(Double(index) * 60),
                    priority: 10,
                    comment: "",
                    profileTemplate: template.id,
                    profileTemplateVersion: 1
                )
            )
        }
        for request in made { try await store.commit([.requestCreated(request)]) }
        func found(_ change: (inout ManagementRequestQuery) -> Void) async throws -> [UUID] {
            var query = ManagementRequestQuery()
            change(&query)
            return try await store.managementRequests(query).map(\.id)
        }
        let ids = made.map(\.id)
        try require(try await found { $0.originator = ana } == [ids[0], ids[2]], "by originator")
        try require(try await found { $0.profileTemplate = two.id } == [ids[2]], "by profile template")
        try require(try await found { $0.operation = .suspend } == [ids[2]], "by operation")
        try require(try await found { $0.operation = .reinstate }.isEmpty, "suspend is not reinstate")
        try require(try await found { $0.submittedFrom = time.addingTimeInterval(60) } == [ids[1], ids[2]], "from a time")
        try require(try await found { $0.submittedBefore = time.addingTimeInterval(60) } == [ids[0]], "before a time")
        try require(try await found { $0.newestFirst = true } == ids.reversed(), "the newest first")
        try require(
            try await found {
                $0.newestFirst = true
                $0.after = ids[1]
            } == [ids[0]],
            "the page behind a request, the newest first"
        )
    }

    @Sendable static func passwords(_ store: any ManagementStore) async throws {
        let template = template()
        try await store.commit([saved(template)])
        let request = request(template)
        try await store.commit([.requestCreated(request)])
        try require(try await store.oneTimePasswords(of: request.id) == nil, "none before")
        let record = PasswordRecord(algorithm: "scrypt", cost: 2, blockSize: 1, parallelism: 1, salt: [1], hash: [2], generation: UUID())
        var saved = OneTimePasswords(request: request.id, entries: [.init(distribution: .onScreen, record: record)], expires: time)
        try await store.commit([.oneTimePasswordsSaved(saved)])
        try require(try await store.oneTimePasswords(of: request.id) == saved, "as stored")
        try await requireMoved("a second first one") { try await store.commit([.oneTimePasswordsSaved(saved)]) }
        saved.revision = 2
        saved.failures = 1
        try await store.commit([.oneTimePasswordsSaved(saved)])
        try await requireMoved("an outdated one") { try await store.commit([.oneTimePasswordsSaved(saved)]) }
        try require(try await store.oneTimePasswords(of: request.id)?.failures == 1, "the newest")
    }
}
