import AsyncHTTPClient
import CAInterface
import CertCli
import Logging
import NIOCore
import NIOPosix
import PKIFormats
import PKITesting
import PortableFoundation
import Synchronization
import Testing
import WireProtocols

@Suite("A remote authority as a value: repeats, clients, proxies")
struct RepeatTests {
    private let der: [UInt8] = [0x30, 0x03, 0x02, 0x01, 0x05]
    private let issued = #"{"requestId":7,"disposition":"issued","dispositionCode":3,"status":"0x00000000","message":"Issued"}"#

    private func remote(_ server: StubServer, _ options: HTTPOptions = HTTPOptions()) async throws -> RemoteAuthority {
        try await RemoteAuthority(
            ConfigString(server.config),
            credential: .password("alice", "secret"),
            trust: server.trust,
            options: options
        )
    }

    /// A client that is not shut down ends the process, so that is done whatever the test throws.
    private func withClient(_ body: (HTTPClient) async throws -> Void) async throws {
        let client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
        let result: Result<Void, any Error>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        try await client.shutdown()
        try result.get()
    }

    @Test("a connection that ends after the CA committed makes one certificate: the repeat carries the same key")
    func committed() async throws {
        let authority = try await TestAuthority.make()
        let engine = try await authority.bound(authority.alice)
        @Sendable func submit(_ request: StubServer.Request) async throws -> Disposition {
            try await engine.submit(SubmitBody(json: Array(request.body.utf8)).submission())
        }
        let server = try await StubServer.start(answers: [
            .made { request in
                _ = try await submit(request)
                return .close
            },
            .made { request in
                let disposition = try await submit(request)
                return .answer(200, String(decoding: try JSONEncoder().encode(DispositionBody(disposition)), as: UTF8.self))
            },
        ])
        let csr = try await authority.request()
        let disposition = try await remote(server).submit(Submission(csr, format: .pkcs10, template: "User"))
        #expect(disposition.code == .issued)
        #expect(server.requests.count == 2)
        let rows = try await authority.bound(authority.officer).certificates(RecordQuery(limit: 100))
        #expect(rows.map(\.requestID) == [disposition.requestID])
        try await server.stop()
    }

    @Test("an answer 503 is asked again after the pause that it names, and a refusal never")
    func unavailable() async throws {
        let server = try await StubServer.start(answers: [.answer(503, ""), .answer(502, ""), .answer(200, issued)])
        #expect(try await remote(server).submit(Submission(der)).code == .issued)
        let keys = try server.requests.map { try SubmitBody(json: Array($0.body.utf8)).submissionKey }
        #expect(keys.count == 3 && Set(keys).count == 1 && keys[0] != nil)
        try await server.stop()
        for status in [400, 401, 403, 404, 409, 429, 500] {
            let refusing = try await StubServer.start(answers: [.answer(status, "")])
            #expect(await failure { try await remote(refusing).submit(Submission(der)) } != nil)
            #expect(refusing.requests.count == 1, "\(status)")
            try await refusing.stop()
        }
    }

    @Test("repeats are bounded in number and in time, and the pauses double and differ")
    func bounds() {
        let policy = RepeatPolicy(attempts: 3, limit: .seconds(10), firstPause: .milliseconds(100))
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, random: 0) == .milliseconds(100))
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, random: 1) == .milliseconds(50))
        #expect(policy.pause(afterAttempt: 2, elapsed: .zero, random: 0) == .milliseconds(200))
        #expect(policy.pause(afterAttempt: 3, elapsed: .zero, random: 0) == nil)
        #expect(policy.pause(afterAttempt: 1, elapsed: .seconds(10), random: 0) == nil)
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, wanted: .seconds(5), random: 0) == .seconds(5))
        #expect(policy.pause(afterAttempt: 1, elapsed: .zero, wanted: .seconds(3600), random: 0) == nil)
        #expect(policy.pause(afterAttempt: 2, elapsed: .zero, wanted: .seconds(9), random: 0) == .seconds(9))
        let patient = RepeatPolicy(limit: .seconds(600), firstPause: .seconds(60), longestPause: .seconds(30))
        #expect(patient.pause(afterAttempt: 1, elapsed: .zero, random: 0) == .seconds(30))
        #expect(patient.pause(afterAttempt: 1, elapsed: .zero, wanted: .seconds(31), random: 0) == nil)
        #expect(RepeatPolicy.never.pause(afterAttempt: 1, elapsed: .zero, random: 0) == nil)
        let pauses = Set((0..<20).compactMap { _ in policy.pause(afterAttempt: 1, elapsed: .zero) })
        #expect(pauses.count > 1 && pauses.allSatisfy { (.milliseconds(50)...(.milliseconds(100))).contains($0) })
    }

    @Test("a policy without repeats makes every call once")
    func never() async throws {
        let server = try await StubServer.start(answers: [.close, .answer(200, issued)])
        let authority = try await remote(server, HTTPOptions(repeats: .never))
        #expect(await failure { try await authority.submit(Submission(der)) } == .rpcServerUnavailable)
        #expect(server.requests.count == 1)
        try await server.stop()
    }

    @Test("a given client is used with our trust and left open; the logger learns of repeats and of no secret")
    func givenClient() async throws { try await withClient(useGiven) }

    private func useGiven(_ client: HTTPClient) async throws {
        let log = Lines()
        let options = HTTPOptions(client: client, logger: Logger(label: "test", factory: { _ in log }))
        let server = try await StubServer.start(answers: [.close, .answer(200, issued), .answer(200, issued)])
        do {
            let authority = try await remote(server, options)
            #expect(try await authority.submit(Submission(der)).code == .issued)
        }
        #expect(log.all.count == 1 && log.all[0].contains("connection was lost") && !log.all[0].contains("secret"), "\(log.all)")
        let again = try await remote(server, options)
        #expect(try await again.submit(Submission(der)).code == .issued)
        // The same client believes no server that the trust does not name.
        let other = try await SampleHierarchy.make().root.certificate.derEncoded
        let stranger = try await RemoteAuthority(
            ConfigString(server.config),
            credential: .anonymous,
            trust: .anchors([other]),
            options: options
        )
        #expect(await failure { try await stranger.submit(Submission(der)) } == .untrustedRoot)
        #expect(server.requests.count == 3)
        try await server.stop()
    }

    @Test("an answer that a given client fetched from elsewhere is not believed")
    func redirected() async throws { try await withClient(followElsewhere) }

    private func followElsewhere(_ client: HTTPClient) async throws {
        let server = try await StubServer.start(answers: [.redirect("/elsewhere"), .answer(200, issued)])
        let authority = try await remote(server, HTTPOptions(client: client))
        let found = await failure { try await authority.disposition(of: RequestID(1), wantsFullResponse: false) }
        #expect(found == .invalidData)
        try await server.stop()
    }

    @Test("a proxy learns neither credential nor request, and a root by fingerprint is refused there")
    func proxy() async throws {
        let proxy = try await ProxyStub.start()
        let server = try await StubServer.start(answers: [.answer(200, issued)])
        let options = HTTPOptions(proxy: .server(host: "127.0.0.1", port: proxy.port), repeats: .never)
        let authority = try await remote(server, options)
        #expect(await failure { try await authority.submit(Submission(der)) } != nil)
        let seen = proxy.seen
        #expect(seen.hasPrefix("CONNECT 127.0.0.1:\(server.port) HTTP/1.1"), "\(seen)")
        #expect(!seen.lowercased().contains("authorization"))
        #expect(server.requests.isEmpty)
        let pinned = try ServerTrust.root(fingerprint: String(repeating: "ab", count: 32))
        let refused = await failure {
            try await RemoteAuthority(ConfigString(server.config), credential: .anonymous, trust: pinned, options: options)
        }
        #expect(refused == .invalidArgument)
        try await server.stop()
        try await proxy.stop()
    }

    @Test("many tasks may submit through one remote authority at once")
    func concurrent() async throws {
        let server = try await StubServer.start(answers: Array(repeating: .answer(200, issued), count: 20))
        let group = MultiThreadedEventLoopGroup.singleton
        let authority = try await remote(server, HTTPOptions(eventLoopGroup: group))
        try await withThrowingTaskGroup(of: DispositionCode.self) { tasks in
            for _ in 0..<20 { tasks.addTask { try await authority.submit(Submission([0x30, 0x00])).code } }
            for try await code in tasks { #expect(code == .issued) }
        }
        #expect(Set(server.requests.map(\.body)).count == 20)
        try await server.stop()
    }
}

/// Keeps what a logger was told.
private final class Lines: LogHandler {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    func log(event: LogEvent) {
        guard event.level >= .info else { return }
        lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }
}

/// A proxy that notes the first lines it gets and refuses.
private final class ProxyStub: Sendable {
    let port: Int
    private let channel: any Channel
    private let text: Box

    final class Box: Sendable { let text = Mutex("") }

    var seen: String { text.text.withLock { $0 } }

    static func start() async throws -> ProxyStub {
        let box = Box()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Notes(box)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return ProxyStub(channel, box)
    }

    private init(_ channel: any Channel, _ box: Box) {
        (self.channel, text, port) = (channel, box, channel.localAddress?.port ?? 0)
    }

    func stop() async throws { try await channel.close().get() }

    private final class Notes: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let box: Box

        init(_ box: Box) { self.box = box }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            box.text.withLock { $0 += String(buffer: unwrapInboundIn(data)) }
            let answer = ByteBuffer(string: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
        }
    }
}
