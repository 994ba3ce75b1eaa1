import CertManagement
import Foundation
import HTTPTypes
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

/// The people of the table of rights; each has exactly one part in the policy.
private enum Part: Character, CaseIterable {
    case other = "O"
    case approver = "P"
    case agent = "G"
    case manager = "M"
    case auditor = "U"
    case administrator = "A"

    var account: String {
        switch self {
        case .other: "alice"
        case .approver: "paula"
        case .agent: "greta"
        case .manager: "milan"
        case .auditor: "auditor"
        case .administrator: "admin"
        }
    }
}

/// One row: a call, and the letters of those who may make it on a request of somebody else, and on one of their own.
struct ManagementRightRow: Sendable, CustomTestStringConvertible {
    let route: APIRoute
    let method: HTTPRequest.Method
    let others: String
    let own: String
    let path: @Sendable (UUID) -> ManagementPath
    var query = ""
    var body: String?
    /// The state of the request; nil where the call names none.
    var isApproved = false

    var testDescription: String { "\(method) \(route.rawValue)\(query)" }

    private static let everybody = "OPGMUA"
    private static let template = SampleProfileTemplate.id.uuidString

    static let all: [ManagementRightRow] = [
        .init(route: .managementRequests, method: .get, others: everybody, own: everybody, path: { _ in .requests }),
        .init(
            route: .managementRequests,
            method: .post,
            others: "M",
            own: everybody,
            path: { _ in .requests },
            body: #"{"operation":"enroll","profileTemplate":"\#(template)","target":"@"}"#
        ),
        .init(
            route: .managementPreview,
            method: .post,
            others: "M",
            own: everybody,
            path: { _ in .preview },
            body: #"{"operation":"enroll","profileTemplate":"\#(template)","target":"@"}"#
        ),
        .init(
            route: .managementBulkStart,
            method: .post,
            others: everybody,
            own: everybody,
            path: { _ in .bulkStart },
            body: #"{"operation":"enroll","profileTemplate":"\#(template)","targets":["@"]}"#
        ),
        .init(route: .managementRequest, method: .get, others: "PMUA", own: everybody, path: { .request($0) }),
        .init(route: .managementHistory, method: .get, others: "PMUA", own: everybody, path: { .history($0) }),
        .init(route: .managementApprove, method: .post, others: "P", own: "", path: { .act($0, .approve) }),
        .init(route: .managementDeny, method: .post, others: "P", own: "", path: { .act($0, .deny) }),
        .init(route: .managementCancel, method: .post, others: "PM", own: everybody, path: { .act($0, .cancel) }),
        .init(route: .managementAbandon, method: .post, others: "PM", own: everybody, path: { .act($0, .abandon) }),
        .init(
            route: .managementComplete,
            method: .post,
            others: "",
            own: everybody,
            path: { .act($0, .complete) },
            isApproved: true
        ),
        .init(
            route: .managementPriority,
            method: .put,
            others: "P",
            own: everybody,
            path: { .priority($0) },
            body: #"{"priority":7}"#
        ),
        .init(route: .managementPasswords, method: .post, others: "P", own: "", path: { .passwords($0) }, isApproved: true),
        .init(
            route: .managementPasswordCheck,
            method: .post,
            others: "",
            own: everybody,
            path: { .passwordCheck($0) },
            body: #"{"passwords":["wrong"]}"#,
            isApproved: true
        ),
        .init(route: .managementDataItems, method: .get, others: "P", own: "", path: { .dataItems($0) }),
        .init(
            route: .managementUnblockCode,
            method: .post,
            others: "P",
            own: everybody,
            path: { .unblockCode($0) },
            body: #"{"challenge":"WhfD2eSCC2Y="}"#,
            isApproved: true
        ),
        .init(route: .managementPIN, method: .get, others: "", own: "", path: { .pin(smartcard: $0) }),
        .init(route: .managementDocuments, method: .get, others: "PMUA", own: everybody, path: { .documents($0) }),
        .init(
            route: .managementDocument,
            method: .post,
            others: "P",
            own: everybody,
            path: { .document($0, name: "Letter") },
            isApproved: true
        ),
        .init(route: .managementUsers, method: .get, others: everybody, own: everybody, path: { _ in .users }),
        .init(route: .managementProfiles, method: .get, others: everybody, own: everybody, path: { .objects(user: $0, .profiles) }),
        .init(route: .managementSmartcards, method: .get, others: everybody, own: everybody, path: { .objects(user: $0, .smartcards) }),
        .init(route: .managementCertificates, method: .get, others: everybody, own: everybody, path: { .objects(user: $0, .certificates) }),
        .init(route: .managementReport, method: .get, others: "UA", own: "UA", path: { _ in .report(.requests) }),
        .init(
            route: .managementWhy,
            method: .get,
            others: "PGMUA",
            own: everybody,
            path: { _ in .why },
            query: "?operation=enroll&profileTemplate=\(template)&actor=@"
        ),
    ]
}

@Suite("Rights of certificate management: every route by every part, on one's own and on others'")
struct ManagementRightTests {
    @Test("everybody may make exactly the calls of the table", arguments: ManagementRightRow.all)
    func rights(_ row: ManagementRightRow) async throws {
        let calls = try await make()
        for part in Part.allCases {
            for isOwn in [false, true] {
                // One's own request is started by oneself; the other one belongs to somebody who has no part.
                let owner = isOwn ? part.account : "bob"
                let id = try calls.id(try await calls.start(as: owner))
                if row.isApproved { try await approve(id, calls, by: isOwn && part == .approver ? "petra" : "paula") }
                let answer = try await calls.call(
                    row.method,
                    row.path(id),
                    row.query.replacing("@", with: owner),
                    as: part.account,
                    body: row.body?.replacing("@", with: owner)
                )
                let isAllowed = (isOwn ? row.own : row.others).contains(part.rawValue)
                let rule = try? answer.problem.rule
                let wasAllowed = answer.status != .notFound && rule != "AccessDenied"
                #expect(wasAllowed == isAllowed, "\(part) on \(isOwn ? "own" : "other"): \(answer.status.code) \(rule ?? "")")
            }
        }
    }

    @Test("the table has every route of certificate management with each of its methods")
    func routes() {
        let listed = Set(ManagementRightRow.all.map { "\($0.method.rawValue) \($0.route.rawValue)" })
        let routes = APIRoute.allCases.filter { $0.rawValue.hasPrefix("/api/v1/management") && !$0.rawValue.contains("profile-templates") }
        #expect(listed == Set(routes.flatMap { route in route.methods.map { "\($0) \(route.rawValue)" } }))
    }

    @Test("only a listed agent executes what needs one, and the target then does not")
    func agents() async throws {
        let calls = try await make { $0.enrollmentAgentRequired = true }
        let id = try calls.id(try await calls.start(as: "bob"))
        try await approve(id, calls, by: "paula")
        let body = #"{"passwords":["wrong"]}"#
        #expect(try await calls.code(.post, .passwordCheck(id), as: "greta", body: body) == "403 OneTimePasswordRefused")
        #expect(try await calls.code(.post, .passwordCheck(id), as: "bob", body: body) == "403 AccessDenied")
    }

    @Test("a right that is withdrawn in the profile template ends for requests that were made before")
    func withdrawn() async throws {
        let calls = try await make()
        let id = try calls.id(try await calls.start(as: "bob"))
        #expect(try await calls.call(.get, .request(id), as: "paula").status == .ok)
        try await calls.fixture.management.changePolicy { $0.approvers = [] }
        #expect(try await calls.call(.get, .request(id), as: "paula").status == .notFound)
    }

    private func approve(_ id: UUID, _ calls: ManagementCalls, by name: String) async throws {
        #expect(try await calls.call(.post, .act(id, .approve), as: name).status == .ok)
    }

    private func make(_ more: (inout WorkflowPolicy) -> Void = { _ in }) async throws -> ManagementCalls {
        var sids: [String: SecurityIdentifier] = [:]
        let calls = try await ManagementCalls.make()
        for (index, name) in ["paula", "petra", "greta", "milan"].enumerated() {
            sids[name] = try await add(name, 1_600 + UInt32(index), calls.people)
        }
        let parts = sids
        try await calls.fixture.management.changePolicy {
            $0.approvalsNeeded = 1
            $0.approvers = [parts["paula"], parts["petra"]].compactMap(\.self)
            $0.enrollmentAgents = [parts["greta"]].compactMap(\.self)
            $0.initiators = [parts["milan"]].compactMap(\.self)
            $0.oneTimePasswords = OneTimePasswordPolicy()
            $0.documents = [PolicyDocument(name: "Letter", template: "")]
            more(&$0)
        }
        return calls
    }

    private func add(_ name: String, _ relativeID: UInt32, _ test: TestAuthority) async throws -> SecurityIdentifier {
        let principal = Principal(
            id: UUID(),
            kind: .user,
            name: name,
            domain: "EXAMPLE",
            sid: .account(domain: TestAuthority.domain, relativeID: relativeID),
            commonName: name,
            displayName: name,
            distinguishedName: .of([(OID.commonName, name)]),
            groups: [WellKnownAccount.users.sid(in: TestAuthority.domain)]
        )
        let hashing = PasswordHashing(cost: 16, blockSize: 8, parallelism: 1)
        let record = try hashing.record(of: Array("\(name)-secret".utf8), randomBytes: PasswordHashing.systemRandomBytes)
        try await test.directory.commit(
            [.added(principal), .passwordSet(principal: principal.id, record)],
            as: .accountCreated,
            by: .service(.firstStart),
            when: test.clock.now
        )
        return principal.sid
    }
}
