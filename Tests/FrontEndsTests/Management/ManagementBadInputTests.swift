import CertManagement
import Foundation
import HTTPTypes
import PKITesting
import Testing
import WireProtocols

/// One route of certificate management and what it answers to each kind of bad input.
struct ManagementBadInputRow: Sendable, CustomTestStringConvertible {
    let route: APIRoute
    let method: HTTPRequest.Method
    let path: @Sendable (UUID) -> ManagementPath
    var query = ""
    /// A body that is right; nil where the call reads none.
    var body: String?
    /// A body or query with a member of the wrong kind.
    var wrongKind: String?
    /// The answer to somebody who has nothing to do with it.
    var stranger = 404
    /// The answer when the request is final; nil where its state does not matter.
    var wrongState: Int?
    /// The answers to the same call twice, one after the other.
    var repeated = [200, 200]
    /// Who may make the call.
    var caller = "admin"

    var testDescription: String { "\(method) \(route.rawValue)" }
    var namesObject: Bool { route.rawValue.contains("{managementRequest}") || route == .managementPIN }

    static let all: [ManagementBadInputRow] = [
        .init(route: .managementRequests, method: .get, path: { _ in .requests }, wrongKind: "?limit=x", stranger: 200),
        .init(
            route: .managementRequests,
            method: .post,
            path: { _ in .requests },
            body: #"{"operation":"enroll","profileTemplate":"\#(SampleProfileTemplate.id.uuidString)","target":"bob"}"#,
            wrongKind: #"{"operation":"enroll","priority":"high"}"#,
            stranger: 403,
            repeated: [201, 201]
        ),
        .init(
            route: .managementPreview,
            method: .post,
            path: { _ in .preview },
            body: #"{"operation":"enroll","profileTemplate":"\#(SampleProfileTemplate.id.uuidString)","target":"bob"}"#,
            wrongKind: #"{"operation":"enroll","dataItems":[]}"#,
            stranger: 403
        ),
        .init(
            route: .managementBulkStart,
            method: .post,
            path: { _ in .bulkStart },
            body: #"{"operation":"enroll","profileTemplate":"\#(SampleProfileTemplate.id.uuidString)","targets":["bob"]}"#,
            wrongKind: #"{"operation":"enroll","targets":"bob"}"#,
            stranger: 200
        ),
        .init(route: .managementRequest, method: .get, path: { .request($0) }),
        .init(route: .managementHistory, method: .get, path: { .history($0) }),
        .init(
            route: .managementApprove,
            method: .post,
            path: { .act($0, .approve) },
            body: "{}",
            wrongKind: #"{"comment":1}"#,
            wrongState: 409,
            repeated: [200, 409]
        ),
        .init(
            route: .managementDeny,
            method: .post,
            path: { .act($0, .deny) },
            body: "{}",
            wrongKind: #"{"comment":[]}"#,
            wrongState: 409,
            repeated: [200, 409]
        ),
        .init(
            route: .managementCancel,
            method: .post,
            path: { .act($0, .cancel) },
            body: "{}",
            wrongKind: #"{"comment":{}}"#,
            wrongState: 409,
            repeated: [200, 409]
        ),
        .init(
            route: .managementAbandon,
            method: .post,
            path: { .act($0, .abandon) },
            body: "{}",
            wrongKind: #"{"comment":true}"#,
            wrongState: 409,
            repeated: [200, 409]
        ),
        .init(
            route: .managementComplete,
            method: .post,
            path: { .act($0, .complete) },
            wrongState: 409,
            repeated: [409, 409],
            caller: "bob"
        ),
        .init(
            route: .managementPriority,
            method: .put,
            path: { .priority($0) },
            body: #"{"priority":1}"#,
            wrongKind: #"{"priority":"1"}"#,
            wrongState: 409
        ),
        .init(route: .managementPasswords, method: .post, path: { .passwords($0) }, wrongState: 409, repeated: [409, 409]),
        .init(
            route: .managementPasswordCheck,
            method: .post,
            path: { .passwordCheck($0) },
            body: #"{"passwords":["x"]}"#,
            wrongKind: #"{"passwords":"x"}"#,
            wrongState: 403,
            repeated: [403, 403],
            caller: "bob"
        ),
        .init(route: .managementDataItems, method: .get, path: { .dataItems($0) }),
        .init(
            route: .managementUnblockCode,
            method: .post,
            path: { .unblockCode($0) },
            body: #"{"challenge":"WhfD2eSCC2Y="}"#,
            wrongKind: #"{"challenge":1}"#,
            wrongState: 409,
            repeated: [409, 409]
        ),
        .init(route: .managementPIN, method: .get, path: { .pin(smartcard: $0) }, repeated: [404, 404]),
        .init(route: .managementDocuments, method: .get, path: { .documents($0) }),
        .init(route: .managementDocument, method: .post, path: { .document($0, name: "Letter") }),
        .init(route: .managementUsers, method: .get, path: { _ in .users }, wrongKind: "?limit=0", stranger: 200),
        .init(
            route: .managementProfiles,
            method: .get,
            path: { .objects(user: $0, .profiles) },
            wrongKind: "?after=x",
            stranger: 200
        ),
        .init(
            route: .managementSmartcards,
            method: .get,
            path: { .objects(user: $0, .smartcards) },
            wrongKind: "?after=x",
            stranger: 200
        ),
        .init(
            route: .managementCertificates,
            method: .get,
            path: { .objects(user: $0, .certificates) },
            wrongKind: "?after=x",
            stranger: 200
        ),
        .init(route: .managementReport, method: .get, path: { _ in .report(.requests) }, wrongKind: "?from=soon", stranger: 403),
        .init(
            route: .managementWhy,
            method: .get,
            path: { _ in .why },
            query: "?operation=enroll&profileTemplate=\(SampleProfileTemplate.id.uuidString)&actor=bob",
            wrongKind: "?operation=enroll&object=x",
            stranger: 403
        ),
    ]
}

@Suite("Bad input to every route of certificate management")
struct ManagementBadInputTests {
    private func make() async throws -> (calls: ManagementCalls, id: UUID) {
        let calls = try await ManagementCalls.make {
            $0.approvalsNeeded = 1
            $0.documents = [PolicyDocument(name: "Letter", template: "")]
            $0.oneTimePasswords = OneTimePasswordPolicy()
        }
        return (calls, try calls.id(try await calls.start(as: "bob")))
    }

    private func call(
        _ row: ManagementBadInputRow,
        _ calls: ManagementCalls,
        _ id: UUID,
        as name: String = "admin",
        query: String? = nil,
        body: String? = nil
    ) async throws -> Int {
        try await calls.call(row.method, row.path(id), query ?? row.query, as: name, body: body ?? row.body).status.code
    }

    @Test("without sign-in it answers 401, also for malformed paths", arguments: ManagementBadInputRow.all)
    func noAuthentication(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        let path = APIPath.management(row.path(id)).path
        #expect(try await calls.fixture.call(row.method, path + row.query, as: nil).status == .unauthorized)
        #expect(try await calls.fixture.call(row.method, path, as: "bob", password: "wrong").status == .unauthorized)
    }

    @Test("a stranger learns nothing", arguments: ManagementBadInputRow.all)
    func wrongUser(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        #expect(try await call(row, calls, id, as: "alice") == row.stranger)
    }

    @Test("a final request is not changed", arguments: ManagementBadInputRow.all.filter { $0.wrongState != nil })
    func wrongState(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        #expect(try await calls.call(.post, .act(id, .cancel), as: "bob").status == .ok)
        #expect(try await call(row, calls, id, as: row.caller) == row.wrongState)
    }

    @Test("a malformed id is 400, an absent object 404", arguments: ManagementBadInputRow.all.filter(\.namesObject))
    func ids(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        let path = APIPath.management(row.path(id)).path
        for text in ["x", "%7B%7D", "12345678-1234-1234-1234-12345678901", "%00", "1"] {
            let malformed = path.replacing(id.uuidString.lowercased(), with: text)
            let answer = try await calls.fixture.call(row.method, malformed, as: "admin", body: row.body.map { Array($0.utf8) })
            #expect(answer.status == .badRequest, "\(text)")
        }
        #expect(try await call(row, calls, UUID()) == 404)
    }

    @Test("a body over 1 MiB is 413, one of another kind 400", arguments: ManagementBadInputRow.all)
    func bodies(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        guard row.body != nil else {
            if let wrong = row.wrongKind { #expect(try await call(row, calls, id, query: wrong) == 400) }
            return
        }
        let wrong = try #require(row.wrongKind)
        #expect(try await call(row, calls, id, body: wrong) == 400)
        #expect(try await call(row, calls, id, body: #"{"a":"\#(String(repeating: "a", count: 1 << 20))"}"#) == 413)
        for body in ["[]", "null", "{", "x", #"{"invented":1}"#, #"{"comment":"a\u0000b"}"#] {
            #expect(try await call(row, calls, id, body: body) == 400, "\(body)")
        }
    }

    @Test("a repeated call changes nothing twice", arguments: ManagementBadInputRow.all)
    func repeated(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        var statuses: [Int] = []
        for _ in 0..<2 { statuses.append(try await call(row, calls, id, as: row.caller)) }
        #expect(statuses == row.repeated)
    }

    @Test("of two calls at once each is answered as if it came first or second", arguments: ManagementBadInputRow.all)
    func atOnce(_ row: ManagementBadInputRow) async throws {
        let (calls, id) = try await make()
        async let first = call(row, calls, id, as: row.caller)
        async let second = call(row, calls, id, as: row.caller)
        #expect([try await first, try await second].sorted() == row.repeated.sorted())
    }

    @Test("the table has every route")
    func routes() {
        let listed = Set(ManagementBadInputRow.all.map { "\($0.method.rawValue) \($0.route.rawValue)" })
        #expect(listed == Set(ManagementRightRow.all.map { "\($0.method.rawValue) \($0.route.rawValue)" }))
    }
}
