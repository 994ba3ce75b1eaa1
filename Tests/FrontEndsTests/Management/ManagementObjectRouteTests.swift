import CAInterface
import CertManagement
import Foundation
import HTTPTypes
import PKIDirectory
import PKITesting
import Testing
import WireProtocols

@Suite("People, their objects, reports and reasons over the API")
struct ManagementObjectRouteTests {
    /// A completed Enroll request of this person, with its certificate.
    private func issue(_ calls: ManagementCalls, to person: Principal, comment: String = "") async throws {
        let management = calls.fixture.management
        let made = try await management.enroll(person, comment: comment).request
        let bound = management.management(person)
        _ = try await bound.submitCertificateRequests([try await calls.people.request()], to: made.id)
        _ = try await bound.setStatus(of: made.id, to: .completed)
    }

    @Test("a manager finds people by any name, page by page; everybody else finds only oneself")
    func users() async throws {
        let calls = try await ManagementCalls.make()
        func find(_ query: String, as name: String) async throws -> PageBody<ManagementUserBody, String> {
            try await calls.call(.get, .users, query, as: name).decoded(PageBody<ManagementUserBody, String>.self)
        }
        #expect(try await find("", as: "alice").items.map(\.name) == ["EXAMPLE\\alice"])
        #expect(try await find("?search=BOB", as: "alice").items.isEmpty)
        #expect(try await find("?search=BOB", as: "officer").items.map(\.name) == ["EXAMPLE\\bob"])
        #expect(try await find("?search=bob%40", as: "auditor").items.map(\.name) == ["EXAMPLE\\bob"])
        let all = try await find("", as: "officer")
        #expect(all.next == nil && Set(all.items.map(\.kind)).isSubset(of: ["user", "machine", "service"]))
        let first = try await find("?limit=2", as: "officer")
        let second = try await find("?limit=2&after=\(try #require(first.next).replacing("$", with: "%24"))", as: "officer")
        #expect((first.items + second.items).map(\.name) == all.items.prefix(4).map(\.name))
    }

    @Test("profiles and certificates are listed for their user, managers and auditors, and for nobody else")
    func objects() async throws {
        let calls = try await ManagementCalls.make()
        try await issue(calls, to: calls.people.bob, comment: "laptop")
        let user = calls.people.bob.id
        for name in ["bob", "officer", "auditor", "admin"] {
            let profiles = try await calls.call(.get, .objects(user: user, .profiles), as: name)
                .decoded(PageBody<ManagedProfileBody, String>.self)
            #expect(profiles.items.map(\.status) == ["Active"] && profiles.items.first?.comment == "laptop", "\(name)")
            let certificates = try await calls.call(.get, .objects(user: user, .certificates), as: name)
                .decoded(PageBody<ManagedCertificateBody, String>.self)
            #expect(certificates.items.map(\.profile) == profiles.items.map(\.id), "\(name)")
            #expect(certificates.items.first?.standing == "good" && certificates.items.first?.origin == "client", "\(name)")
        }
        let hidden = try await calls.call(.get, .objects(user: user, .profiles), as: "alice")
        #expect(hidden.octets == (try await calls.call(.get, .objects(user: UUID(), .profiles), as: "alice")).octets)
        let cards = try await calls.call(.get, .objects(user: user, .smartcards), as: "officer")
        #expect(try cards.decoded(PageBody<ManagedSmartcardBody, String>.self).items.isEmpty)
    }

    @Test("profiles come in pages")
    func profilePages() async throws {
        let calls = try await ManagementCalls.make()
        for _ in 0..<3 { try await issue(calls, to: calls.people.bob) }
        var seen: [String] = []
        var query = "?limit=1"
        for _ in 0..<4 {
            let page = try await calls.call(.get, .objects(user: calls.people.bob.id, .profiles), query, as: "officer")
                .decoded(PageBody<ManagedProfileBody, String>.self)
            seen += page.items.map(\.id)
            guard let next = page.next else { break }
            query = "?limit=1&after=\(next)"
        }
        #expect(seen.count == 3 && seen == seen.sorted() && Set(seen).count == 3)
    }

    @Test("a report needs the audit right, has the same rows as JSON and as CSV, and a line of names")
    func reports() async throws {
        let calls = try await ManagementCalls.make()
        try await issue(calls, to: calls.people.bob)
        for report in ManagementPath.Report.allCases {
            #expect(try await calls.code(.get, .report(report), as: "officer") == "403 AccessDenied")
            let json = try await calls.call(.get, .report(report), as: "auditor")
            let rows = try json.decoded([[String: String]].self)
            #expect(rows.count == (report == .smartcards ? 0 : 1), "\(report)")
            let csv = try await calls.call(.get, .report(report), "?format=csv", as: "auditor")
            #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
            let lines = String(decoding: csv.octets, as: UTF8.self).split(separator: "\r\n").map(String.init)
            #expect(lines.count == rows.count + 1)
            let columns = lines[0].split(separator: ",").map(String.init)
            #expect(columns == ManagementReport(rawValue: report.rawValue)?.columns)
            if let row = rows.first { #expect(Set(row.keys) == Set(columns)) }
        }
    }

    @Test("certificates that end in a time are reported, and only they")
    func expiring() async throws {
        let calls = try await ManagementCalls.make()
        try await issue(calls, to: calls.people.bob)
        func count(_ query: String) async throws -> Int {
            try await calls.call(.get, .report(.certificates), query, as: "auditor").decoded([[String: String]].self).count
        }
        #expect(try await count("?from=2001-01-01&before=2001-02-01") == 0)
        #expect(try await count("?from=2001-01-01&before=9000-01-01&user=bob") == 1)
        #expect(try await count("?user=alice") == 0)
        #expect(try await count("?profileTemplate=\(UUID())") == 0)
    }

    @Test(
        "a text that a spreadsheet would run is written as a text",
        arguments: [
            ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("  =x", "'  =x"),
            ("＝x", "'＝x"), ("a,b", "\"a,b\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("a=b", "a=b"), ("", ""), ("\rx", "\"'\rx\""),
        ]
    )
    func injection(_ text: String, _ cell: String) {
        #expect(ReportRow.csv(["x", text]) == "x,\(cell)\r\n")
    }

    @Test("a long report is written in parts, with every row")
    func longReport() async throws {
        let calls = try await ManagementCalls.make()
        let comment = String(repeating: "x", count: 4000)
        for _ in 0..<420 { _ = try await calls.fixture.management.enroll(calls.people.alice, comment: comment) }
        let rows = try await calls.call(.get, .report(.requests), as: "auditor").decoded([[String: String]].self)
        #expect(rows.count == 420 && Set(rows.compactMap { $0["id"] }).count == 420)
        #expect(await calls.fixture.management.store.longestPage == 200)
    }

    @Test("why names the entry that lets somebody start, or forbids it, and what to change")
    func why() async throws {
        let calls = try await ManagementCalls.make { $0.selfService = false }
        func ask(_ query: String, as name: String) async throws -> ManagementWhyBody {
            let id = ManagementCalls.template
            return try await calls.call(.get, .why, "?operation=enroll&profileTemplate=\(id)\(query)", as: name)
                .decoded(ManagementWhyBody.self)
        }
        func failing(_ body: ManagementWhyBody) -> [String] { body.rules.filter { !$0.holds }.map(\.rule) }
        let own = try await ask("", as: "alice")
        #expect(!own.allowed && failing(own) == ["StarterIsListed"])
        let rule = try #require(own.rules.first { !$0.holds })
        #expect(rule.remedy == "List EXAMPLE\\alice or a group of it among the initiators, or allow self-service.")
        let manager = try await ask("&target=bob", as: "officer")
        #expect(manager.allowed && manager.rules.allSatisfy(\.remedy.isEmpty))
        #expect(manager.rules.first { $0.rule == "StarterIsListed" }?.decidedBy.hasPrefix("initiator ") == true)
        #expect(try await ask("&actor=alice&target=bob", as: "auditor").allowed == false)
        let refused = try await calls.call(
            .get,
            .why,
            "?operation=enroll&profileTemplate=\(ManagementCalls.template)&actor=bob",
            as: "alice"
        )
        #expect(refused.status == .forbidden)
        let renewal = try await calls.call(.get, .why, "?operation=renew&profileTemplate=\(ManagementCalls.template)", as: "officer")
        #expect(Set(failing(try renewal.decoded(ManagementWhyBody.self))).isSuperset(of: ["PolicyIsEnabled", "ObjectIsNamed"]))
        #expect(try await calls.call(.get, .why, "?operation=enroll&profileTemplate=\(UUID())").status == .notFound)
        #expect(try await calls.call(.get, .why, "?operation=dance").status == .badRequest)
    }

    @Test("why asks for a profile template or an object, and names what it does not find")
    func whyWithoutTemplate() async throws {
        let calls = try await ManagementCalls.make()
        let bare = try await calls.call(.get, .why, "?operation=renew", as: "officer")
        #expect(bare.status == .badRequest)
        #expect(try bare.problem.field == "profileTemplate")
        let query = "?operation=enroll&profileTemplate=\(ManagementCalls.template)&actor=nobody"
        let unknown = try await calls.call(.get, .why, query, as: "officer")
        #expect(unknown.status == .notFound)
        #expect(try unknown.problem.detail.contains("chancery management users"))
    }

    @Test("what why answers is what a start then does", arguments: [true, false], ["alice", "officer", "auditor"])
    func whyIsRight(_ selfService: Bool, _ name: String) async throws {
        let calls = try await ManagementCalls.make { $0.selfService = selfService }
        for target in ["alice", "bob", "machine"] {
            let query = "?operation=enroll&profileTemplate=\(ManagementCalls.template)&target=\(target == "machine" ? "WEB1%24" : target)"
            let answer = try await calls.call(.get, .why, query, as: name)
            guard answer.status == .ok else { continue }
            let body = """
                {"operation":"enroll","profileTemplate":"\(ManagementCalls.template)","target":"\(target == "machine" ? "WEB1$" : target)"}
                """
            let started = try await calls.call(.post, .requests, as: name, body: body)
            #expect(try answer.decoded(ManagementWhyBody.self).allowed == (started.status == .created), "\(target)")
        }
    }
}
