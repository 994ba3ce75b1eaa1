import CAInterface
import Foundation
import FrontEnds
import HTTPTypes
import HummingbirdCore
import NIOCore
import PKIDirectory
import PKIFormats
import PKITesting
import Testing
import WireProtocols

/// HTTP/1.1 as unusual clients speak it, on sockets that Python opens.
@Suite("Connections") struct ConnectionTests {
    /// `talk` sends octets and reads the answer. `until(text)` reads until that text arrives, so that nothing depends on timing.
    private static let sockets = """
        import socket, ssl, sys
        class Talk:
            def __init__(self, port, root=None, buffer=None):
                self.socket = socket.socket()
                self.socket.settimeout(120)
                if buffer: self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
                self.socket.connect(('127.0.0.1', port))
                if root: self.socket = ssl.create_default_context(cafile=root).wrap_socket(self.socket, server_hostname='localhost')
                self.seen = b''
            def send(self, text): self.socket.sendall(text.encode())
            def until(self, text):
                while text.encode() not in self.seen:
                    more = self.socket.recv(65536)
                    if not more: raise SystemExit('closed after ' + repr(self.seen))
                    self.seen += more
                before, _, self.seen = self.seen.partition(text.encode())
                return (before + text.encode()).decode()
            def rest(self):
                while more := self.socket.recv(65536): self.seen += more
                return self.seen.decode()

        """

    private func python(_ script: String, _ running: RunningFrontEnds) async throws -> ToolResult {
        try await tool([
            "timeout", "120", "python3", "-c", Self.sockets + script, String(running.ports.http), String(running.ports.https),
            "\(running.directory)/root.pem", FrontEndFixture.ca.replacingOccurrences(of: " ", with: "%20"),
            Data("alice:alice-secret".utf8).base64EncodedString(),
        ])
    }

    @Test("requests sent together are answered one after the other, each as a whole")
    func pipelined() async throws {
        try await RunningFrontEnds.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[1]))
                talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' * 3 + 'GET /nowhere HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')
                print(talk.rest())
                """,
                running
            )
            #expect(answer.status == 0, "\(answer.errorText)")
            let statuses = answer.text.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
            #expect(statuses == ["200", "200", "200", "404"], "\(answer.text)")
        }
    }

    @Test("a client that asks before it sends is told to continue, and a body in pieces is read whole")
    func continues() async throws {
        try await RunningFrontEnds.with { running in
            let request = Base64.encode(try await running.fixture.authority.request())
            let body = #"{"request":"\#(request)","attributes":{"CertificateTemplate":"User"}}"#
            let answer = try await python(
                """
                body = '\(body)'
                talk = Talk(int(sys.argv[2]), sys.argv[3])
                head = f'POST /api/v1/authorities/{sys.argv[4]}/requests HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Basic {sys.argv[5]}\\r\\n'
                for expectation in ['Expect: 100-continue\\r\\n', 'EXPECT: 100-Continue\\r\\n']:
                    talk.send(head + expectation + f'Content-Length: {len(body)}\\r\\n\\r\\n')
                    print(talk.until('HTTP/1.1 100 Continue\\r\\n\\r\\n'))
                    for start in range(0, len(body), 100): talk.send(body[start:start + 100])
                    print(talk.until('}'))
                talk.send(head + 'Connection: close\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n')
                for start in range(0, len(body), 100):
                    piece = body[start:start + 100]
                    talk.send(f'{len(piece):x}\\r\\n{piece}\\r\\n')
                talk.send('0\\r\\n\\r\\n')
                print(talk.rest())
                """,
                running
            )
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.components(separatedBy: #""disposition":"issued""#).count == 4, "\(answer.text)")
        }
    }

    @Test(
        "input that is not HTTP is answered 400, and the connection ends",
        arguments: ["NONSENSE\\r\\n\\r\\n", "GET / HTTP/1.1\\r\\nHost : x\\r\\n\\r\\n", "GET /\\0 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n"]
    )
    func nonsense(_ text: String) async throws {
        try await RunningFrontEnds.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[1])); talk.send('\(text)'); print(talk.rest())
                talk = Talk(int(sys.argv[2]), sys.argv[3]); talk.send('\(text)'); print(talk.rest())
                """,
                running
            )
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.components(separatedBy: "HTTP/1.1 400 Bad Request").count == 3, "\(answer.text)")
        }
    }

    @Test(
        "a client that closes its side after its request gets the answer; within a body it is dropped"
    )
    func halfClosed() async throws {
        try await RunningFrontEnds.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[1]))
                talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')
                talk.socket.shutdown(socket.SHUT_WR)
                print(talk.rest())
                talk = Talk(int(sys.argv[1]))
                talk.send('POST /healthz HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 100\\r\\n\\r\\nhalf')
                talk.socket.shutdown(socket.SHUT_WR)
                talk.rest()
                talk = Talk(int(sys.argv[2]), sys.argv[3])
                head = f'POST /api/v1/authorities/{sys.argv[4]}/requests HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Basic {sys.argv[5]}\\r\\n'
                talk.send(head + 'Content-Length: 100\\r\\nExpect: 100-continue\\r\\n\\r\\n')
                talk.until('100 Continue\\r\\n\\r\\n')
                talk.send('{"request":')
                talk.socket.close()
                talk = Talk(int(sys.argv[1]))
                talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')
                print(talk.rest())
                """,
                running
            )
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.components(separatedBy: "HTTP/1.1 200 OK").count == 3, "\(answer.text)")
        }
    }

    @Test("a body that the front end does not read is skipped, and the next request is answered")
    func unread() async throws {
        try await RunningFrontEnds.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[2]), sys.argv[3])
                size = 600 * 1024
                talk.send(f'POST /api/v1/authorities/{sys.argv[4]}/requests HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: {size}\\r\\n\\r\\n')
                talk.send('x' * size)
                talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')
                print(talk.rest())
                """,
                running
            )
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.hasPrefix("HTTP/1.1 401"), "\(answer.text.prefix(200))")
            #expect(answer.text.contains("HTTP/1.1 200 OK"))
        }
    }

    @Test("a long answer is sent whole")
    func long() async throws {
        try await RunningFrontEnds.with(frontEnds: [LongFrontEnd()]) { running in
            let answer = try await running.curl(["-u", "alice:alice-secret", "\(running.https)/long"])
            #expect(answer.stdout == LongFrontEnd.octets)
        }
    }

    /// Clients that do little or nothing, on the plain and the TLS listener. `talk` is connected; each ends when the server has closed the connection.
    static let slowStories = [
        (
            "early answer, then the end of the body",
            "talk.send('POST /nowhere HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\n\\r\\n'); talk.until('}'); talk.send('x'); talk.rest()"
        ),
        ("a head without its end", "talk.send('GET /healthz HTTP/1.1\\r\\nHost:'); talk.rest()"),
        ("a head that goes on and on", "talk.send('GET /healthz HTTP/1.1\\r\\n'); drip(talk, 'a: b\\r\\n')"),
        (
            "a body octet by octet",
            "talk.send('POST /nowhere HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1000\\r\\n\\r\\n'); drip(talk, 'x')"
        ),
        ("a long answer that is never read", "talk.send(long); hung_up(talk)"),
        ("a long answer that is never read, after a request that closes its side", "talk.send(long); talk.half_close(); hung_up(talk)"),
        (
            "pipelined requests after Connection: close",
            "talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n'); drip(talk, 'GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')"
        ),
        (
            "a client that closes its side and waits",
            "talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'); talk.half_close(); hung_up(talk)"
        ),
        ("an answered request and silence", "talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n'); talk.rest()"),
        ("silence", "talk.rest()"),
    ]

    private static let slowTalk = """
        import select
        def quiet(action):
            # A reset is a way to hang up too, and so is hanging up before an answer.
            try: action()
            except (ConnectionError, ssl.SSLError, SystemExit): pass
        def drip(talk, text):
            # Sends a little, over and over, until the server has hung up.
            while True:
                talk.send(text)
                if select.select([talk.raw], [], [], 0.02)[0] and not talk.socket.recv(65536): return
        def hung_up(talk):
            # The kernel's table says when the server's end is neither open (01) nor half open (08) any more.
            mine = '%04X' % talk.raw.getsockname()[1]
            def open_at_server():
                for table in ['/proc/net/tcp', '/proc/net/tcp6']:
                    for line in open(table):
                        fields = line.split()
                        if fields[2].endswith(':' + mine) and fields[3] in ('01', '08'): return True
            while open_at_server(): pass
        class Slow(Talk):
            def __init__(self, port, root=None):
                super().__init__(port, root, buffer=65536)
                self.raw = self.socket
            def half_close(self):
                # TLS ends with its alert; below it, only the transport can close one side.
                socket.socket(fileno=__import__('os').dup(self.raw.fileno())).shutdown(socket.SHUT_WR)

        """

    #if os(Linux)
        @Test("a client that does little or nothing is disconnected", arguments: slowStories)
        func slow(_ name: String, story: String) async throws {
            var limits = ListenerLimits()
            limits.head = .milliseconds(300)
            limits.body = .milliseconds(300)
            limits.idle = .milliseconds(300)
            try await RunningFrontEnds.with(limits, frontEnds: [LongFrontEnd()]) { running in
                let answer = try await python(
                    Self.slowTalk + """
                        long = f'GET /long HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Basic {sys.argv[5]}\\r\\n\\r\\n'
                        def story(talk): \(story)
                        for port, root in [(1, None), (2, sys.argv[3])]:
                            talk = Slow(int(sys.argv[port]), root)
                            quiet(lambda: story(talk))
                        print('hung up')
                        """,
                    running
                )
                #expect(answer.text == "hung up\n", "\(answer.errorText)")
            }
        }
    #endif

    @Test("a client whose TLS handshake stops is disconnected")
    func handshake() async throws {
        var limits = ListenerLimits()
        limits.head = .milliseconds(300)
        try await RunningFrontEnds.with(limits) { running in
            let answer = try await python(
                """
                for octets in [b'', b'\\x16', b'\\x16\\x03\\x01\\x01\\x00\\x01']:
                    talk = Talk(int(sys.argv[2]))
                    talk.socket.sendall(octets)
                    try: talk.rest()
                    except ConnectionError: pass
                # A whole hello, and nothing after it.
                hello, answer = ssl.MemoryBIO(), ssl.MemoryBIO()
                tls = ssl.create_default_context(cafile=sys.argv[3]).wrap_bio(answer, hello, server_hostname='localhost')
                try: tls.do_handshake()
                except ssl.SSLWantReadError: pass
                talk = Talk(int(sys.argv[2]))
                talk.socket.sendall(hello.read())
                try:
                    while talk.socket.recv(65536): pass
                except ConnectionError: pass
                print('hung up')
                """,
                running
            )
            #expect(answer.text == "hung up\n", "\(answer.errorText)")
        }
    }

    @Test("one address gets its share of the connections; more are closed at once, and others are served")
    func share() async throws {
        var limits = ListenerLimits()
        limits.connections = 10
        limits.connectionsPerAddress = 4
        try await RunningFrontEnds.with(limits) { running in
            let answer = try await python(
                """
                def ask(source):
                    talk = socket.create_connection(('127.0.0.1', int(sys.argv[1])), 120, (source, 0))
                    talk.sendall(b'GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')
                    try: return talk, talk.recv(65536)[:12]
                    except ConnectionError: return talk, b''
                held = [ask('127.0.0.2') for _ in range(30)]
                print(sum(1 for _, answer in held if answer), sum(1 for _, answer in held if not answer))
                print(ask('127.0.0.1')[1], ask('127.0.0.3')[1])
                # A connection that was given back is available again.
                for talk, _ in held: talk.close()
                answer = b''
                while not answer: answer = ask('127.0.0.2')[1]
                print(answer)
                """,
                running
            )
            #expect(answer.text == "4 26\nb'HTTP/1.1 200' b'HTTP/1.1 200'\nb'HTTP/1.1 200'\n", "\(answer.errorText)")
        }
    }

    @Test("a trusted proxy's header gives the address for record and share; a connection without one is closed")
    func proxied() async throws {
        var limits = ListenerLimits()
        limits.connectionsPerAddress = 2
        let proxies = try [#require(AddressBlock(text: "127.0.0.1/32"))]
        try await RunningFrontEnds.with(limits, frontEnds: [AddressFrontEnd()], trustedProxies: proxies) { running in
            let answer = try await python(
                """
                import struct
                def header(source):
                    return b'\\r\\n\\r\\n\\x00\\r\\nQUIT\\n\\x21\\x11\\x00\\x0c' + socket.inet_aton(source) + socket.inet_aton('10.0.0.1') + struct.pack('>HH', 4711, 443)
                trust = ssl.create_default_context(cafile=sys.argv[3])
                held = []
                def ask(first, source='127.0.0.1'):
                    talk = socket.create_connection(('127.0.0.1', int(sys.argv[2])), 120, (source, 0))
                    try:
                        for octet in first[:20]: talk.sendall(bytes([octet]))
                        talk.sendall(first[20:])
                        talk = trust.wrap_socket(talk, server_hostname='localhost')
                        talk.sendall(b'GET /address HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')
                        answer = b''
                        while not answer.endswith(b';'):
                            more = talk.recv(65536)
                            if not more: return 'closed'
                            answer += more
                        held.append(talk)
                        return answer.split(b'\\r\\n\\r\\n')[1].decode()
                    except (ConnectionError, ssl.SSLError): return 'closed'
                print(ask(header('192.0.2.7')), ask(header('192.0.2.7')), ask(header('192.0.2.7')), ask(header('192.0.2.8')))
                print(ask(b''), ask(b'PROXY TCP4 192.0.2.9 10.0.0.1 4711 443\\r\\n'), ask(b'\\r\\n\\r\\n\\x00\\r\\nQUIT\\n\\x20\\x00\\x00\\x00'))
                # Others may not say who they are.
                print(ask(b'', '127.0.0.2'), ask(header('192.0.2.10'), '127.0.0.2'))
                """,
                running
            )
            #expect(
                answer.text == "192.0.2.7; 192.0.2.7; closed 192.0.2.8;\nclosed closed 127.0.0.1;\n127.0.0.2; closed\n",
                "\(answer.errorText)"
            )
        }
    }

    @Test("an answer in progress when the server has to end is still sent")
    func shutdown() async throws {
        let slow = SlowFrontEnd()
        try await RunningFrontEnds.with(frontEnds: [slow]) { running in
            async let answer = running.curl(["-u", "alice:alice-secret", "-w", "%{http_code}", "\(running.https)/slow"])
            await slow.entered.wait()
            await running.shutDown()
            slow.leave.open()
            let text = try await answer.text
            #expect(text == "done200")
        }
    }

    @Test("every answer carries its date")
    func date() async throws {
        try await RunningFrontEnds.with { running in
            let answer = try await running.curl(["-i", running.https + "/healthz"])
            let line = try #require(answer.text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("date: ") })
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            formatter.timeZone = TimeZone(identifier: "GMT")
            let date = try #require(formatter.date(from: String(line.dropFirst(6))))
            #expect(abs(date.timeIntervalSinceNow) < 300)
        }
    }
}

/// Answers with more octets than sockets hold.
private struct LongFrontEnd: FrontEnd {
    let listeners = Set(Listener.allCases)
    let authentication = FrontEndAuthentication.none
    static let octets = {
        let block = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 16) }
        var octets: [UInt8] = []
        for _ in 0..<200 { octets += block }
        return octets
    }()
    let prefix = "/long"
    let door = Caller.Door.api

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: Self.octets)))
    }
}

/// Answers with the caller's address in the record.
private struct AddressFrontEnd: FrontEnd {
    let prefix = "/address"
    let authentication = FrontEndAuthentication.none
    let door = Caller.Door.api

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: context.remoteAddress + ";")))
    }
}

/// Answers when the test lets it.
private struct SlowFrontEnd: FrontEnd {
    let prefix = "/slow"
    let door = Caller.Door.api
    let entered = Latch()
    let leave = Latch()

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        entered.open()
        await leave.wait()
        return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "done")))
    }
}

/// Closed until it is opened, once.
private final class Latch: Sendable {
    private let opened: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() { (opened, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }
    func wait() async { for await _ in opened {} }
}
