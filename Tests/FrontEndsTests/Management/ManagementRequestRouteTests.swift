import CertManagement
import Foundation
import HTTPTypes
import PKIDirectory
import PKITesting
import Testing
import WireProtocols

@Suite("Requests of certificate management over the API")
struct ManagementRequestRouteTests {
    @Test("everybody finds their own requests, a manager those of the profile templates, by every filter")
    func search() async throws {
        let calls = try await ManagementCalls.make { $0.approvalsNeeded = 1 }
        let own = try await calls.start()
        let other = try await calls.start(as: "officer", for: "bob")
        #expect(try await calls.list("", as: "alice").items.map(\.id) == [own.id])
        #expect(try await calls.list("", as: "bob").items.map(\.id) == [other.id])
        #expect(try await calls.list("", as: "officer").items.map(\.id) == [other.id, own.id])
        #expect(try await calls.list("?order=oldest", as: "auditor").items.map(\.id) == [own.id, other.id])
        #expect(try await calls.list("?target=bob", as: "officer").items.map(\.id) == [other.id])
        #expect(try await calls.list("?target=nobody", as: "officer").items.isEmpty)
        #expect(try await calls.list("?originator=officer", as: "officer").items.map(\.id) == [other.id])
        #expect(try await calls.list("?operation=renew", as: "officer").items.isEmpty)
        #expect(try await calls.list("?status=Pending&operation=enroll", as: "officer").items.count == 2)
        #expect(try await calls.list("?status=Completed", as: "officer").items.isEmpty)
        #expect(try await calls.list("?from=2000-01-01&before=2001-01-01", as: "officer").items.isEmpty)
        #expect(try await calls.list("?profileTemplate=\(own.profileTemplate)", as: "officer").items.count == 2)
        #expect(other.target.name == "EXAMPLE\\bob" && other.profileTemplateName == SampleProfileTemplate.name)
        #expect(other.approvalsNeeded == 1 && other.status == "Pending")
    }

    @Test("pages neither repeat nor miss a row while rows come in", arguments: ["newest", "oldest"])
    func pages(_ order: String) async throws {
        let calls = try await ManagementCalls.make()
        var made: [String] = []
        for _ in 0..<5 { made.append(try await calls.start().id) }
        var seen: [String] = []
        var after = ""
        for _ in 0..<5 {
            let page = try await calls.list("?limit=2&order=\(order)\(after)", as: "alice")
            seen += page.items.map(\.id)
            guard let next = page.next else { break }
            after = "&after=\(next)"
            if seen.count == 2 { try await calls.start(as: "bob") }
        }
        #expect(seen == (order == "newest" ? made.reversed() : made))
    }

    @Test("one request shows its rights, whose they are, and the caller's own acts")
    func one() async throws {
        let calls = try await ManagementCalls.make { $0.approvalsNeeded = 1 }
        let made = try await calls.start()
        let answer = try await calls.call(.get, .request(try calls.id(made)), as: "officer")
        let shown = try answer.decoded(ManagedRequestBody.self)
        #expect(answer.headers[.eTag] == "\"1\"" && answer.headers[.cacheControl] == "no-store")
        #expect(shown.permissions.contains("approve") && !shown.permissions.contains("execute"))
        let entries = try #require(shown.access)
        #expect(
            entries.first
                == .init(
                    trustee: calls.people.alice.sid.text,
                    name: "EXAMPLE\\alice",
                    permissions: ["approve", "deny"],
                    deny: true,
                    applies: false
                )
        )
        #expect(entries.contains { $0.applies && $0.permissions.contains("approve") })
        #expect(made.permissions.contains("cancel") && !made.permissions.contains("approve"))
        let hidden = try await calls.call(.get, .request(try calls.id(made)), as: "bob")
        let absent = try await calls.call(.get, .request(UUID()), as: "bob")
        #expect(hidden.status == .notFound && hidden.octets == absent.octets)
    }

    @Test("a request is approved with data items and a comment, and its history tells it")
    func approve() async throws {
        let calls = try await ManagementCalls.make {
            $0.approvalsNeeded = 1
            $0.dataItems = [.init(name: "Budget", originator: .certificateManager)]
        }
        let made = try await calls.start()
        let id = try calls.id(made)
        #expect(try await calls.code(.post, .act(id, .approve)) == "403 AccessDenied")
        let misspelled = try await calls.call(.post, .act(id, .approve), as: "officer", body: #"{"dataItems":{"Budgte":"7"}}"#)
        #expect(misspelled.status == .badRequest && String(decoding: misspelled.octets, as: UTF8.self).contains("Budget"))
        let body = #"{"comment":"known","dataItems":{"Budget":"7"}}"#
        let approved = try await calls.call(.post, .act(id, .approve), as: "officer", body: body).decoded(ManagedRequestBody.self)
        #expect(approved.status == "Approved" && approved.dataItems == [.init(name: "Budget", value: "7")] && approved.approvedBy == nil)
        #expect(try await calls.code(.post, .act(id, .approve), as: "officer") == "409 RequestStateInvalid")
        let history = try await calls.call(.get, .history(id)).decoded([ManagementEventBody].self)
        #expect(history.map(\.kind) == ["initiated", "approved"])
        #expect(history[1].comment == "known" && history[1].actor.name == "EXAMPLE\\officer" && history[1].to == "Approved")
    }

    @Test("a start with an answer that nobody asked is 400 with the nearest name")
    func unasked() async throws {
        let calls = try await ManagementCalls.make { $0.dataItems = [.init(name: "Town")] }
        let body = #"{"operation":"enroll","profileTemplate":"\#(ManagementCalls.template)","dataItems":{"Twon":"Split"}}"#
        let answer = try await calls.call(.post, .requests, body: body)
        #expect(answer.status == .badRequest)
        #expect(String(decoding: answer.octets, as: UTF8.self).contains("Did you mean “Town”?"))
    }

    @Test("the permissions shown are those usable now: only read after the end, no secrets of one's own")
    func usable() async throws {
        let calls = try await ManagementCalls.make { $0.approvalsNeeded = 1 }
        let made = try await calls.start()
        let id = try calls.id(made)
        #expect(!made.permissions.contains("distributeSecrets") && !made.permissions.contains("execute"))
        func shown(_ name: String) async throws -> [String] {
            try await calls.call(.get, .request(id), as: name).decoded(ManagedRequestBody.self).permissions
        }
        #expect(try await calls.call(.post, .act(id, .approve), as: "officer").status == .ok)
        #expect(try await shown("officer").contains("distributeSecrets"))
        #expect(try await !shown("officer").contains("approve"))
        #expect(try await shown("alice").contains("execute"))
        #expect(try await calls.call(.post, .act(id, .cancel), as: "officer").status == .ok)
        #expect(try await shown("officer") == ["read"])
        #expect(try await shown("alice") == ["read"])
    }

    @Test("sealed answers are read by who distributes secrets, and each look is in the history")
    func dataItems() async throws {
        let calls = try await ManagementCalls.make { $0.dataItems = [.init(name: "Word", storage: .sealed)] }
        let made = try await calls.start(as: "alice", for: nil, #","dataItems":{"Word":"open"}"#)
        let id = try calls.id(made)
        let hidden = ManagementDataItemBody(name: "Word", value: nil)
        #expect(made.dataItems == [hidden])
        let answer = try await calls.call(.get, .dataItems(id), as: "officer")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(try answer.decoded([ManagementDataItemBody].self) == [.init(name: "Word", value: "open")])
        #expect(try await calls.code(.get, .dataItems(id), as: "alice") == "403 AccessDenied")
        #expect(try await calls.code(.get, .dataItems(id), as: "auditor") == "403 AccessDenied")
        #expect(try await calls.code(.get, .dataItems(id), as: "bob") == "404 RowIsVisible")
        let history = try await calls.call(.get, .history(id)).decoded([ManagementEventBody].self)
        #expect(history.map(\.kind) == ["initiated", "dataItemsShown"])
    }

    @Test("denied, canceled and abandoned requests end with the comment", arguments: [ManagementPath.Act.deny, .cancel, .abandon])
    func endings(_ act: ManagementPath.Act) async throws {
        let calls = try await ManagementCalls.make { $0.approvalsNeeded = 1 }
        let id = try calls.id(try await calls.start())
        let answer = try await calls.call(.post, .act(id, act), as: "officer", body: #"{"comment":"no"}"#)
        #expect(try answer.decoded(ManagedRequestBody.self).status == (act == .deny ? "Denied" : "Canceled"))
        let history = try await calls.call(.get, .history(id)).decoded([ManagementEventBody].self)
        #expect(history.last?.comment == "no")
        #expect(try await calls.code(.post, .act(id, act), as: "officer") == "409 RequestStateInvalid")
    }

    @Test("a decision for an outdated revision is refused with 412, and nothing happens")
    func revision() async throws {
        let calls = try await ManagementCalls.make { $0.approvalsNeeded = 1 }
        let id = try calls.id(try await calls.start())
        let raised = try await calls.call(.put, .priority(id), as: "officer", body: #"{"priority":1}"#, ifMatch: "\"1\"")
        #expect(try raised.decoded(ManagedRequestBody.self).priority == 1)
        #expect(raised.headers[.eTag] == "\"2\"")
        let late = try await calls.call(.post, .act(id, .approve), as: "officer", ifMatch: "\"1\"")
        #expect(late.status == .preconditionFailed)
        #expect(try late.problem.rule == "RevisionPassed")
        #expect(try await calls.call(.post, .act(id, .approve), as: "officer", ifMatch: "\"2\"").status == .ok)
    }

    @Test("the priority is changed by who may, only before the end, and recorded with both values")
    func priority() async throws {
        let calls = try await ManagementCalls.make { $0.approvalsNeeded = 1 }
        let id = try calls.id(try await calls.start(as: "officer", for: "bob"))
        #expect(try await calls.code(.put, .priority(id), as: "alice", body: #"{"priority":1}"#) == "404 RowIsVisible")
        #expect(try await calls.code(.put, .priority(id), as: "auditor", body: #"{"priority":1}"#) == "403 AccessDenied")
        #expect(try await calls.call(.put, .priority(id), as: "officer", body: #"{"priority":0}"#).status == .ok)
        let history = try await calls.call(.get, .history(id), as: "bob").decoded([ManagementEventBody].self)
        #expect(history.last?.detail == "10 → 0")
        _ = try await calls.call(.post, .act(id, .cancel), as: "officer")
        #expect(try await calls.code(.put, .priority(id), as: "officer", body: #"{"priority":1}"#) == "409 RequestStateInvalid")
    }

    @Test("a start with a key is made once, whoever repeats it how often, and a key serves one purpose")
    func key() async throws {
        let calls = try await ManagementCalls.make()
        let first = try await calls.start("", key: "k1")
        #expect(try await calls.start("", key: "k1").id == first.id)
        #expect(try await calls.start("", key: "k2").id != first.id)
        #expect(try await calls.start(as: "bob", "", key: "k1").id != first.id)
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try await calls.start("", key: "at once").id } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await calls.list("", as: "alice").items.count == 3)
    }

    @Test("a bulk start has a result for each target, and a repetition starts nothing twice")
    func bulk() async throws {
        let calls = try await ManagementCalls.make()
        let body = """
            {"operation":"enroll","profileTemplate":"\(ManagementCalls.template)","targets":["alice","nobody","EXAMPLE\\\\bob"],"key":"hires"}
            """
        let first = try await calls.call(.post, .bulkStart, as: "officer", body: body).decoded([ManagementStartResultBody].self)
        #expect(first.map(\.name) == ["alice", "nobody", "EXAMPLE\\bob"])
        #expect(first.map { $0.request?.status } == ["Approved", nil, "Approved"])
        #expect(first[1].code == "AccessDenied")
        let again = try await calls.call(.post, .bulkStart, as: "officer", body: body).decoded([ManagementStartResultBody].self)
        #expect(again.map { $0.request?.id } == first.map { $0.request?.id })
        #expect(again.map(\.repeated) == [true, false, true])
        #expect(try await calls.list("", as: "officer").items.count == 2)
        let stranger = try await calls.call(.post, .bulkStart, as: "alice", body: body).decoded([ManagementStartResultBody].self)
        #expect(stranger.map { $0.request == nil } == [false, true, true])
    }

    @Test("what the policy does not let the initiator choose is refused, not ignored")
    func choices() async throws {
        let calls = try await ManagementCalls.make()
        func code(_ more: String) async throws -> String {
            let id = ManagementCalls.template.uuidString
            return try await calls.code(.post, .requests, body: #"{"operation":"enroll","profileTemplate":"\#(id)",\#(more)}"#)
        }
        #expect(try await code(#""revocationReason":"superseded""#) == "400 InvalidClientData")
        #expect(try await code(#""revocationDelaySeconds":5"#) == "400 InvalidClientData")
        #expect(try await code(#""certificateTemplate":"User""#) == "400 InvalidClientData")
        #expect(try await code(#""revocationReason":"boredom""#) == "400 BodyIsReadable")
        #expect(try await code(#""priority":256"#) == "400 BodyIsReadable")
    }
}

extension ManagementCalls {
    fileprivate func start(as name: String = "alice", _ more: String, key: String) async throws -> ManagedRequestBody {
        try await start(as: name, for: nil, more + #","key":"\#(key)""#)
    }
}
