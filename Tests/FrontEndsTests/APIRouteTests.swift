import CAInterface
import Foundation
import FrontEnds
import CertificateTemplates
import HTTPTypes
import HummingbirdCore
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite struct APIRouteTests {
    private let ca = FrontEndFixture.ca

    @Test("a submission is answered with the certificate and its chain, and retrieved again")
    func submit() async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.submit(try await fixture.authority.request())
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json")
        #expect(answer.headers[.cacheControl] == "no-store")
        let body = try answer.decoded(DispositionBody.self)
        #expect((body.dispositionWord, body.dispositionCode, body.status, body.message) == ("issued", 3, "0x00000000", "Issued"))
        #expect(body.chain?.count == 2)
        let certificate = try Certificate(derEncoded: try #require(try body.disposition().certificate))
        #expect(certificate.subject.commonName == "Alice Example")
        let again = try await fixture.call(.get, APIPath.request(authority: ca, RequestID(body.requestId)).path)
        #expect(try again.decoded(DispositionBody.self).certificate == body.certificate)
        let full = try await fixture.call(.get, APIPath.request(authority: ca, RequestID(body.requestId)).path + "?fullResponse=true")
        #expect(try full.decoded(DispositionBody.self).fullResponse != nil)
    }

    @Test("the authority answers to its common and sanitized names, and an unknown one is 404 with 0x80070057")
    func authorityNames() async throws {
        let fixture = try await FrontEndFixture.make()
        let authorities = try await fixture.call(.get, APIPath.authorities.path).decoded([AuthorityBody].self)
        let first = try #require(authorities.first)
        #expect(first.name == ca)
        #expect(first.chain.count == 1)
        for name in [first.name, first.sanitizedName] {
            #expect(try await fixture.call(.get, APIPath.property(authority: name, .caName).path).status == .ok)
        }
        let unknown = try await fixture.call(.get, APIPath.property(authority: "No CA", .caName).path)
        #expect(unknown.status == .notFound)
        #expect(try unknown.problem.code == "0x80070057")
    }

    @Test("an absent request, another's and its record get the same bytes; requester and officer see it")
    func hidden() async throws {
        let fixture = try await FrontEndFixture.make()
        let id = RequestID(try await fixture.submit(try await fixture.authority.request()).decoded(DispositionBody.self).requestId)
        let absent = try await fixture.call(.get, APIPath.request(authority: ca, RequestID(987_654)).path, as: "bob")
        #expect(absent.status == .notFound)
        #expect(try absent.problem.code == "0x80094004")
        let others = [
            APIPath.request(authority: ca, id), .requestRecord(authority: ca, id), .request(authority: ca, RequestID(0)),
            .request(authority: ca, RequestID(-1)), .request(authority: ca, RequestID(Int.max)),
        ]
        for path in others {
            let hidden = try await fixture.call(.get, path.path, as: "bob")
            #expect(hidden.status == .notFound)
            #expect(hidden.octets == absent.octets)
        }
        #expect(try await fixture.call(.get, APIPath.request(authority: ca, id).path, as: "officer").status == .ok)
        let record = try await fixture.call(.get, APIPath.requestRecord(authority: ca, id).path).decoded(RequestRowBody.self)
        #expect(record.columns?["Request.RequestID"] == .number(Int32(id.rawValue)))
    }

    @Test("a request that waits is approved by an officer, not by its requester, and collected")
    func approval() async throws {
        let fixture = try await FrontEndFixture.make()
        let request = try await fixture.authority.request()
        let pending = try await fixture.submit(request, template: "EnrollmentAgent", as: "admin").decoded(DispositionBody.self)
        #expect((pending.dispositionWord, pending.message) == ("pending", "Taken Under Submission"))
        let id = RequestID(pending.requestId)
        #expect(try await fixture.call(.post, APIPath.act(authority: ca, id, .approve).path, as: "admin").status == .forbidden)
        #expect(try await fixture.call(.post, APIPath.act(authority: ca, id, .approve).path, as: "alice").status == .forbidden)
        let approved = try await fixture.call(.post, APIPath.act(authority: ca, id, .approve).path, as: "officer")
        #expect(try approved.decoded(DispositionBody.self).dispositionWord == "issued")
        let again = try await fixture.call(.post, APIPath.act(authority: ca, id, .deny).path, as: "officer")
        #expect(again.status == .conflict)
        #expect(try await fixture.call(.get, APIPath.request(authority: ca, id).path, as: "admin").status == .ok)
    }

    @Test("rows are listed in pages, one's own for users and all for officers")
    func lists() async throws {
        let fixture = try await FrontEndFixture.make()
        for name in ["alice", "alice", "bob"] { _ = try await fixture.submit(try await fixture.authority.request(), as: name) }
        let path = APIPath.requests(authority: ca).path
        let own = try await fixture.call(.get, path).decoded(PageBody<RequestRowBody, Int>.self)
        #expect(own.items.count == 2 && own.next == nil)
        let first = try await fixture.call(.get, path + "?limit=1").decoded(PageBody<RequestRowBody, Int>.self)
        #expect(first.items.count == 1)
        let next = try #require(first.next)
        let second = try await fixture.call(.get, path + "?limit=1&after=\(next)").decoded(PageBody<RequestRowBody, Int>.self)
        #expect(second.items.map(\.requestId) == [own.items[1].requestId])
        let all = try await fixture.call(.get, path + "?disposition=issued", as: "officer").decoded(PageBody<RequestRowBody, Int>.self)
        #expect(Set(all.items.map(\.requesterName)).isSuperset(of: ["EXAMPLE\\alice", "EXAMPLE\\bob"]))
        #expect(try await fixture.call(.get, path + "?disposition=denied").decoded(PageBody<RequestRowBody, Int>.self).items.isEmpty)
        let certificates = try await fixture.call(.get, APIPath.certificates(authority: ca).path).decoded(
            PageBody<CertificateRowBody, Int>.self
        )
        #expect(certificates.items.count == 2)
    }

    @Test("an officer revokes with a reason; a user may not, and cannot learn others' serial numbers")
    func revoke() async throws {
        let fixture = try await FrontEndFixture.make()
        let issued = try await fixture.submit(try await fixture.authority.request()).decoded(DispositionBody.self).disposition()
        let serial = try Certificate(derEncoded: try #require(issued.certificate)).serialHex
        let path = APIPath.revocation(authority: ca, serial: serial).path
        let body = Array(#"{"reason":"keyCompromise"}"#.utf8)
        #expect(try await fixture.call(.post, path, as: "bob", body: body).status == .forbidden)
        #expect(try await fixture.call(.get, APIPath.certificate(authority: ca, serial: serial).path, as: "bob").status == .notFound)
        #expect(try await fixture.call(.post, path, as: "officer", body: Array(#"{"reason":"boredom"}"#.utf8)).status == .badRequest)
        let revoked = try await fixture.call(.post, path, as: "officer", body: body)
        #expect(revoked.status == .ok)
        #expect(try revoked.decoded(CertificateRowBody.self).revocationReason == "keyCompromise")
        let row = try await fixture.call(.get, APIPath.certificate(authority: ca, serial: serial).path).decoded(CertificateRowBody.self)
        #expect(row.revokedWhen != nil)
        #expect(try await fixture.call(.post, APIPath.revocationLists(authority: ca).path, as: "officer").status == .noContent)
        #expect(try await fixture.call(.post, APIPath.revocationLists(authority: ca).path).status == .forbidden)
    }

    @Test("properties have their documented types; unknown ids, missing features and odd indexes have codes")
    func properties() async throws {
        let fixture = try await FrontEndFixture.make()
        func get(_ id: Int32, _ query: String = "") async throws -> TestResponse {
            try await fixture.call(.get, APIPath.property(authority: ca, CAPropertyID(id)).path + query)
        }
        #expect(try await get(6).decoded(PropertyBody.self).value == .text(ca))
        let certificate = try await get(12, "?index=-1").decoded(PropertyBody.self)
        #expect((certificate.name, certificate.type, certificate.indexed) == ("CASIGCERT", "binary", true))
        guard case .binary(let der) = try certificate.propertyValue() else { throw CAError(.internal, status: .fail, "no binary") }
        #expect(try Certificate(derEncoded: der).subject.commonName == ca)
        let unknown = try await get(999)
        #expect(try unknown.problem.code == "0x80070057")
        #expect(unknown.status == .badRequest)
        #expect(try await get(18, "?index=0").decoded(PropertyBody.self).value == .text(""))
        #expect(try await get(46).status == .badRequest)
        #expect(try await get(8).status == .notFound)
        #expect(try await get(12, "?index=x").status == .badRequest)
        #expect(try await get(12, "?index=99999999999").status == .badRequest)
    }

    @Test("an administrator lists what is stored, publishes a template and withdraws it; a dangerous one is 422")
    func publication() async throws {
        let fixture = try await FrontEndFixture.make()
        let states = try await fixture.call(.get, APIPath.templateStates(authority: ca).path, as: "admin").decoded([TemplateStateBody].self)
        #expect(states.count == 34)
        #expect(states.first { $0.name == "OfflineRouter" }?.problems.map(\.rule) == ["ESC1"])
        let path = APIPath.publication(authority: ca, template: "EFS").path
        #expect(try await fixture.call(.put, path, as: "alice").status == .forbidden)
        #expect(try await fixture.call(.put, path, as: "admin").status == .noContent)
        let shown = try await fixture.call(.get, APIPath.template(name: "EFS").path, as: "admin")
        #expect(try shown.decoded(TemplateBody.self).name == "EFS")
        #expect(try await fixture.call(.delete, path, as: "admin").status == .noContent)
        #expect(try await fixture.call(.get, APIPath.template(name: "EFS").path, as: "alice").status == .notFound)
        #expect(try await fixture.call(.get, APIPath.template(name: "EFS").path, as: "admin").status == .ok)
        let refused = try await fixture.call(.put, APIPath.publication(authority: ca, template: "OfflineRouter").path, as: "admin")
        #expect(refused.status == .unprocessableContent)
        let problem = try refused.problem
        #expect((problem.rule, problem.field) == ("ESC1", "msPKI-Certificate-Name-Flag"))
        #expect(problem.error.code == .unacceptable)
        #expect(try await fixture.call(.put, APIPath.publication(authority: ca, template: "Nothing").path, as: "admin").status == .notFound)
    }

    @Test("templates are shown to those who may read them, by name or OID")
    func templates() async throws {
        let fixture = try await FrontEndFixture.make()
        let all = try await fixture.call(.get, APIPath.templates.path).decoded([TemplateBody].self)
        let user = try #require(all.first { $0.name == "User" })
        #expect(try user.template().name == "User")
        #expect(try await fixture.call(.get, APIPath.template(name: "user").path).decoded(TemplateBody.self) == user)
        #expect(try await fixture.call(.get, APIPath.template(name: user.oid).path).decoded(TemplateBody.self) == user)
        let enrollable = try await fixture.call(.get, APIPath.templates.path + "?enrollable=true").decoded([TemplateBody].self)
        #expect(enrollable.contains { $0.name == "User" } && !enrollable.contains { $0.name == "SubCA" })
        let absent = try await fixture.call(.get, APIPath.template(name: "Nothing").path)
        #expect(absent.status == .notFound)
        #expect(try absent.problem.code == "0x80094800")
    }

    @Test("administrators add and list accounts; the new user signs in; users may do neither")
    func principals() async throws {
        let fixture = try await FrontEndFixture.make()
        let path = APIPath.principals.path
        let body = Array(try JSONEncoder().encode(NewPrincipalBody(name: "carol", mail: "carol@example.test", password: "carol-secret")))
        let added = try await fixture.call(.post, path, as: "admin", body: body)
        #expect(added.status == .created)
        #expect(added.headers[.cacheControl] == "no-store")
        #expect(!String(decoding: added.octets, as: UTF8.self).contains("secret"))
        #expect(
            try await fixture.submit(try await fixture.authority.request(), as: "carol").decoded(DispositionBody.self).dispositionWord
                == "issued"
        )
        #expect(try await fixture.call(.post, path, as: "admin", body: body).status == .conflict)
        #expect(try await fixture.call(.post, path, body: body).status == .forbidden)
        #expect(try await fixture.call(.get, path).status == .forbidden)
        let users = try await fixture.call(.get, path + "?kind=user", as: "admin").decoded(PageBody<PrincipalBody, String>.self)
        #expect(users.items.contains { $0.name == "carol" } && users.items.allSatisfy { $0.kind == "user" })
        #expect(try await fixture.call(.get, path + "?kind=cat", as: "admin").status == .badRequest)
        #expect(try await fixture.call(.post, path, as: "admin", body: Array(#"{"name":"d","kind":"group"}"#.utf8)).status == .badRequest)
        #expect(try await fixture.call(.post, path, as: "admin", body: Array(#"{"name":"a:b"}"#.utf8)).status == .badRequest)
    }

    @Test("accounts, groups and members are listed in pages, each beginning after a name", arguments: ["principals", "groups", "members"])
    func accountPages(_ list: String) async throws {
        let fixture = try await FrontEndFixture.make()
        for name in ["One", "Two", "Three"] {
            let made = try await fixture.call(.post, APIPath.groups.path, as: "admin", body: Array(#"{"name":"\#(name)"}"#.utf8))
            #expect(made.status == .created)
        }
        for name in ["alice", "bob", "Two"] {
            #expect(try await fixture.call(.put, APIPath.member(group: "One", name: name).path, as: "admin").status == .noContent)
        }
        let path =
            switch list {
            case "principals": APIPath.principals.path
            case "groups": APIPath.groups.path
            default: APIPath.members(group: "One").path
            }
        typealias Page = PageBody<PrincipalBody, String>
        let all = try await fixture.call(.get, path, as: "auditor").decoded(Page.self)
        #expect(all.items.count > 2 && all.next == nil)
        var walked: [String] = []
        var after: String?
        repeat {
            let query = "?limit=2" + (after.map { "&after=\(PercentEncoding.encode($0))" } ?? "")
            let page = try await fixture.call(.get, path + query, as: "auditor").decoded(Page.self)
            #expect(page.items.count <= 2)
            walked += page.items.map(\.name)
            after = page.next
        } while after != nil
        #expect(walked == all.items.map(\.name))
        for limit in ["0", "1001", "x"] {
            #expect(try await fixture.call(.get, path + "?limit=\(limit)", as: "auditor").status == .badRequest)
        }
    }
}
