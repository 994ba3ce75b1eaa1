import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL

/// One accepted connection: TLS with the identity of the moment where there is one, then HTTP/1.1 within the limits.
struct ListenerChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let base: HTTP1Channel
    /// nil for plain HTTP.
    let identity: TLSIdentity?
    let limits: ListenerLimits

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            guard let identity else { return }
            try channel.pipeline.syncOperations.addHandler(
                NIOSSLServerHandler(
                    context: identity.context, customVerificationCallback: { _, promise in promise.succeed(.certificateVerified) },
                    configuration: .init()))
        }
        .flatMap { base.setup(channel: channel, logger: logger) }
        .flatMapThrowing { value in
            // Where the version of a request can still be seen: the next handler forgets it.
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(ConnectionGuard(limits: limits), position: .after(decoder))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopTaskExecutor(value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}
