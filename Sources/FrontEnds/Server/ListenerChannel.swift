import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL

/// One accepted connection: TLS with the identity of the moment where there is one, then HTTP/1.1 within the limits.
struct ListenerChannel: ServerChildChannel {
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let connection: NIOLoopBound<HTTPConnection>
    }

    let responder: DoorResponder
    /// nil for plain HTTP.
    let identity: TLSIdentity?
    let limits: ListenerLimits

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
            if let identity {
                try pipeline.addHandler(
                    NIOSSLServerHandler(
                        context: identity.context, customVerificationCallback: { _, promise in promise.succeed(.certificateVerified) },
                        configuration: .init()))
            }
            try pipeline.addHandler(TransportShaping())
            // What an answer's fields hold is checked where they are made.
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: true, withErrorHandling: true, withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: Self.headLimits)
            let connection = HTTPConnection(isSecure: identity != nil)
            try pipeline.addHandler(ConnectionGuard(limits: limits))
            try pipeline.addHandler(connection)
            return Value(channel: channel, connection: NIOLoopBound(connection, eventLoop: channel.eventLoop))
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopTaskExecutor(value.channel.eventLoop)) {
            await withTaskCancellationHandler {
                let connection = value.connection.value
                let context = DoorRequestContext(channel: value.channel, logger: logger)
                while let request = await connection.request() {
                    guard let response = try? await responder.respond(to: request, context: context) else { break }
                    await connection.answer(response)
                }
                connection.close()
            } onCancel: {
                value.channel.close(promise: nil)
            }
        }
        try? await value.channel.closeFuture.get()
    }
}
