import CACore
import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import NIOCore
import PKICrypto
import PKIFormats
import PKITesting
import Testing
import WireProtocols

@Suite struct BadInputTests {
    private let path = APIPath.requests(authority: FrontEndFixture.ca).path

    /// The server must continue after each: the next good request is issued.
    private func stillServes(_ fixture: FrontEndFixture) async throws {
        let answer = try await fixture.submit(try await fixture.authority.request())
        #expect(try answer.decoded(DispositionBody.self).dispositionWord == "issued")
    }

    @Test(
        "an unreadable body is 400, names the field and makes no row",
        arguments: [
            ("", "body"), ("{", "body"), ("[]", "body"), ("{}", "request"), (#"{"request":"?"}"#, "request"),
            (#"{"request":"AAAA","format":"x"}"#, "format"),
            (#"{"request":{}}"#, "request"), (#"{"request":"AAAA","submissionKey":"a\u0000b"}"#, "submissionKey"),
            (#"{"request":"AAAA","submissionKey":"a\u202eb"}"#, "submissionKey"),
            (#"{"request":"AAAA","submissionKey":""}"#, "submissionKey"),
            (#"{"request":"AAAA","attributes":{"Color":"\u0000"}}"#, "attributes.Color"), (#"{"request":"A\u0000AA"}"#, "request"),
            (#"{"request":"AAAA","extra":1}"#, "extra"), (#"{"request":"AAAA"} x"#, "body"),
        ]
    )
    func unreadable(_ body: String, field: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.post, path, body: Array(body.utf8))
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.contentType] == "application/problem+json")
        let problem = try answer.problem
        #expect(problem.field == field)
        #expect(problem.remedy != nil && problem.detail.hasSuffix("."))
        let correlation = try #require(HTTPField.Name("X-Correlation-Id"))
        #expect(answer.headers[correlation] == problem.correlationId && problem.correlationId != nil)
        #expect(try await fixture.call(.get, path, as: "alice").decoded(PageBody<RequestRowBody, Int>.self).items.isEmpty)
        try await stillServes(fixture)
    }

    @Test(
        "DER that is truncated, padded or not a request is 400 without a row",
        arguments: ["truncated", "trailing", "certificate", "noise"]
    )
    func der(_ kind: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let request = try await fixture.authority.request()
        let bytes: [UInt8] =
            switch kind {
            case "truncated": Array(request.dropLast(5))
            case "trailing": request + [0, 0]
            case "certificate": try #require(try await fixture.doorCertificate())
            default: [0x30, 0x03, 0x02, 0x01]
            }
        let answer = try await fixture.submit(bytes)
        #expect(answer.status == .badRequest)
        #expect(try await fixture.call(.get, path).decoded(PageBody<RequestRowBody, Int>.self).items.isEmpty)
        try await stillServes(fixture)
    }

    @Test("a request whose signature fails has a row with disposition error and 0x80090006")
    func badSignature() async throws {
        let fixture = try await FrontEndFixture.make()
        let key = try PrivateKey(generating: .p256)
        let other = try PrivateKey(generating: .p256)
        let info = CertificationRequestInfo(subject: .empty, subjectPublicKeyInfo: key.publicKey, attributes: []).derEncoded()
        let algorithm = key.defaultSignatureAlgorithm
        let request = CertificationRequestInfo.assemble(
            info: info,
            algorithm: algorithm,
            signature: try await other.sign(info, using: algorithm)
        )
        let answer = try await fixture.submit(request)
        #expect(answer.status == .ok)
        let body = try answer.decoded(DispositionBody.self)
        #expect((body.dispositionWord, body.dispositionCode, body.status) == ("error", 1, "0x80090006"))
        let row = try await fixture.call(.get, APIPath.requestRecord(authority: FrontEndFixture.ca, RequestID(body.requestId)).path)
        #expect(try row.decoded(RequestRowBody.self).storedDisposition == 30)
        try await stillServes(fixture)
    }

    @Test(
        "a denied request is 200 with rule, field, value and remedy",
        arguments: [
            ("Unheard", "0x80094800"), (String?.none, "0x80094801"), ("SubCA", "0x80094012"),
        ]
    )
    func denied(_ template: String?, status: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.submit(try await fixture.authority.request(), template: template)
        #expect(answer.status == .ok)
        let body = try answer.decoded(DispositionBody.self)
        #expect((body.dispositionWord, body.dispositionCode, body.status) == ("denied", 2, status))
        let reason = try #require(body.reason)
        #expect(![reason.rule, reason.field, reason.remedy].contains(""))
        let row = try await fixture.call(.get, APIPath.requestRecord(authority: FrontEndFixture.ca, RequestID(body.requestId)).path)
        #expect(try row.decoded(RequestRowBody.self).storedDisposition == 31)
        try await stillServes(fixture)
    }

    @Test(
        "an RSA key of 1024 bits and a SHA-1 proof are denied with their codes",
        arguments: [("1024", "sha256", "0x80094811"), ("2048", "sha1", "0x80094016")]
    )
    func weak(_ bits: String, digest: String, status: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let pem = try await withTemporaryDirectory { directory in
            let made = try await tool([
                "openssl", "req", "-new", "-newkey", "rsa:\(bits)", "-nodes", "-keyout", "\(directory)/key", "-\(digest)", "-subj", "/CN=x",
            ])
            return made.text
        }
        let request = try #require(try PEMDocument.parse(pem).first).bytes
        let body = try await fixture.submit(request).decoded(DispositionBody.self)
        #expect((body.dispositionWord, body.status) == ("denied", status))
        #expect(body.reason?.value.isEmpty == false)
        try await stillServes(fixture)
    }

    @Test("a body over 1 MiB is 413", arguments: [1 << 20 | 1, 3 << 20])
    func tooLarge(_ size: Int) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.post, path, body: [UInt8](repeating: 0x20, count: size))
        #expect(answer.status == .contentTooLarge)
        #expect(try answer.problem.status == 413)
        #expect(try await fixture.call(.post, path, body: [UInt8](repeating: 0x20, count: 1 << 20)).status == .badRequest)
        try await stillServes(fixture)
    }

    @Test("a wrong method is 405 with Allow; an unknown path is 404", arguments: [nil, "alice"])
    func method(_ name: String?) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.delete, path, as: name)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "GET, POST, HEAD")
        #expect(try await fixture.call(.get, APIPath.act(authority: "x", RequestID(1), .deny).path, as: name).headers[.allow] == "POST")
        #expect(try await fixture.call(.post, "/healthz", as: name).status == .methodNotAllowed)
        #expect(try await fixture.call(.post, "/crl/x.crl", as: name).status == .methodNotAllowed)
        for path in ["/", "/nothing", "/api/v1/nothing", "/api/v1/authorities/x/y"] {
            #expect(try await fixture.call(.get, path, as: name).status == .notFound)
        }
    }

    @Test("broken numbers and encodings in the path are 400 for those who have signed in and 401 for others")
    func brokenPath() async throws {
        let fixture = try await FrontEndFixture.make()
        for path in ["/api/v1/authorities/x/requests/abc", "/api/v1/templates/%zz", "/api/v1/authorities/x/properties/one"] {
            #expect(try await fixture.call(.get, path).status == .badRequest)
            #expect(try await fixture.call(.get, path, as: nil).status == .unauthorized)
        }
        #expect(try await fixture.call(.get, path + "?limit=0").status == .badRequest)
        #expect(try await fixture.call(.get, path + "?disposition=maybe").status == .badRequest)
    }

    @Test(
        "no credential and a wrong one are 401 with a challenge",
        arguments: [(String?.none, ""), ("alice", "wrong"), ("nobody", "x"), ("auditor", "")]
    )
    func credentials(_ name: String?, password: String) async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.get, APIPath.authorities.path, as: name, password: password)
        #expect(answer.status == .unauthorized)
        #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
        #expect(try answer.problem.code == "0x80070005")
        let bearer = try await fixture.call(.get, APIPath.authorities.path, as: nil, headers: [.authorization: "Bearer abc"])
        #expect(bearer.status == .unauthorized)
        // Of two credentials, neither is chosen.
        var both = HTTPFields()
        let good = BasicCredential(name: "alice", password: Array("alice-secret".utf8)).authorization
        both.append(HTTPField(name: .authorization, value: good))
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: nil, headers: both).status == .ok)
        both.append(HTTPField(name: .authorization, value: good))
        #expect(try await fixture.call(.get, APIPath.authorities.path, as: nil, headers: both).status == .unauthorized)
        try await stillServes(fixture)
    }

    @Test("after repeated failures an account must wait: 429 with Retry-After")
    func backOff() async throws {
        let fixture = try await FrontEndFixture.make()
        for _ in 0..<5 { #expect(try await fixture.call(.get, APIPath.authorities.path, as: "bob", password: "x").status == .unauthorized) }
        let answer = try await fixture.call(.get, APIPath.authorities.path, as: "bob", password: "x")
        #expect(answer.status == .tooManyRequests)
        #expect(answer.headers[.retryAfter] == "1")
        try await stillServes(fixture)
    }

    @Test("HEAD answers as GET without the body")
    func head() async throws {
        let fixture = try await FrontEndFixture.make()
        let answer = try await fixture.call(.head, APIPath.openAPI.path, as: nil)
        #expect(answer.status == .ok)
        #expect(answer.octets.isEmpty)
        #expect(Int(answer.headers[.contentLength] ?? "").map { $0 > 1000 } == true)
    }
}

extension FrontEndFixture {
    /// DER of the issuing CA's certificate.
    func doorCertificate() async throws -> [UInt8]? { try await authority.service.authorities().first?.certificate }
}
