import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("The API of /api/v1, route by route", .timeLimit(.minutes(10)))
struct APITests {
    struct Page: Decodable {
        struct Row: Decodable {
            let requestId: Int
            let disposition: String?
            let serialNumber: String?
            let requesterName: String?
        }
        let items: [Row]
        let next: Int?
    }

    @Test("the list of authorities names those that issue, with certificate, chain and config string")
    func authorities() async throws {
        let server = try await SharedServer.get()
        let authority = try await server.authority()
        #expect(authority.name == "Chancery Issuing CA")
        #expect(authority.configString.hasSuffix("\\Chancery Issuing CA"))
        let root = try RunningServer.certificate(try #require(authority.chain.last))
        #expect(root.isSelfIssued && root.subject.commonName == "Chancery Root CA")
        #expect(root.subjectPublicKeyInfo.kind == .ec(curve: .p384))
        #expect(try RunningServer.certificate(authority.certificate).subjectPublicKeyInfo.kind == .ec(curve: .p256))
    }

    @Test("the authority may be named by its common name or its sanitized name, percent-encoded")
    func names() async throws {
        let server = try await SharedServer.get()
        let authority = try await server.authority()
        for name in [authority.name, authority.sanitizedName] {
            let encoded = try #require(name.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            #expect(
                try await server.call("GET", "/api/v1/authorities/\(encoded)/properties/6", as: server.admin).status == 200,
                "\(encoded)"
            )
        }
    }

    @Test("a request is accepted as PEM, as base64 with any wrapping, with and without a format")
    func encodings() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let pem = try await server.newRequest()
        let der = try #require(PEMDocument.parse(pem).first).bytes
        let forms = [
            pem, Base64.encode(der), Base64.encode(der, lineLength: 64),
            pem.replacingOccurrences(of: "CERTIFICATE REQUEST", with: "NEW CERTIFICATE REQUEST"),
        ]
        for form in forms {
            #expect(try await server.submit(form, template: "ClientAuth", as: account).disposition == "issued")
            #expect(try await server.submit(form, template: "ClientAuth", as: account, more: ["format": "pkcs10"]).disposition == "issued")
        }
    }

    @Test("an issued answer has number 3, the text Issued, the request's certificate and its issuers")
    func issued() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let request = try await server.newRequest()
        let reply = try await server.submit(request, template: "User", as: account)
        #expect(reply.disposition == "issued" && reply.dispositionCode == 3 && reply.status == "0x00000000")
        #expect(reply.message.hasPrefix("Issued") && reply.reason == nil)
        let certificate = try RunningServer.certificate(try #require(reply.certificate))
        let asked = try CertificationRequest(derEncoded: #require(PEMDocument.parse(request).first).bytes)
        #expect(certificate.subjectPublicKeyInfo == asked.subjectPublicKeyInfo)
        #expect(reply.chain?.count == 2)
        #expect(!certificate.subject.rfc4514.contains("end to end"))
    }

    @Test("a full response is a CMC response that openssl verifies, when asked for")
    func fullResponse() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let body =
            #"{"request":\#(try quoted(await server.newRequest())),"attributes":{"CertificateTemplate":"ClientAuth"},"fullResponse":true}"#
        let reply: SubmitReply = try await server.call("POST", server.authorityPath() + "/requests", as: account, body: body).json()
        let file = server.folder + "/full.cms"
        try Data(Base64.decode(try #require(reply.fullResponse))).write(to: URL(filePath: file))
        let verified = try await run(
            [
                "openssl", "cms", "-verify", "-inform", "DER", "-in", file, "-CAfile", server.root, "-purpose", "any", "-out",
                file + ".content",
            ])
        #expect(verified.status == 0, "\(verified.errorText)")
    }

    @Test("a repeated submissionKey returns the first result; another caller's same key is another request")
    func submissionKey() async throws {
        let server = try await SharedServer.get()
        let (one, two) = (try await SharedServer.account(.alice), try await SharedServer.account(.bob))
        let request = try await server.newRequest()
        let first = try await server.submit(request, template: "ClientAuth", as: one, more: ["submissionKey": "k-1"])
        let again = try await server.submit(request, template: "ClientAuth", as: one, more: ["submissionKey": "k-1"])
        let other = try await server.submit(request, template: "ClientAuth", as: two, more: ["submissionKey": "k-1"])
        let fresh = try await server.submit(request, template: "ClientAuth", as: one, more: ["submissionKey": "k-2"])
        #expect(again.requestId == first.requestId && again.certificate == first.certificate)
        #expect(Set([first.requestId, other.requestId, fresh.requestId]).count == 3)
    }

    @Test("names, usages and validity in request attributes change nothing and are named after Issued")
    func ignoredAttributes() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let body =
            #"{"request":\#(try quoted(await server.newRequest())),"attributes":{"CertificateTemplate":"ClientAuth","SAN":"dns=evil.example.test","ValidityPeriod":"Years","ValidityPeriodUnits":"9"}}"#
        let reply: SubmitReply = try await server.call("POST", server.authorityPath() + "/requests", as: account, body: body).json()
        #expect(reply.disposition == "issued" && reply.message.hasPrefix("Issued") && reply.message.localizedCaseInsensitiveContains("san"))
        let certificate = try #require(reply.certificate)
        let text = try await succeed(["openssl", "x509", "-noout", "-text"], input: certificate)
        #expect(!text.contains("evil.example.test"))
        #expect(try RunningServer.certificate(certificate).notAfter < Date(timeIntervalSinceNow: 400 * 86_400))
    }

    @Test("an officer approves, denies and resubmits; the requester may not; a settled request is 409")
    func officerActs() async throws {
        let server = try await SharedServer.get()
        let requester = try await SharedServer.account(.clerk)
        let officer = try await SharedServer.account(.officer)
        let path = try await server.authorityPath() + "/requests/"
        func pending() async throws -> Int {
            let reply = try await server.submit(try await server.newRequest(), template: "EnrollmentAgent", as: requester)
            #expect(reply.disposition == "pending" && reply.dispositionCode == 5 && reply.message == "Taken Under Submission")
            return reply.requestId
        }
        let first = try await pending()
        #expect(try await server.call("POST", path + "\(first)/approve", as: requester).status == 403)
        let approved: SubmitReply = try await server.call("POST", path + "\(first)/approve", as: officer).json()
        #expect(approved.disposition == "issued" && approved.certificate != nil)
        #expect(try await server.call("POST", path + "\(first)/approve", as: officer).status == 409)
        let second = try await pending()
        let denied: SubmitReply = try await server.call("POST", path + "\(second)/deny", as: officer).json()
        #expect(denied.disposition == "denied" && denied.dispositionCode == 2)
        // Only an administrator may open a request again that an officer has denied.
        #expect(try await server.call("POST", path + "\(second)/resubmit", as: officer).status == 403)
        let resubmitted: SubmitReply = try await server.call("POST", path + "\(second)/resubmit", as: server.admin).json()
        #expect(["issued", "pending"].contains(resubmitted.disposition))
        #expect(try await server.call("POST", path + "99999999/approve", as: officer).status == 404)
    }

    @Test("nobody approves their own request")
    func ownRequest() async throws {
        let server = try await SharedServer.get()
        let reply = try await server.submit(try await server.newRequest(), template: "SubCA", as: server.admin)
        #expect(reply.disposition == "pending")
        #expect(
            try await server.call("POST", server.authorityPath() + "/requests/\(reply.requestId)/approve", as: server.admin).status == 403
        )
    }

    @Test("lists come in pages of the wanted length, filtered by disposition")
    func pages() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        for _ in 0..<3 { _ = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account) }
        let path = try await server.authorityPath()
        let first: Page = try await server.call("GET", path + "/requests?limit=2", as: server.admin).json()
        #expect(first.items.count == 2)
        let second: Page = try await server.call("GET", path + "/requests?limit=2&after=\(try #require(first.next))", as: server.admin)
            .json()
        #expect(Set(first.items.map(\.requestId)).isDisjoint(with: second.items.map(\.requestId)))
        let issued: Page = try await server.call("GET", path + "/requests?disposition=issued&limit=500", as: server.admin).json()
        #expect(!issued.items.isEmpty && issued.items.allSatisfy { $0.disposition == "issued" })
        let certificates: Page = try await server.call("GET", path + "/certificates?limit=500", as: server.admin).json()
        let serials = certificates.items.compactMap(\.serialNumber)
        #expect(serials.count == certificates.items.count && Set(serials).count == serials.count)
        for wrong in ["limit=0", "limit=x", "after=x", "disposition=nonsense"] {
            #expect(try await server.call("GET", path + "/requests?" + wrong, as: server.admin).status == 400, "\(wrong)")
        }
    }

    @Test("one certificate is found by its serial number; an unknown one is 404")
    func certificate() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let pem = try #require(try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account).certificate)
        let path = try await server.authorityPath() + "/certificates/"
        let reply = try await server.call("GET", path + RunningServer.certificate(pem).serialHex, as: server.admin)
        #expect(reply.status == 200 && reply.body.contains("BEGIN CERTIFICATE"))
        #expect(try await server.call("GET", path + "00ff00ff00ff", as: server.admin).status == 404)
    }

    @Test("a certificate is revoked by an officer for a known reason, and the answer is its row")
    func revocation() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let officer = try await SharedServer.account(.officer)
        let pem = try #require(try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account).certificate)
        let path = try await server.authorityPath() + "/certificates/\(RunningServer.certificate(pem).serialHex)/revoke"
        #expect(try await server.call("POST", path, as: account, body: #"{"reason":"superseded"}"#).status == 403)
        #expect(try await server.call("POST", path, as: officer, body: #"{"reason":"whim"}"#).status == 400)
        let done = try await server.call("POST", path, as: officer, body: #"{"reason":"superseded"}"#)
        #expect(done.status == 200 && done.body.contains("superseded"), "\(done.body)")
    }

    @Test("templates are listed and shown; an unknown one is 404")
    func templates() async throws {
        struct Named: Decodable { let name: String }
        let server = try await SharedServer.get()
        let all: [Named] = try await server.call("GET", "/api/v1/templates", as: server.admin).json()
        #expect(
            Set(all.map(\.name)).isSuperset(of: [
                "User", "Machine", "WebServer", "SubCA", "SmartcardLogon", "ClientAuth", "CodeSigning", "EnrollmentAgent",
            ])
        )
        let one: Named = try await server.call("GET", "/api/v1/templates/WebServer", as: server.admin).json()
        #expect(one.name == "WebServer")
        #expect(try await server.call("GET", "/api/v1/templates/Nothing", as: server.admin).status == 404)
    }

    @Test("principals are listed and added by administrators only")
    func principals() async throws {
        struct Named: Decodable { let name: String }
        struct Page: Decodable { let items: [Named] }
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let all: Page = try await server.call("GET", "/api/v1/principals?limit=1000", as: server.admin).json()
        #expect(
            Set(all.items.map(\.name)).isSuperset(of: [
                "admin", "Users", "Machines", "Certificate Managers", "CA Administrators", "Auditors",
            ])
        )
        let new = #"{"name":"newcomer","kind":"user","password":"a long enough password"}"#
        #expect(try await server.call("POST", "/api/v1/principals", as: account, body: new).status == 403)
        #expect(try await server.call("POST", "/api/v1/principals", as: server.admin, body: new).status == 201)
        #expect(try await server.call("POST", "/api/v1/principals", as: server.admin, body: new).status == 409)
    }

    @Test("the OpenAPI document describes the routes")
    func openAPI() async throws {
        let server = try await SharedServer.get()
        let reply = try await server.call("GET", "/api/v1/openapi.json", as: server.admin)
        #expect(reply.status == 200)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any])
        #expect((document["openapi"] as? String)?.hasPrefix("3.") == true)
        let paths = try #require(document["paths"] as? [String: Any])
        #expect(paths.keys.contains { $0.hasSuffix("/authorities/{ca}/requests") })
    }

    @Test("health, readiness and metrics answer; metrics count")
    func operations() async throws {
        let server = try await SharedServer.get()
        for plain in [false, true] { #expect(try await server.call("GET", "/healthz", plain: plain).status == 200) }
        #expect(try await server.call("GET", "/readyz").status == 200)
        let metrics = try await server.call("GET", "/metrics", as: server.admin)
        #expect(metrics.status == 200 && metrics.body.contains("chancery_"))
    }

    @Test("a password signs its account in; another one, an unknown account and none are 401")
    func password() async throws {
        let server = try await SharedServer.get()
        let account = try await server.addAccount("signs-in")
        let path = try await server.authorityPath() + "/requests"
        let reply = try await server.submit(try await server.newRequest(), template: "ClientAuth", as: account)
        #expect(try await server.call("GET", path + "/\(reply.requestId)", as: account).status == 200)
        let strangers = [Account(name: account.name, password: "wrong"), Account(name: "nobody-here", password: account.password), nil]
        for stranger in strangers {
            let refused = try await server.call("GET", path + "/\(reply.requestId)", as: stranger)
            #expect(refused.status == 401, "\(stranger?.name ?? "none")")
            #expect(refused.headers["www-authenticate"]?.contains("Basic") == true, "\(stranger?.name ?? "none")")
            #expect(!refused.body.contains("CERTIFICATE"))
        }
    }

    @Test("a client certificate signs its holder in until it is revoked")
    func clientCertificate() async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let name = server.folder + "/carded"
        try await succeed([
            "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name + ".key", "-subj",
            "/", "-out", name + ".csr",
        ])
        let reply = try await server.submit(String(contentsOfFile: name + ".csr", encoding: .utf8), template: "ClientAuth", as: account)
        let pem = try #require(reply.certificate)
        try server.write(pem + (try await server.authority().certificate), to: "carded.pem")
        let with = ["--cert", name + ".pem", "--key", name + ".key"]
        let path = try await server.authorityPath()
        #expect(try await server.call("GET", path + "/requests/\(reply.requestId)", options: with).status == 200)
        let serial = try RunningServer.certificate(pem).serialHex
        #expect(
            try await server.call("POST", path + "/certificates/\(serial)/revoke", as: server.admin, body: #"{"reason":"superseded"}"#)
                .status == 200
        )
        let after = try await run(
            ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--cacert", server.root] + with
                + [server.endpoints.https + path + "/requests/\(reply.requestId)"]
        )
        #expect(after.text == "401", "\(after.status): \(after.text)")
    }

    private func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }
}
