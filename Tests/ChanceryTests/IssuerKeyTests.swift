import CertCli
import Foundation
import PKITesting
import Testing

@testable import chancery

/// The server of a token issuer, in Python: it listens with TLS on a free port of 127.0.0.1 under a certificate of its own.
private final class IssuerServer: Sendable {
    let port: Int
    /// The PEM file of its certificate.
    let root: String
    private let program: RunningProgram

    private static let script = #"""
        import datetime, http.server, ipaddress, json, os, ssl, sys, threading
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        folder = sys.argv[1]
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "issuer")])
        now = datetime.datetime.now(datetime.timezone.utc)
        made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
                .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(hours=1))
                .add_extension(x509.BasicConstraints(True, None), True)
                .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False).sign(key, hashes.SHA256()))
        open(folder + "/issuer.pem", "wb").write(made.public_bytes(serialization.Encoding.PEM))
        open(folder + "/issuer.key", "wb").write(key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        class Issuer(http.server.BaseHTTPRequestHandler):
            def log_message(self, *words): pass
            def do_GET(self):
                here = "https://localhost:%d" % server.server_address[1]
                body = {"/keys": '{"keys": []}', "/discovery": json.dumps({"issuer": here, "jwks_uri": here + "/keys"}),
                        "/elsewhere": json.dumps({"jwks_uri": "https://127.0.0.1:%d/keys" % server.server_address[1]}),
                        "/plain": json.dumps({"jwks_uri": here.replace("https", "http") + "/keys"}), "/long": " " * 300000}.get(self.path)
                self.send_response(302 if self.path == "/away" else 404 if body is None else 200)
                self.send_header("Content-Length", str(len(body or "")))
                if self.path == "/away": self.send_header("Location", "/keys")
                self.end_headers()
                self.wfile.write((body or "").encode())
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
        server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + "/issuer.pem", folder + "/issuer.key")
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        # It ends with the test, which holds the other end of this pipe.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """#

    init(_ folder: String) throws {
        root = folder + "/issuer.pem"
        program = try PythonJudge.start(Self.script, arguments: [folder])
        guard let number = program.nextLine().flatMap({ Int($0) }) else { throw ContractError("the issuer gives no port") }
        port = number
    }

    func source(_ path: String, rootsFile: String?) throws -> IssuerKeySource {
        IssuerKeySource(place: .address(try #require(URL(string: "https://localhost:\(port)\(path)"))), rootsFile: rootsFile)
    }
}

@Suite("Keys of the token issuer", .enabled(if: TestIssuer.isAvailable), .timeLimit(.minutes(5)))
struct IssuerKeyTests {
    @Test("the key set is fetched from its address, or from that in the discovery document, over TLS", arguments: ["/keys", "/discovery"])
    func fetched(_ path: String) async throws {
        try await withTemporaryDirectory { folder in
            let server = try IssuerServer(folder)
            let keys = try await server.source(path, rootsFile: server.root).keySet()
            #expect(String(decoding: keys, as: UTF8.self) == #"{"keys": []}"#)
        }
    }

    @Test(
        "a redirection, a long or absent document and another server's keys are not taken",
        arguments: ["/away", "/long", "/absent", "/elsewhere", "/plain"]
    )
    func refused(_ path: String) async throws {
        try await withTemporaryDirectory { folder in
            let server = try IssuerServer(folder)
            let source = try server.source(path, rootsFile: server.root)
            await #expect(throws: (any Error).self) { try await source.keySet() }
        }
    }

    @Test("a server that the configured roots, or else those of the system, do not vouch for is not asked")
    func untrusted() async throws {
        try await withTemporaryDirectory { folder in
            let server = try IssuerServer(folder)
            let system = try server.source("/keys", rootsFile: nil)
            await #expect(throws: (any Error).self) { try await system.keySet() }
            let other = try IssuerServer(try folder.made("other"))
            let wrong = try server.source("/keys", rootsFile: other.root)
            await #expect(throws: (any Error).self) { try await wrong.keySet() }
        }
    }

    @Test("a key file is read each time")
    func file() async throws {
        try await withTemporaryDirectory { folder in
            let path = folder + "/keys.json"
            let source = IssuerKeySource(place: .file(path), rootsFile: nil)
            await #expect(throws: CommandError.self) { try await source.keySet() }
            try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
            #expect(try await source.keySet() == Array("{}".utf8))
        }
    }
}

extension String {
    fileprivate func made(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: self + "/" + name, withIntermediateDirectories: true)
        return self + "/" + name
    }
}
