import CAInterface
import CertCli
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("CertRequest over HTTPS")
struct RemoteTests {
    private let der: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x05]
    private let issued = #"{"requestId":7,"disposition":"issued","dispositionCode":3,"status":"0x00000000","message":"Issued"}"#

    private func problem(_ status: Int, _ word: String, _ code: String) -> String {
        #"{"type":"urn:chancery:\#(word)","title":"t","status":\#(status),"detail":"what and why","code":"\#(code)"}"#
    }

    @Test("a server under another anchor is not believed, and no credential reaches it")
    func wrongAnchor() async throws {
        let (server, other) = (try await StubServer.start(answers: [.answer(200, issued)]), try await SampleHierarchy.make())
        let request = CertRequest(
            credential: .password("alice", "secret"),
            trust: .anchors([other.root.certificate.derEncoded])
        )
        do {
            _ = try await request.submit(der, format: .pkcs10, config: server.config)
            Issue.record("the server was believed")
        } catch let error as CAError {
            #expect(error.code == .untrustedServer && error.status == .untrustedRoot)
        }
        #expect(request.lastStatus == .untrustedRoot)
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test("a pinned root is believed when the server presents it")
    func pinned() async throws {
        let server = try await StubServer.start(answers: [.answer(200, issued)])
        let fingerprint = Hex.encode(Digest.sha256(server.hierarchy.root.certificate.derEncoded))
        let request = CertRequest(credential: .password("alice", "secret"), trust: try .root(fingerprint: fingerprint.uppercased()))
        #expect(try await request.submit(der, format: .pkcs10, config: server.config) == .issued)
        #expect(server.requests.count == 1)
        try await server.stop()
    }

    @Test("another pinned root is refused before anything is sent")
    func pinnedWrong() async throws {
        let server = try await StubServer.start(answers: [.answer(200, issued)])
        let wrong = String(repeating: "ab", count: 32)
        let request = CertRequest(credential: .password("alice", "secret"), trust: try .root(fingerprint: wrong))
        #expect(await failure { try await request.submit(der, format: .pkcs10, config: server.config) } == .untrustedRoot)
        // A leaf or issuing certificate is not a root.
        let leaf = Hex.encode(Digest.sha256(server.hierarchy.issuing.certificate.derEncoded))
        let second = CertRequest(credential: .password("alice", "secret"), trust: try .root(fingerprint: leaf))
        #expect(await failure { try await second.submit(der, format: .pkcs10, config: server.config) } == .untrustedRoot)
        #expect(server.requests.isEmpty)
        #expect(throws: CAError.self) { try ServerTrust.root(fingerprint: "abcd") }
        try await server.stop()
    }

    @Test("a certificate for another host name is not believed")
    func wrongName() async throws {
        let server = try await StubServer.start(answers: [.answer(200, issued)], names: [.dnsName("elsewhere.example.test")])
        let request = CertRequest(credential: .password("alice", "secret"), trust: server.trust)
        #expect(await failure { try await request.submit(der, format: .pkcs10, config: server.config) } == .untrustedRoot)
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test("a submission travels with credential, attributes, format and key")
    func submission() async throws {
        let server = try await StubServer.start(answers: [.answer(200, issued)])
        let request = CertRequest(credential: .password("alice", "secret"), trust: server.trust)
        #expect(
            try await request.submit(
                der,
                format: .pkcs10,
                options: .fullResponse,
                attributes: ["CertificateTemplate": "User"],
                config: server.config
            ) == .issued
        )
        let sent = try #require(server.requests.first)
        #expect(sent.head == "POST /api/v1/authorities/Example%20CA/requests")
        #expect(sent.authorization == "Basic " + Base64.encode(Array("alice:secret".utf8)))
        for part in [
            "\"submissionKey\":\"", "\"format\":\"pkcs10\"", "\"CertificateTemplate\":\"User\"", "\"fullResponse\":true",
            Base64.encode(der),
        ] {
            #expect(sent.body.contains(part), "\(part)")
        }
        try await server.stop()
    }

    @Test("after a lost connection the same submission key is sent again")
    func lostConnection() async throws {
        let server = try await StubServer.start(answers: [.close, .answer(200, issued)])
        let request = CertRequest(credential: .password("alice", "secret"), trust: server.trust)
        #expect(try await request.submit(der, format: .pkcs10, config: server.config) == .issued)
        let bodies = server.requests.map(\.body)
        #expect(bodies.count == 2 && bodies[0] == bodies[1] && bodies[0].contains("submissionKey"))
        try await server.stop()
    }

    @Test("every account is asked for, page by page")
    func accountPages() async throws {
        func page(_ names: [String], next: String?) -> StubServer.Answer {
            let items = names.map { name in
                #"{"id":"1","kind":"user","name":"\#(name)","domain":"E","sid":"S-1-1","commonName":"c","displayName":"d","#
                    + #""distinguishedName":"CN=c","groups":[],"enabled":true}"#
            }
            return .answer(200, #"{"items":[\#(items.joined(separator: ","))]\#(next.map { #","next":"\#($0)""# } ?? "")}"#)
        }
        let server = try await StubServer.start(answers: [page(["a b", "é"], next: "é"), page(["z"], next: "z"), page([], next: nil)])
        let administration = try await RemoteAdministration(
            ConfigString(server.config),
            credential: .password("admin", "secret"),
            trust: server.trust
        )
        #expect(try await administration.principals().map(\.name) == ["a b", "é", "z"])
        #expect(
            server.requests.map(\.head) == [
                "GET /api/v1/principals?limit=1000", "GET /api/v1/principals?limit=1000&after=%C3%A9",
                "GET /api/v1/principals?limit=1000&after=z",
            ]
        )
        try await server.stop()
    }

    @Test("a connection that is lost every time ends as 0x800706BA")
    func alwaysLost() async throws {
        let server = try await StubServer.start(answers: [.close, .close, .close, .close])
        let request = CertRequest(credential: .password("alice", "secret"), trust: server.trust)
        #expect(await failure { try await request.submit(der, format: .pkcs10, config: server.config) } == .rpcServerUnavailable)
        try await server.stop()
    }

    @Test("a server that is not there is 0x800706BA")
    func unreachable() async throws {
        let port = try ClosedPort()
        let anchor = try await SampleHierarchy.make().root.certificate.derEncoded
        for trust in [.anchors([anchor]), try ServerTrust.root(fingerprint: String(repeating: "ab", count: 32))] {
            let request = CertRequest(credential: .anonymous, trust: trust)
            #expect(
                await failure { try await request.retrievePending(1, config: "127.0.0.1:\(port.number)\\Example CA") }
                    == .rpcServerUnavailable
            )
            #expect(request.lastStatus == .rpcServerUnavailable)
        }
    }

    @Test("HTTP refusals become the documented codes")
    func refusals() async throws {
        let cases: [(Int, String, HRESULT, CAError.Code)] = [
            (401, problem(401, "signInRequired", "0x80070005"), .accessDenied, .signInRequired),
            (403, problem(403, "accessDenied", "0x80070005"), .accessDenied, .accessDenied),
            (404, problem(404, "unknownAuthority", "0x80070057"), .invalidArgument, .unknownAuthority),
            (404, problem(404, "notFound", "0x80094004"), .certsrvPropertyEmpty, .notFound),
            (400, problem(400, "malformed", "0x8007000d"), .invalidData, .malformed),
            (503, problem(503, "unavailable", "0x800706ba"), .rpcServerUnavailable, .unavailable),
            (401, "no json", .accessDenied, .signInRequired), (404, "<html>", .invalidArgument, .notFound),
            (500, "", .fail, .internal), (200, "no json", .invalidData, .untrustedServer),
        ]
        let server = try await StubServer.start(answers: cases.map { .answer($0.0, $0.1) })
        let request = CertRequest(
            credential: .password("alice", "secret"),
            trust: server.trust,
            options: HTTPOptions(repeats: .never)
        )
        for (status, body, expected, code) in cases {
            do {
                _ = try await request.retrievePending(1, config: server.config)
                Issue.record("\(status) \(body) was taken for an answer")
            } catch let error as CAError {
                #expect(error.status == expected && error.code == code, "\(status) \(body): \(error)")
                #expect(!"\(error)".contains("secret"))
            }
        }
        try await server.stop()
    }

    @Test("the credential's description shows no secret")
    func description() {
        let credential = Credential.password("alice", "secret")
        #expect("\(credential) \(String(reflecting: credential))".contains("alice"))
        #expect(!"\(credential) \(String(reflecting: credential))".contains("secret"))
        #expect(!"\(Credential.certificate([[1]], key: [2, 3]))".contains("[2"))
    }

    @Test("the CA part is completed when the server has one CA, and asked for when it has several")
    func completion() async throws {
        func authority(_ name: String, _ pem: String) -> String {
            let text = pem.replacing("\n", with: "\\n")
            return #"{"name":"\#(name)","sanitizedName":"\#(name)","configString":"h\\\#(name)","certificate":"\#(text)","chain":[]}"#
        }
        let hierarchy = try await SampleHierarchy.make()
        let pem = PEMDocument(label: "CERTIFICATE", bytes: hierarchy.issuing.certificate.derEncoded).text
        let server = try await StubServer.start(
            answers: [.answer(200, "[\(authority("One", pem))]"), .answer(200, "[\(authority("One", pem)),\(authority("Two", pem))]")])
        let connector = RemoteConnector(credential: .anonymous, trust: server.trust)
        let open = try ConfigString("127.0.0.1:\(server.port)", authorityRequired: false)
        #expect(try await connector.completed(open).authority == "One")
        #expect(await failure { try await connector.completed(open) } == .invalidArgument)
        try await server.stop()
    }
}
