import CACore
import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite("OCSP over HTTP")
struct OCSPFrontEndTests {
    /// A certificate of the fixture's authority, and a request about it.
    private struct Question {
        let certificate: Certificate
        let issuer: Certificate
        let root: Certificate

        init(_ fixture: FrontEndFixture) async throws {
            let test = fixture.authority
            let disposition = try await test.bound(test.alice).submit(test.submission(test.request(), template: "User"))
            certificate = try Certificate(derEncoded: try #require(disposition.certificate))
            let description = try #require(try await test.service.authorities().first)
            issuer = try Certificate(derEncoded: description.certificate)
            root = try Certificate(derEncoded: try #require(description.chain.last))
        }

        func request(nonce: [UInt8]? = nil) throws -> [UInt8] {
            try TBSOCSPRequest(about: [certificate], issuer: issuer, nonce: nonce).unsigned().derEncoded
        }

        var path: String { get throws { "/ocsp/" + Base64.encode(try request()) } }

        func status(_ answer: TestResponse) throws -> RevocationStatus {
            try OCSPResponse(derEncoded: answer.octets).status(
                of: certificate,
                issuer: issuer,
                at: Date(),
                rules: OCSPRules(requiresNonce: false)
            )
        }
    }

    private static func plain(_ fixture: FrontEndFixture, _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = []) async throws
        -> TestResponse
    {
        try await TestResponse(
            of: fixture.frontEnds.responder(on: .http),
            to: HTTPRequest(method: method, scheme: "http", authority: nil, path: path),
            body: body
        )
    }

    @Test("POST and GET are answered on both listeners without sign-in, with type and length")
    func served() async throws {
        let fixture = try await FrontEndFixture.make()
        let question = try await Question(fixture)
        let answers = [
            try await Self.plain(fixture, .post, "/ocsp", try question.request()),
            try await Self.plain(fixture, .post, "/ocsp/", try question.request()),
            try await Self.plain(fixture, .get, try question.path),
            try await fixture.call(.post, "/ocsp", as: nil, body: try question.request()),
            try await fixture.call(.get, try question.path, as: nil),
        ]
        for answer in answers {
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/ocsp-response")
            #expect(answer.headers[.contentLength] == String(answer.octets.count))
            #expect(try question.status(answer) == .good)
        }
    }

    @Test("a GET may be escaped, escaped twice, have slashes in front, and lack its padding")
    func forms() async throws {
        let fixture = try await FrontEndFixture.make()
        let question = try await Question(fixture)
        let base64 = Base64.encode(try question.request())
        func escaped(_ text: String) -> String {
            text.replacing("%", with: "%25").replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
        }
        for text in [base64, escaped(base64), escaped(escaped(base64)), "//" + base64, String(base64.prefix { $0 != "=" })] {
            #expect(try question.status(try await Self.plain(fixture, .get, "/ocsp/" + text)) == .good, "\(text)")
        }
    }

    @Test("a truncated GET, garbage and 64 KiB are malformed requests with status 200, which nobody may keep")
    func badInput() async throws {
        let fixture = try await FrontEndFixture.make()
        let path = try await Question(fixture).path
        var answers: [TestResponse] = []
        let long = "/ocsp/" + String(repeating: "A", count: 9_000)
        for text in [String(path.dropLast(7)), String(path.prefix(7)), "/ocsp/", "/ocsp", "/ocsp/%%%", long] {
            answers.append(try await Self.plain(fixture, .get, text))
        }
        for body in [[], Array("garbage".utf8), [UInt8](repeating: 0x30, count: 65_536), [UInt8](repeating: 0, count: 1 << 20)] {
            answers.append(try await Self.plain(fixture, .post, "/ocsp", body))
        }
        for answer in answers {
            #expect(answer.status == .ok)
            #expect(try OCSPResponse(derEncoded: answer.octets).status == .malformedRequest)
            #expect(answer.headers[.cacheControl] == "no-store, no-cache")
            #expect(answer.headers[.expires] == nil)
        }
        #expect(try await Self.plain(fixture, .post, "/ocsp", [UInt8](repeating: 0, count: 1 << 20 + 1)).status == .contentTooLarge)
        #expect(try await Self.plain(fixture, .put, "/ocsp").status == .methodNotAllowed)
        #expect(try await Self.plain(fixture, .post, "/ocsp/x").status == .methodNotAllowed)
    }

    @Test("an answer for everybody may be kept until before nextUpdate, has a strong tag, and is not sent again")
    func caching() async throws {
        let fixture = try await FrontEndFixture.make()
        let question = try await Question(fixture)
        let answer = try await Self.plain(fixture, .get, try question.path)
        let tag = "\"\(Hex.encode(Digest.sha256(answer.octets)))\""
        #expect(answer.headers[.eTag] == tag)
        let age = try #require(answer.headers[.cacheControl]?.split(separator: ",").first?.split(separator: "=").last.flatMap { Int($0) })
        #expect((86_390..<86_400).contains(age))
        #expect(answer.headers[.cacheControl]?.hasSuffix("public, no-transform, must-revalidate") == true)
        let basic = try #require(try OCSPResponse(derEncoded: answer.octets).basic())
        #expect(answer.headers[.lastModified] == HTTPDate.text(basic.data.producedAt))
        #expect(answer.headers[.expires] == basic.data.responses.first?.nextUpdate.map { HTTPDate.text($0) })
        for given in [tag, "\"x\", " + tag, "W/" + tag, "*"] {
            let again = try await fixture.call(.get, try question.path, as: nil, headers: [.ifNoneMatch: given])
            #expect(again.status == .notModified)
            #expect(again.octets.isEmpty)
            #expect(again.headers[.eTag] == tag)
        }
        #expect(try await fixture.call(.get, try question.path, as: nil, headers: [.ifNoneMatch: "\"x\""]).status == .ok)
        let posted = try await fixture.call(.post, "/ocsp", as: nil, body: try question.request(), headers: [.ifNoneMatch: tag])
        #expect(posted.status == .ok)
    }

    @Test("nobody may keep an answer with a nonce")
    func nonce() async throws {
        let fixture = try await FrontEndFixture.make()
        let question = try await Question(fixture)
        let answer = try await Self.plain(fixture, .post, "/ocsp", try question.request(nonce: [UInt8](repeating: 9, count: 32)))
        #expect(answer.headers[.cacheControl] == "no-store, no-cache")
        #expect(answer.headers[.eTag] == nil)
        #expect(try question.status(answer) == .good)
    }

    /// Sends its input and reads until the server closes the connection.
    private static let untilTheEnd = """
        import socket, sys
        connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 120)
        connection.sendall(sys.stdin.buffer.read())
        while part := connection.recv(65536):
            sys.stdout.buffer.write(part)
        """

    @Test("HTTP/1.0 without Host, and with keep-alive, is answered, and the connection ends")
    func oldClients() async throws {
        try await RunningFrontEnds.with { running in
            let question = try await Question(running.fixture)
            let request = try question.request()
            let head = "POST /ocsp HTTP/1.0\r\nContent-Type: application/ocsp-request\r\nContent-Length: \(request.count)\r\n"
            for field in ["", "Connection: Keep-Alive\r\n"] {
                let answer = try await tool(
                    ["python3", "-c", Self.untilTheEnd, "\(running.ports.http)"],
                    input: Array((head + field + "\r\n").utf8) + request
                )
                #expect(answer.status == 0)
                let marker = Array("\r\n\r\n".utf8)
                let split = try #require(answer.stdout.indices.first { answer.stdout[$0...].starts(with: marker) })
                let body = Array(answer.stdout[(split + 4)...])
                #expect(String(decoding: answer.stdout[..<split], as: UTF8.self).contains(" 200 OK"))
                #expect(try OCSPResponse(derEncoded: body).status == .successful)
            }
        }
    }
}
