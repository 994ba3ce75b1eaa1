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

/// HTTP/1.1 as clients speak it that nobody tested with: judged by sockets that Python opens.
@Suite("Connections") struct ConnectionTests {
    /// `talk` sends octets and reads what comes. `until(text)` reads until it came, so that nothing hangs on timing.
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

    private func python(_ script: String, _ running: RunningDoors) async throws -> ToolResult {
        try await tool([
            "timeout", "120", "python3", "-c", Self.sockets + script, String(running.ports.http), String(running.ports.https),
            "\(running.directory)/root.pem", DoorFixture.ca.replacingOccurrences(of: " ", with: "%20"),
            Data("alice:alice-secret".utf8).base64EncodedString(),
        ])
    }

    @Test("requests sent in one go are answered one after the other, each as a whole")
    func pipelined() async throws {
        try await RunningDoors.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[1]))
                talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' * 3 + 'GET /nowhere HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')
                print(talk.rest())
                """, running)
            #expect(answer.status == 0, "\(answer.errorText)")
            let statuses = answer.text.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
            #expect(statuses == ["200", "200", "200", "404"], "\(answer.text)")
        }
    }

    @Test("a client that asks before it sends is told to go on, and a body that comes in pieces is read whole")
    func continues() async throws {
        try await RunningDoors.with { running in
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
                """, running)
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.components(separatedBy: #""disposition":"issued""#).count == 4, "\(answer.text)")
        }
    }

    @Test(
        "what is no HTTP is answered 400, and the connection ends",
        arguments: ["NONSENSE\\r\\n\\r\\n", "GET / HTTP/1.1\\r\\nHost : x\\r\\n\\r\\n", "GET /\\0 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n"])
    func nonsense(_ text: String) async throws {
        try await RunningDoors.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[1])); talk.send('\(text)'); print(talk.rest())
                talk = Talk(int(sys.argv[2]), sys.argv[3]); talk.send('\(text)'); print(talk.rest())
                """, running)
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.components(separatedBy: "HTTP/1.1 400 Bad Request").count == 3, "\(answer.text)")
        }
    }

    @Test(
        "a client that closes its side after its request still gets the answer; one that closes it in the middle of a body does not keep the server"
    )
    func halfClosed() async throws {
        try await RunningDoors.with { running in
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
                """, running)
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.components(separatedBy: "HTTP/1.1 200 OK").count == 3, "\(answer.text)")
        }
    }

    @Test("a body that nobody wants is left, and the next request on the connection is answered")
    func unread() async throws {
        try await RunningDoors.with { running in
            let answer = try await python(
                """
                talk = Talk(int(sys.argv[2]), sys.argv[3])
                size = 600 * 1024
                talk.send(f'POST /api/v1/authorities/{sys.argv[4]}/requests HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: {size}\\r\\n\\r\\n')
                talk.send('x' * size)
                talk.send('GET /healthz HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n')
                print(talk.rest())
                """, running)
            #expect(answer.status == 0, "\(answer.errorText)")
            #expect(answer.text.hasPrefix("HTTP/1.1 401"), "\(answer.text.prefix(200))")
            #expect(answer.text.contains("HTTP/1.1 200 OK"))
        }
    }

    @Test("a long answer is sent whole")
    func long() async throws {
        try await RunningDoors.with(frontEnds: [LongDoor()]) { running in
            let answer = try await running.curl(["-u", "alice:alice-secret", "\(running.https)/long"])
            #expect(answer.stdout == LongDoor.octets)
        }
    }

    #if os(Linux)
        @Test("a client that does not take its answer is hung up on")
        func notTaken() async throws {
            var limits = ListenerLimits()
            limits.body = .milliseconds(300)
            limits.idle = .hours(1)
            try await RunningDoors.with(limits, frontEnds: [LongDoor()]) { running in
                let answer = try await python(
                    """
                    talk = Talk(int(sys.argv[2]), sys.argv[3], buffer=65536)
                    talk.send(f'GET /long HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Basic {sys.argv[5]}\\r\\n\\r\\n')
                    # The kernel's table says when the server's end of this connection is open (01) no more.
                    mine = '%04X' % talk.socket.getsockname()[1]
                    def open_at_server():
                        for table in ['/proc/net/tcp', '/proc/net/tcp6']:
                            for line in open(table):
                                fields = line.split()
                                if fields[2].endswith(':' + mine) and fields[3] == '01': return True
                    while open_at_server(): pass
                    print('hung up')
                    """, running)
                #expect(answer.text == "hung up\n", "\(answer.errorText)")
            }
        }
    #endif

    @Test("an answer in the making when the server is told to end is sent before it ends")
    func shutdown() async throws {
        let door = SlowDoor()
        try await RunningDoors.with(frontEnds: [door]) { running in
            async let answer = running.curl(["-u", "alice:alice-secret", "-w", "%{http_code}", "\(running.https)/slow"])
            await door.entered.wait()
            await running.shutDown()
            door.leave.open()
            let text = try await answer.text
            #expect(text == "done200")
        }
    }

    @Test("every answer carries its date")
    func date() async throws {
        try await RunningDoors.with { running in
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

/// Answers with more than sockets hold.
private struct LongDoor: FrontEnd {
    static let octets = {
        let block = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 16) }
        var octets: [UInt8] = []
        for _ in 0..<200 { octets += block }
        return octets
    }()
    let prefix = "/long"
    let door = Caller.Door.api

    func respond(to request: Request, on route: Void, context: DoorContext) async throws -> Response {
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: Self.octets)))
    }
}

/// Answers when it is let.
private struct SlowDoor: FrontEnd {
    let prefix = "/slow"
    let door = Caller.Door.api
    let entered = Latch()
    let leave = Latch()

    func respond(to request: Request, on route: Void, context: DoorContext) async throws -> Response {
        entered.open()
        await leave.wait()
        return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "done")))
    }
}

/// Closed until it is opened once.
private final class Latch: Sendable {
    private let opened: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() { (opened, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }
    func wait() async { for await _ in opened {} }
}
