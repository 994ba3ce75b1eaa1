import CertCli
import PortableFoundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization

/// A real TLS listener on a free port that gives the answers a test wrote down. It tests the client's side without trusting our own server.
final class StubServer: Sendable {
    enum Answer: Sendable {
        case answer(Int, String)
        /// Reads the request and closes the connection.
        case close
        /// Sends the client elsewhere.
        case redirect(String)
        /// Something else happens first, for example in a real authority.
        case made(@Sendable (Request) async throws -> Answer)
    }

    struct Request: Sendable {
        let head: String
        let authorization: String?
        let body: String
    }

    let hierarchy: SampleHierarchy
    let port: Int
    private let channel: any Channel
    private let log: Log

    final class Log: Sendable {
        let state: Mutex<(answers: [Answer], requests: [Request])>
        init(_ answers: [Answer]) { state = Mutex((answers, [])) }

        func next(_ request: Request) -> Answer {
            state.withLock { state in
                state.requests.append(request)
                return state.answers.isEmpty ? .close : state.answers.removeFirst()
            }
        }
    }

    var config: String { "127.0.0.1:\(port)\\Example CA" }
    var trust: ServerTrust { .anchors([hierarchy.root.certificate.derEncoded]) }
    /// The decrypted request.
    var requests: [Request] { log.state.withLock { $0.requests } }

    static func start(answers: [Answer], names: [GeneralName] = [.ipAddress([127, 0, 0, 1])], notAfter: Date? = nil) async throws
        -> StubServer
    {
        let hierarchy = try await SampleHierarchy.make()
        let key = try PrivateKey(generating: .p256)
        let leaf = try await hierarchy.issuing.issue(
            subject: .of([(OID.commonName, "stub")]),
            publicKey: key.publicKey,
            extensions: [
                SubjectAlternativeName(names).asExtension(), KeyUsage.digitalSignature.asExtension(critical: true),
                ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension(),
            ],
            notAfter: notAfter ?? SampleHierarchy.time.addingTimeInterval(300 * 86_400)
        )
        let chain = [leaf, hierarchy.issuing.certificate, hierarchy.root.certificate]
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain.map { .certificate(try NIOSSLCertificate(bytes: $0.derEncoded, format: .der)) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: try key.pkcs8(), format: .der))
        )
        let context = try NIOSSLContext(configuration: tls)
        let log = Log(answers)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Responder(log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return StubServer(hierarchy, channel, log)
    }

    private init(_ hierarchy: SampleHierarchy, _ channel: any Channel, _ log: Log) {
        self.hierarchy = hierarchy
        self.channel = channel
        self.log = log
        port = channel.localAddress?.port ?? 0
    }

    func stop() async throws { try await channel.close().get() }

    private final class Responder: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let log: Log
        private var head: HTTPRequestHead?
        private var body = ByteBuffer()

        init(_ log: Log) { self.log = log }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body.clear()
            case .body(var part): body.writeBuffer(&part)
            case .end: answer(context)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func answer(_ context: ChannelHandlerContext) {
            guard let head else { return }
            let request = Request(
                head: "\(head.method.rawValue) \(head.uri)",
                authorization: head.headers.first(name: "authorization"),
                body: String(buffer: body)
            )
            write(log.next(request), request, context)
        }

        private func write(_ answer: Answer, _ request: Request, _ context: ChannelHandlerContext) {
            var headers = HTTPHeaders()
            let (status, text): (Int, String)
            switch answer {
            case .answer(let code, let body): (status, text) = (code, body)
            case .close:
                context.close(promise: nil)
                return
            case .redirect(let place):
                headers.add(name: "location", value: place)
                (status, text) = (307, "")
            case .made(let make):
                let made = context.eventLoop.makePromise(of: Answer.self)
                made.completeWithTask { try await make(request) }
                let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
                made.futureResult.whenComplete { result in
                    let (responder, context) = bound.value
                    responder.write((try? result.get()) ?? .close, request, context)
                }
                return
            }
            headers.add(name: "content-length", value: String(text.utf8.count))
            let response = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
            context.write(wrapOutboundOut(.head(response)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
