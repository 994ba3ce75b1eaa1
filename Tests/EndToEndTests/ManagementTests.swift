import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("The sample enrollment of certificate management, with curl alone", .timeLimit(.minutes(10)))
struct ManagementTests {
    struct ProfileTemplate: Decodable {
        let Name: String
        let Uuid: String
    }
    struct Response: Decodable {
        let TemplateCommonName: String
        let Pkcs7: String?
        let isPkcs7: Bool
        let isPfx: Bool
    }
    static let base = "/CertificateManagement/api/v1.0"

    @Test(
        "the sample enrollment ends with a certificate, for a request of openssl and for the published one",
        arguments: [false, true]
    )
    func sampleEnrollment(published: Bool) async throws {
        let server = try await SharedServer.get()
        let account = try await SharedServer.account(.alice)
        let templates: [ProfileTemplate] = try await server.call("GET", Self.base + "/profiletemplates", as: account).json()
        let template = try #require(templates.first { $0.Name == "Chancery Sample Software Profile" })
        for spelling in ["policies/enroll", "policy/workflow/enroll"] {
            let policy = try await server.call("GET", Self.base + "/profiletemplates/\(template.Uuid)/\(spelling)", as: account)
            #expect(policy.status == 200, "\(spelling): \(policy.body)")
        }
        let created = try await server.call(
            "POST",
            Self.base + "/requests",
            as: account,
            body: #"{"profiletemplateuuid":"\#(template.Uuid)","datacollection":"[]","type":"Enroll","comment":""}"#
        )
        #expect(created.status == 201, "\(created.body)")
        let uri = try JSONDecoder().decode(String.self, from: Data(created.body.utf8))
        #expect(uri.hasPrefix("api/v1.0/requests/"))
        let request = "/CertificateManagement/" + uri
        let shown = try await server.call("GET", request, as: account)
        #expect(try shown.status == 200 && shown.members()["Status"] == "3", "\(shown.body)")
        let options = try await server.call("GET", request + "/certificaterequestgenerationoptions", as: account)
        #expect(options.status == 200 && options.body.hasPrefix("["), "\(options.body)")

        let pkcs10 =
            published
            ? SampleVectors.cmCertificateRequestBase64
            : Base64.encode(try #require(PEMDocument.parse(try await server.newRequest("/", key: ["rsa:2048"])).first).bytes)
        let wrapped = pkcs10.split(whereSeparator: \.isNewline).joined(separator: "\\r\\n") + "\\r\\n"
        let answer = try await server.call(
            "POST",
            request + "/certificatedata",
            as: account,
            body: #"{"pfxpassword":"","certificaterequests":["\#(wrapped)"]}"#
        )
        #expect(answer.status == 200, "\(answer.body)")
        let response = try #require(try answer.json([Response].self).first)
        #expect(response.isPkcs7 && !response.isPfx && response.TemplateCommonName == "ChancerySampleSoftware")
        let message = try Base64.decode(try #require(response.Pkcs7))
        try await judge(message, server)

        let done = try await server.call("PUT", request, as: account, body: #"{"status":"Completed"}"#)
        #expect(try done.status == 200 && done.members()["Status"] == "8", "\(done.body)")
    }

    @Test("a user cannot reach another user's request")
    func foreign() async throws {
        let server = try await SharedServer.get()
        let (first, second) = (try await SharedServer.account(.alice), try await SharedServer.account(.bob))
        let templates: [ProfileTemplate] = try await server.call("GET", Self.base + "/profiletemplates", as: first).json()
        let template = try #require(templates.first)
        let created = try await server.call(
            "POST",
            Self.base + "/requests",
            as: first,
            body: #"{"profiletemplateuuid":"\#(template.Uuid)","datacollection":[],"type":"Enroll","comment":""}"#
        )
        let uri = try JSONDecoder().decode(String.self, from: Data(created.body.utf8))
        let seen = try await server.call("GET", "/CertificateManagement/" + uri, as: second)
        #expect([204, 403].contains(seen.status))
    }

    @Test("a CM REST call without sign-in is 401")
    func unauthenticated() async throws {
        let server = try await SharedServer.get()
        for (method, path) in [("GET", "/profiletemplates"), ("POST", "/requests"), ("GET", "/nothing")] {
            let reply = try await server.call(method, Self.base + path)
            #expect(reply.status == 401 && reply.headers["www-authenticate"] != nil, "\(path): \(reply.status)")
        }
    }

    @Test("the commands of docs/cm-sample-enrollment.md, pasted into a shell, end with a certificate")
    func documentedCommands() async throws {
        let server = try await SharedServer.get()
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/cm-sample-enrollment.md")
        let blocks = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```sh\n").dropFirst()
            .compactMap { $0.components(separatedBy: "\n```").first }
        #expect(blocks.count == 2)
        // The page uses the default directory and port. Its second block continues from a new request.
        var script = ["set -e", "mkdir -p pasted", "cd pasted", "rm -rf chancery-data", "ln -s ../data chancery-data"]
        let first = try #require(blocks.first)
        let second = try #require(blocks.last)
        let beginning = try #require(first.components(separatedBy: "\n# 4.").first)
        script += [first, "echo MIDDLE", beginning, second]
        let text = script.joined(separator: "\n").replacing("https://127.0.0.1:8443", with: server.endpoints.https)
        let result = try await run(["sh"], input: text, directory: server.folder)
        #expect(result.status == 0, "\(result.errorText)")
        let halves = result.text.components(separatedBy: "MIDDLE")
        #expect(halves.first?.contains(#""Status":8,"#) == true, "\(result.text)")
        #expect(halves.first?.contains("subject=") == true)
        #expect(halves.last?.contains(#""Error":null,"Pkcs7":"MII"#) == true, "\(result.text)")
    }

    /// openssl accepts the signature, and the content is a CMC PKI response.
    private func judge(_ message: [UInt8], _ server: RunningServer) async throws {
        let file = server.folder + "/response-\(UUID().uuidString).p7b"
        try Data(message).write(to: URL(filePath: file))
        let verified = try await run([
            "openssl", "cms", "-verify", "-inform", "DER", "-in", file, "-CAfile", server.root, "-purpose", "any", "-out",
            file + ".content",
        ])
        #expect(verified.status == 0, "\(verified.errorText)")
        let printed = try await run(["openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", file])
        #expect((printed.text + printed.errorText).contains("1.3.6.1.5.5.7.12.3"), "\(printed.text.prefix(600))")
    }
}
