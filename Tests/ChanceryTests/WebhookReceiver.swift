import Foundation
import PKIFormats
import PKITesting

/// A receiver of exit events written in Python, with its own HMAC: it listens on a free port of 127.0.0.1 and prints a line of JSON for each POST. The path of the
/// request is what it does: `/ok`, `/no` (403), `/once` (500 to the first of all posts there), `/away` (302 to `/ok`), `/slow` (no answer),
/// `/trickle` (200 and a body that never ends, an octet at a time).
final class WebhookReceiver: Sendable {
    /// What it saw of one POST.
    struct Post: Decodable {
        let path: String
        let id: String
        /// Whether the signature in the header is that of the body under its secret.
        let signed: Bool
        let type: String
        let body: String
    }

    static let secret = "a secret of thirty-two octets..."
    static let isAvailable = (try? runTool(["python3", "-c", "import hmac, http.server"]))?.status == 0

    let port: Int
    private let program: RunningProgram

    private static let script = """
        import hashlib, hmac, http.server, json, os, sys, threading
        secret = sys.argv[1].encode()
        failed = []
        class Receiver(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *words): pass
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                expected = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
                signed = hmac.compare_digest(expected, self.headers["X-Chancery-Signature"])
                print(json.dumps({"path": self.path, "id": self.headers["X-Chancery-Event"], "signed": signed,
                                  "type": self.headers["Content-Type"], "body": body.decode()}), flush=True)
                if self.path == "/slow": threading.Event().wait()
                if self.path == "/trickle":
                    self.send_response(200)
                    self.send_header("Content-Length", "5000")
                    self.end_headers()
                    while True:
                        self.wfile.write(b"0")
                        threading.Event().wait(0.1)
                status = {"/no": 403, "/away": 302}.get(self.path, 200)
                if self.path == "/once" and not failed:
                    failed.append(True)
                    status = 500
                self.send_response(status)
                if status == 302: self.send_header("Location", "/ok")
                self.send_header("Content-Length", "0")
                self.end_headers()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        server.daemon_threads = True
        # It ends with the test, which holds the other end of this pipe.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """

    init() throws {
        program = try RunningProgram(["python3", "-c", Self.script, Self.secret])
        guard let number = program.nextLine().flatMap({ Int($0) }) else { throw ContractError("the receiver gives no port") }
        port = number
    }

    deinit { program.closeInput() }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// The next POST that it has printed. It is waited for on a thread of its own, because the sender under test runs on those of the tests.
    func next() async throws -> Post {
        let line = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { [program] in
                continuation.resume(with: Result { try program.nextLine() ?? { throw ContractError("the receiver has ended") }() })
            }
        }
        return try JSONDecoder().decode(Post.self, from: Data(line.utf8))
    }
}
