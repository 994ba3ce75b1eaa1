import CACore
import CAInterface
import Foundation
import FrontEnds
import NIOCore
import PKICrypto
import PKIDirectory
import PKIFormats
import PKITesting
import ServiceLifecycle
import Testing
import WireProtocols

@Suite struct ListenerTests {
    @Test("a free port is taken and reported; curl signs in with a password over TLS")
    func password() async throws {
        try await RunningFrontEnds.with { running in
            #expect(running.ports.https > 0 && running.ports.http > 0 && running.ports.https != running.ports.http)
            let answer = try await running.curl(["-u", "alice:alice-secret", running.https + APIPath.authorities.path])
            try #require(answer.status == 0, "\(answer.errorText)")
            #expect(try JSONDecoder().decode([AuthorityBody].self, from: Data(answer.stdout)).count == 1)
            #expect(try await running.curl(["http://127.0.0.1:\(running.ports.http)/healthz"]).text == "ok\n")
            // The caller is on loopback, so the counts are shown.
            #expect(try await running.curl(["http://127.0.0.1:\(running.ports.http)/metrics"]).text.contains("chancery_http_answers_total"))
        }
    }

    @Test("the row of a request names the address it came from")
    func address() async throws {
        try await RunningFrontEnds.with { running in
            let body = SubmitBody(
                request: Base64.encode(try await running.fixture.authority.request()),
                attributes: ["CertificateTemplate": "User"]
            )
            let answer = try await running.curl(
                ["-u", "alice:alice-secret", "--data-binary", "@-", running.https + APIPath.requests(authority: FrontEndFixture.ca).path],
                input: Array(try JSONEncoder().encode(body))
            )
            let issued = try JSONDecoder().decode(DispositionBody.self, from: Data(answer.stdout))
            let authority = try #require(try await running.fixture.authority.store.authorities().first { $0.role == .issuing })
            let row = try await running.fixture.authority.store.request(RequestID(issued.requestId), of: authority.number)
            #expect(row?.remoteAddress == "127.0.0.1")
        }
    }

    @Test("a client certificate signs its holder in until it is revoked; a stranger's never does")
    func clientCertificate() async throws {
        try await RunningFrontEnds.with { running in
            let authority = running.fixture.authority
            let key = try PrivateKey(generating: .p256)
            let request = try await authority.request(key: key)
            let issued = try await authority.bound(authority.alice).submit(authority.submission(request, template: "User"))
            let certificate = try Certificate(derEncoded: try #require(issued.certificate))
            let stranger = try await SampleIdentity.selfSigned(
                subject: certificate.subject,
                key: key,
                extensions: [],
                notBefore: certificate.notBefore,
                notAfter: certificate.notAfter
            )
            let files = [("own", certificate.derEncoded), ("stranger", stranger.certificate.derEncoded)]
            for (name, der) in files {
                let text =
                    PEMDocument(label: "CERTIFICATE", bytes: der).text + PEMDocument(label: "PRIVATE KEY", bytes: try key.pkcs8()).text
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(running.directory)/\(name).pem"))
            }
            let path = APIPath.request(authority: FrontEndFixture.ca, issued.requestID).path
            func status(_ name: String) async throws -> String {
                try await running.curl([
                    "-o", "/dev/null", "-w", "%{http_code}", "--cert", "\(running.directory)/\(name).pem", running.https + path,
                ]).text
            }
            #expect(try await status("own") == "200")
            #expect(try await status("stranger") == "401")
            _ = try await authority.bound(authority.officer).revoke(serial: certificate.serialHex, reason: .keyCompromise)
            #expect(try await status("own") == "401")
        }
    }

    @Test("a certificate replaced while running is shown to the next connection")
    func reload() async throws {
        try await RunningFrontEnds.with { running in
            #expect(try await running.curl([running.https + "/healthz"]).text == "ok\n")
            let second = try await RunningFrontEnds.serverIdentity(
                names: ["localhost", "second.example.test"],
                root: "\(running.directory)/second.pem"
            )
            try running.identity.replace(chain: [second.certificate.derEncoded], privateKey: try second.key.pkcs8())
            #expect(try await running.curl([running.https + "/healthz"]).status != 0)
            let shown = try await tool([
                "curl", "-sS", "--max-time", "120", "--cacert", "\(running.directory)/second.pem", running.https + "/healthz",
            ])
            #expect(shown.text == "ok\n")
            #expect(throws: (any Error).self) { try running.identity.replace(chain: [[1, 2, 3]], privateKey: try second.key.pkcs8()) }
            #expect(throws: (any Error).self) {
                try running.identity.replace(chain: [second.certificate.derEncoded], privateKey: try PrivateKey(generating: .p256).pkcs8())
            }
        }
    }

    @Test("the listener accepts TLS 1.2 and refuses TLS 1.1")
    func versions() async throws {
        try await RunningFrontEnds.with { running in
            #expect(try await running.curl(["--tlsv1.2", "--tls-max", "1.2", running.https + "/healthz"]).text == "ok\n")
            let old = try await tool(
                ["openssl", "s_client", "-connect", "127.0.0.1:\(running.ports.https)", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"],
                input: []
            )
            #expect(old.status != 0)
        }
    }

    @Test(
        "the connection of an HTTP/1.0 client is closed after the answer",
        arguments: ["HTTP/1.0", "HTTP/1.1\\r\\nHost: x\\r\\nConnection: Close"]
    )
    func closes(_ version: String) async throws {
        try await RunningFrontEnds.with { running in
            // `cat` ends when the server closes the connection. Otherwise the time limit ends the test.
            let script = "exec 3<>/dev/tcp/127.0.0.1/\(running.ports.http); printf 'GET /healthz \(version)\\r\\n\\r\\n' >&3; cat <&3"
            let answer = try await tool(["timeout", "120", "bash", "-c", script])
            #expect(answer.status == 0)
            #expect(answer.text.hasPrefix("HTTP/1.1 200"))
            #expect(answer.text.lowercased().contains("connection: close"))
            #expect(answer.text.hasSuffix("ok\n"))
            let secure = try await tool(
                ["timeout", "120", "openssl", "s_client", "-quiet", "-ign_eof", "-connect", "127.0.0.1:\(running.ports.https)"],
                input: Array("GET /healthz HTTP/1.0\r\n\r\n".utf8)
            )
            #expect(secure.status == 0)
            #expect(secure.text.hasSuffix("ok\n"))
        }
    }

    @Test("a chunked body over 1 MiB is 413, and the connection continues or ends cleanly")
    func chunked() async throws {
        try await RunningFrontEnds.with { running in
            let file = "\(running.directory)/big"
            try Data(repeating: 0x20, count: 2 << 20).write(to: URL(fileURLWithPath: file))
            let answer = try await running.curl([
                "-u", "alice:alice-secret", "-H", "Transfer-Encoding: chunked", "-H", "Expect:", "--data-binary", "@\(file)", "-w",
                "%{http_code}",
                "-o", "/dev/null", running.https + APIPath.requests(authority: FrontEndFixture.ca).path,
            ])
            #expect(answer.text == "413")
            #expect(try await running.curl([running.https + "/healthz"]).text == "ok\n")
        }
    }

    @Test("a client that sends half a head, half a body or nothing is disconnected")
    func timeOuts() async throws {
        var limits = ListenerLimits()
        limits.head = .milliseconds(200)
        limits.body = .milliseconds(200)
        limits.idle = .milliseconds(200)
        try await RunningFrontEnds.with(limits) { running in
            for text in [
                "", "GET /heal", "POST /api/v1/principals HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 9\\r\\n\\r\\n{",
                "GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n",
            ] {
                let script = "exec 3<>/dev/tcp/127.0.0.1/\(running.ports.http); printf '\(text)' >&3; cat <&3"
                let answer = try await tool(["timeout", "120", "bash", "-c", script])
                #expect(answer.status != 124)
            }
        }
    }
}
