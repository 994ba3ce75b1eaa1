import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL

/// One accepted connection: the header of a trusted proxy, TLS with the identity of the moment where there is one, then HTTP/1.1 within the limits.
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
    /// Connections from here begin with a PROXY header.
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
                        // A connection of the proxy's own counts for nobody.
                        return source.map { admit($0, channel) } ?? true
                    }
                )
            } else if peer.map({ admit($0, channel) }) != true {
                // Closed once it is registered: an error here would be the listener's.
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
            // What an answer's fields hold is checked where they are made.
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

    /// Counts the connection for its client, until it closes.
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

/// Closes a connection as soon as it may be closed.
private final class ClosingHandler: ChannelInboundHandler {
    typealias InboundIn = Never

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
