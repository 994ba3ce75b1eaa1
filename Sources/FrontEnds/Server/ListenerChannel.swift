import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL

/// One accepted connection: the header of a trusted proxy, TLS with the present identity if it is HTTPS, then HTTP/1.1 within the limits.
struct ListenerChannel: ServerChildChannel {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let connection: NIOLoopBound<HTTPConnection>
    }

    let responder: FrontEndResponder
    /// nil for plain HTTP.
    let identity: TLSIdentity?
    let limits: ListenerLimits
    let quota: ConnectionQuota
    /// Connections from these addresses begin with a PROXY header.
    let trustedProxies: [AddressBlock]

    private static let headLimits = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 80 << 10
        limits.maxHeaderListSize = 80 << 10
        limits.maxHeaderFieldCount = 1000
        return limits
    }()

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let peer = channel.remoteAddress.flatMap { PeerAddress($0) }
            let connection = HTTPConnection(isSecure: identity != nil, limits: limits, peer: peer, at: channel.eventLoop.now)
            let value = Value(channel: channel, connection: NIOLoopBound(connection, eventLoop: channel.eventLoop))
            if let peer, trustedProxies.contains(where: { $0.contains(peer) }) {
                try pipeline.addHandler(
                    ProxyHeaderHandler(logger: logger) { source in
                        if let source { connection.peer = source }
                        // The proxy's own connection counts for no client.
                        return source.map { admit($0, channel) } ?? true
                    }
                )
            } else if peer.map({ admit($0, channel) }) != true {
                // It is closed after it is registered: an error here would end the listener.
                try pipeline.addHandlers([ClosingHandler(), connection])
                return value
            }
            if let identity {
                try pipeline.addHandler(
                    NIOSSLServerHandler(
                        context: identity.context,
                        customVerificationCallback: { _, promise in promise.succeed(.certificateVerified) },
                        configuration: .init()
                    )
                )
            }
            try pipeline.addHandler(TransportShaping())
            // The fields of an answer are checked where they are made.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: true,
                withErrorHandling: true,
                withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: Self.headLimits
            )
            try pipeline.addHandler(connection)
            return value
        }
    }

    /// Counts the connection for its client until it closes.
    private func admit(_ peer: PeerAddress, _ channel: any Channel) -> Bool {
        guard quota.take(peer) else { return false }
        channel.closeFuture.whenComplete { _ in quota.giveBack(peer) }
        return true
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopTaskExecutor(value.channel.eventLoop)) {
            await withTaskCancellationHandler {
                let connection = value.connection.value
                var known: ConnectionContext?
                while let request = await connection.request() {
                    let context = known ?? ConnectionContext(channel: value.channel, logger: logger, peer: connection.peer)
                    known = context
                    guard let response = try? await responder.respond(to: request, context: context) else { break }
                    await connection.send(response)
                }
                connection.close()
            } onCancel: {
                value.channel.close(promise: nil)
            }
        }
        try? await value.channel.closeFuture.get()
    }
}

/// Closes a connection as soon as its state allows it.
private final class ClosingHandler: ChannelInboundHandler {
    typealias InboundIn = Never

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
