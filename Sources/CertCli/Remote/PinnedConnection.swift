import CAInterface
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import PKIFormats

/// HTTPS to the server that holds one key, with one connection for each exchange. The handshake proves that the server has the private
/// half. Names and dates of its certificate are ignored.
struct PinnedConnection: Sendable {
    struct Response: Sendable {
        var status = 0
        var body: [UInt8] = []
    }

    /// The server has another key.
    struct OtherKeyError: Error {}

    let config: ConfigString
    /// DER of the SubjectPublicKeyInfo.
    let key: [UInt8]
    let tls: TLSConfiguration
    let largestResponse: Int
    let group: any EventLoopGroup

    func exchange(_ head: HTTPRequestHead, body: [UInt8]?) async throws -> Response {
        let context = try NIOSSLContext(configuration: tls)
        let isAddress = IPAddressText.octets(of: config.host) != nil
        let loop = group.next()
        let answer = loop.makePromise(of: Response.self)
        let (key, host, most) = (key, config.host, largestResponse)
        let connection = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(
                        context: context,
                        serverHostname: isAddress ? nil : host,
                        customVerificationCallback: { certificates, verdict in
                            let presented = certificates.first.flatMap { try? Certificate(derEncoded: $0.toDERBytes()) }
                            if presented?.subjectPublicKeyInfo.derEncoded == key {
                                verdict.succeed(.certificateVerified)
                            } else {
                                answer.fail(OtherKeyError())
                                verdict.succeed(.failed)
                            }
                        }
                    )
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(handler)
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(ResponseCollector(answer, atMost: most))
                }
            }
            .connect(host: config.host, port: config.port)
        connection.whenFailure { answer.fail($0) }
        connection.whenSuccess { channel in
            let timeout = channel.eventLoop.scheduleTask(in: .seconds(90)) { answer.fail(ChannelError.connectTimeout(.seconds(90))) }
            answer.futureResult.whenComplete { _ in
                timeout.cancel()
                channel.close(promise: nil)
            }
            channel.write(HTTPClientRequestPart.head(head), promise: nil)
            if let body { channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil) }
            channel.writeAndFlush(HTTPClientRequestPart.end(nil)).whenFailure { answer.fail($0) }
        }
        return try await answer.futureResult.get()
    }
}

/// Collects one answer. It lives on its channel's event loop.
private final class ResponseCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let promise: EventLoopPromise<PinnedConnection.Response>
    private let limit: Int
    private var answer = PinnedConnection.Response()

    init(_ promise: EventLoopPromise<PinnedConnection.Response>, atMost limit: Int) {
        self.promise = promise
        self.limit = limit
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): answer.status = Int(head.status.code)
        case .body(let part):
            answer.body.append(contentsOf: part.readableBytesView)
            if answer.body.count > limit { promise.fail(ChannelError.eof) }
        case .end: promise.succeed(answer)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { promise.fail(ChannelError.eof) }
}
