import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Bad input over the wire", .timeLimit(.minutes(10)))
struct BadInputTests {
    @Test("the server continues after every bad input, and answers each as promised")
    func table() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let path = try await server.authorityPath() + "/requests"
        let good = try await server.newRequest()
        let der = try #require(PEMDocument.parse(good).first).bytes

        func post(_ body: String, _ status: Int, _ what: Comment) async throws {
            let reply = try await server.call("POST", path, as: account, body: body)
            #expect(reply.status == status, "\(what): \(reply.body)")
            if status >= 400 {
                #expect(reply.headers["content-type"]?.hasPrefix("application/problem+json") == true, "\(what)")
                #expect(try reply.members()["correlationId"] != nil, "\(what)")
            }
        }
        func request(_ bytes: [UInt8]) -> String {
            #"{"request":"\#(Base64.encode(bytes))","attributes":{"CertificateTemplate":"ClientAuth"}}"#
        }

        try await post("", 400, "an empty body")
        try await post("{", 400, "JSON that does not end")
        try await post("[]", 400, "JSON of another shape")
        try await post(#"{"request":5}"#, 400, "a member of another type")
        try await post(#"{"request":"*** no base64 ***"}"#, 400, "base64 that cannot be read")
        try await post(#"{"request":""}"#, 400, "nothing to read")
        try await post(request(Array(der.dropLast(5))), 400, "truncated DER")
        try await post(request(der + [0]), 400, "trailing bytes")
        try await post(request([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), 400, "a length beyond the end")
        try await post(request(Array(repeating: 0x30, count: 2000)), 400, "nesting without end")
        try await post(request(der), 200, "the same, unharmed")
    }

    @Test("an unreadable request leaves no row over the wire")
    func noRow() async throws {
        let server = try await SharedServer.get()
        // A separate account, so that its list of requests contains only this test's.
        let account = try await server.addAccount("norow")
        let path = try await server.authorityPath() + "/requests"
        let first = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        for body in [#"{"request":"AAAA"}"#, #"{"request":"*"}"#, "{", #"{"request":"MAA="}"#, #"{"request":1}"#] {
            #expect(try await server.call("POST", path, as: account, body: body).status == 400, "\(body)")
        }
        struct Page: Decodable {
            struct Row: Decodable { let requestId: Int }
            let items: [Row]
        }
        let listed: Page = try await server.call("GET", path + "?limit=500", as: account).json()
        #expect(listed.items.map(\.requestId) == [first.requestId])
    }

    @Test("weak keys, SHA-1 and wrong templates are denied with number, rule, field, value and remedy")
    func refusals() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let good = try await server.newRequest()
        let weak = try await server.newRequest(key: ["rsa:1024"])
        let old = try await server.newRequest(key: ["rsa:2048"], more: ["-sha1"])

        func refuse(_ request: String, _ template: String?, _ status: String, _ what: Comment) async throws {
            let reply = try await server.submit(request, template: template, as: account)
            #expect(reply.disposition == "denied" && reply.dispositionCode == 2, "\(what): \(reply.message)")
            #expect(reply.status.lowercased() == status, "\(what)")
            let reason = try #require(reply.reason, what)
            #expect(!reason.rule.isEmpty && reason.field?.isEmpty == false && reason.remedy?.isEmpty == false, "\(what): \(reason)")
            #expect(reply.certificate == nil, "\(what)")
        }
        try await refuse(weak, "ClientAuth", "0x80094811", "RSA-1024")
        try await refuse(old, "ClientAuth", "0x80094016", "a SHA-1 proof of possession")
        try await refuse(good, "NoSuchTemplate", "0x80094800", "an unknown template")
        try await refuse(good, nil, "0x80094801", "no template named")
        try await refuse(good, "WebServer", "0x80094012", "no right to the template")
    }

    @Test("a request whose signature fails is an error with a row")
    func signature() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        var der = try #require(PEMDocument.parse(try await server.newRequest(key: ["rsa:2048"])).first).bytes
        der[der.count - 1] ^= 1
        let reply = try await server.submit(Base64.encode(der), template: "ClientAuth", as: account)
        #expect(reply.disposition == "error" && reply.dispositionCode == 1)
        #expect(reply.status.lowercased() == "0x80090006")
        let again: SubmitReply = try await server.call("GET", server.authorityPath() + "/requests/\(reply.requestId)", as: account).json()
        #expect(again.disposition == "error")
    }

    @Test("an absent request and another caller's are answered alike: 404 with 0x80094004")
    func absent() async throws {
        let server = try await SharedServer.get()
        let (owner, other) = (try await SharedServer.account(.alice), try await SharedServer.account(.bob))
        let theirs = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: owner).requestId
        let path = try await server.authorityPath() + "/requests/"
        let foreign = try await server.call("GET", path + "\(theirs)", as: other)
        let absent = try await server.call("GET", path + "99999999", as: other)
        #expect(foreign.status == 404 && absent.status == 404)
        #expect(try absent.members()["code"]?.lowercased() == "0x80094004")
        var (one, two) = (try foreign.members(), try absent.members())
        (one["correlationId"], two["correlationId"]) = (nil, nil)
        #expect(one == two)
        #expect(foreign.body.utf8.count == absent.body.utf8.count)
    }

    @Test("an unknown CA name is 404, a wrong method 405, no or wrong credentials 401, a body over 1 MiB 413")
    func routes() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let path = try await server.authorityPath() + "/requests"
        let good = #"{"request":"\#(Base64.encode(try #require(PEMDocument.parse(try await server.newRequest()).first).bytes))"}"#
        let nobody = try await server.call("POST", "/api/v1/authorities/Nobody/requests", as: account, body: good)
        #expect(nobody.status == 404, "\(nobody.body)")
        let wrong = try await server.call("DELETE", path, as: account)
        #expect(wrong.status == 405 && wrong.headers["allow"] != nil)
        let anonymous = try await server.call("GET", "/api/v1/authorities")
        #expect(anonymous.status == 401 && anonymous.headers["www-authenticate"]?.contains("Basic") == true)
        #expect(try await server.call("GET", "/api/v1/authorities", as: Account(name: "lost2", password: "wrong")).status == 401)
        #expect(try await server.call("GET", "/api/v1/nothing", as: account).status == 404)
        let large = #"{"request":""# + String(repeating: "A", count: 1 << 20) + #""}"#
        #expect(try await server.call("POST", path, as: account, body: large).status == 413)
        #expect(try await server.call("GET", "/api/v1/authorities", as: account).status == 200)
    }

    @Test("the plain listener serves nothing that needs a sign-in")
    func plainListener() async throws {
        let server = try await SharedServer.get()
        #expect(try await server.call("GET", "/healthz", plain: true).status == 200)
        for path in ["/api/v1/authorities", "/CertificateManagement/api/v1.0/profiletemplates"] {
            #expect(try await server.call("GET", path, as: server.admin, plain: true).status == 404, "\(path)")
        }
    }
}
