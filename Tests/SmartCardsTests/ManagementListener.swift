import CAInterface
import CertCli
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import PKICrypto
import PKIFormats
import PKITesting
import PortableFoundation

/// A scripted server behind HTTPS, for the programs.
final class ManagementListener: Sendable {
    let server: ScriptedManagement
    let root: Certificate
    private let channel: any Channel

    var address: String { "https://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    init(_ settings: ScriptedManagement.Settings = .init()) async throws {
        let hierarchy = try await SampleHierarchy.make()
        let server = ScriptedManagement(hierarchy, settings)
        let key = try PrivateKey(generating: .p256)
        let leaf = try await hierarchy.issuing.issue(
            subject: .of([(OID.commonName, "stub")]),
            publicKey: key.publicKey,
            extensions: [
                SubjectAlternativeName([.ipAddress([127, 0, 0, 1])]).asExtension(), KeyUsage.digitalSignature.asExtension(critical: true),
                ExtendedKeyUsage([OID.KeyPurpose.serverAuth]).asExtension(),
            ]
        )
        let tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: try [leaf, hierarchy.issuing.certificate].map {
                .certificate(try NIOSSLCertificate(bytes: $0.derEncoded, format: .der))
            },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: try key.pkcs8(), format: .der))
        )
        let context = try NIOSSLContext(configuration: tls)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Responder(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.server = server
        root = hierarchy.root.certificate
    }

    func stop() async throws { try await channel.close().get() }

    private final class Responder: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let server: ScriptedManagement
        private var head: HTTPRequestHead?
        private var body: [UInt8] = []

        init(_ server: ScriptedManagement) { self.server = server }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                self.head = head
                body = []
            case .body(let part): body += Array(buffer: part)
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            guard let head, let method = ManagementMethod(rawValue: head.method.rawValue) else { return }
            let (server, body) = (server, body)
            let promise = context.eventLoop.makePromise(of: (Int, [UInt8]).self)
            promise.completeWithTask {
                do {
                    let answer = try await server.send(method, target: head.uri, body: body.isEmpty ? nil : body, mayRepeat: true)
                    return (answer.isEmpty ? 204 : method == .post ? 201 : 200, answer)
                } catch let error as CAError {
                    return (403, Array("{\"Message\":\"\(error.message)\",\"ErrorCode\":\"AccessDenied\"}".utf8))
                }
            }
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            promise.futureResult.whenSuccess { status, bytes in
                let (responder, context) = bound.value
                var headers = HTTPHeaders([("content-type", "application/json")])
                if status != 204 { headers.add(name: "content-length", value: String(bytes.count)) }
                let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
                context.write(responder.wrapOutboundOut(.head(head)), promise: nil)
                context.write(responder.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
                context.writeAndFlush(responder.wrapOutboundOut(.end(nil)), promise: nil)
            }
        }
    }
}
